import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { TenantDirectory } from '../../ports/tenants.ts';
import { TenantAdmin } from '../../services/tenants/tenant-admin.ts';
import { type Database, DatabaseError } from './database.ts';
import { openLibsqlStore } from './libsql-store.ts';
import { openTenantDirectory } from './tenants/directory.ts';
import { LibsqlTenantDatabases } from './tenants/tenant-databases.ts';
import { openTenantStores } from './tenants/tenant-stores.ts';

/** Where a database is, and how it is read. */
export interface DatabaseAddress {
  readonly url: string;
  readonly authToken?: string;
  /** Of a read replica. */
  readonly readUrl?: string;
  /** Of the primary, when `url` is the file of an embedded replica. */
  readonly syncUrl?: string;
  readonly syncSeconds?: number;
}

/** What a runtime brings along. */
export interface Surroundings {
  readonly openDatabase: (address: DatabaseAddress) => Database;
  /** Value of an environment variable or secret. */
  readonly variable: (name: string) => string | undefined;
  /** Address of a file in the data directory; undefined where there are no files. */
  readonly dataFile: ((name: string) => string) | undefined;
  /** Makes the folder of a file. */
  readonly makeFolderOf: (file: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ConfiguredStore {
  readonly store: Store;
  /** With a database per tenant. Its directory is closed with the store. */
  readonly tenantAdmin: TenantAdmin | undefined;
}

/** Opens what the configuration says: one database for all tenants, or the directory of theirs. @throws DatabaseError */
export async function openConfiguredStore(config: Config, surroundings: Surroundings): Promise<ConfiguredStore> {
  if (config.tenants.mode === 'database-per-tenant') return openPerTenant(config, surroundings);
  const { authToken, readUrl, syncUrl, syncSeconds } = config.database;
  const file = syncUrl === undefined ? 'dispatchkit.db' : 'replica.db';
  const database = surroundings.openDatabase({
    url: await addressOr(config.database.url, surroundings, { file, setting: 'DISPATCHKIT_DATABASE_URL' }),
    syncSeconds,
    ...(authToken === undefined ? {} : { authToken }),
    ...(readUrl === undefined ? {} : { readUrl }),
    ...(syncUrl === undefined ? {} : { syncUrl }),
  });
  return { store: await openLibsqlStore(database, surroundings), tenantAdmin: undefined };
}

async function openPerTenant(config: Config, surroundings: Surroundings): Promise<ConfiguredStore> {
  const { clock, log, variable, makeFolderOf } = surroundings;
  const { databaseUrlTemplate, databaseAuthTokenVariable = null, maxOpenDatabases } = config.tenants;
  const databases = new LibsqlTenantDatabases({
    template: await addressOr(databaseUrlTemplate, surroundings, {
      file: 'tenants/{tenant}.db',
      setting: 'tenants.databaseUrlTemplate',
    }),
    authTokenVariable: databaseAuthTokenVariable,
    openDatabase: surroundings.openDatabase,
    variable,
    makeFolderOf,
    clock,
    log,
  });
  const directory = await openDirectory(config, surroundings);
  const store = openTenantStores({
    directory,
    open: (tenant) => databases.open(tenant, directory),
    clock,
    log,
    maxOpen: maxOpenDatabases,
  });
  const tenantAdmin = new TenantAdmin({ directory, databases, onChanged: (tenant) => store.forget(tenant), log });
  return { store, tenantAdmin };
}

/** The control database. @throws DatabaseError */
export async function openDirectory(config: Config, surroundings: Surroundings): Promise<TenantDirectory> {
  const { directoryUrl, directoryAuthTokenVariable } = config.tenants;
  const authToken = directoryAuthTokenVariable && surroundings.variable(directoryAuthTokenVariable);
  const database = surroundings.openDatabase({
    url: await addressOr(directoryUrl, surroundings, { file: 'directory.db', setting: 'tenants.directoryUrl' }),
    ...(authToken ? { authToken } : {}),
  });
  return openTenantDirectory(database, surroundings);
}

/** The address given, or a file in the data directory, whose folder is made. */
export async function addressOr(
  given: string | undefined,
  { dataFile, makeFolderOf }: Surroundings,
  standard: { readonly file: string; readonly setting: string },
): Promise<string> {
  if (given !== undefined) return given;
  if (dataFile === undefined) {
    throw new DatabaseError(
      'cannot_open',
      `There are no files here. Set ${standard.setting} to the https:// or libsql:// address of a libSQL server.`,
    );
  }
  const address = dataFile(standard.file);
  await makeFolderOf(address.slice('file:'.length));
  return address;
}
