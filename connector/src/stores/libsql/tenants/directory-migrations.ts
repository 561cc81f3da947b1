import type { Migration } from '../migrations/index.ts';

/** Where the directory keeps its schema version: another name than that of a tenant's database, so neither is taken for the other. */
export const directoryMetaTable = 'directory_meta';

/** Schema of the control database. Forward only, as that of the stores. */
export const directoryMigrations: readonly Migration[] = [
  {
    version: 1,
    name: 'tenants',
    statements: [
      `create table directory_tenants (
        id text primary key not null,
        name text not null,
        status text not null,
        database_url text not null,
        auth_token_variable text,
        schema_version integer not null default 0,
        created_at text not null,
        updated_at text not null) without rowid`,
      // Where file names do not tell capitals apart, acme.db and Acme.db would be one file.
      'create unique index directory_tenants_database on directory_tenants (database_url collate nocase)',
      'create index directory_tenants_status on directory_tenants (status, id)',
      // Keys belong to the installation, so they are here and not with a tenant.
      `create table signing_keys (id text primary key not null, algorithm text not null, public_key text not null,
        sealed_private_key text not null, created_at text not null, retired_at text, verifies_until text) without rowid`,
    ],
  },
];
