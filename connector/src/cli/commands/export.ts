import { Argument, type Command, Option } from 'commander';
import type { ExportCommandOptions, ExportFormat } from '../actions/export.ts';
import { databaseOption } from '../options.ts';

/** Named as in the addresses of the API. */
const collections = [
  'jobs',
  'assignments',
  'technicians',
  'customers',
  'sites',
  'shifts',
  'time-off',
  'crews',
  'equipment',
  'certifications',
] as const;
export type Collection = (typeof collections)[number];
const formats: readonly ExportFormat[] = ['csv', 'ndjson', 'ics'];

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .summary('write jobs, assignments, technicians … to a file')
    .description(
      'Writes records to a file, page by page: any number of them takes the same memory. Runs beside a connector that is serving.',
    )
    .addArgument(new Argument('<collection>', 'what to write').choices(collections))
    .option('--tenant <id>', 'tenant to export from (needed)')
    .addOption(new Option('--format <format>', 'ics is for assignments only').choices(formats).default('csv'))
    .option('--out <file>', 'where to write (default: standard output)')
    .option('--columns <list>', 'columns of a CSV file, comma-separated, in this order (default: all)')
    .option('--labels', 'a first row for people, not for another import')
    .addOption(
      new Option('--separator <separator>', 'between cells of a CSV file')
        .choices(['comma', 'semicolon', 'tab'])
        .default('comma'),
    )
    .option('--bom', 'begin a CSV file with a byte order mark, for spreadsheets that need one')
    .option('--status <list>', 'only these statuses, comma-separated')
    .option('--from <instant>', 'only what overlaps the time from here on, as 2026-11-20T00:00:00Z')
    .option('--to <instant>', 'only what overlaps the time up to here')
    .option('--updated-since <instant>', 'only what has changed since')
    .option('--sort <fields>', 'order, such as -priority,dueAt')
    .addOption(databaseOption())
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit export jobs --tenant acme --out jobs.csv
  dispatchkit export assignments --tenant acme --format ics --from 2026-11-23T00:00:00Z --out week.ics
  dispatchkit export customers --tenant acme --format ndjson | gzip > customers.ndjson.gz`,
    )
    .action(async (collection: Collection, options: ExportCommandOptions) =>
      (await import('../actions/export.ts')).runExportCommand(collection, options),
    );
}
