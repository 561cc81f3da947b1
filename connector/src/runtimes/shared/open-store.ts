import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import type { Config } from '../../config/schema.ts';
import { systemClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { type ConfiguredStore, openConfiguredStore, type Surroundings } from '../../stores/libsql/configured.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { consoleLog } from './console-log.ts';

/** Opens the database that is configured; the standard is a file in the data directory. @throws DatabaseError */
export async function openStore(config: Config, log?: Log): Promise<Store> {
  return (await openStoreAndTenants(config, log)).store;
}

/** As `openStore`, with what an operator needs when every tenant has a database of its own. @throws DatabaseError */
export function openStoreAndTenants(config: Config, log: Log = consoleLog(config)): Promise<ConfiguredStore> {
  return openConfiguredStore(config, surroundingsOf(config, log));
}

/** Files, variables and the native driver: what Node, Deno and Bun have. */
export function surroundingsOf(config: Config, log: Log): Surroundings {
  const directory = resolve(config.dataDirectory);
  return {
    openDatabase: openNativeDatabase,
    variable: (name) => process.env[name],
    dataFile: (name) => `file:${join(directory, name)}`,
    makeFolderOf: async (file) => {
      // The data of every customer lies in there.
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    },
    clock: systemClock,
    log,
  };
}
