import { createWriteStream, type WriteStream } from 'node:fs';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { type ImportEntity, runImport, totalOf } from '../../import/index.ts';
import { systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { createServices, systemActor } from '../../services/index.ts';
import { configWith, withStore } from '../database.ts';
import { CliError } from '../fail.ts';
import { chooseMap, sourceFile } from '../files.ts';
import { progressBar } from '../progress.ts';
import { summaryTable } from '../summary.ts';
import { tenantId } from '../tenant-id.ts';

export interface ImportCommandOptions {
  readonly map?: string;
  readonly tenant?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly database?: string;
}

export async function runImportCommand(entity: ImportEntity, path: string, options: ImportCommandOptions): Promise<void> {
  const isDryRun = options.dryRun ?? false;
  const tenant = tenantId(options.tenant);
  const source = await sourceFile(path);
  const { map } = await chooseMap(source, options.map, entity);
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
