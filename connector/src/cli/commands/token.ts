import { roles } from '@dispatchkit/contract/words';
import { type Command, Option } from 'commander';
import type { TokenCommandOptions } from '../actions/token.ts';
import { parseDuration } from '../duration.ts';

export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .summary('print a bearer token for trying things out')
    .description('Prints a bearer token of the development issuer. It refuses to run with NODE_ENV=production.')
    .option('--tenant <id>', 'tenant the token is for (needed)')
    .addOption(new Option('--role <role>', 'what the bearer may do (needed)').choices(roles))
    .option('--technician <id>', 'which technician the bearer is; needed for the role technician')
    .option('--job <id>', 'the one job a customer may see; needed for the role customer')
    .option('--territory <name>', 'only this territory; can be given again and again (default: all)', collect)
    .option('--name <text>', 'name shown in the history')
    .option('--ttl <duration>', 'how long it lives, at most a day: 90s, 15m, 8h', parseDuration, 900)
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit token --tenant demo --role dispatcher
  dispatchkit token --tenant demo --role technician --technician tech-ana-ruiz --ttl 8h
  curl -H "Authorization: Bearer $(dispatchkit token --tenant demo --role viewer)" http://127.0.0.1:8787/v1/jobs`,
    )
    .action(async (options: TokenCommandOptions) => (await import('../actions/token.ts')).runToken(options));
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
