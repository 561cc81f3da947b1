import { systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import { systemTimers } from '../../ports/timers.ts';
import { createServices, type Services } from '../../services/index.ts';
import { type ConfiguredHostOptions, withConfiguredHost } from './configured-host.ts';

export interface AdminHostOptions extends ConfiguredHostOptions {
  readonly json?: boolean;
}

/** What an administrator does over HTTP, beside the connector that serves. @throws CliError when the tenant has no such host */
export async function withHostServices(
  name: string,
  options: AdminHostOptions,
  work: (services: Services, tenant: string) => Promise<void>,
): Promise<void> {
  await withConfiguredHost(name, options, async ({ store, mirror, mirrors }) => {
    const hosts = { mirrors, wake: () => {}, timers: systemTimers };
    await work(createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog, hosts }), mirror.tenant);
  });
}
