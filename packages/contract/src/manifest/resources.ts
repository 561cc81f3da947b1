import { z } from 'zod';
import { HostCall, HostPath } from './connection.ts';
import { HostFilter } from './filters.ts';
import {
  booleanEncodings,
  Conversion,
  dateEncodings,
  decimalEncodings,
  durationEncodings,
  idEncodings,
  instantEncodings,
  timeEncodings,
} from './values.ts';

/** Kinds of records a host can be the source of. */
export const hostKinds = [
  'jobs',
  'assignments',
  'technicians',
  'customers',
  'sites',
  'shifts',
  'timeOff',
  'equipment',
  'crews',
] as const;
export type HostKind = (typeof hostKinds)[number];

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const encodings = z.union([
  z.enum(instantEncodings),
  z.enum(dateEncodings),
  z.enum(timeEncodings),
  z.enum(durationEncodings),
  z.enum(booleanEncodings),
  z.enum(decimalEncodings),
]);

/** Where one of our fields comes from, and where it goes. A text is short for `{ path }`. */
const FieldObject = z
  .strictObject({
    path: HostPath.optional().meta({
      title: 'Host field',
      description:
        'Read from it, and written to it unless `write` says otherwise. Through relations with dots: `parent.party.rec_name`.',
      examples: ['scheduled_date_start'],
    }),
    paths: z.array(HostPath).min(2).max(10).optional().meta({
      title: 'Several host fields',
      description:
        'Their texts, joined. Read only. Of a field that holds an id of several parts: the parts, in the order of its `id.paths`; these are written, too.',
    }),
    joinedBy: z.string().max(10).default(' ').meta({ title: 'Between them' }),
    dateAndTime: z
      .strictObject({
        date: HostPath,
        time: HostPath,
        withoutTime: z.enum(['day-start', 'day-end', 'nothing']).optional().meta({
          title: 'A day without a time',
          description: 'Its first moment, the first moment of the day after, or no instant. Default: its first moment.',
        }),
      })
      .optional()
      .meta({ title: 'Day and time in two fields', description: 'Together an instant, in the time zone of local times.' }),
    endOf: z.strictObject({ start: HostPath, duration: HostPath }).optional().meta({
      title: 'Start and duration',
      description: 'The end is the start and as long as the duration. Written as the duration.',
    }),
    startOf: z.strictObject({ end: HostPath, duration: HostPath }).optional().meta({
      title: 'End and duration',
      description:
        'For hosts that know only until when: the start is the end less the duration. Written as the duration, from the end that is written along or was read.',
    }),
    between: z
      .strictObject({ start: HostPath, end: HostPath })
      .optional()
      .meta({ title: 'Start and end', description: 'The minutes between them. Read only.' }),
    day: HostPath.optional().meta({
      title: 'A whole day',
      description: 'A day of the host read as an instant: its first moment in the time zone of local times.',
    }),
    lastDay: HostPath.optional().meta({
      title: 'The last whole day',
      description:
        'A day of the host, included, read as an instant: the first moment of the day after it. Written as the day of the moment before.',
      examples: ['end_date'],
    }),
    constant: scalar.optional().meta({ title: 'Always the same' }),
    relation: z
      .string()
      .max(64)
      .optional()
      .meta({ title: 'Relation', description: '`path` is then a field of the related record.' }),
    reference: z
      .enum(hostKinds)
      .optional()
      .meta({ title: 'Id of a record of', description: 'The value is the host’s id of a record of this kind.' }),
    enum: z.string().max(64).optional().meta({ title: 'Words', description: 'A name under `enums`.' }),
    encoding: encodings.optional().meta({ title: 'Encoding', description: 'Where it differs from `values`.' }),
    conversions: z.array(Conversion).max(10).default([]).meta({ title: 'Conversions', description: 'In order, after decoding.' }),
    otherwise: scalar.optional().meta({ title: 'When there is nothing' }),
    write: z
      .union([
        z.literal(false),
        z.strictObject({
          path: HostPath,
          conversions: z.array(Conversion).max(10).default([]),
          encoding: encodings
            .optional()
            .meta({ title: 'Encoding', description: 'Where it is written otherwise than it is read.' }),
          bind: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .meta({
              title: 'Entity set bound to',
              description:
                'OData v4: `path` is a navigation, and the id is written as a reference: `"path@odata.bind": "/set(id)"`, null for nobody.',
              examples: ['accounts'],
            }),
        }),
      ])
      .optional()
      .meta({ title: 'Writing', description: '`false` for read only, or another host field than the one that is read.' }),
    unless: z
      .enum(hostKinds)
      .optional()
      .meta({
        title: 'Unless these are the host’s',
        description:
          'Left out where records of this kind come from the host, too, because the host field is theirs then. When the times of a task are those of its assignments, they are no window that a plan could miss.',
        examples: ['assignments'],
      }),
    label: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .meta({
        title: 'Label',
        description: 'What people call it. For fields of the tenant’s own (`custom.name`). Default: the name in words.',
        examples: ['Gate code'],
      }),
    kind: z.enum(['text', 'number', 'date', 'boolean']).optional().meta({
      title: 'Kind',
      description: 'What it holds. For fields of the tenant’s own (`custom.name`). Default: by the encoding, or a text.',
    }),
    note: z
      .string()
      .max(500)
      .optional()
      .meta({ title: 'Note', description: 'For the table in the README: what does not fit, and why.' }),
  })
  .meta({ id: 'HostField', title: 'Field' });
