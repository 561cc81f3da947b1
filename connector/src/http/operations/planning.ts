import { Candidates, Workload } from '@dispatchkit/contract';
import { z } from 'zod';
import { intervalQuery } from './lists.ts';
import { operation } from './operation.ts';
import { instant, whole } from './query.ts';

export const listCandidates = operation({
  id: 'listCandidates',
  method: 'get',
  path: '/jobs/{jobId}/candidates',
  tag: 'jobs',
  summary: 'Find technicians for a job',
  description:
    'The earliest time of each active technician in the interval (standard: the next 48 hours, at most 14 days), best first: qualified, with a slot, with fewer warnings, sooner, nearer. Says what is missing and which rules would be broken.',
  action: 'assignments:write',
  query: z.object({
    ...intervalQuery,
    limit: whole(1, 200, 'How many at most.', 20).optional(),
    durationMinutes: whole(1, 20_160, "Minutes of work, where they differ from the job's.").optional(),
  }),
  answer: Candidates,
});

export const readWorkload = operation({
  id: 'readWorkload',
  method: 'get',
  path: '/technicians/{technicianId}/workload',
  tag: 'technicians',
  summary: 'Read how full the days of a technician are',
  description: "One entry for each day of the technician's zone that the interval touches; at most 62.",
  action: 'technicians:read',
  query: z.object({
    from: instant('Start of the interval.'),
    to: instant('End of the interval, not included.'),
  }),
  answer: Workload,
});
