import { sql } from 'drizzle-orm/sql/sql';
import { type Clock, instantOf } from '../../../ports/clock.ts';
import type { SigningKeys } from '../../../ports/credentials.ts';
import type { Tenant, TenantDirectory, TenantDraft, TenantListRequest, TenantStatus } from '../../../ports/tenants.ts';
import { ProblemError } from '../../../services/errors.ts';
import { unknownTenant } from '../../../services/tenants/problems.ts';
import { codeOf, type Database } from '../database.ts';
import { migrate } from '../migrate.ts';
import { signingKeysOn } from '../signing-keys.ts';
import type { SqlRow } from '../sql-client.ts';
import { endTransaction, runnerOn, type SqlRunner, translate } from '../sql-runner.ts';
import { isOneOf } from '../tables.ts';
import { directoryMetaTable, directoryMigrations } from './directory-migrations.ts';

/**
 * Opens the directory on its own database, the control database, and brings it up to date.
 * @throws DatabaseError when the database cannot be used; it is closed then
 */
export async function openTenantDirectory(database: Database, { clock }: { readonly clock: Clock }): Promise<TenantDirectory> {
  try {
    await database.writes.run(async () => {
      await migrate(database, directoryMigrations, directoryMetaTable);
      if (database.client.protocol === 'file' && !database.singleConnection) {
        await database.client.execute('pragma journal_mode = wal');
      }
    });
    return new LibsqlTenantDirectory(database, clock);
  } catch (error) {
    database.client.close();
    throw error;
  }
}

class LibsqlTenantDirectory implements TenantDirectory {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #runner: SqlRunner;
  readonly signingKeys: SigningKeys;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#runner = runnerOn(database.reads ?? database.client);
    this.signingKeys = signingKeysOn({
      metaTable: directoryMetaTable,
      read: (work) => work(this.#runner),
      change: (work) => database.writes.run(() => inTransaction(database, work)),
    });
  }

  async get(id: string): Promise<Tenant | undefined> {
    const rows = await this.#runner.all(sql`select * from directory_tenants where id = ${id}`);
    return rows[0] && tenantOf(rows[0]);
  }

  async list({ status, after = '', limit }: TenantListRequest): Promise<Tenant[]> {
    const ofStatus = status === undefined ? sql`` : sql`and ${isOneOf(sql`status`, status)}`;
    const rows = await this.#runner.all(
      sql`select * from directory_tenants where id > ${after} ${ofStatus} order by id limit ${limit}`,
    );
    return rows.map(tenantOf);
  }

  async add(draft: TenantDraft): Promise<{ tenant: Tenant; added: boolean }> {
    const at = instantOf(this.#clock.now());
    try {
      const rows = await this.#write(sql`
        insert into directory_tenants (id, name, status, database_url, auth_token_variable, created_at, updated_at)
        values (${draft.id}, ${draft.name}, 'creating', ${draft.databaseUrl}, ${draft.authTokenVariable}, ${at}, ${at})
        on conflict (id) do nothing returning *`);
      if (rows[0]) return { tenant: tenantOf(rows[0]), added: true };
    } catch (error) {
      throw databaseTaken(error, draft);
    }
    const tenant = await this.get(draft.id);
    if (!tenant) throw unknownTenant(draft.id);
    return { tenant, added: false };
  }

  async change(id: string, { status, schemaVersion }: Parameters<TenantDirectory['change']>[1]): Promise<Tenant> {
    const rows = await this.#write(sql`
      update directory_tenants set status = coalesce(${status ?? null}, status),
        schema_version = coalesce(${schemaVersion ?? null}, schema_version), updated_at = ${instantOf(this.#clock.now())}
      where id = ${id} returning *`);
    if (!rows[0]) throw unknownTenant(id);
    return tenantOf(rows[0]);
  }

  async ping(): Promise<void> {
    await this.#runner.all(sql`select 1`);
  }

  async isCurrent(): Promise<boolean> {
    const rows = await this.#runner.all(sql`select value from directory_meta where key = 'schema_version'`);
    return Number(rows[0]?.value ?? 0) >= (directoryMigrations.at(-1)?.version ?? 0);
  }

  async close(): Promise<void> {
    await this.#database.writes.idle();
    this.#database.client.close();
  }

  #write(query: ReturnType<typeof sql>): Promise<SqlRow[]> {
    return this.#database.writes.run(() => runnerOn(this.#database.client).all(query));
  }
}

async function inTransaction<T>(database: Database, work: (runner: SqlRunner) => Promise<T>): Promise<T> {
  const transaction = await database.client.transaction('write');
  try {
    const result = await work(runnerOn(transaction));
    await transaction.commit();
    return result;
  } catch (error) {
    throw translate(error);
  } finally {
    await endTransaction(transaction);
  }
}

function tenantOf(row: SqlRow): Tenant {
  return {
    id: String(row.id),
    name: String(row.name),
    status: String(row.status) as TenantStatus,
    databaseUrl: String(row.database_url),
    authTokenVariable: row.auth_token_variable === null ? null : String(row.auth_token_variable),
    schemaVersion: Number(row.schema_version),
    createdAt: String(row.created_at),
    updatedAt: String(row.updated_at),
  };
}

function databaseTaken(error: unknown, { id }: TenantDraft): unknown {
  if (!codeOf(error).startsWith('SQLITE_CONSTRAINT')) return error;
  return new ProblemError('already_exists', `The database for tenant ${id} is already another tenant's.`, {
    hint: 'Ids that differ in capitals only share a file on many disks. Choose another id.',
    cause: error,
  });
}
