import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';
import type { Store } from '../../../ports/store.ts';
import type { Tenant, TenantDatabases, TenantDirectory } from '../../../ports/tenants.ts';
import { invalid, ProblemError } from '../../../services/errors.ts';
import { type Database, DatabaseError } from '../database.ts';
import { openLibsqlStore } from '../libsql-store.ts';
import { migrate, readVersion } from '../migrate.ts';
import { migrations as allMigrations, type Migration } from '../migrations/index.ts';

export interface TenantDatabasesOptions {
  /** Such as `file:/data/tenants/{tenant}.db` or `libsql://{tenant}-org.turso.io`. */
  readonly template: string;
  /** Name of the variable with the token of databases made from the template; null when they need none. */
  readonly authTokenVariable: string | null;
  readonly openDatabase: (address: { readonly url: string; readonly authToken?: string }) => Database;
  /** Value of an environment variable or secret. */
  readonly variable: (name: string) => string | undefined;
  /** Makes the folder of a database file. */
  readonly makeFolderOf: (file: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly migrations?: readonly Migration[];
}

/** Databases at the addresses of the directory. */
export class LibsqlTenantDatabases implements TenantDatabases {
  readonly #options: TenantDatabasesOptions;
  readonly #migrations: readonly Migration[];

  constructor(options: TenantDatabasesOptions) {
    this.#options = options;
    this.#migrations = options.migrations ?? allMigrations;
  }

  get newestSchemaVersion(): number {
    return this.#migrations.at(-1)?.version ?? 0;
  }

  addressFor(id: string): Pick<Tenant, 'databaseUrl' | 'authTokenVariable'> {
    const { template, authTokenVariable } = this.#options;
    // Ids are letters, digits, "_", "-" and ".": a file name as they are, but not always a host name.
    if (!template.startsWith('file:') && !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(id)) {
      throw invalid('/id', 'The address of the database holds the id, so it may have small letters, digits and "-" only.');
    }
    return { databaseUrl: template.replaceAll('{tenant}', id), authTokenVariable };
  }

  async prepare(tenant: Tenant): Promise<{ from: number; to: number }> {
    const database = await this.#database(tenant);
    try {
      await this.#refuseEmptied(tenant, database);
      return await database.writes.run(() => migrate(database, this.#migrations));
    } finally {
      database.client.close();
    }
  }

  /** Opens the store of a tenant, and notes in the directory when that raised its schema version. @throws ProblemError `store_unavailable` */
  async open(tenant: Tenant, directory: TenantDirectory): Promise<Store> {
    const { clock, log } = this.#options;
    try {
      const database = await this.#database(tenant);
      await this.#refuseEmptied(tenant, database);
      const store = await openLibsqlStore(database, { clock, log, migrations: this.#migrations });
      if (tenant.schemaVersion !== this.newestSchemaVersion) {
        await directory.change(tenant.id, { schemaVersion: this.newestSchemaVersion });
      }
      return store;
    } catch (cause) {
      if (cause instanceof ProblemError) throw cause;
      throw new ProblemError('store_unavailable', "The tenant's database cannot be opened.", {
        hint: 'Try again in a few seconds. If it stays, tell the operator the requestId.',
        cause,
      });
    }
  }

  async #database(tenant: Tenant): Promise<Database> {
    const { openDatabase, makeFolderOf } = this.#options;
    const { databaseUrl: url } = tenant;
    if (url.startsWith('file:')) await makeFolderOf(url.slice('file:'.length));
    const authToken = this.#authToken(tenant);
    return openDatabase({ url, ...(authToken === undefined ? {} : { authToken }) });
  }

  #authToken({ id, authTokenVariable }: Tenant): string | undefined {
    if (authTokenVariable === null) return undefined;
    const token = this.#options.variable(authTokenVariable);
    if (token) return token;
    throw new DatabaseError(
      'cannot_open',
      `The database of tenant ${id} needs a token in the environment variable ${authTokenVariable}, which is not set.`,
    );
  }

  /** A file that has vanished would come up again as an empty database, and nobody would be told. */
  async #refuseEmptied({ id, schemaVersion }: Tenant, database: Database): Promise<void> {
    try {
      if (schemaVersion === 0 || (await readVersion(database)) > 0) return;
      throw new DatabaseError(
        'cannot_open',
        `The database ${database.name} of tenant ${id} is empty, though it has been in use. Restore it from a backup, or check that its volume is there.`,
      );
    } catch (error) {
      database.client.close();
      throw error;
    }
  }
}
