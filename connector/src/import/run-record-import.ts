import { ImportedJob as ImportedJobSchema } from '@dispatchkit/contract';
import { checked } from '../internal/faults.ts';
import type { ActorContext, ImportedJob, Services } from '../services/index.ts';

/** A record as it stands in the file, before anything is known of it. `fault`: why it cannot be read at all. */
export interface SourceRecord {
  /** From 1. */
  readonly line: number;
  readonly value?: unknown;
  readonly fault?: string;
}

export interface RecordImportOptions {
  readonly records: Iterable<SourceRecord>;
  readonly actor: ActorContext;
  readonly services: Pick<Services, 'importRecords'>;
  /** Check every record, write nothing. */
  readonly dryRun: boolean;
  readonly onReject: (reject: RecordReject) => void;
}

export interface RecordReject {
  readonly line: number;
  readonly reason: string;
  readonly pointer: string | null;
  readonly message: string;
}

/** rows = created + changed + unchanged + valid + deletedHere + rejected */
export interface RecordImportSummary {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  valid: number;
  deletedHere: number;
  rejected: number;
}

/** Few enough that others' changes are not kept waiting. */
const batchSize = 500;

/**
 * Takes over jobs that are given as records. Those that are not valid are rejected one by one, the others are taken in batches.
 * Running it again with the same records changes nothing.
 */
export async function runRecordImport(options: RecordImportOptions): Promise<RecordImportSummary> {
  const { records, actor, services, dryRun } = options;
  const summary: RecordImportSummary = { rows: 0, created: 0, changed: 0, unchanged: 0, valid: 0, deletedHere: 0, rejected: 0 };
  const reject = (rejected: RecordReject) => {
    summary.rejected++;
    options.onReject(rejected);
  };
  const firstLines = new Map<string, number>();
  const takenOver = new Set<string>();
  let batch: { line: number; record: ImportedJob }[] = [];

  const flush = async () => {
    if (dryRun) summary.valid += batch.length;
    else {
      const command = { kind: 'jobs', records: batch.map(({ record }) => record) } as const;
      const result = await services.importRecords(actor, command, { takenOver });
      summary.created += result.created;
      summary.changed += result.changed;
      summary.unchanged += result.unchanged;
      summary.deletedHere += result.deleted;
      for (const { index, pointer, detail } of result.rejected) {
        reject({ line: batch[index]?.line ?? 1, reason: 'not_accepted', pointer, message: detail });
      }
    }
    batch = [];
  };

  for (const { line, value, fault } of records) {
    summary.rows++;
    const read = fault === undefined ? readRecord(value) : { reason: 'unreadable', pointer: null, message: fault };
    if ('reason' in read) {
      reject({ line, ...read });
      continue;
    }
    const { externalRef } = read.record;
    const firstLine = firstLines.get(externalRef);
    if (firstLine !== undefined) {
      const message = `"${externalRef}" stands in line ${firstLine} already`;
      reject({ line, reason: 'duplicate_ref', pointer: '/externalRef', message });
      continue;
    }
    firstLines.set(externalRef, line);
    batch.push({ line, record: read.record });
    if (batch.length === batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  return summary;
}

type Read = { readonly record: ImportedJob } | Omit<RecordReject, 'line'>;

function readRecord(value: unknown): Read {
  const read = checked(ImportedJobSchema, value);
  if (!read.faults) return { record: read.data };
  const [fault] = read.faults;
  return { reason: 'invalid_value', pointer: fault?.pointer ?? '', message: fault?.detail ?? 'Not valid.' };
}