export const HostField = z.union([
  z
    .string()
    .min(1)
    .max(300)
    .transform((path): z.infer<typeof FieldObject> => ({ path, joinedBy: ' ', conversions: [] })),
  FieldObject,
]);
export type HostField = z.infer<typeof FieldObject>;

/** How rows that belong to a row are found. */
export const HostRelation = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('expand').meta({ description: 'The host sends it along ($expand, nested fields).' }),
      navigation: z.string().max(200),
      many: z.boolean().default(false),
    }),
    z.strictObject({
      kind: z.literal('lookup').meta({ description: 'A second call for all rows of a page, by a list of ids.' }),
      entity: z.string().max(200),
      service: z.string().max(64).optional(),
      /** Host field of this row that holds the id. */
      key: HostPath,
      /** Field of the other row that it is compared with. */
      by: z.string().max(200).default('id'),
      where: HostFilter.optional(),
      atOnce: z.int().min(1).max(1_000).default(100),
      call: HostCall.optional(),
    }),
    z.strictObject({
      kind: z.literal('children').meta({ description: 'Rows that name this row, by a second call for all rows of a page.' }),
      entity: z.string().max(200),
      service: z.string().max(64).optional(),
      parent: z.string().max(200),
      where: HostFilter.optional(),
      atOnce: z.int().min(1).max(1_000).default(100),
    }),
    z.strictObject({
      kind: z
        .literal('detail')
        .meta({ description: 'Only a read of the single record has it: one call per row, few at the same time.' }),
    }),
  ])
  .meta({ id: 'HostRelation', title: 'Relation' });
export type HostRelation = z.infer<typeof HostRelation>;

export const HostPaging = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('offset'),
      offset: z.string().max(64).optional(),
      limit: z.string().max(64).optional(),
      size: z.int().min(1).max(5_000).default(100),
      total: HostPath.optional(),
      more: HostPath.optional(),
    }),
    z.strictObject({
      kind: z.literal('page'),
      page: z.string().max(64).default('page'),
      limit: z.string().max(64).default('limit'),
      first: z.int().min(0).max(1).default(1),
      size: z.int().min(1).max(5_000).default(100),
      pages: HostPath.optional(),
      more: HostPath.optional(),
    }),
    z.strictObject({
      kind: z
        .literal('link')
        .meta({ description: 'The answer holds the address of the next page; followed as it is, on the same origin only.' }),
      next: HostPath.optional(),
      linkHeader: z.boolean().default(false),
      /** Asks for pages of this size, such as `Prefer: odata.maxpagesize`. */
      sizeHeader: z.strictObject({ name: z.string().max(64), value: z.string().max(200) }).optional(),
      size: z.int().min(1).max(5_000).default(500),
    }),
    z.strictObject({
      kind: z.literal('cursor'),
      parameter: z.string().max(64),
      next: HostPath,
      size: z.int().min(1).max(5_000).default(100),
      limit: z.string().max(64).optional(),
    }),
  ])
  .meta({ id: 'HostPaging', title: 'Paging' });
