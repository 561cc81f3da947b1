import { ensureTemporal } from '@dispatchkit/scheduling';
import type { Config } from '../config/schema.ts';
import { silentLog } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { openStore } from '../runtimes/shared/open-store.ts';
import { readConfig } from '../runtimes/shared/read-config.ts';

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

/** Opens the database, lets the work happen and closes it whatever happens. */
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  await ensureTemporal();
  const store = await openStore(config, silentLog);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
