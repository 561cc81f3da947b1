import type { Command } from 'commander';
import { databaseOption } from '../options.ts';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .summary('check what the connector needs')
    .description(
      'Checks configuration, database, pages and port, and says what to mend. Opening the database brings it up to date.',
    )
    .addOption(databaseOption())
    .action(async (options: { database?: string }) => (await import('../actions/doctor.ts')).runDoctor(options));
}
