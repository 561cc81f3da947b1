import { priorities } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import { type AnySQLiteColumn, integer, real, text } from 'drizzle-orm/sqlite-core/columns';
import { foreignKey } from 'drizzle-orm/sqlite-core/foreign-keys';
import { index, uniqueIndex } from 'drizzle-orm/sqlite-core/indexes';
import { primaryKey } from 'drizzle-orm/sqlite-core/primary-keys';
import { sqliteTable } from 'drizzle-orm/sqlite-core/table';
import { cellOfSite } from './grid.ts';

/*
 * A record is kept whole, as the JSON of the wire, in `record`. Columns that are searched, sorted, joined or constrained are
 * generated from it by the database, so they can never say something else. One column to read and one parse per record is also
 * what makes a snapshot of 10,000 jobs fast (docs/decisions/0005).
 * `record` stands last: a scan over the narrow columns then seldom touches the long text.
 */

const from = (path: string): SQL => sql.raw(`record ->> '$.${path}'`);
const textFrom = (column: string, path: string) => text(column).generatedAlwaysAs(from(path), { mode: 'stored' });
const numberFrom = (column: string, path: string) => integer(column).generatedAlwaysAs(from(path), { mode: 'stored' });
/** Place of a word in a list of words, so that an index can keep its order. What is not in the list comes after all. */
const rankFrom = (column: string, path: string, words: readonly string[]) =>
  integer(column).generatedAlwaysAs(
    sql.raw(
      `case record ->> '$.${path}' ${words.map((word, rank) => `when '${word}' then ${rank}`).join(' ')} else ${words.length} end`,
    ),
    { mode: 'stored' },
  );
const degreesFrom = (column: string, path: string) => real(column).generatedAlwaysAs(from(path), { mode: 'stored' });

const common = () => ({
  tenant: text('tenant').notNull(),
  id: text('id').notNull(),
  /** Instant; set on tombstones. */
  deletedAt: text('deleted_at'),
  version: numberFrom('version', 'version'),
  externalRef: textFrom('external_ref', 'externalRef'),
  createdAt: textFrom('created_at', 'createdAt'),
  updatedAt: textFrom('updated_at', 'updatedAt'),
});
const record = () => text('record').notNull();

interface CommonColumns {
  tenant: AnySQLiteColumn;
  id: AnySQLiteColumn;
  externalRef: AnySQLiteColumn;
  updatedAt: AnySQLiteColumn;
}
const commonKeys = (name: string, t: CommonColumns) => [
  uniqueIndex(`${name}_external_ref`).on(t.tenant, t.externalRef).where(sql`deleted_at is null`),
  index(`${name}_deleted_ref`).on(t.tenant, t.externalRef).where(sql`deleted_at is not null`),
  index(`${name}_updated_at`).on(t.tenant, t.updatedAt),
];

export const customers = sqliteTable('customers', { ...common(), name: textFrom('name', 'name'), record: record() }, (t) => [
  primaryKey({ columns: [t.tenant, t.id] }),
  ...commonKeys('customers', t),
]);

export const sites = sqliteTable(
  'sites',
  {
    ...common(),
    customerId: textFrom('customer_id', 'customerId'),
    name: textFrom('name', 'name'),
    address: textFrom('address', 'address'),
    district: textFrom('district', 'district'),
    latitude: degreesFrom('latitude', 'position.latitude'),
    longitude: degreesFrom('longitude', 'position.longitude'),
    record: record(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    ...commonKeys('sites', t),
    foreignKey({ columns: [t.tenant, t.customerId], foreignColumns: [customers.tenant, customers.id] }),
    index('sites_customer').on(t.tenant, t.customerId),
    index('sites_position').on(t.tenant, t.latitude, t.longitude),
    index('sites_grid').on(t.tenant, cellOfSite, t.longitude, t.latitude, t.id).where(sql`deleted_at is null`),
    index('sites_district').on(t.tenant, t.district),
  ],
);

export const technicians = sqliteTable(
  'technicians',
  {
    ...common(),
    name: textFrom('name', 'name'),
    status: textFrom('status', 'status'),
    active: numberFrom('active', 'active'),
    latitude: degreesFrom('latitude', 'position.latitude'),
    longitude: degreesFrom('longitude', 'position.longitude'),
    record: record(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] }), ...commonKeys('technicians', t)],
);

