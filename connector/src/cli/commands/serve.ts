import type { Command } from 'commander';
import type { ServeCommandOptions } from '../actions/serve.ts';
import { parsePort } from '../duration.ts';
import { databaseOption } from '../options.ts';

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .summary('start the connector')
    .description('Starts the connector on the configured database. Stops on SIGINT and SIGTERM after finishing what it is doing.')
    .option('--port <number>', 'port to listen on (default: 8787, or PORT)', parsePort)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, or HOST)')
    .addOption(databaseOption())
    .option('--check-config', 'say whether the configuration is right, with every fault, and do not start')
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit serve
  DISPATCHKIT_CONFIG=connector.yaml dispatchkit serve --host 0.0.0.0 --port 8080`,
    )
    .action(async (options: ServeCommandOptions) => (await import('../actions/serve.ts')).runServe(options));
}
