import { FixBatch, Id, kinds, Snapshot } from '@dispatchkit/contract';
import { z } from 'zod';
import { EventPage } from './jobs.ts';
import { listQuery } from './lists.ts';
import { operation } from './operation.ts';
import { instant, sortBy, whole } from './query.ts';

const seq = (description: string) => whole(0, Number.MAX_SAFE_INTEGER, description).optional();

export const readSnapshot = operation({
  id: 'readSnapshot',
  method: 'get',
  path: '/snapshot',
  tag: 'live',
  summary: 'All a board needs for a window of time',
  description: 'Continue with the stream of events after its `seq`. At most 20,000 jobs: open ones first, then the newest.',
  action: 'snapshot:read',
  cost: 10,
  query: z.object({
    from: instant('Start of the window.'),
    to: instant('End of the window, not included. At most 366 days after `from`.'),
    jobs: z
      .enum(['window', 'all'])
      .default('window')
      .meta({ description: '`window`: open jobs and those of interest in the window; `all`: every job.' }),
  }),
  answer: Snapshot,
});

export const readEvents = operation({
  id: 'readEvents',
  method: 'get',
  path: '/events',
  tag: 'live',
  summary: 'Live events, or their history',
  description: [
    'Where `Accept` prefers `text/event-stream` to JSON (by its `q`, and of two alike by the order), a stream: `event: event` with `id:` = seq and an Event as data; `event: position` with a',
    'PositionMessage and no id; where records are of host systems, `event: hosts` with a HostsMessage and no id, at the start and',
    'whenever they are doing something else (customers hear none of it); `event: reset` when the place to go on from is more than 5,000 events back or unknown (read the',
    'snapshot again; the stream then ends); a comment at least every 15 seconds. Continues after `Last-Event-ID` or `after`, else from now.',
    'The stream ends when the token expires or is revoked, or when the reader is too slow: connect again with the last id.',
    'Who does not see all of a tenant, or asks for a topic, hears once a second at most that something else has happened: an event',
    'without changes.',
    'Otherwise the history as a list.',
  ].join(' '),
  action: 'events:read',
  query: z.object({
    after: seq('Only events after this seq.'),
    topic: z.enum(['all', 'own']).optional().meta({
      description:
        'Stream only. `own`: only what is the own of a technician or a customer, also where technicians may see the whole day.',
    }),
    jobId: Id.optional().meta({ description: 'Only what concerns this job.' }),
    technicianId: Id.optional().meta({
      description: 'Only what concerns this technician. In a stream not together with `jobId`.',
    }),
    kind: z
      .enum([...kinds, 'settings'])
      .optional()
      .meta({
        description: 'History only: events that changed the record of this kind with the `id`.',
      }),
    id: Id.optional().meta({ description: 'History only, with `kind`. The settings have the id `settings`.' }),
    limit: whole(1, 500, 'History only: how many at most.', 100).optional(),
    cursor: listQuery.cursor,
    sort: sortBy(['seq'], 'seq').optional(),
  }),
  answer: EventPage,
  stream: true,
  problems: ['invalid_cursor', 'not_found'],
});

export const recordFixes = operation({
  id: 'recordFixes',
  method: 'post',
  path: '/fixes',
  tag: 'live',
  summary: 'Report positions',
  description:
    'A technician reports own positions only. Older fixes than the last known one are passed over, so repeating is harmless.',
  action: 'fixes:write',
  idempotency: 'harmless',
  body: FixBatch,
  eventless: true,
  answer: z
    .object({
      accepted: z.int().min(0),
      passedOver: z
        .array(z.object({ pointer: z.string(), reason: z.enum(['unknown_technician', 'future', 'no_position', 'older']) }))
        .optional()
        .meta({
          description:
            'Fixes that were not taken: of a technician who does not exist, more than five minutes in the future, at 0,0, or not newer than what is known. Of several of one technician only the last counts, and those before it are not listed.',
        }),
    })
    .meta({ id: 'FixResult', description: 'How many fixes were newer than what was known, and which were not taken.' }),
  status: 202,
});
