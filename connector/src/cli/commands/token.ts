import { roles } from '@dispatchkit/contract';
import { type Command, Option } from 'commander';
import { issueDevToken } from '../../runtimes/node.ts';
import { configWith } from '../database.ts';
import { parseDuration } from '../duration.ts';
import { CliError, needed } from '../fail.ts';
import { parseTenant } from './import.ts';

interface TokenOptions {
  readonly tenant?: string;
  readonly role?: (typeof roles)[number];
  readonly technician?: string;
  readonly job?: string;
  readonly name?: string;
  readonly ttl: number;
}

export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .summary('print a bearer token for trying things out')
    .description('Prints a bearer token of the development issuer. It refuses to run with NODE_ENV=production.')
    .option('--tenant <id>', 'tenant the token is for (needed)', parseTenant)
    .addOption(new Option('--role <role>', 'what the bearer may do (needed)').choices(roles))
    .option('--technician <id>', 'which technician the bearer is; needed for the role technician')
    .option('--job <id>', 'the one job a customer may see; needed for the role customer')
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
    .action(runToken);
}

async function runToken(options: TokenOptions): Promise<void> {
  const { technician, job, name, ttl } = options;
  const [tenant, role] = [needed(options.tenant, '--tenant ID'), needed(options.role, '--role ROLE')];
  if (role === 'technician' && technician === undefined)
    throw new CliError('--role technician needs --technician ID.', 'Without it the bearer has no jobs of their own.');
  if (role === 'customer' && job === undefined) throw new CliError('--role customer needs --job ID.', 'A customer sees one job.');
  const request = { tenant, role, technicianId: technician ?? null, jobId: job ?? null, name: name ?? null, ttlSeconds: ttl };
  process.stdout.write(`${await issueDevToken(request, await configWith({}))}\n`);
}
