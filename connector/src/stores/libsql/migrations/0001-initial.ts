import type { Migration } from './migration.ts';

const common = `
  tenant text not null,
  id text not null,
  deleted_at text,
  version integer generated always as (record ->> '$.version') stored,
  external_ref text generated always as (record ->> '$.externalRef') stored,
  created_at text generated always as (record ->> '$.createdAt') stored,
  updated_at text generated always as (record ->> '$.updatedAt') stored`;

const column = (name: string, path: string, type = 'text') =>
  `${name} ${type} generated always as (record ->> '$.${path}') stored`;

const commonIndices = (table: string) => [
  `create unique index ${table}_external_ref on ${table} (tenant, external_ref) where deleted_at is null`,
  `create index ${table}_deleted_ref on ${table} (tenant, external_ref) where deleted_at is not null`,
  `create index ${table}_updated_at on ${table} (tenant, updated_at)`,
];

const stretchOfTechnician = (table: string) => [
  `create table ${table} (${common},
    ${column('technician_id', 'technicianId')},
    ${column('starts_at', 'startsAt')},
    ${column('ends_at', 'endsAt')},
    record text not null,
    primary key (tenant, id),
    foreign key (tenant, technician_id) references technicians (tenant, id))`,
  ...commonIndices(table),
  `create index ${table}_technician on ${table} (tenant, technician_id, ends_at, starts_at)`,
  `create index ${table}_interval on ${table} (tenant, ends_at, starts_at)`,
];

/** Never changed once released; what comes later is a migration of its own. */
export const initial: Migration = {
  version: 1,
  name: 'initial',
  statements: [
    `create table customers (${common},
      ${column('name', 'name')},
      record text not null,
      primary key (tenant, id))`,
    ...commonIndices('customers'),

    `create table sites (${common},
      ${column('customer_id', 'customerId')},
      ${column('name', 'name')},
      ${column('address', 'address')},
      ${column('district', 'district')},
      ${column('latitude', 'position.latitude', 'real')},
      ${column('longitude', 'position.longitude', 'real')},
      record text not null,
      primary key (tenant, id),
      foreign key (tenant, customer_id) references customers (tenant, id))`,
    ...commonIndices('sites'),
    'create index sites_customer on sites (tenant, customer_id)',
    'create index sites_position on sites (tenant, latitude, longitude)',
    'create index sites_district on sites (tenant, district)',

    `create table technicians (${common},
      ${column('name', 'name')},
      ${column('status', 'status')},
      ${column('active', 'active', 'integer')},
      ${column('latitude', 'position.latitude', 'real')},
      ${column('longitude', 'position.longitude', 'real')},
      record text not null,
      primary key (tenant, id))`,
    ...commonIndices('technicians'),

    `create table jobs (
      row_id integer primary key,${common},
      ${column('number', 'number')},
      ${column('title', 'title')},
      ${column('type', 'type')},
      ${column('priority', 'priority')},
      priority_rank integer generated always as (case record ->> '$.priority'
        when 'low' then 0 when 'normal' then 1 when 'high' then 2 when 'urgent' then 3 else 4 end) stored,
      ${column('status', 'status')},
      ${column('customer_id', 'customerId')},
      ${column('site_id', 'siteId')},
      ${column('duration_minutes', 'durationMinutes', 'integer')},
      ${column('requested_at', 'requestedAt')},
      ${column('window_starts_at', 'windowStartsAt')},
      ${column('window_ends_at', 'windowEndsAt')},
      ${column('due_at', 'dueAt')},
      ${column('completed_at', 'completedAt')},
      record text not null,
      foreign key (tenant, customer_id) references customers (tenant, id),
      foreign key (tenant, site_id) references sites (tenant, id))`,
    'create unique index jobs_id on jobs (tenant, id)',
    ...commonIndices('jobs'),
    'create unique index jobs_number on jobs (tenant, number) where deleted_at is null',
    'create index jobs_status on jobs (tenant, status) where deleted_at is null',
    `create index jobs_priority on jobs (tenant, priority_rank desc, (due_at is null), due_at, id, status)
      where deleted_at is null`,
    'create index jobs_customer on jobs (tenant, customer_id)',
    'create index jobs_site on jobs (tenant, site_id)',
    'create index jobs_requested_at on jobs (tenant, requested_at) where deleted_at is null',
    'create index jobs_due_at on jobs (tenant, due_at) where deleted_at is null',
    'create index jobs_completed_at on jobs (tenant, completed_at) where deleted_at is null',
    // Contentless: the words are in the records already. Diacritics are ignored; two- and three-letter beginnings have an index.
    `create virtual table jobs_search using fts5(number, title, description, address, district, customer,
      content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')`,

    `create table assignments (${common},
      ${column('job_id', 'jobId')},
      ${column('technician_id', 'technicianId')},
      ${column('starts_at', 'startsAt')},
      ${column('ends_at', 'endsAt')},
      ${column('status', 'status')},
      record text not null,
      primary key (tenant, id),
      foreign key (tenant, job_id) references jobs (tenant, id),
      foreign key (tenant, technician_id) references technicians (tenant, id))`,
    ...commonIndices('assignments'),
    'create index assignments_job on assignments (tenant, job_id)',
    'create index assignments_technician on assignments (tenant, technician_id, ends_at, starts_at)',
    'create index assignments_status on assignments (tenant, technician_id, status) where deleted_at is null',
    'create index assignments_interval on assignments (tenant, ends_at, starts_at)',

    ...stretchOfTechnician('shifts'),
    ...stretchOfTechnician('time_off'),

    "create table tenants (id text primary key not null, last_seq integer not null, settings text, counters text not null default '{}')",
    'create table events (tenant text not null, seq integer not null, event text not null, primary key (tenant, seq)) without rowid',
    `create table event_subjects (tenant text not null, subject text not null, seq integer not null,
      primary key (tenant, subject, seq)) without rowid`,
    `create table idempotency (tenant text not null, subject text not null, key text not null, fingerprint text not null,
      result text not null, created_at text not null, primary key (tenant, subject, key))`,
    'create index idempotency_created_at on idempotency (created_at)',
  ],
};
