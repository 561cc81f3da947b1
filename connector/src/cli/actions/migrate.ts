import { resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { silentLog } from '../../ports/log.ts';
import { surroundingsOf } from '../../runtimes/shared/open-store.ts';
import { fileOf } from '../../stores/libsql/db.native.ts';
import { readVersion } from '../../stores/libsql/migrate.ts';
import { migrations } from '../../stores/libsql/migrations/index.ts';
import { sharedSource } from '../backup/installation.ts';
import { exists } from '../backup/replace-file.ts';
import { configWith, withStore } from '../database.ts';
import { toOutput as say } from '../say.ts';
import { migrateTenants } from './tenants.ts';

/** With a database per tenant: all of them. */
export async function runMigrate(options: { readonly database?: string }): Promise<void> {
  const config = await configWith(options);
  if (config.tenants.mode === 'database-per-tenant') return migrateTenants(undefined);
  const { url, authToken } = await sharedSource(config);
  const file = fileOf(url);
  const name = file === undefined ? url.replace(/\?.*$/, '') : resolve(file);
  const from = file !== undefined && !(await exists(file)) ? 0 : await versionAt(config, { url, authToken });
  await withStore(config, (store) => store.ping());
  const to = migrations.at(-1)?.version ?? 0;
  if (from === 0) say(`There was no database at ${name}: made an empty one (schema ${to}).`);
  else if (from === to) say(`The database ${name} is up to date (schema ${to}).`);
  else say(`Brought the database ${name} up to date: schema ${from} → ${to}.`);
}

async function versionAt(config: Config, { url, authToken }: { url: string; authToken?: string | undefined }): Promise<number> {
  const database = surroundingsOf(config, silentLog).openDatabase({ url, ...(authToken ? { authToken } : {}) });
  try {
    return await readVersion(database);
  } finally {
    database.client.close();
  }
}
