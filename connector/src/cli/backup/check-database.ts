import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import type { SqlClient } from '../../stores/libsql/sql-client.ts';
import { CliError } from '../fail.ts';

/** What a sound database file holds. */
export interface DatabaseFacts {
  readonly schemaVersion: number;
  /** Newest seq by tenant; empty for a directory. */
  readonly lastSeqs: ReadonlyMap<string, number>;
}

/**
 * Looks through a whole database file: its pages, its references, its schema version, and that no event is missing between a
 * tenant's first and last. Changes nothing.
 * @throws CliError that says what is wrong with it
 */
export async function checkDatabase(path: string, holds: 'all tenants' | 'directory' | 'tenant'): Promise<DatabaseFacts> {
  const { client } = openNativeDatabase({ url: `file:${path}` });
  try {
    await checkPages(client, path);
    return holds === 'directory' ? await directoryFacts(client, path) : await storeFacts(client, path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${path} is not a sound database of Dispatchkit.`, 'Take another backup.', { cause: error });
  } finally {
    client.close();
  }
}

async function checkPages(client: SqlClient, path: string): Promise<void> {
  const { rows } = await client.execute('pragma integrity_check(5)');
  const found = rows.map((row) => String(row.integrity_check));
  if (found.join() !== 'ok')
    throw new CliError(`${path} is damaged: ${found[0] ?? 'it cannot be read'}.`, 'Take another backup.');
  const dangling = await client.execute('pragma foreign_key_check');
  if (dangling.rows.length > 0) {
    throw new CliError(`${path} is damaged: ${dangling.rows.length} records refer to nothing.`, 'Take another backup.');
  }
}

async function directoryFacts(client: SqlClient, path: string): Promise<DatabaseFacts> {
  const schemaVersion = await versionIn(client, 'directory_meta');
  if (schemaVersion === 0) throw new CliError(`${path} is no directory of tenants.`, 'Take another backup.');
  return { schemaVersion, lastSeqs: new Map() };
}

async function storeFacts(client: SqlClient, path: string): Promise<DatabaseFacts> {
  const schemaVersion = await versionIn(client, 'meta');
  const newest = migrations.at(-1)?.version ?? 0;
  if (schemaVersion === 0) throw new CliError(`${path} is no database of Dispatchkit.`, 'Take another backup.');
  if (schemaVersion > newest) {
    throw new CliError(
      `${path} has schema version ${schemaVersion}; this Dispatchkit knows versions up to ${newest}.`,
      'Update Dispatchkit, then restore.',
    );
  }
  return { schemaVersion, lastSeqs: await lastSeqs(client, path) };
}

async function lastSeqs(client: SqlClient, path: string): Promise<Map<string, number>> {
  const { rows } = await client.execute(`
    select t.id, t.last_seq, min(e.seq) as first, max(e.seq) as last, count(e.seq) as n
    from tenants t left join events e on e.tenant = t.id group by t.id`);
  for (const { id, last_seq, first, last, n } of rows) {
    const isGapless = Number(n) === 0 || (Number(last) === Number(last_seq) && Number(last) - Number(first) + 1 === Number(n));
    if (!isGapless) throw new CliError(`${path} is damaged: events of tenant ${String(id)} are missing.`, 'Take another backup.');
  }
  return new Map(rows.map(({ id, last_seq }) => [String(id), Number(last_seq)]));
}

async function versionIn(client: SqlClient, table: string): Promise<number> {
  const known = await client.execute({ sql: 'select 1 from sqlite_master where name = ?', args: [table] });
  if (known.rows.length === 0) return 0;
  const { rows } = await client.execute(`select value from ${table} where key = 'schema_version'`);
  return Number(rows[0]?.value ?? 0);
}
