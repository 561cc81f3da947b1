import { systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import { systemTimers } from '../../ports/timers.ts';
import { createServices, systemActor } from '../../services/index.ts';
import { type ConfiguredHostOptions, withConfiguredHost } from '../adapter/configured-host.ts';
import { toOutput as say } from '../say.ts';

export interface SyncAdapterOptions extends ConfiguredHostOptions {
  readonly json?: boolean;
}

/** Has the connector that serves fetch soon, and says how far it is. Leases see to it that nobody fetches twice at the same time. */
export async function syncAdapter(name: string, options: SyncAdapterOptions): Promise<void> {
  await withConfiguredHost(name, options, async ({ store, mirror, mirrors }) => {
    const hosts = { mirrors, wake: () => {}, timers: systemTimers };
    const services = createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog, hosts });
    const status = await services.syncAdapter(systemActor(mirror.tenant, 'api'), name);
    if (options.json) return say(JSON.stringify(status, null, 2));
    for (const { kind, mode, phase, records, unmapped, rejected, lastSuccessAt, lastError } of status.resources) {
      if (mode === 'own') continue;
      const counts = mode === 'mirror' ? `: ${records} records, ${unmapped} with unmapped words, ${rejected} not taken` : '';
      say(
        `${kind} (${mode}, ${phase})${counts}; last heard of ${lastSuccessAt ?? 'never'}${lastError === null ? '' : `; ${lastError}`}`,
      );
    }
    say('The connector fetches as soon as it runs.');
  });
}
