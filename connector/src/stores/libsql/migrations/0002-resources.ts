import type { Migration } from './migration.ts';

const common = `
  tenant text not null,
  id text not null,
  deleted_at text,
  version integer generated always as (record ->> '$.version') stored,
  external_ref text generated always as (record ->> '$.externalRef') stored,
  created_at text generated always as (record ->> '$.createdAt') stored,
  updated_at text generated always as (record ->> '$.updatedAt') stored`;

const column = (name: string, path: string) => `${name} text generated always as (record ->> '$.${path}') stored`;

const resource = (table: string, columns: readonly string[], constraints: readonly string[] = []) => [
  `create table ${table} (${[common, ...columns, 'record text not null', 'primary key (tenant, id)', ...constraints].join(', ')})`,
  `create unique index ${table}_external_ref on ${table} (tenant, external_ref) where deleted_at is null`,
  `create index ${table}_deleted_ref on ${table} (tenant, external_ref) where deleted_at is not null`,
  `create index ${table}_updated_at on ${table} (tenant, updated_at)`,
];

const refersTo = (table: string, of: string) => `foreign key (tenant, ${of}) references ${table} (tenant, id)`;

/** Crews, equipment, certifications, dependencies, series, views, API keys and webhooks. */
export const resources: Migration = {
  version: 2,
  name: 'resources',
  statements: [
    ...resource('crews', [column('name', 'name')]),
    ...resource('equipment', [column('name', 'name')]),
    ...resource('series', [column('name', 'name')]),
    ...resource('api_keys', [column('name', 'name')]),
    ...resource('webhooks', [column('url', 'url')]),

    ...resource(
      'certifications',
      [column('technician_id', 'technicianId'), column('key', 'key'), column('expires_on', 'expiresOn')],
      [refersTo('technicians', 'technician_id')],
    ),
    'create index certifications_technician on certifications (tenant, technician_id)',
    'create index certifications_expires_on on certifications (tenant, expires_on) where deleted_at is null',

    ...resource(
      'dependencies',
      [column('job_id', 'jobId'), column('depends_on_job_id', 'dependsOnJobId')],
      [refersTo('jobs', 'job_id'), refersTo('jobs', 'depends_on_job_id')],
    ),
    'create index dependencies_job on dependencies (tenant, job_id)',
    'create index dependencies_depends_on on dependencies (tenant, depends_on_job_id)',

    ...resource('views', [column('name', 'name'), column('widget', 'widget'), column('owner_id', 'ownerId')]),
    'create index views_owner on views (tenant, owner_id)',
  ],
};