export type HostPaging = z.infer<typeof HostPaging>;

/** A call that does what a plain write cannot: completing by a method of its own, and the like. */
export const HostAction = z
  .strictObject({
    when: z.strictObject({ field: z.string().max(64), is: z.array(scalar).min(1).max(20) }).meta({
      title: 'When',
      description: 'One of our fields is to become one of these.',
      examples: [{ field: 'status', is: ['completed'] }],
    }),
    call: HostCall,
    /** The other changed fields are written before, or not at all. */
    others: z.enum(['before', 'refuse']).default('before'),
  })
  .meta({ id: 'HostAction', title: 'Action' });
export type HostAction = z.infer<typeof HostAction>;

export const HostWrites = z
  .strictObject({
    create: z.union([z.boolean(), HostCall]).default(false),
    update: z.union([z.boolean(), HostCall]).default(false),
    delete: z.union([z.boolean(), HostCall]).default(false),
    /** `changes` only what differs; `whole` the row as it was read with the changes in it; `replace` delete and create in one go. */
    sends: z.enum(['changes', 'whole', 'replace']).default('changes'),
    actions: z.array(HostAction).max(20).default([]),
    also: z
      .array(z.strictObject({ fields: z.array(HostPath).min(1).max(20), call: HostCall }))
      .max(10)
      .optional()
      .meta({
        title: 'Host fields of another row',
        description:
          'Left out of the write of the row itself; when any of them is written, or the row is new, the call follows, with them as `${record.…}`, what was read as `${before.…}` and the id of the row.',
        examples: [
          [
            {
              fields: ['start'],
              call: { path: 'model.project.work.write', body: [['${before.work}'], { start: '${record.start}' }] },
            },
          ],
        ],
      }),
    /** Host fields that a new row needs, whatever ours holds. */
    defaults: z.record(z.string().max(200), z.unknown()).default({}),
    /** The host changes other fields by itself, so what counts is what it says afterwards. */
    reread: z.boolean().default(true),
    clientKey: HostPath.optional().meta({
      title: 'Key of ours',
      description:
        'A host field that a new row is given a UUID of ours in: the id itself, where the host lets others choose it, or one for such keys. When the answer to a creation is lost, the row is looked for by it instead of being made twice.',
      examples: ['msdyn_workorderid'],
    }),
    /** Where the id stands in the answer of `create`, when it is not where `id.paths` says. Only for ids of one part. */
    createdId: HostPath.optional(),
    /** Kinds whose records the host changes along, to be read again as well. */
    alsoReread: z.array(z.enum(hostKinds)).default([]),
  })
  .meta({ id: 'HostWrites', title: 'Writing' });
export type HostWrites = z.infer<typeof HostWrites>;

export const HostConcurrency = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('etag'), path: HostPath.optional() }),
    z.strictObject({
      kind: z.literal('context-timestamp').meta({ description: 'Tryton: the stamp goes along in the context.' }),
      path: HostPath.default('_timestamp'),
    }),
    z.strictObject({ kind: z.literal('field').meta({ description: 'The stamp goes along in the row.' }), path: HostPath }),
    z.strictObject({
      kind: z
        .literal('compare')
        .meta({ description: 'Read, compare, write: between the last two somebody else may write, unnoticed.' }),
      paths: z.array(HostPath).max(50).default([]),
    }),
    z.strictObject({ kind: z.literal('none') }),
  ])
  .meta({ id: 'HostConcurrency', title: 'Others’ changes' });
export type HostConcurrency = z.infer<typeof HostConcurrency>;

