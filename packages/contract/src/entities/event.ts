import { z } from 'zod';
import { actorRoles, eventTypes, kinds, methods } from '../words/index.ts';
import { Id, Instant } from './base.ts';
import { CheckIn } from './field.ts';
import { LivePosition } from './people.ts';
import { Violation } from './violation.ts';

/** Who did it. */
export const Actor = z
  .object({
    /** `sub` of the token, `api-key:ID`, or `system`. */
    id: z.string().max(200),
    name: z.string().max(200).nullable(),
    role: z.enum(actorRoles),
  })
  .meta({ id: 'Actor', description: 'Who made a change.' });
export type Actor = z.infer<typeof Actor>;

/** One record touched by an event. */
export const Change = z
  .object({
    kind: z.enum(kinds).or(z.literal('settings')),
    id: Id,
    /** Version after the change; for a deletion, the version the deletion gave it. */
    version: z.int().min(1),
    /** The record after the change; `null` when it was deleted. */
    record: z.record(z.string(), z.unknown()).nullable(),
    /** Fields that changed, with their values before. Absent for a new record. */
    previous: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Change', description: 'One record touched by an event, before and after.' });
export type Change = z.infer<typeof Change>;

/**
 * Immutable audit entry and live feed item. `seq` counts from 1 without a gap per tenant and is written in the same
 * transaction as the change, so whoever has applied 1…n has exactly the state after n.
 */
export const Event = z
  .object({
    seq: z.int().min(1),
    type: z.enum(eventTypes),
    at: Instant,
    actor: Actor,
    method: z.enum(methods),
    requestId: z.string().max(64).nullable(),
    /** What the event is about, for history lists. */
    jobId: Id.nullable(),
    technicianId: Id.nullable(),
    changes: z.array(Change),
    /** True after a bulk change whose records are not listed: read the snapshot again. */
    reload: z.boolean().optional(),
    /** Rules that were broken knowingly. */
    overridden: z.array(Violation).optional(),
    reason: z.string().optional(),
    /** How many of what were removed, when it says so. */
    counts: z.record(z.string(), z.int().min(0)).optional(),
    /** Where and how the technician said "I am here", when the move came with it. */
    checkIn: CheckIn.optional(),
  })
  .meta({ id: 'Event', description: 'Immutable audit entry and live feed item.' });
export type Event = z.infer<typeof Event>;

/** Live position message of the stream (`event: position`, without an `id:`; at most one a second per technician). */
export const PositionMessage = z
  .object({ technicianId: Id, position: LivePosition })
  .meta({ id: 'PositionMessage', description: 'A technician has moved. Not kept as history.' });
export type PositionMessage = z.infer<typeof PositionMessage>;
