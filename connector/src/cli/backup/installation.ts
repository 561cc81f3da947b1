import type { Config } from '../../config/schema.ts';
import { silentLog } from '../../ports/log.ts';
import type { Tenant } from '../../ports/tenants.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import { addressOr, openDirectory } from '../../stores/libsql/configured.ts';
import type { Source } from './copy-database.ts';
import type { BackedUp } from './manifest.ts';

/** One database of the installation, and what its backup is called. */
export interface InstalledDatabase extends Pick<BackedUp, 'holds' | 'tenant'> {
  readonly source: Source;
}

/**
 * Every database the configuration speaks of. The directory comes first, and tenants are looked up once it has been dealt with, so
 * that every tenant in its copy has a copy too. Retired tenants are among them, for they are kept.
 */
export async function* installedDatabases(config: Config): AsyncGenerator<InstalledDatabase> {
  if (config.tenants.mode === 'shared') {
    yield { holds: 'all tenants', tenant: null, source: await sharedSource(config) };
    return;
  }
  yield { holds: 'directory', tenant: null, source: await directorySource(config) };
  for (const tenant of await tenantsOf(config)) if (tenant.status !== 'creating') yield databaseOf(tenant);
}

function databaseOf({ id, databaseUrl, authTokenVariable }: Tenant): InstalledDatabase {
  const authToken = authTokenVariable === null ? undefined : process.env[authTokenVariable];
  return { holds: 'tenant', tenant: id, source: { url: databaseUrl, authToken } };
}

/** Where databases are is asked without making anything. */
const placesOf = (config: Config) => ({ ...surroundingsOf(config, silentLog), makeFolderOf: async () => {} });

export async function sharedSource(config: Config): Promise<Source> {
  const { url, authToken, syncUrl } = config.database;
  // Of an embedded replica the primary is backed up: the file here may be behind.
  if (syncUrl !== undefined) return { url: syncUrl, authToken };
  const standard = { file: 'dispatchkit.db', setting: 'DISPATCHKIT_DATABASE_URL' };
  return { url: await addressOr(url, placesOf(config), standard), authToken };
}

export async function directorySource(config: Config): Promise<Source> {
  const { directoryUrl, directoryAuthTokenVariable } = config.tenants;
  const standard = { file: 'directory.db', setting: 'tenants.directoryUrl' };
  return {
    url: await addressOr(directoryUrl, placesOf(config), standard),
    authToken: directoryAuthTokenVariable === undefined ? undefined : process.env[directoryAuthTokenVariable],
  };
}

/** Where the database of a tenant stands that is restored here. */
export async function tenantAddress(config: Config, tenant: string): Promise<string> {
  const { databaseUrlTemplate } = config.tenants;
  const standard = { file: 'tenants/{tenant}.db', setting: 'tenants.databaseUrlTemplate' };
  const template = await addressOr(databaseUrlTemplate, placesOf(config), standard);
  return template.replaceAll('{tenant}', tenant);
}

async function tenantsOf(config: Config): Promise<Tenant[]> {
  const directory = await openDirectory(config, surroundingsOf(config, silentLog));
  try {
    const found: Tenant[] = [];
    for (;;) {
      const after = found.at(-1)?.id;
      const page = await directory.list({ limit: 500, ...(after === undefined ? {} : { after }) });
      found.push(...page);
      if (page.length < 500) return found;
    }
  } finally {
    await directory.close();
  }
}
