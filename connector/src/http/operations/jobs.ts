import { Event, Job, JobCreate, JobPatch, jobStatuses, priorities, Transition, TransitionResult } from '@dispatchkit/contract';
import { z } from 'zod';
import { bboxQuery, intervalQuery, listQuery, pageOf, Tombstone } from './lists.ts';
import { operation } from './operation.ts';
import { anyOf, customFilter, ids, someOf, sortBy, whole } from './query.ts';

const jobSortFields = [
  'number',
  'title',
  'type',
  'status',
  'priority',
  'durationMinutes',
  'requestedAt',
  'windowStartsAt',
  'windowEndsAt',
  'dueAt',
  'completedAt',
  'createdAt',
  'updatedAt',
  'startsAt',
  'customer',
  'district',
  'externalRef',
] as const;

const JobPage = pageOf('JobPage', Job);
export const EventPage = pageOf('EventPage', Event);

export const listJobs = operation({
  id: 'listJobs',
  method: 'get',
  path: '/jobs',
  tag: 'jobs',
  summary: 'List jobs',
  description: 'Filters narrow the list together. A technician sees own jobs, unless the tenant shows the whole day.',
  action: 'jobs:read',
  query: z.object({
    ...listQuery,
    ...intervalQuery,
    status: someOf(jobStatuses, 'Only these statuses.').optional(),
    priority: someOf(priorities, 'Only these priorities.').optional(),
    type: anyOf('Only these types.').optional(),
    district: anyOf('Only sites in these districts.').optional(),
    technicianId: ids('Only jobs assigned to these technicians.').optional(),
    customerId: ids('Only jobs of these customers.').optional(),
    siteId: ids('Only jobs at these sites.').optional(),
    seriesId: ids('Only the jobs of these series.').optional(),
    skill: anyOf('Only jobs that ask for one of these skills.').optional(),
    certification: anyOf('Only jobs that ask for one of these certifications.').optional(),
    territory: anyOf('Only jobs in these territories.').optional(),
    bbox: bboxQuery,
    custom: customFilter,
    sort: sortBy(jobSortFields, '-priority,dueAt', { custom: true }).optional(),
  }),
  answer: JobPage,
  problems: ['invalid_cursor'],
});

export const createJob = operation({
  id: 'createJob',
  method: 'post',
  path: '/jobs',
  tag: 'jobs',
  summary: 'Create a job',
  action: 'jobs:write',
  body: JobCreate,
  answer: Job,
  status: 201,
  location: '/jobs',
  etag: true,
  idempotency: 'kept',
  problems: ['already_exists', 'unknown_reference'],
});

export const getJob = operation({
  id: 'getJob',
  method: 'get',
  path: '/jobs/{jobId}',
  tag: 'jobs',
  summary: 'Read a job',
  action: 'jobs:read',
  answer: Job,
  etag: true,
});

export const changeJob = operation({
  id: 'changeJob',
  method: 'patch',
  path: '/jobs/{jobId}',
  tag: 'jobs',
  summary: 'Change a job',
  description: 'JSON Merge Patch. The status is moved by transitions, not here.',
  action: 'jobs:write',
  body: JobPatch,
  mergePatch: true,
  answer: Job,
  ifMatch: 'required',
  etag: true,
  problems: ['already_exists', 'unknown_reference'],
});

export const deleteJob = operation({
  id: 'deleteJob',
  method: 'delete',
  path: '/jobs/{jobId}',
  tag: 'jobs',
  summary: 'Delete a job',
  action: 'jobs:delete',
  answer: Tombstone,
  ifMatch: 'required',
  problems: ['in_use'],
});

export const transitionJob = operation({
  id: 'transitionJob',
  method: 'post',
  path: '/jobs/{jobId}/transitions',
  tag: 'jobs',
  summary: 'Move a job along its statuses',
  description:
    'Moves the job, or one technician’s part of it. Hold and cancel need a `reason`. With `If-Match` the move is made only if the job is still at that version.',
  action: 'jobs:transition',
  body: Transition,
  answer: TransitionResult,
  ifMatch: 'optional',
  idempotency: 'kept',
  problems: ['transition_not_allowed', 'unknown_reference'],
});

export const listJobEvents = operation({
  id: 'listJobEvents',
  method: 'get',
  path: '/jobs/{jobId}/events',
  tag: 'jobs',
  summary: 'History of a job, newest first',
  action: 'events:read',
  query: z.object({
    limit: whole(1, 500, 'How many at most.', 100).optional(),
    cursor: listQuery.cursor,
    sort: sortBy(['seq'], '-seq').optional(),
  }),
  answer: EventPage,
  problems: ['invalid_cursor'],
});
