import type { Migration } from './migration.ts';

/** What host systems are being told of, and is not kept here yet. */
export const hostTellings: Migration = {
  version: 10,
  name: 'host tellings',
  statements: [
    `create table host_tellings (tenant text not null, host text not null, id text not null, until_ms integer not null,
      telling text not null, primary key (tenant, host, id)) without rowid`,
  ],
};
