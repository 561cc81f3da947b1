import { roles } from '@dispatchkit/contract/words';
import { type Command, Option } from 'commander';
import type { CreateApiKeyOptions } from '../actions/api-keys.ts';
import { parseDuration } from '../duration.ts';

/** API keys from the machine itself: the first one, before anybody can sign in. */
export function addApiKeysCommand(program: Command): void {
  const apiKeys = program
    .command('api-keys')
    .summary('make, list and revoke API keys of a tenant')
    .description('The same keys as /v1/api-keys. Whoever may use this command may do everything, so nothing else is asked.')
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit api-keys create --tenant acme --name "ERP" --for-role dispatcher
  dispatchkit api-keys create --tenant acme --name "Reports" --scope jobs:read --scope exports:read --expires 90d
  dispatchkit api-keys list --tenant acme
  dispatchkit api-keys revoke --tenant acme 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10`,
    );
  apiKeys
    .command('create')
    .summary('make a key and print it, this once')
    .option('--tenant <id>', 'tenant the key is for (needed)')
    .option('--name <text>', 'name shown in lists and in the history (needed)')
    .option('--scope <action>', 'what it may do, such as jobs:read; can be given again and again', collect)
    .addOption(
      new Option(
        '--for-role <role>',
        'may trade itself for embed tokens of this role: its rights and embed_tokens:write',
      ).choices(roles.filter((role) => role !== 'customer')),
    )
    .option('--expires <duration>', 'how long it is good for: 24h, 90d (default: until it is revoked)', parseDuration)
    .action(async (options: CreateApiKeyOptions) => (await import('../actions/api-keys.ts')).createApiKey(options));
  apiKeys
    .command('list')
    .summary('list keys')
    .option('--tenant <id>', 'tenant (needed)')
    .option('--json', 'one JSON object per line')
    .action(async (options: { tenant?: string; json?: boolean }) =>
      (await import('../actions/api-keys.ts')).listApiKeys(options),
    );
  apiKeys
    .command('revoke')
    .argument('<id>', 'the key, as "api-keys list" shows it')
    .summary('take a key back, for good')
    .option('--tenant <id>', 'tenant (needed)')
    .action(async (id: string, options: { tenant?: string }) =>
      (await import('../actions/api-keys.ts')).revokeApiKey(id, options),
    );
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
