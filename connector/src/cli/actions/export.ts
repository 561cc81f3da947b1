import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Presets, SingleBar } from 'cli-progress';
import type { CsvSeparator } from '../../export/csv.ts';
import { systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import type { ExportedKind, ExportFile } from '../../services/exports/index.ts';
import { createServices, type Services, systemActor } from '../../services/index.ts';
import type { Collection } from '../commands/export.ts';
import { configWith, withExistingStore } from '../database.ts';
import { CliError } from '../fail.ts';
import { isOutputGone } from '../output.ts';
import { tenantId } from '../tenant-id.ts';
import { cannotWrite, isFileFault } from '../write-fault.ts';

export type ExportFormat = 'csv' | 'ndjson' | 'ics';

export interface ExportCommandOptions {
  readonly tenant?: string;
  readonly format: ExportFormat;
  readonly out?: string;
  readonly columns?: string;
  readonly labels?: boolean;
  readonly separator: CsvSeparator;
  readonly bom?: boolean;
  readonly status?: string;
  readonly from?: string;
  readonly to?: string;
  readonly updatedSince?: string;
  readonly sort?: string;
  readonly database?: string;
}

export async function runExportCommand(collection: Collection, options: ExportCommandOptions): Promise<void> {
  const tenant = tenantId(options.tenant);
  if (options.format === 'ics' && collection !== 'assignments') {
    throw new CliError(`${collection} are no calendar.`, 'Use: dispatchkit export assignments --format ics');
  }
  const { status, from = options.to } = options;
  if (status !== undefined && !withStatus.has(collection))
    throw new CliError(`${collection} have no status.`, 'Leave --status out.');
  if (from !== undefined && !withTimes.has(collection))
    throw new CliError(`${collection} are at no time.`, 'Leave --from and --to out.');
  await withExistingStore(await configWith(options), async (store) => {
    if ((await store.read(tenant).lastSeq()) === 0) {
      throw new CliError(`There is nothing of a tenant ${tenant} in this database.`, 'Check --tenant and --database.');
    }
    const services = createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog });
    const file = await openExport(services, tenant, collection, options);
    const written = await writeFile(file, options.out);
    if (written !== undefined)
      process.stderr.write(`${written} of ${tenant} written${options.out === undefined ? '' : ` to ${options.out}`}.\n`);
  });
}

const withStatus: ReadonlySet<Collection> = new Set(['jobs', 'assignments', 'technicians']);
const withTimes: ReadonlySet<Collection> = new Set(['jobs', 'assignments', 'shifts', 'time-off']);

function openExport(
  services: Services,
  tenant: string,
  collection: Collection,
  options: ExportCommandOptions,
): Promise<ExportFile> {
  const actor = systemActor(tenant);
  const kind: ExportedKind = collection === 'time-off' ? 'timeOff' : collection;
  const { from, to, updatedSince, sort } = options;
  const selection = {
    ...(options.status === undefined ? {} : { status: listOf(options.status) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(updatedSince === undefined ? {} : { updatedSince }),
    ...(sort === undefined ? {} : { sort }),
  };
  if (options.format === 'ics') return services.exportCalendar(actor, selection);
  if (options.format === 'ndjson') return services.exportLines(actor, kind, selection);
  return services.exportTable(actor, kind, {
    ...selection,
    separator: options.separator,
    bom: options.bom ?? false,
    header: options.labels ? 'labels' : 'keys',
    ...(options.columns === undefined ? {} : { columns: listOf(options.columns) }),
  });
}

const listOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Says what was written. Under another name until it is whole, so that a file of that name is never half of one. */
async function writeFile(file: ExportFile, out: string | undefined): Promise<string | undefined> {
  const bar = progressOf(file.total, out !== undefined);
  const text = Readable.from(bar.watch(file.text));
  try {
    if (out === undefined) {
      try {
        await pipeline(text, process.stdout, { end: false });
      } catch (error) {
        if (!isOutputGone(error)) throw error;
        return undefined;
      }
    } else {
      const partial = `${out}.part`;
      await pipeline(text, createWriteStream(partial)).catch(async (cause: unknown) => {
        await rm(partial, { force: true });
        if (!isFileFault(cause)) throw cause;
        throw cannotWrite(out, cause);
      });
      await rename(partial, out);
    }
  } finally {
    bar.stop();
  }
  return `${file.total} record${file.total === 1 ? '' : 's'}`;
}

/** A bar on standard error, when a person is looking. A page has at most 500 records; the last may have fewer. */
function progressOf(total: number, isFile: boolean): { watch(text: AsyncIterable<string>): AsyncIterable<string>; stop(): void } {
  if (!isFile || !process.stderr.isTTY) return { watch: (text) => text, stop() {} };
  const bar = new SingleBar(
    { format: 'Writing {bar} {value}/{total} records', stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    async *watch(text) {
      let pieces = 0;
      for await (const piece of text) {
        yield piece;
        bar.update(Math.min(total, 500 * pieces++));
      }
    },
    stop: () => bar.stop(),
  };
}
