import type { SigningKeys } from '../../../ports/credentials.ts';
import { type Database, DatabaseError } from '../database.ts';
import { readVersion } from '../migrate.ts';
import { reindexJobs } from '../search.ts';
import { signingKeysOn } from '../signing-keys.ts';
import type { SqlClient, SqlRow, SqlStatement } from '../sql-client.ts';
import { endTransaction, runnerOn } from '../sql-runner.ts';

const rowsAtOnce = 500;

export interface CopyTenantOptions {
  /** A shared database, which nobody writes this tenant to meanwhile. It stays as it is. */
  readonly from: Database;
  /** The tenant's own one. What an interrupted copy left there is taken away first. */
  readonly to: Database;
  readonly tenant: string;
  readonly onProgress: (table: string, rows: number) => void;
}

/**
 * Copies all that a tenant has from a shared database into one of its own, and makes sure that it is all there.
 * @throws DatabaseError when the schemas differ, the tenant is not in the shared database, or somebody wrote to it meanwhile
 */
export async function copyTenant({ from, to, tenant, onProgress }: CopyTenantOptions): Promise<{ readonly lastSeq: number }> {
  await refuseOtherSchema(from, to);
  const before = await lastSeqIn(from, tenant);
  const tables = await tablesOf(to.client);
  for (const { name, key } of tables.toReversed()) {
    await to.client.execute({ sql: `delete from ${name} where ${key} = ?`, args: [tenant] });
  }
  await to.client.execute("insert into jobs_search (jobs_search) values ('delete-all')");
  for (const table of tables) onProgress(table.name, await copyTable(from.client, to.client, table, tenant));
  await index(to, tenant);

  for (const { name, key } of tables) {
    const count = { sql: `select count(*) as n from ${name} where ${key} = ?`, args: [tenant] };
    const [there, here] = [await from.client.execute(count), await to.client.execute(count)];
    if (there.rows[0]?.n !== here.rows[0]?.n) throw changedMeanwhile(from, tenant);
  }
  if ((await lastSeqIn(from, tenant)) !== before) throw changedMeanwhile(from, tenant);
  return { lastSeq: before };
}

async function refuseOtherSchema(from: Database, to: Database): Promise<void> {
  const [there, here] = [await readVersion(from), await readVersion(to)];
  if (there === here) return;
  throw new DatabaseError(
    'cannot_open',
    `The database ${from.name} has schema version ${there}, the new one ${here}. Bring it up to date first: dispatchkit migrate --database URL.`,
  );
}

function changedMeanwhile(from: Database, tenant: string): DatabaseError {
  return new DatabaseError(
    'cannot_open',
    `Somebody wrote to tenant ${tenant} in ${from.name} while it was copied. Stop the connector that uses it, and run the command again.`,
  );
}

/** Seq of the tenant's newest event. @throws DatabaseError when the database does not hold the tenant */
export async function lastSeqIn({ client, name }: Database, tenant: string): Promise<number> {
  const { rows } = await client.execute({ sql: 'select last_seq from tenants where id = ?', args: [tenant] });
  if (rows[0]) return Number(rows[0].last_seq);
  throw new DatabaseError('cannot_open', `The database ${name} holds no tenant ${tenant}.`);
}

/** Tokens that were signed while tenants shared a database are accepted afterwards too. */
export async function copySigningKey(from: Database, to: SigningKeys): Promise<void> {
  const read = signingKeysOn({
    read: (work) => work(runnerOn(from.client)),
    change: () => Promise.reject(new Error('The shared database is left as it is.')),
  });
  const key = (await read.list()).find(({ retiredAt }) => retiredAt === null);
  if (key) await to.addFirst(key);
}

interface Table {
  readonly name: string;
  /** The column with the tenant. */
  readonly key: string;
  /** Those that can be written: generated ones come by themselves. */
  readonly columns: readonly string[];
  /** Order of the rows, unique. */
  readonly order: readonly string[];
  readonly refersTo: readonly string[];
}

/** What is in them comes with the rows they are made from. */
const keptByTriggers = ['open_job_places'];

/** Tables with rows of tenants, those that others refer to first. */
async function tablesOf(client: SqlClient): Promise<Table[]> {
  const { rows } = await client.execute(
    "select name from sqlite_master where type = 'table' and sql not like 'create virtual%' order by name",
  );
  const tables: Table[] = [];
  for (const { name } of rows) {
    const table = keptByTriggers.includes(String(name)) ? undefined : await tableOf(client, String(name));
    if (table) tables.push(table);
  }
  const sorted: Table[] = [];
  const add = (table: Table) => {
    if (sorted.includes(table)) return;
    for (const other of tables) if (other !== table && table.refersTo.includes(other.name)) add(other);
    sorted.push(table);
  };
  for (const table of tables) add(table);
  return sorted;
}

async function tableOf(client: SqlClient, name: string): Promise<Table | undefined> {
  const { rows } = await client.execute(`select name, hidden, pk from pragma_table_xinfo('${name}')`);
  const columns = rows.filter(({ hidden }) => Number(hidden) === 0).map((row) => String(row.name));
  const key = name === 'tenants' ? 'id' : 'tenant';
  if (!columns.includes(key)) return undefined;
  const inKey = rows.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk));
  const references = await client.execute(`select "table" as other from pragma_foreign_key_list('${name}')`);
  return {
    name,
    key,
    columns,
    order: inKey.length > 0 ? inKey.map((row) => String(row.name)) : ['rowid'],
    refersTo: references.rows.map(({ other }) => String(other)),
  };
}

async function copyTable(from: SqlClient, to: SqlClient, { name, key, columns, order }: Table, tenant: string): Promise<number> {
  const place = order.map((_, i) => `place_${i}`);
  const selected = [...columns.map((column) => `"${column}"`), ...order.map((column, i) => `${column} as ${place[i]}`)].join(
    ', ',
  );
  const insert = `insert into ${name} (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
  let last: SqlRow | undefined;
  let copied = 0;
  for (;;) {
    const after = last ? `and (${order.join(', ')}) > (${order.map(() => '?').join(', ')})` : '';
    const { rows } = await from.execute({
      sql: `select ${selected} from ${name} where ${key} = ? ${after} order by ${order.join(', ')} limit ${rowsAtOnce}`,
      args: [tenant, ...(last ? valuesOf(last, place) : [])],
    });
    await insertAll(
      to,
      rows.map((row) => ({ sql: insert, args: valuesOf(row, columns) })),
    );
    copied += rows.length;
    last = rows.at(-1);
    if (rows.length < rowsAtOnce) return copied;
  }
}

async function insertAll(to: SqlClient, statements: SqlStatement[]): Promise<void> {
  if (statements.length === 0) return;
  const transaction = await to.transaction('write');
  try {
    await transaction.batch(statements);
    await transaction.commit();
  } finally {
    await endTransaction(transaction);
  }
}

function valuesOf(row: SqlRow, columns: readonly string[]) {
  return columns.map((column) => row[column] ?? null);
}

/** The search index is made from the records, for it keeps no text that could be copied. */
async function index(to: Database, tenant: string): Promise<void> {
  let after = '';
  for (;;) {
    const { rows } = await to.client.execute({
      sql: 'select id from jobs where tenant = ? and id > ? and deleted_at is null order by id limit ?',
      args: [tenant, after, rowsAtOnce],
    });
    const ids = rows.map(({ id }) => String(id));
    await reindexJobs(runnerOn(to.client), tenant, { changed: ids });
    after = ids.at(-1) ?? '';
    if (ids.length < rowsAtOnce) return;
  }
}
