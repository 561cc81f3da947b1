import { configWith, withStore } from '../database.ts';

export async function runMigrate(options: { readonly database?: string }): Promise<void> {
  await withStore(await configWith(options), (store) => store.ping());
  process.stdout.write('The database is up to date.\n');
}
