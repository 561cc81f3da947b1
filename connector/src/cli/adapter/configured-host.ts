import { env } from 'node:process';
import type { Config } from '../../config/schema.ts';
import { secretBoxOf } from '../../http/auth/installation-secret.ts';
import { systemClock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { holdingTimers } from '../../ports/timers.ts';
import { devKeyOf } from '../../runtimes/shared/dev-key.ts';
import { isProduction } from '../../runtimes/shared/read-config.ts';
import { hostOpener, hostSecrets, type Mirror, Mirrors, type WayOut } from '../../services/hosts/index.ts';
import { configWith, withStore } from '../database.ts';
import { CliError } from '../fail.ts';
import { tenantId } from '../tenant-id.ts';

export interface ConfiguredHostOptions {
  readonly tenant?: string;
  readonly database?: string;
}

export interface ConfiguredHost {
  readonly store: Store;
  readonly mirror: Mirror;
  readonly mirrors: Mirrors;
}

/** A host of the configuration, with the database beside it. @throws CliError when the tenant has none of that name */
export async function withConfiguredHost<T>(
  name: string,
  options: ConfiguredHostOptions,
  work: (host: ConfiguredHost) => Promise<T>,
): Promise<T> {
  const tenant = tenantId(options.tenant);
  const config = await configWith(options);
  if (!config.hosts.some((host) => host.tenant === tenant && host.name === name)) throw noSuchHost(config, tenant, name);
  const box = await secretBoxOf({ config, keyFile: devKeyOf(config), production: isProduction(env) });
  return withStore(config, async (store) => {
    await store.admit(tenant);
    const time = { clock: systemClock, timers: holdingTimers };
    const secrets = box && hostSecrets({ store, ...time }, box);
    const wayOut: WayOut = { fetch: (address, init) => fetch(address, init), ...time, secrets };
    const mirrors = new Mirrors(config.hosts, hostOpener(wayOut));
    const mirror = mirrors.get(tenant, name);
    if (!mirror) throw noSuchHost(config, tenant, name);
    return work({ store, mirror, mirrors });
  });
}

function noSuchHost({ hosts }: Config, tenant: string, name: string): CliError {
  const known = hosts.filter((host) => host.tenant === tenant).map((host) => host.name);
  const hint =
    known.length > 0
      ? `It has ${known.join(', ')}.`
      : 'Say where it is under "hosts" of the configuration; DISPATCHKIT_CONFIG names the file.';
  return new CliError(`The tenant ${tenant} has no host called ${name}.`, hint);
}
