import { Id, jobStatuses, Nearby } from '@dispatchkit/contract';
import { z } from 'zod';
import { nearbyKinds } from '../../services/nearby/index.ts';
import { operation } from './operation.ts';
import { decimal, someOf, whole } from './query.ts';

export const findNearby = operation({
  id: 'findNearby',
  method: 'get',
  path: '/nearby',
  tag: 'live',
  summary: 'Find who and what is near a place',
  description:
    'Around a place (`latitude` and `longitude`) or around the site of a job (`jobId`, which is then left out): active technicians where they were last seen, and open jobs, nearest first.',
  action: 'technicians:read',
  cost: 2,
  query: z.object({
    latitude: decimal(-90, 90, 'Degrees north of the middle.').optional(),
    longitude: decimal(-180, 180, 'Degrees east of the middle.').optional(),
    jobId: Id.optional().meta({ description: 'The site of this job is the middle.' }),
    radiusMeters: whole(1, 500_000, 'How far away at most, metres.', 10_000).optional(),
    kinds: someOf(nearbyKinds, 'What to look for. Standard: both.').optional(),
    status: someOf(jobStatuses, 'Only jobs with these statuses. Standard: those that are open.').optional(),
    limit: whole(1, 100, 'How many of each kind at most.', 20).optional(),
  }),
  answer: Nearby,
});
