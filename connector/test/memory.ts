import type { Clock } from '../src/ports/clock.ts';
import { systemClock } from '../src/ports/clock.ts';
import { uuidIds } from '../src/ports/ids.ts';
import { silentLog } from '../src/ports/log.ts';
import type { Store } from '../src/ports/store.ts';
import { createServices, type Services } from '../src/services/index.ts';
import { openNativeDatabase } from '../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../src/stores/libsql/index.ts';

/** Services over a database in memory; to be closed by whoever asked for it. */
export async function memoryServices(
  clock: Clock = systemClock,
): Promise<{ store: Store; services: Services } & AsyncDisposable> {
  const store = await openLibsqlStore(openNativeDatabase({ url: ':memory:' }), { clock, log: silentLog });
  const services = createServices({ store, clock, ids: uuidIds, log: silentLog });
  return { store, services, [Symbol.asyncDispose]: () => store.close() };
}
