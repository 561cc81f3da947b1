import { configWith, withStore } from '../database.ts';
import { migrateTenants } from './tenants.ts';

/** With a database per tenant: all of them. */
export async function runMigrate(options: { readonly database?: string }): Promise<void> {
  const config = await configWith(options);
  if (config.tenants.mode === 'database-per-tenant') return migrateTenants(undefined);
  await withStore(config, (store) => store.ping());
  process.stdout.write('The database is up to date.\n');
}
