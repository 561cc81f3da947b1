import type { Delimiter } from './delimiter.ts';

export interface CsvRow {
  /** Line of the file the row begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows that cannot be told apart. */
export class CsvStructureError extends Error {
  override readonly name = 'CsvStructureError';
  override readonly cause: 'quote_not_closed' | 'quote_in_cell';
  /** From 1. */
  readonly line: number;

  constructor(cause: CsvStructureError['cause'], line: number) {
    super(`${cause} in line ${line}`);
    this.cause = cause;
    this.line = line;
  }
}

/** No row is that long; a quote that is never closed makes one of the rest of the file. */
const maxRowLength = 4_000_000;

/**
 * CSV (RFC 4180), as a stream: quoted cells may hold delimiters, quotes (doubled) and line breaks; rows end with LF, CRLF or CR; empty
 * lines are passed over. Written here because it must run where there is neither Buffer nor node:stream.
 * @throws CsvStructureError
 */
export async function* csvRows(texts: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow, void, void> {
  const reader = new RowReader(delimiter);
  for await (const text of texts) yield* reader.read(text, false);
  yield* reader.read('', true);
}

class RowReader {
  readonly #delimiter: Delimiter;
  /** Ends an unquoted cell. */
  readonly #special: RegExp;
  /** What has come and is not a whole row yet. */
  #rest = '';
  #line = 1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
    this.#special = new RegExp(`["\\r\\n${delimiter}]`, 'g');
  }

  *read(text: string, isLast: boolean): Generator<CsvRow, void, void> {
    const all = this.#rest + text;
    let at = 0;
    while (at < all.length) {
      const row = this.#row(all, at, isLast);
      if (row === undefined) break;
      const line = this.#line;
      this.#line += row.lines;
      at = row.end;
      if (!row.isEmpty) yield { line, cells: row.cells };
    }
    this.#rest = all.slice(at);
    if (this.#rest.length > maxRowLength) throw new CsvStructureError('quote_not_closed', this.#line);
  }

  /** The row that begins at `start`; undefined when more text is needed to tell where it ends. */
  #row(
    text: string,
    start: number,
    isLast: boolean,
  ): { cells: string[]; end: number; lines: number; isEmpty: boolean } | undefined {
    const cells: string[] = [];
    let at = start;
    let lines = 0;
    for (;;) {
      if (text[at] === '"') {
        const closing = closingQuote(text, at + 1);
        if (closing === undefined || (closing === text.length - 1 && !isLast)) {
          if (isLast) throw new CsvStructureError('quote_not_closed', this.#line + lines);
          return undefined;
        }
        const cell = text.slice(at + 1, closing);
        lines += lineBreaksIn(cell);
        cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
        at = closing + 1;
      } else {
        this.#special.lastIndex = at;
        const end = this.#special.exec(text)?.index ?? text.length;
        if (end === text.length && !isLast) return undefined;
        cells.push(text.slice(at, end));
        at = end;
      }
      const next = text[at];
      if (next === this.#delimiter) {
        at++;
        continue;
      }
      if (next === undefined) return { cells, end: at, lines: lines + 1, isEmpty: at === start };
      if (next === '"' || (next !== '\r' && next !== '\n')) throw new CsvStructureError('quote_in_cell', this.#line + lines);
      // Whether a line feed follows is not known yet.
      if (next === '\r' && at === text.length - 1 && !isLast) return undefined;
      const isPair = next === '\r' && text[at + 1] === '\n';
      return { cells, end: at + (isPair ? 2 : 1), lines: lines + 1, isEmpty: at === start };
    }
  }
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return undefined;
}

function lineBreaksIn(cell: string): number {
  // Most cells have none, and this is asked for each of them.
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}
