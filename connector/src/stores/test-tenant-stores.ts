import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import { type Log, silentLog } from '../ports/log.ts';
import type { TenantDirectory } from '../ports/tenants.ts';
import { TenantAdmin } from '../services/tenants/tenant-admin.ts';
import { openNativeDatabase } from './libsql/db.native.ts';
import type { Migration } from './libsql/migrations/index.ts';
import { openTenantDirectory } from './libsql/tenants/directory.ts';
import { LibsqlTenantDatabases } from './libsql/tenants/tenant-databases.ts';
import { openTenantStores, type TenantStores } from './libsql/tenants/tenant-stores.ts';

export interface TestInstallation {
  readonly store: TenantStores;
  readonly directory: TenantDirectory;
  readonly databases: LibsqlTenantDatabases;
  readonly admin: TenantAdmin;
}

export interface TestInstallationOptions {
  /** Of the control database and the tenants' files. */
  readonly folder: string;
  readonly clock: Clock;
  readonly maxOpen?: number;
  readonly log?: Log;
  readonly migrations?: readonly Migration[];
}

/** A database per tenant, in files of a folder. */
export async function openTestInstallation(options: TestInstallationOptions): Promise<TestInstallation> {
  const { folder, clock, maxOpen = 100, log = silentLog, migrations } = options;
  const directory = await openTenantDirectory(openNativeDatabase({ url: `file:${join(folder, 'directory.db')}` }), { clock });
  const databases = new LibsqlTenantDatabases({
    template: `file:${join(folder, 'tenants')}/{tenant}.db`,
    authTokenVariable: null,
    openDatabase: openNativeDatabase,
    variable: () => undefined,
    makeFolderOf: async (file) => {
      await mkdir(dirname(file), { recursive: true });
    },
    clock,
    log,
    ...(migrations && { migrations }),
  });
  const store = openTenantStores({ directory, open: (tenant) => databases.open(tenant, directory), clock, log, maxOpen });
  const admin = new TenantAdmin({ directory, databases, onChanged: (tenant) => store.forget(tenant), log });
  return { store, directory, databases, admin };
}
