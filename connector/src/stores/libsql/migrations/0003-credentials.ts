import type { Migration } from './migration.ts';

/** Hashes of API keys, revoked tokens, and the keys of the installation that sign tokens. */
export const credentials: Migration = {
  version: 3,
  name: 'credentials',
  statements: [
    `create table api_key_hashes (tenant text not null, id text not null, hash text not null, primary key (tenant, id)) without rowid`,
    `create table revocations (tenant text not null, kind text not null, value text not null, before text,
      revoked_at text not null, revoked_by text not null, kept_until text not null, primary key (tenant, kind, value)) without rowid`,
    'create index revocations_kept_until on revocations (tenant, kept_until)',
    `create table credential_states (tenant text primary key not null,
      revocations integer not null default 0, api_keys integer not null default 0) without rowid`,
    `create table signing_keys (id text primary key not null, algorithm text not null, public_key text not null,
      sealed_private_key text not null, created_at text not null, retired_at text, verifies_until text) without rowid`,
  ],
};
