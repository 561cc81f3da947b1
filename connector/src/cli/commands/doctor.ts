import type { Command } from 'commander';
import type { DoctorCommandOptions } from '../actions/doctor.ts';
import { databaseOption } from '../options.ts';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .summary('check what the connector needs')
    .description(
      'Checks configuration, database, issuers, clock, files, port, pages and what is open to others. Says what it found, and what to do about it. Changes nothing. Status 1 when something fails.',
    )
    .addOption(databaseOption())
    .option('--token <file>', 'also say who a token would be here, or why it is refused; - reads standard input')
    .option('--json', 'as JSON: { healthy, findings: [{ check, outcome, detail, cure }] }')
    .action(async (options: DoctorCommandOptions) => (await import('../actions/doctor.ts')).runDoctor(options));
}
