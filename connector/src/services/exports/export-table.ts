import { byteOrderMark, type CsvSeparator, csvRow } from '../../export/csv.ts';
import type { Records } from '../../ports/store.ts';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { type Column, columnsFor, type ExportedKind } from './columns.ts';
import { type ExportFile, fileNameOf } from './export-file.ts';
import { openPages, type Pages, type Selection } from './pages.ts';
import { readableKinds, relatedOf } from './related.ts';

export interface TableOptions extends Selection {
  /** Columns by their keys, in this order; `custom.<key>` for the tenant's own. Default: all. */
  readonly columns?: readonly string[];
  /** First row: keys of the columns (default), which an import can read again, or words for people. */
  readonly header?: 'keys' | 'labels';
  /** Default `comma`. */
  readonly separator?: CsvSeparator;
  /** Begin with a byte order mark, without which some spreadsheets take UTF-8 for something else. */
  readonly bom?: boolean;
}

/** Records as CSV. @throws ProblemError `not_allowed`, `malformed_request` */
export async function exportTable<K extends ExportedKind>(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  { columns: wished, header = 'keys', separator = 'comma', bom = false, ...selection }: TableOptions,
): Promise<ExportFile> {
  const reader = store.read(actor.tenant);
  const settings = await reader.settings();
  const opened = await openPages(reader, actor, kind, selection);
  const columns = columnsFor(kind, settings, wished);
  const needs = readableKinds(actor, new Set(columns.flatMap((column) => column.needs)));
  async function* text(): AsyncGenerator<string, void, void> {
    const titles = columns.map((column) => (header === 'labels' ? column.label : column.key));
    yield `${bom ? byteOrderMark : ''}${csvRow(titles, separator)}`;
    for await (const { items } of opened.pages) {
      const related = await relatedOf(reader, opened.scope, kind, items, needs);
      yield items.map((record) => csvRow(cellsOf(columns, record, related), separator)).join('');
    }
  }
  return {
    name: fileNameOf(settings, clock, kind, 'csv'),
    mediaType: `text/csv; charset=utf-8; header=present`,
    total: opened.total,
    text: text(),
  };
}

function cellsOf<K extends ExportedKind>(
  columns: readonly Column<K>[],
  record: Records[K],
  related: Awaited<ReturnType<typeof relatedOf>>,
) {
  return columns.map((column) => column.value(record, related));
}

/** Records as they are on the wire, one JSON object a line. @throws ProblemError `not_allowed`, `malformed_request` */
export async function exportLines<K extends ExportedKind>(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
  kind: K,
  selection: Selection,
): Promise<ExportFile> {
  const reader = store.read(actor.tenant);
  const opened = await openPages(reader, actor, kind, selection);
  return {
    name: fileNameOf(await reader.settings(), clock, kind, 'ndjson'),
    mediaType: 'application/x-ndjson',
    total: opened.total,
    text: linesOf(opened),
  };
}

async function* linesOf<K extends ExportedKind>({ pages }: Pages<K>): AsyncGenerator<string, void, void> {
  for await (const { items } of pages) yield items.map((record) => `${JSON.stringify(record)}\n`).join('');
}
