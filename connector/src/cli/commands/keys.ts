import type { Command } from 'commander';

/** The keys that sign embed tokens and customer links. */
export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .summary('list, rotate and retire the keys that sign tokens')
    .description(
      'Keys of the whole installation. They lie in the database, sealed with DISPATCHKIT_SECRET; running connectors notice a change within ten seconds.',
    )
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit keys list
  dispatchkit keys rotate
  dispatchkit keys retire 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10`,
    );
  keys
    .command('list')
    .summary('list keys')
    .option('--json', 'one JSON object per line, with the public keys')
    .action(async (options: { json?: boolean }) => (await import('../actions/keys.ts')).listKeys(options));
  keys
    .command('rotate')
    .summary('make a new key and sign with it from now on')
    .description('The keys before stop signing. They are accepted until the last token they can have signed has expired.')
    .action(async () => (await import('../actions/keys.ts')).rotateKeys());
  keys
    .command('retire')
    .argument('<id>', 'the key, as "keys list" shows it')
    .summary('drop a key at once, and with it every token it signed')
    .description(
      'For a key that got into wrong hands: everybody with a token signed by it has to get a new one. Counts within 70 seconds.',
    )
    .action(async (id: string) => (await import('../actions/keys.ts')).retireKey(id));
}
