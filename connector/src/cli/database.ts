import { resolve } from 'node:path';
import { ensureTemporal } from '@dispatchkit/scheduling';
import type { Config } from '../config/schema.ts';
import { silentLog } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../runtimes/shared/open-store.ts';
import { readConfig } from '../runtimes/shared/read-config.ts';
import { fileOf } from '../stores/libsql/db.native.ts';
import { directorySource, sharedSource } from './backup/installation.ts';
import { exists } from './backup/replace-file.ts';
import { CliError } from './fail.ts';

/** The configuration with what the command line says on top. @throws ConfigError */
export async function configWith(options: {
  readonly database?: string;
  readonly host?: string;
  readonly port?: number;
}): Promise<Config> {
  const config = await readConfig();
  return {
    ...config,
    server: { ...config.server, host: options.host ?? config.server.host, port: options.port ?? config.server.port },
    // An empty variable says nothing.
    database: { ...config.database, url: options.database || config.database.url },
  };
}

/**
 * For commands that look at what is there: they make nothing.
 * @throws CliError when there is no database file
 */
export async function requireDatabase(config: Config): Promise<void> {
  const { url } = await (config.tenants.mode === 'shared' ? sharedSource(config) : directorySource(config));
  const file = fileOf(url);
  if (file !== undefined && !(await exists(file))) throw noDatabase(file);
}

export function noDatabase(file: string): CliError {
  return new CliError(
    `There is no database ${resolve(file)}.`,
    'Check DISPATCHKIT_CONFIG, DISPATCHKIT_DATABASE_URL or --database, and the folder you are in. "dispatchkit migrate" makes an empty one.',
  );
}

/** As `withStore`, and never makes a database. @throws CliError when there is none */
export async function withExistingStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  await requireDatabase(config);
  return withStore(config, work);
}

/** Opens the database, made when there is none, lets the work happen and closes it whatever happens. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  await ensureTemporal();
  const store = await openStore(config, silentLog);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
