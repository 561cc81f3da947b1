import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { systemClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../stores/libsql/index.ts';
import { consoleLog } from './console-log.ts';

/** Opens the database that is configured; the standard is a file in the data directory. @throws DatabaseError */
export async function openStore(config: Config, log: Log = consoleLog(config)): Promise<Store> {
  const directory = resolve(config.dataDirectory);
  if (config.database.url === undefined) await mkdir(directory, { recursive: true });
  const url = config.database.url ?? `file:${join(directory, 'dispatchkit.db')}`;
  const { authToken } = config.database;
  return openLibsqlStore(openNativeDatabase({ url, ...(authToken === undefined ? {} : { authToken }) }), {
    clock: systemClock,
    log,
  });
}
