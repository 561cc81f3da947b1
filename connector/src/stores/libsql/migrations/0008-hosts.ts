import type { Migration } from './migration.ts';

/** How far host systems have been fetched, how their records were, and what has not reached them. */
export const hosts: Migration = {
  version: 8,
  name: 'hosts',
  statements: [
    `create table host_kinds (tenant text not null, host text not null, kind text not null, state text not null,
      primary key (tenant, host, kind)) without rowid`,
    `create table host_records (tenant text not null, host text not null, kind text not null, host_id text not null, id text,
      token text, fields text not null, unmapped text not null, is_dangling integer not null, rejection text, pass integer not null,
      primary key (tenant, host, kind, host_id))`,
    'create index host_records_id on host_records (tenant, host, kind, id)',
    'create index host_records_pass on host_records (tenant, host, kind, pass)',
    `create index host_records_unmapped on host_records (tenant, host) where unmapped <> '[]'`,
    'create index host_records_dangling on host_records (tenant, host, kind, host_id) where is_dangling = 1',
    'create index host_records_rejected on host_records (tenant, host, kind, host_id) where rejection is not null',
    `create table host_writes (tenant text not null, host text not null, id text not null, kind text not null, record_id text not null,
      state text not null, change text not null, primary key (tenant, host, id)) without rowid`,
  ],
};
