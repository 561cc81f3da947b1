import type { Command } from 'commander';
import { configWith, databaseOption, withStore } from '../database.ts';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .summary('bring the database up to date')
    .description(
      'Brings the schema of the database up to the version of this program. Forward only; running it again changes nothing.',
    )
    .addOption(databaseOption())
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit migrate
  dispatchkit migrate --database file:/var/lib/dispatchkit/dispatchkit.db`,
    )
    .action(async (options: { database?: string }) => {
      await withStore(await configWith(options), (store) => store.ping());
      process.stdout.write('The database is up to date.\n');
    });
}
