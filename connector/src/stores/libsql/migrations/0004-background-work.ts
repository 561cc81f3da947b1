import type { Migration } from './migration.ts';

/** Rows of background work, who follows the log, what is remembered of subjects, and what belongs to records but is never shown. */
export const backgroundWork: Migration = {
  version: 4,
  name: 'background work',
  statements: [
    // While somebody is at it, due_ms is when its lease lapses, so one index finds what is due and what was left behind.
    `create table work (
      tenant text not null,
      id text not null,
      kind text not null,
      subject text not null,
      payload text not null,
      state text not null,
      due_ms integer not null,
      scheduled_ms integer not null,
      owner text,
      attempts integer not null default 0,
      created_ms integer not null,
      finished_ms integer,
      history text not null default '[]',
      primary key (tenant, id))`,
    "create index work_due on work (due_ms) where state = 'waiting'",
    "create index work_due_of_tenant on work (tenant, due_ms) where state = 'waiting'",
    'create index work_of_subject on work (tenant, kind, subject, created_ms, id)',
    'create index work_finished on work (tenant, kind, state, finished_ms) where finished_ms is not null',
    'create table log_followers (tenant text not null, name text not null, seq integer not null, primary key (tenant, name))',
    `create table work_memory (tenant text not null, kind text not null, subject text not null, memory text not null,
      primary key (tenant, kind, subject)) without rowid`,
    `create table private_parts (tenant text not null, kind text not null, id text not null, part text not null,
      primary key (tenant, kind, id)) without rowid`,
  ],
};
