import type { Migration } from './migration.ts';

/** With which event a record of a host was last told to it from here. */
export const toldRecords: Migration = {
  version: 11,
  name: 'told records',
  statements: ['alter table host_records add column told_seq integer'],
};
