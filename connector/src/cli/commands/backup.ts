import type { Command } from 'commander';
import { databaseOption } from '../options.ts';

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .argument('<target>', 'file to write; a folder, when every tenant has a database')
    .summary('write a backup while the connector works')
    .description(
      'Writes one committed state of the database into a new file, and its manifest beside it; with a database per tenant, one file each into a new folder. Reads it again to make sure it is sound. The connector may go on working.',
    )
    .addOption(databaseOption())
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit backup /backups/dispatchkit-$(date +%F).db
  dispatchkit backup monday.db --database file:/var/lib/dispatchkit/dispatchkit.db`,
    )
    .action(async (target: string, options: { database?: string }) =>
      (await import('../actions/backup.ts')).runBackup(target, options),
    );
}
