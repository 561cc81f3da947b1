import type { Command } from 'commander';
import type { RestoreOptions } from '../actions/restore.ts';
import { databaseOption } from '../options.ts';

export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .argument('<backup>', 'what "dispatchkit backup" wrote: a file, or a folder')
    .summary('put a backup in place')
    .description(
      'Checks a backup (complete, unchanged, sound, not newer than this program) and puts it in place of the configured database, in one step. The connector has to be stopped. What was there is kept under another name.',
    )
    .option('--replace', 'also when the database there is not empty')
    .option('--tenant <id>', 'only this tenant, of a backup with a database per tenant')
    .addOption(databaseOption())
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit restore /backups/dispatchkit-2026-11-20.db --replace
  dispatchkit restore /backups/monday --tenant acme --replace`,
    )
    .action(async (backup: string, options: RestoreOptions) =>
      (await import('../actions/restore.ts')).runRestore(backup, options),
    );
}