export const HostChanges = z
  .strictObject({
    by: z
      .discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('modified-since'),
          paths: z.array(z.string().max(200)).min(1).max(4),
          overlapSeconds: z.int().min(0).max(86_400).default(60),
        }),
        z.strictObject({ kind: z.literal('delta-link'), prefer: z.string().max(200).default('odata.track-changes') }),
        z.strictObject({
          kind: z.literal('window'),
          paths: z.array(z.string().max(200)).min(1).max(4),
          as: z.enum(['instant', 'date']).default('instant'),
          pastDays: z.int().min(0).max(365).default(7),
          nextDays: z.int().min(0).max(365).default(30),
          allEveryHours: z.int().min(1).max(720).default(24),
        }),
        z.strictObject({ kind: z.literal('all').meta({ description: 'Everything is read again, and compared.' }) }),
      ])
      .default({ kind: 'all' }),
    /** How one learns that a record is gone: tombstones of the delta link, a flag, or that its id is missing. */
    deletes: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('tombstones') }),
        z.strictObject({ kind: z.literal('flag'), when: HostFilter }),
        z.strictObject({ kind: z.literal('reconcile'), everyMinutes: z.int().min(1).max(1_440).default(15) }),
        z.strictObject({ kind: z.literal('never') }),
      ])
      .default({ kind: 'reconcile', everyMinutes: 15 }),
    pollSeconds: z.int().min(2).max(86_400).default(30),
  })
  .meta({ id: 'HostChanges', title: 'Changes' });
export type HostChanges = z.infer<typeof HostChanges>;

/** One kind of record at the host. */
export const HostResource = z
  .strictObject({
    entity: z
      .string()
      .min(1)
      .max(200)
      .meta({
        title: 'Entity',
        description: 'Model, entity set, document type, table or path. May name settings.',
        examples: ['project.work', '${settings.jobsSet}'],
        templateNames: ['settings'],
      }),
    service: z.string().max(64).optional(),
    id: z
      .strictObject({
        paths: z.array(HostPath).min(1).max(4).default(['id']),
        encoding: z.enum(idEncodings).default('text'),
        renameable: z.boolean().default(false),
      })
      .prefault({})
      .meta({
        title: 'Id',
        description: 'The host fields that name a record. Several make a composite id. Opaque to everybody else.',
      }),
    where: HostFilter.optional().meta({
      title: 'Only these',
      description: 'Part of every read. Its values may name settings.',
      templateNames: ['settings'],
    }),
    fields: z
      .record(z.string().max(64), HostField)
      .meta({ title: 'Fields', description: 'Ours, and where they come from. `custom.name` for the tenant’s own.' }),
    alsoRead: z
      .array(HostPath)
      .max(50)
      .default([])
      .meta({ title: 'Host fields read besides', description: 'For enums by flags, and for whole writes.' }),
    relations: z.record(z.string().max(64), HostRelation).default({}).meta({ title: 'Relations' }),
    order: z
      .array(z.strictObject({ path: z.string().max(200), descending: z.boolean().default(false) }))
      .max(4)
      .optional()
      .meta({ title: 'Stable order', description: 'For paging. Default: by id.' }),
    paging: HostPaging.optional().meta({ title: 'Paging', description: 'Default: what the transport does by itself.' }),
    calls: z
      .strictObject({ list: HostCall.optional(), get: HostCall.optional(), ids: HostCall.optional() })
      .default({})
      .meta({ title: 'Calls', description: 'Where they differ from what the transport does by itself.' }),
    /** The host cannot be asked for a single record: it is looked for in the list. */
    foundInList: z.boolean().optional(),
    /** Fields the host cannot be asked about, or answers wrongly; `*` for all, `field:contains` and `*:contains` for one operator. */
    cannotFilter: z.array(z.string().max(200)).default([]),
    writes: HostWrites.prefault({}),
    concurrency: HostConcurrency.default({ kind: 'compare', paths: [] }),
    changes: HostChanges.prefault({}),
    limits: z
      .array(z.string().max(300))
      .max(20)
      .default([])
      .meta({ title: 'What it cannot do', description: 'For people; in the README and the status.' }),
  })
  .meta({ id: 'HostResource', title: 'Resource' });
export type HostResource = z.infer<typeof HostResource>;

/** Assignments that are fields of the job: its technicians and its times. One per job and technician; its id is made of both. */
export const AssignmentsInJobs = z
  .strictObject({
    inJobs: z.strictObject({
      technician: HostPath,
      many: z.boolean().default(false),
      startsAt: HostField,
      endsAt: HostField,
      /** How a list of technicians is written. */
      writeAs: z.enum(['value', 'list', 'x2many-set', 'comma']).default('value'),
      /** Written where nobody is assigned. */
      nobody: scalar.default(null),
    }),
  })
  .meta({ id: 'AssignmentsInJobs', title: 'Assignments in jobs' });
export type AssignmentsInJobs = z.infer<typeof AssignmentsInJobs>;
