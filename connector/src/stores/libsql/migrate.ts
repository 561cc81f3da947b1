import { codeOf, type Database, DatabaseError } from './database.ts';
import type { Migration } from './migrations/index.ts';
import type { SqlResult, SqlStatement } from './sql-client.ts';
import { endTransaction } from './sql-runner.ts';

/** Where a database says its schema version. */
export const storeMetaTable = 'meta';

/**
 * Brings the schema to the newest of `migrations`; each step is one transaction, so a failing one leaves the database as it was.
 * Two processes may do so at once: the second finds the work done.
 * @throws DatabaseError when the file is no database, not ours, newer than this program, or a step fails
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  metaTable = storeMetaTable,
): Promise<{ from: number; to: number }> {
  const newest = migrations.at(-1)?.version ?? 0;
  const from = await readKnownVersion(database, migrations, metaTable);
  for (const migration of migrations) {
    if (migration.version > from) await apply(database, migration, metaTable);
  }
  return { from, to: newest };
}

/** As `readVersion`. @throws DatabaseError also when it is newer than this program */
export async function readKnownVersion(
  database: Database,
  migrations: readonly Migration[],
  metaTable = storeMetaTable,
): Promise<number> {
  const newest = migrations.at(-1)?.version ?? 0;
  const version = await readVersion(database, metaTable);
  if (version <= newest) return version;
  throw new DatabaseError(
    'newer',
    `The database ${database.name} has schema version ${version}, written by a newer Dispatchkit; this one knows versions up to ${newest}. Update Dispatchkit, or name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`,
  );
}

/** Schema version of a database; 0 for an empty one. @throws DatabaseError when it is none, or not ours */
export async function readVersion(database: Database, metaTable = storeMetaTable): Promise<number> {
  try {
    const names = await database.client.execute(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
    );
    if (names.rows.some((row) => row.name === metaTable)) {
      return await versionOf((statement) => database.client.execute(statement), metaTable);
    }
    if (names.rows.length === 0) return 0;
  } catch (cause) {
    throw unreadable(database, cause);
  }
  throw new DatabaseError(
    'not_ours',
    `The database ${database.name} belongs to another program: it has tables, but none of Dispatchkit's. Name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`,
  );
}

async function versionOf(execute: (statement: SqlStatement) => Promise<SqlResult>, metaTable: string): Promise<number> {
  const result = await execute(`select value from ${metaTable} where key = 'schema_version'`);
  return Number(result.rows[0]?.value ?? 0);
}

async function apply(database: Database, migration: Migration, metaTable: string): Promise<void> {
  const transaction = await database.client.transaction('write');
  try {
    await transaction.execute(`create table if not exists ${metaTable} (key text primary key not null, value text not null)`);
    if ((await versionOf((statement) => transaction.execute(statement), metaTable)) >= migration.version) return;
    await transaction.batch([...migration.statements]);
    await transaction.execute({
      sql: `insert into ${metaTable} (key, value) values ('schema_version', ?) on conflict (key) do update set value = excluded.value`,
      args: [String(migration.version)],
    });
    await transaction.commit();
  } catch (cause) {
    throw new DatabaseError(
      'migration_failed',
      `The database ${database.name} could not be brought to schema version ${migration.version} (${migration.name}); it is unchanged. Keep a copy of the file and report this.`,
      cause,
    );
  } finally {
    await endTransaction(transaction);
  }
}

function unreadable(database: Database, cause: unknown): DatabaseError {
  if (codeOf(cause) === 'SQLITE_NOTADB' || codeOf(cause) === 'SQLITE_CORRUPT') {
    return new DatabaseError(
      'not_a_database',
      `${database.name} is not a database, or it is damaged. Restore it from a backup, move it away to start with an empty one, or name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`,
      cause,
    );
  }
  if (/^\w+:\/\//.test(database.name)) {
    return new DatabaseError(
      'cannot_open',
      `The database ${database.name} does not answer. Check its address and its token (DISPATCHKIT_DATABASE_AUTH_TOKEN), and that the server runs.`,
      cause,
    );
  }
  return new DatabaseError(
    'cannot_open',
    `The database ${database.name} cannot be read. Check that it exists, may be read and written, and is not held by another program.`,
    cause,
  );
}
