import { Argument, type Command } from 'commander';
import { type ImportEntity, importEntities } from '../../import/entities.ts';
import type { ImportCommandOptions } from '../actions/import.ts';
import { databaseOption } from '../options.ts';

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .summary('import jobs, technicians or customers from a CSV file')
    .description(
      'Imports a CSV file as a mapping file says. Rows that cannot be taken go to a rejects file with their line, column and reason. Running it again changes nothing.',
    )
    .addArgument(new Argument('<entity>', 'what the rows are').choices(importEntities))
    .argument('<file>', 'CSV file')
    .option(
      '--map <file>',
      'mapping file (YAML or JSON), or the name of one that comes along: sf311-jobs, jobs, technicians, customers, exported-jobs … (default: found by the columns)',
    )
    .option('--tenant <id>', 'tenant to import into (needed)')
    .option('--dry-run', 'check every row, write nothing')
    .option('--rejects <file>', 'where rejected rows go (default: NAME.rejects.csv here; none in a dry run)')
    .addOption(databaseOption())
    .addHelpText(
      'after',
      `
Examples:
  dispatchkit import jobs requests.csv --map my-map.yaml --tenant acme --dry-run
  dispatchkit import jobs sf311.csv --map sf311-jobs --tenant demo
  dispatchkit import technicians people.csv --map technicians --tenant acme

Every key of a mapping file is described in docs/reference/import-map.schema.json.`,
    )
    .action(async (entity: ImportEntity, path: string, options: ImportCommandOptions) =>
      (await import('../actions/import.ts')).runImportCommand(entity, path, options),
    );
}
