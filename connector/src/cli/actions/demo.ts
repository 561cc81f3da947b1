import { resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { startLive } from '../../demo/index.ts';
import { systemClock } from '../../ports/clock.ts';
import { silentLog } from '../../ports/log.ts';
import { systemTimers } from '../../ports/timers.ts';
import { builtPages, pagesDirectory } from '../../runtimes/shared/pages-directory.ts';
import { serve } from '../../runtimes/this-runtime.ts';
import { configWith } from '../database.ts';
import { type DemoSource, prepareDemoDatabase } from '../demo-database.ts';
import { overlaidPages, tileOrigins } from '../page-overlay.ts';

export interface DemoCommandOptions extends Partial<DemoSource> {
  readonly live?: boolean;
  readonly geojson?: string;
  readonly tiles?: string;
  readonly host?: string;
  readonly port?: number;
}

export async function startDemo(options: DemoCommandOptions): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const config = await configWith(options);
  const origins = options.tiles === undefined ? [] : tileOrigins(options.tiles);
  const pages = await overlaidPages(pagesDirectory(builtPages), options);
  const { tenant } = config.auth.development;
  const { shiftDates = false, empty = false, data, map } = options;
  const directory = resolve(config.dataDirectory);
  const { path, timeZone } = await prepareDemoDatabase({
    data,
    map,
    shiftDates,
    empty,
    directory,
    tenant,
    nowMs: Date.now(),
    say,
  });

  const demoConfig: Config = {
    ...config,
    database: { url: `file:${path}`, syncSeconds: config.database.syncSeconds },
    // The demo is one file, whatever is configured.
    tenants: { ...config.tenants, mode: 'shared' },
    pages: { ...config.pages, tileOrigins: [...config.pages.tileOrigins, ...origins] },
    logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
  };
  const running = await serve({ config: demoConfig, pages });
  const stopLive = options.live
    ? startLive({
        services: running.connector.services,
        tenant,
        timeZone,
        clock: systemClock,
        timers: systemTimers,
        log: silentLog,
      })
    : undefined;
  say(`Ready: ${running.address}`);
  await running.stopped.finally(() => stopLive?.());
}
