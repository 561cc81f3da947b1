import { type Command, InvalidArgumentError, Option } from 'commander';
import { type TenantStatus, tenantStatuses } from '../../ports/tenants.ts';

/** Tenants with a database each. */
export function addTenantsCommand(program: Command): void {
  const tenants = program
    .command('tenants')
    .summary('make, list, migrate and retire tenants with a database each')
    .description(
      'Tenants with a database each (tenants.mode: database-per-tenant). Every step can be repeated: what is done stays as it is, and what was interrupted is finished.',
    )
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit tenants create acme --name "Acme Ltd"
  dispatchkit tenants list --status active,suspended
  dispatchkit tenants migrate
  dispatchkit tenants retire acme`,
    );

  tenants
    .command('create')
    .argument('<id>', 'what tokens call the tenant')
    .summary('make a tenant and its database')
    .option('--name <text>', 'name for people (default: the id)')
    .option(
      '--database-url <url>',
      'its database, when it is not at the configured address: file:PATH, libsql://HOST or https://HOST',
    )
    .option('--auth-token-variable <name>', 'environment variable with the token of that database')
    .action(async (id: string, options: { name?: string; databaseUrl?: string; authTokenVariable?: string }) =>
      (await import('../actions/tenants.ts')).createTenant(id, options),
    );
  tenants
    .command('move')
    .argument('<id>', 'a tenant of a shared database')
    .summary('copy a tenant out of a shared database into one of its own')
    .description(
      'Copies all that the tenant has, makes sure that it is all there, and lets the tenant in. Nobody may write to it meanwhile: stop the connector of the shared database. What was copied stays there too.',
    )
    .requiredOption('--from <url>', 'the shared database: file:PATH, libsql://HOST or https://HOST')
    .option('--name <text>', 'name for people (default: the id)')
    .action(async (id: string, options: { from: string; name?: string }) =>
      (await import('../actions/tenants.ts')).moveTenant(id, options),
    );
  tenants
    .command('list')
    .summary('list tenants')
    .option('--status <words>', `only these: ${tenantStatuses.join(', ')}`, parseStatuses)
    .addOption(new Option('--json', 'one JSON object per line'))
    .action(async (options: { status?: TenantStatus[]; json?: boolean }) =>
      (await import('../actions/tenants.ts')).listTenants(options),
    );
  tenants
    .command('migrate')
    .argument('[id]', 'only this one (default: all that are not retired)')
    .summary('bring the databases of tenants up to date')
    .description(
      'Brings their schema up to the version of this program. A tenant that fails does not stop the others; the status is 1 then.',
    )
    .action(async (id: string | undefined) => (await import('../actions/tenants.ts')).migrateTenants(id));
  for (const [word, summary] of [
    ['suspend', 'keep everybody of a tenant out; its data stays'],
    ['resume', 'let a suspended or retired tenant in again'],
    ['retire', 'take a tenant out of service; its database is kept'],
  ] as const) {
    tenants
      .command(word)
      .argument('<id>', 'the tenant')
      .summary(summary)
      .action(async (id: string) => (await import('../actions/tenants.ts')).changeTenant(word, id));
  }
  tenants
    .command('operator-key')
    .summary('print a new operator key and its hash')
    .description(
      'Prints a new key for /operator and its SHA-256, which belongs into operators.keyHashes. The key is shown this once.',
    )
    .action(async () => (await import('../actions/tenants.ts')).printOperatorKey());
}

function parseStatuses(text: string): TenantStatus[] {
  return text.split(',').map((word) => {
    const status = tenantStatuses.find((known) => known === word.trim());
    if (status === undefined) throw new InvalidArgumentError(`Give some of ${tenantStatuses.join(', ')}, with commas between.`);
    return status;
  });
}
