import { z } from 'zod';
import { hostKinds } from '../manifest/resources.ts';
import { Id, Instant } from './base.ts';

const count = z.int().min(0);
const HostKindName = z.enum(hostKinds);
const hostName = z.string().max(40);

/** A field that somebody has changed at the host while it was changed here. */
export const FieldConflict = z
  .object({
    field: z.string(),
    /** What was to be written. */
    ours: z.unknown(),
    /** What the host has. */
    theirs: z.unknown(),
  })
  .meta({ id: 'FieldConflict', description: 'A field that was changed at the host and here.' });
export type FieldConflict = z.infer<typeof FieldConflict>;

/** How one kind of record of a host is doing. */
export const AdapterResource = z
  .object({
    kind: HostKindName,
    mode: z.enum(['mirror', 'proxy', 'own']),
    /** `waiting`: nothing yet · `loading`: the first load runs, or goes on after a pause · `steady`: only changes are fetched. */
    phase: z.enum(['waiting', 'loading', 'steady']),
    /** Records of the host that are known here. */
    records: count,
    /** How many the host says there are, while the first load runs; `null` when it does not say. */
    total: count.nullable(),
    /** Seconds since the host was last asked with success; `null` before the first time. */
    lagSeconds: count.nullable(),
    lastSuccessAt: Instant.nullable(),
    lastError: z.string().nullable(),
    lastErrorAt: Instant.nullable(),
    /** Records with words that the manifest has no translation for. */
    unmapped: count,
    /** Records that could not be taken over. */
    rejected: count,
    /** For people: what this kind of record cannot do at this host, by its manifest, and what the host cannot be asked. */
    limits: z.array(z.string()),
    can: z.object({ create: z.boolean(), update: z.boolean(), delete: z.boolean(), writable: z.array(z.string()) }),
  })
  .meta({ id: 'AdapterResource', description: 'How one kind of record of a host is doing.' });
export type AdapterResource = z.infer<typeof AdapterResource>;

export const AdapterStatus = z
  .object({
    name: hostName,
    title: z.string(),
    product: z.string(),
    state: z.enum(['starting', 'ready', 'away', 'broken']),
    whenAway: z.enum(['queue', 'refuse']),
    pollSeconds: z.number(),
    /** Where the host may tell that something has changed; `null` when its manifest knows no such messages. */
    hookPath: z.string().nullable(),
    /** When such a message came last, to within a minute; `null` before the first one. */
    lastHookAt: Instant.nullable(),
    /** For people: what an operator should see to, with the cure. */
    warnings: z.array(z.string()),
    resources: z.array(AdapterResource),
    writes: z.object({ waiting: count, conflicts: count, dead: count }),
  })
  .meta({ id: 'AdapterStatus', description: 'How a host system is doing: what is fetched, what waits, what went wrong.' });
export type AdapterStatus = z.infer<typeof AdapterStatus>;

/** A word of the host that the manifest has no translation for. */
export const AdapterUnmapped = z
  .object({
    kind: HostKindName,
    field: z.string(),
    enum: z.string(),
    value: z.string(),
    label: z.string().nullable(),
    /** Records that have it. */
    count,
  })
  .meta({ id: 'AdapterUnmapped', description: 'A word of the host without a translation.' });
export type AdapterUnmapped = z.infer<typeof AdapterUnmapped>;

/** A record of the host that could not be taken over. */
export const AdapterRejection = z
  .object({ kind: HostKindName, hostId: z.string(), reason: z.string() })
  .meta({ id: 'AdapterRejection', description: 'A record of the host that could not be taken over.' });
export type AdapterRejection = z.infer<typeof AdapterRejection>;

/** A change that was made while the host was away, and has not reached it. */
export const AdapterWrite = z
  .object({
    id: Id,
    kind: HostKindName,
    recordId: Id,
    operation: z.enum(['create', 'update', 'delete']),
    changes: z.record(z.string(), z.unknown()),
    /** `waiting` for the host · `conflict`: the host has something else meanwhile · `dead`: the host refuses it. */
    state: z.enum(['waiting', 'conflict', 'dead']),
    attempts: count,
    /** The host has asked for a confirmation; `lastError` is its question. */
    asks: z.boolean(),
    lastError: z.string().nullable(),
    conflicts: z.array(FieldConflict),
    createdAt: Instant,
  })
  .meta({ id: 'AdapterWrite', description: 'A change that has not reached the host.' });
export type AdapterWrite = z.infer<typeof AdapterWrite>;

/** How much is thrown away of what is kept of a host. */
export const AdapterForget = z
  .object({
    /** The records that came from it go, too. Otherwise they stay as our own. */
    records: z.boolean().default(false),
    /** It is still configured, and is fetched from the beginning afterwards. */
    configured: z.boolean().default(false),
  })
  .meta({ id: 'AdapterForget', description: 'What is to be thrown away of a host.' });
export type AdapterForget = z.infer<typeof AdapterForget>;

export const AdapterForgotten = z
  .object({
    /** Records of the host that were known here. */
    known: count,
    /** Changes that had not reached it. */
    writes: count,
    /** Our records that are deleted now, with the assignments of jobs that went. */
    records: count,
  })
  .meta({ id: 'AdapterForgotten', description: 'What was thrown away of a host.' });
export type AdapterForgotten = z.infer<typeof AdapterForgotten>;

export const AdapterProbe = z
  .object({
    /** Product and version, where the host says which it is. */
    host: z.string().nullable(),
    findings: z.array(
      z.object({
        severity: z.enum(['fault', 'warning', 'fact']),
        kind: HostKindName.nullable(),
        field: z.string().nullable(),
        hostField: z.string().nullable(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'AdapterProbe', description: 'What the host says of its own fields, compared with the manifest.' });
export type AdapterProbe = z.infer<typeof AdapterProbe>;