export const jobs = sqliteTable(
  'jobs',
  {
    /** Key of the full-text rows. A plain rowid may be renumbered by VACUUM, this one is not. */
    rowId: integer('row_id').primaryKey(),
    ...common(),
    number: textFrom('number', 'number'),
    title: textFrom('title', 'title'),
    type: textFrom('type', 'type'),
    priority: textFrom('priority', 'priority'),
    priorityRank: rankFrom('priority_rank', 'priority', priorities),
    status: textFrom('status', 'status'),
    customerId: textFrom('customer_id', 'customerId'),
    siteId: textFrom('site_id', 'siteId'),
    durationMinutes: numberFrom('duration_minutes', 'durationMinutes'),
    requestedAt: textFrom('requested_at', 'requestedAt'),
    windowStartsAt: textFrom('window_starts_at', 'windowStartsAt'),
    windowEndsAt: textFrom('window_ends_at', 'windowEndsAt'),
    dueAt: textFrom('due_at', 'dueAt'),
    completedAt: textFrom('completed_at', 'completedAt'),
    record: record(),
  },
  (t) => [
    uniqueIndex('jobs_id').on(t.tenant, t.id),
    ...commonKeys('jobs', t),
    uniqueIndex('jobs_number').on(t.tenant, t.number).where(sql`deleted_at is null`),
    foreignKey({ columns: [t.tenant, t.customerId], foreignColumns: [customers.tenant, customers.id] }),
    foreignKey({ columns: [t.tenant, t.siteId], foreignColumns: [sites.tenant, sites.id] }),
    index('jobs_status')
      .on(t.tenant, t.status, sql`priority_rank desc`, sql`due_at is null`, t.dueAt, t.id, t.deletedAt)
      .where(sql`deleted_at is null`),
    index('jobs_status_type')
      .on(t.tenant, t.status, t.type, sql`priority_rank desc`, sql`due_at is null`, t.dueAt, t.id, t.deletedAt)
      .where(sql`deleted_at is null`),
    // The order a dispatcher works in, with the status beside it: a page of it is read off the index.
    index('jobs_priority')
      .on(t.tenant, sql`priority_rank desc`, sql`due_at is null`, t.dueAt, t.id, t.status, t.siteId)
      .where(sql`deleted_at is null`),
    index('jobs_customer').on(t.tenant, t.customerId),
    index('jobs_site').on(t.tenant, t.siteId, t.deletedAt, t.status),
    index('jobs_requested_at').on(t.tenant, t.requestedAt).where(sql`deleted_at is null`),
    index('jobs_due_at').on(t.tenant, t.dueAt).where(sql`deleted_at is null`),
    index('jobs_completed_at').on(t.tenant, t.completedAt).where(sql`deleted_at is null`),
  ],
);

