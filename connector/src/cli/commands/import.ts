import { createWriteStream, type WriteStream } from 'node:fs';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { Id } from '@dispatchkit/contract';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { type ImportEntity, importEntities, runImport, totalOf } from '../../import/index.ts';
import { systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { createServices, systemActor } from '../../services/index.ts';
import { configWith, databaseOption, withStore } from '../database.ts';
import { CliError, needed } from '../fail.ts';
import { chooseMap, sourceFile } from '../files.ts';
import { progressBar } from '../progress.ts';
import { summaryTable } from '../summary.ts';

interface ImportCommandOptions {
  readonly map?: string;
  readonly tenant?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly database?: string;
}

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
      'mapping file (YAML or JSON), or the name of one that comes along: sf311-jobs, jobs, technicians, customers (default: found by the columns)',
    )
    .option('--tenant <id>', 'tenant to import into (needed)', parseTenant)
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
    .action(runImportCommand);
}

export function parseTenant(text: string): string {
  const result = Id.safeParse(text);
  if (!result.success) throw new InvalidArgumentError(`${result.error.issues[0]?.message ?? 'Not an id'}.`);
  return result.data;
}

async function runImportCommand(entity: ImportEntity, path: string, options: ImportCommandOptions): Promise<void> {
  const isDryRun = options.dryRun ?? false;
  const tenant = needed(options.tenant, '--tenant ID');
  const source = await sourceFile(path);
  const { map } = await chooseMap(source, options.map);
  if (map.entity !== entity)
    throw new CliError(
      `The map "${map.name}" is for ${map.entity}, not for ${entity}.`,
      `Use: dispatchkit import ${map.entity} ${path}`,
    );
  const rejectsPath = options.rejects ?? (isDryRun ? undefined : `${basename(path).replace(/\.[^.]+$/, '')}.rejects.csv`);
  const rejects = rejectsFile(rejectsPath);
  const bar = progressBar();
  const config = await configWith(options);

  const run = (store: Store | undefined) =>
    runImport({
      map,
      source,
      dryRun: isDryRun,
      actor: systemActor(tenant, 'import'),
      services: store ? createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog }) : noServices,
      writeRejects: rejects.write,
      onProgress: (progress) => bar.show(progress),
    });
  try {
    const summary = isDryRun ? await run(undefined) : await withStore(config, run);
    bar.stop();
    await rejects.close();
    process.stdout.write(summaryTable(summary, isDryRun));
    if (totalOf(summary.rejected) > 0 && rejectsPath) process.stdout.write(`Rejected rows with their reasons: ${rejectsPath}\n`);
    if (isDryRun) process.stdout.write('Dry run: nothing has been written.\n');
  } finally {
    bar.stop();
    await rejects.close();
  }
}

/** A dry run opens no database, so it cannot write to one. */
const noServices = {
  importRecords: () => Promise.reject(new Error('A dry run has no database.')),
};

/** Opened with the first rejected row; no row rejected, no file. */
function rejectsFile(path: string | undefined): { write?: (text: string) => void; close(): Promise<void> } {
  if (path === undefined) return { close: async () => {} };
  let stream: WriteStream | undefined;
  return {
    write(text) {
      stream ??= createWriteStream(path);
      stream.write(text);
    },
    async close() {
      if (!stream || stream.closed) return;
      stream.end();
      await finished(stream).catch((cause: unknown) => {
        throw new CliError(`The rejects file ${path} cannot be written.`, 'Choose another one with --rejects FILE.', { cause });
      });
    },
  };
}
