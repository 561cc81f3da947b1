import type { Command } from 'commander';
import { databaseOption } from '../options.ts';

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
    .action(async (options: { database?: string }) => (await import('../actions/migrate.ts')).runMigrate(options));
}
