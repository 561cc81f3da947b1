import { type Command, Option } from 'commander';
import type { DemoCommandOptions } from '../actions/demo.ts';
import { parsePort } from '../duration.ts';
import { CliError } from '../fail.ts';

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
  await (await import('../actions/demo.ts')).startDemo(options);
}
