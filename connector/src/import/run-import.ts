import type { ActorContext, ImportCommand, ImportResult, Services } from '../services/index.ts';
import type { ImportMap } from './map-schema.ts';
import { type Reject, rejectLine, rejectsHeader } from './rejects.ts';
import { compileMap, type MappedRecord } from './row-mapper.ts';
import { type CsvRow, openCsv, type SourceFile } from './rows.ts';

export interface ImportOptions {
  readonly map: ImportMap;
  readonly source: SourceFile;
  readonly actor: ActorContext;
  readonly services: Pick<Services, 'importRecords'>;
  /** Check every row, write nothing. Default false. */
  readonly dryRun?: boolean;
  /** Called with the text of the rejects file, piece by piece; not at all when every row was taken. */
  readonly writeRejects?: (text: string) => void | Promise<void>;
  /** Called for every row that is not taken. */
  readonly onReject?: (reject: Reject) => void;
  /** Last change to a record before it is taken, after it has passed all checks. */
  readonly transform?: (record: MappedRecord) => MappedRecord;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  readonly phase: 'checking' | 'writing';
  readonly rows: number;
  /** Known once the file has been checked. */
  readonly totalRows: number | null;
}

/** What became of the rows: rows = created + changed + unchanged + valid + skipped + rejected. */
export interface ImportSummary {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** In a dry run: rows that would be taken. */
  readonly valid: number;
  /** Rows by reason. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly rejected: ReadonlyMap<string, number>;
}

/** Few enough that a failure costs little, many enough that a transaction's price is shared. */
const batchSize = 500;

/**
 * Imports a CSV file as its map says. The file is first read to its end, so that a wrong encoding, delimiter or column and a broken
 * quote are found before the first record is written; then rows are taken in batches. Rows that cannot be taken are rejected one by one.
 * Running it again with the same file changes nothing.
 * @throws ImportError when the file as a whole cannot be taken; nothing has been written then
 */
export async function runImport(options: ImportOptions): Promise<ImportSummary> {
  const { totalRows, table } = await checkFile(options);
  const { map, source } = options;
  const mapRow = compileMap(map, table.header, source.name);
  const tally = newTally(options, table.header);
  const firstLines = new Map<string, number>();
  // Customers and sites that several rows name: the first description counts, in the whole file.
  const takenOver = new Set<string>();
  let batch: TakenRow[] = [];

  for await (const row of table.rows) {
    tally.rows++;
    const mapped = mapRow(row.cells);
    if (mapped.kind === 'skipped') count(tally.skipped, mapped.reason);
    else if (mapped.kind === 'rejected') await tally.reject(row, mapped.reason, mapped.column, mapped.message);
    else {
      const { externalRef } = mapped.record;
      const firstLine = firstLines.get(externalRef);
      if (firstLine !== undefined) {
        await tally.reject(row, 'duplicate_ref', null, `"${externalRef}" stands in line ${firstLine} already`);
        continue;
      }
      firstLines.set(externalRef, row.line);
      batch.push({ row, record: options.transform ? options.transform(mapped.record) : mapped.record });
    }
    if (batch.length === batchSize) {
      await flush(options, batch, tally, takenOver);
      batch = [];
      options.onProgress?.({ phase: 'writing', rows: tally.rows, totalRows });
    }
  }
  if (batch.length > 0) await flush(options, batch, tally, takenOver);
  options.onProgress?.({ phase: 'writing', rows: tally.rows, totalRows });
  const { reject: _, ...summary } = tally;
  return summary;
}

interface TakenRow {
  readonly row: CsvRow;
  readonly record: MappedRecord;
}

/** Files of so many rows are kept in memory between checking and writing; longer ones are read a second time. */
const keptRows = 20_000;

interface CheckedFile {
  readonly totalRows: number;
  readonly table: { readonly header: readonly string[]; readonly rows: Iterable<CsvRow> | AsyncIterable<CsvRow> };
}

/** Reads the whole file without writing anything. */
async function checkFile({ map, source, onProgress }: ImportOptions): Promise<CheckedFile> {
  const { header, rows } = await openCsv(source, map.format);
  compileMap(map, header, source.name);
  const kept: CsvRow[] = [];
  let totalRows = 0;
  for await (const row of rows) {
    totalRows++;
    if (totalRows <= keptRows) kept.push(row);
    else kept.length = 0;
    if (totalRows % 5000 === 0) onProgress?.({ phase: 'checking', rows: totalRows, totalRows: null });
  }
  const table = totalRows > keptRows ? await openCsv(source, map.format) : { header, rows: kept };
  return { totalRows, table };
}

type Tally = {
  -readonly [K in keyof ImportSummary]: ImportSummary[K] extends ReadonlyMap<string, number>
    ? Map<string, number>
    : ImportSummary[K];
} & {
  reject(row: CsvRow, reason: string, column: string | null, message: string): Promise<void>;
};

function newTally({ writeRejects, onReject }: ImportOptions, header: readonly string[]): Tally {
  let hasHeader = false;
  return {
    rows: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    valid: 0,
    skipped: new Map(),
    rejected: new Map(),
    async reject(row, reason, column, message) {
      count(this.rejected, reason);
      const reject = { line: row.line, column, reason, message, cells: row.cells };
      onReject?.(reject);
      if (!writeRejects) return;
      if (!hasHeader) await writeRejects(rejectsHeader(header));
      hasHeader = true;
      await writeRejects(rejectLine(reject));
    },
  };
}

async function flush(
  { map, actor, services, dryRun }: ImportOptions,
  batch: readonly TakenRow[],
  tally: Tally,
  takenOver: Set<string>,
): Promise<void> {
  if (dryRun) {
    tally.valid += batch.length;
    return;
  }
  const records = batch.map(({ record }) => record);
  // The records have passed the contract's schema of this entity.
  const result: ImportResult = await services.importRecords(actor, { kind: map.entity, records } as unknown as ImportCommand, {
    takenOver,
  });
  tally.created += result.created;
  tally.changed += result.changed;
  tally.unchanged += result.unchanged;
  count(tally.skipped, 'deleted_here', result.deleted);
  for (const { index, pointer, detail } of result.rejected) {
    const taken = batch[index];
    if (taken) await tally.reject(taken.row, 'not_accepted', null, `${pointer}: ${detail}`);
  }
}

function count(counts: Map<string, number>, reason: string, by = 1): void {
  if (by > 0) counts.set(reason, (counts.get(reason) ?? 0) + by);
}

export function totalOf(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const value of counts.values()) total += value;
  return total;
}
