import { z } from 'zod';
import { hostKinds } from '../manifest/resources.ts';
import { Id, Instant } from './base.ts';

const count = z.int().min(0);
const HostKindName = z.enum(hostKinds);

/** What a host does not let be done with its records of one kind. Fields that it does not have are ours, and have no limits. */
export const HostLimits = z
  .object({
    /** Refused of every record. Without `update`, all fields of the host are `readOnly`. */
    cannot: z.array(z.enum(['create', 'update', 'delete'])),
    /** Fields that cannot be changed. */
    readOnly: z.array(z.string()),
    /**
     * What a field can be given, where that is not everything. Of a job's `status` also what is kept here for want of a word of the host:
     * all that follows from its assignments.
     */
    words: z.record(z.string(), z.array(z.string())),
  })
  .meta({ id: 'HostLimits', description: 'What a host does not let be done with its records of one kind.' });
export type HostLimits = z.infer<typeof HostLimits>;

/** How a host system is doing, and which changes have not reached it: as much of it as the reader may see. */
export const HostStanding = z
  .object({
    /** As it is configured; unique per tenant. */
    name: z.string().max(40),
    /** For people. */
    label: z.string(),
    /** Kinds whose records are the host's. `mirror`: fetched all the time · `proxy`: fetched while somebody reads them. */
    modes: z.partialRecord(HostKindName, z.enum(['mirror', 'proxy'])),
    /**
     * `loading`: the first load is not done · `current`: as new as it should be · `stale`: older than it should be, and nothing is
     * known to be wrong · `away`: it does not answer, or refuses. When several are true: `away`, then `loading`, then `stale`.
     */
    state: z.enum(['loading', 'current', 'stale', 'away']),
    /**
     * When the host was last heard, of the kind that is the oldest; `null` before the first load is done. Told along with the rest:
     * while the state is `current` it may have moved on without a word.
     */
    asOf: Instant.nullable(),
    /** How far the first load is: records of all kinds. `total` is `null` when the host does not say. `null` when not `loading`. */
    progress: z.object({ done: count, total: count.nullable() }).nullable(),
    /** By kind; there are none for a kind of which everything can be changed. What goes against them is `host_refused`. */
    limits: z.partialRecord(HostKindName, HostLimits).optional(),
    /** What becomes of changes while it is away: `refuse`d, or kept here and sent later (`queue`). */
    whenAway: z.enum(['refuse', 'queue']),
    /** Changes that have not reached the host. `conflict` and `dead` ones wait for somebody to decide. */
    writes: z.object({ waiting: count, conflict: count, dead: count }),
    /** Which records these are of, each once with the gravest state, the gravest first; 500 at most. */
    records: z.array(z.object({ kind: HostKindName, id: Id, state: z.enum(['waiting', 'conflict', 'dead']) })).max(500),
  })
  .meta({ id: 'HostStanding', description: 'How a host system is doing, and which changes have not reached it.' });
export type HostStanding = z.infer<typeof HostStanding>;

/** Message of the stream (`event: hosts`, without an `id:`): replaces what was known of the host systems. */
export const HostsMessage = z
  .object({ hosts: z.array(HostStanding) })
  .meta({ id: 'HostsMessage', description: 'How the host systems are doing. Not kept as history.' });
export type HostsMessage = z.infer<typeof HostsMessage>;