export const assignments = sqliteTable(
  'assignments',
  {
    ...common(),
    jobId: textFrom('job_id', 'jobId'),
    technicianId: textFrom('technician_id', 'technicianId'),
    startsAt: textFrom('starts_at', 'startsAt'),
    endsAt: textFrom('ends_at', 'endsAt'),
    status: textFrom('status', 'status'),
    record: record(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    ...commonKeys('assignments', t),
    foreignKey({ columns: [t.tenant, t.jobId], foreignColumns: [jobs.tenant, jobs.id] }),
    foreignKey({ columns: [t.tenant, t.technicianId], foreignColumns: [technicians.tenant, technicians.id] }),
    index('assignments_job').on(t.tenant, t.jobId),
    index('assignments_technician').on(t.tenant, t.technicianId, t.endsAt, t.startsAt),
    index('assignments_status').on(t.tenant, t.technicianId, t.status).where(sql`deleted_at is null`),
    // By the end: what is looked at lies near now, and few assignments end after that while most have begun before it.
    index('assignments_interval').on(t.tenant, t.endsAt, t.startsAt),
  ],
);

const stretchOfTechnician = (name: 'shifts' | 'time_off') =>
  sqliteTable(
    name,
    {
      ...common(),
      technicianId: textFrom('technician_id', 'technicianId'),
      startsAt: textFrom('starts_at', 'startsAt'),
      endsAt: textFrom('ends_at', 'endsAt'),
      record: record(),
    },
    (t) => [
      primaryKey({ columns: [t.tenant, t.id] }),
      ...commonKeys(name, t),
      foreignKey({ columns: [t.tenant, t.technicianId], foreignColumns: [technicians.tenant, technicians.id] }),
      index(`${name}_technician`).on(t.tenant, t.technicianId, t.endsAt, t.startsAt),
      index(`${name}_interval`).on(t.tenant, t.endsAt, t.startsAt),
    ],
  );
export const shifts = stretchOfTechnician('shifts');
export const timeOff = stretchOfTechnician('time_off');

const named = (name: string) =>
  sqliteTable(name, { ...common(), name: textFrom('name', 'name'), record: record() }, (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    ...commonKeys(name, t),
  ]);
export const crews = named('crews');
export const equipment = named('equipment');
export const series = named('series');
export const apiKeys = named('api_keys');

export const certifications = sqliteTable(
  'certifications',
  {
    ...common(),
    technicianId: textFrom('technician_id', 'technicianId'),
    key: textFrom('key', 'key'),
    expiresOn: textFrom('expires_on', 'expiresOn'),
    record: record(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    ...commonKeys('certifications', t),
    foreignKey({ columns: [t.tenant, t.technicianId], foreignColumns: [technicians.tenant, technicians.id] }),
    index('certifications_technician').on(t.tenant, t.technicianId),
    index('certifications_expires_on').on(t.tenant, t.expiresOn).where(sql`deleted_at is null`),
  ],
);

export const dependencies = sqliteTable(
  'dependencies',
  {
    ...common(),
    jobId: textFrom('job_id', 'jobId'),
    dependsOnJobId: textFrom('depends_on_job_id', 'dependsOnJobId'),
    record: record(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    ...commonKeys('dependencies', t),
    foreignKey({ columns: [t.tenant, t.jobId], foreignColumns: [jobs.tenant, jobs.id] }),
    foreignKey({ columns: [t.tenant, t.dependsOnJobId], foreignColumns: [jobs.tenant, jobs.id] }),
    index('dependencies_job').on(t.tenant, t.jobId),
    index('dependencies_depends_on').on(t.tenant, t.dependsOnJobId),
  ],
);

export const views = sqliteTable(
  'views',
  {
    ...common(),
    name: textFrom('name', 'name'),
    widget: textFrom('widget', 'widget'),
    ownerId: textFrom('owner_id', 'ownerId'),
    record: record(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] }), ...commonKeys('views', t), index('views_owner').on(t.tenant, t.ownerId)],
);

export const webhooks = sqliteTable('webhooks', { ...common(), url: textFrom('url', 'url'), record: record() }, (t) => [
  primaryKey({ columns: [t.tenant, t.id] }),
  ...commonKeys('webhooks', t),
]);

/** One row per tenant that has been written to. `settings` and `counters` are JSON. */
export const tenants = sqliteTable('tenants', {
  id: text('id').primaryKey(),
  lastSeq: integer('last_seq').notNull(),
  settings: text('settings'),
  counters: text('counters').notNull(),
});

export const events = sqliteTable(
  'events',
  {
    tenant: text('tenant').notNull(),
    seq: integer('seq').notNull(),
    /** The event as on the wire, JSON. */
    event: text('event').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.seq] })],
);

/** Which events concern a job (`job:ID`) or a technician (`technician:ID`). */
export const eventSubjects = sqliteTable(
  'event_subjects',
  { tenant: text('tenant').notNull(), subject: text('subject').notNull(), seq: integer('seq').notNull() },
  (t) => [primaryKey({ columns: [t.tenant, t.subject, t.seq] })],
);

/** Results of requests that carried an idempotency key. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    tenant: text('tenant').notNull(),
    subject: text('subject').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** What the service answered, JSON. */
    result: text('result').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.subject, t.key] }), index('idempotency_created_at').on(t.createdAt)],
);

/** Facts about the database itself: `schema_version`. */
export const meta = sqliteTable('meta', { key: text('key').primaryKey(), value: text('value').notNull() });
