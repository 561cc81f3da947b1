import { z } from 'zod';
import { hostKinds } from '../manifest/resources.ts';
import { Id, Instant } from './base.ts';

/** A change that has not reached its host system, as those see it who plan: with ids of ours, and as much of it as they may see. */
export const PendingChange = z
  .object({
    id: Id,
    /** Name of the host system, as in `HostStanding`. */
    host: z.string().max(40),
    kind: z.enum(hostKinds),
    recordId: Id,
    /** The job it is of, where it is of one. */
    jobId: Id.nullable(),
    operation: z.enum(['create', 'update', 'delete']),
    /** `waiting` for the host · `conflict`: the host has something else meanwhile · `dead`: the host refuses it. */
    state: z.enum(['waiting', 'conflict', 'dead']),
    /** What was to be written; empty of a deletion. */
    fields: z.array(
      z.object({
        field: z.string(),
        ours: z.unknown(),
        /** What the host had when it was last heard; `null` of a new record. */
        theirs: z.unknown(),
        /** Whether somebody has changed it there, too. */
        conflict: z.boolean(),
      }),
    ),
    /** The host would take it if somebody confirmed it, which can be done there alone; `reason` is its question. */
    asks: z.boolean(),
    /** Why the host refuses it, in its own words; `null` unless it does, and for those who cannot decide. */
    reason: z.string().nullable(),
    /** Whether the reader may have it sent again or give it up. */
    decidable: z.boolean(),
    createdAt: Instant,
  })
  .meta({
    id: 'PendingChange',
    description: 'A change that has not reached its host system: what was to be written, and what the host has.',
  });
export type PendingChange = z.infer<typeof PendingChange>;
