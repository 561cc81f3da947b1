import { systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import { systemTimers } from '../../ports/timers.ts';
import { ProblemError } from '../../services/errors.ts';
import { hostOpener, Mirrors } from '../../services/hosts/index.ts';
import { createServices, systemActor } from '../../services/index.ts';
import { configWith, withExistingStore } from '../database.ts';
import { CliError } from '../fail.ts';
import { toOutput as say } from '../say.ts';
import { tenantId } from '../tenant-id.ts';

export interface ForgetAdapterOptions {
  readonly tenant?: string;
  readonly database?: string;
  readonly records?: boolean;
  readonly configured?: boolean;
  readonly json?: boolean;
}

/** Throws away what is kept of a host, which need not be configured any more. The host is not asked for anything. */
export async function forgetAdapter(name: string, options: ForgetAdapterOptions): Promise<void> {
  const tenant = tenantId(options.tenant);
  const { records = false, configured = false, json } = options;
  const config = await configWith(options);
  const open = hostOpener({ fetch: (address, init) => fetch(address, init), clock: systemClock, timers: systemTimers });
  const hosts = { mirrors: new Mirrors(config.hosts, open), wake: () => {}, timers: systemTimers };
  await withExistingStore(config, async (store) => {
    await store.admit(tenant);
    const services = createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog, hosts });
    const forgotten = await services
      .forgetAdapter(systemActor(tenant, 'api'), name, { records, configured })
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
        if (error.code !== 'not_found') throw new CliError(error.detail, error.hint, { cause: error });
        throw new CliError(`Nothing is kept of a host called ${name} of the tenant ${tenant}.`, undefined, { cause: error });
      });
    if (json) return say(JSON.stringify(forgotten));
    say(
      `Forgotten of ${name}: records that were known (${forgotten.known}), changes that had not reached it (${forgotten.writes}).`,
    );
    say(records ? `Deleted here: ${forgotten.records}.` : 'The records that came from it are your own now.');
  });
}
