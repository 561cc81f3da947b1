import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config } from '../../config/schema.ts';
import { startLive } from '../../demo/index.ts';
import { systemClock } from '../../ports/clock.ts';
import { silentLog } from '../../ports/log.ts';
import { systemTimers } from '../../ports/timers.ts';
import { builtPages, pagesDirectory } from '../../runtimes/node/pages-directory.ts';
import { serve } from '../../runtimes/node.ts';
import { configWith } from '../database.ts';
import { type DemoSource, prepareDemoDatabase } from '../demo-database.ts';
import { parsePort } from '../duration.ts';
import { CliError } from '../fail.ts';
import { overlaidPages, tileOrigins } from '../page-overlay.ts';

interface DemoCommandOptions extends Partial<DemoSource> {
  readonly live?: boolean;
  readonly geojson?: string;
  readonly tiles?: string;
  readonly host?: string;
  readonly port?: number;
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .alias('start')
    .summary('start the connector on a week of field work')
    .description(
      'Starts the connector with a console page and a database of its own, filled with a made-up week of field work, with real requests, or with nothing.',
    )
    .option('--data <file>', 'CSV file of real requests to import')
    .option('--map <file>', 'mapping file for --data, or the name of one that comes along (default: found by the columns)')
    .option('--shift-dates', 'move every request of --data into this week: same weekday, same time of day')
    .addOption(new Option('--empty', 'start with nothing').conflicts(['data', 'live']))
    .option('--live', 'let technicians and jobs move by themselves')
    .option('--geojson <file>', 'GeoJSON drawn under the map')
    .option('--tiles <url>', 'map tiles, an address with {z}, {x} and {y}; nothing is loaded from elsewhere without it')
    .option('--port <number>', 'port to listen on (default: 8787, or PORT)', parsePort)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, or HOST)')
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit demo
  dispatchkit demo --live
  dispatchkit demo --data requests.csv --map my-map.yaml --shift-dates
  dispatchkit demo --empty --port 9000

The database is kept in .dispatchkit/, so what you do survives a restart. It is made anew when the week, the options or the file change.`,
    )
    .action(runDemo);
}

async function runDemo(options: DemoCommandOptions): Promise<void> {
  if (options.data === undefined && (options.map !== undefined || options.shiftDates)) {
    throw new CliError(
      `${options.map === undefined ? '--shift-dates' : '--map'} needs --data FILE.`,
      'Name the file of requests, or leave it out.',
    );
  }
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
    database: { url: `file:${path}`, authToken: undefined },
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
