import { type CsvRow, CsvStructureError, csvRows } from './csv-rows.ts';
import { decodeStrictly } from './decode.ts';
import { type Delimiter, delimiterNames, detectDelimiter, hasDelimiter } from './delimiter.ts';
import { ImportError } from './import-error.ts';
import type { ImportMap } from './map-schema.ts';

export type { CsvRow } from './csv-rows.ts';

/** A file that can be opened more than once: an import reads it through before it writes anything. */
export interface SourceFile {
  /** For messages. */
  readonly name: string;
  open(): ReadableStream<Uint8Array>;
}

export interface CsvTable {
  /** Names of the columns, trimmed. */
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  /** To be read once, to the end or not. */
  readonly rows: AsyncIterable<CsvRow>;
}

/** Enough for any header row, little enough to look at again. */
const beginningLength = 64 * 1024;

/**
 * Opens a CSV file (RFC 4180, quoted line breaks, byte order mark, empty lines passed over). Rows come as a stream.
 * @throws ImportError `file_empty`, `file_encoding`, `file_structure`, also while reading
 */
export async function openCsv(source: SourceFile, format: ImportMap['format']): Promise<CsvTable> {
  const [beginning, text] = await peek(source.open().pipeThrough(decodeStrictly(format.encoding)));
  if (beginning.trim() === '')
    throw new ImportError('file_empty', `${source.name} is empty`, [
      { where: 'line 1', found: 'nothing', expected: 'a header row' },
    ]);
  const delimiter = chosenDelimiter(format, beginning);
  const records = parsed(text, delimiter);
  let header: CsvRow | undefined;
  for (let row = 0; row < format.headerRow; row++) {
    const next = await records.next();
    header = next.done ? undefined : next.value;
  }
  if (!header) {
    const where = `row ${format.headerRow}`;
    throw new ImportError('file_empty', `${source.name} has no header row`, [
      { where, found: 'the end of the file', expected: 'the names of the columns' },
    ]);
  }
  return { header: header.cells.map((cell) => cell.trim()), delimiter, rows: records };
}

function chosenDelimiter(format: ImportMap['format'], beginning: string): Delimiter {
  if (format.delimiter === 'auto') return detectDelimiter(beginning, format.headerRow);
  const chosen: Delimiter = format.delimiter === 'tab' ? '\t' : format.delimiter;
  const likely = detectDelimiter(beginning, format.headerRow);
  const isColumnless = hasDelimiter(beginning, likely, format.headerRow) && !hasDelimiter(beginning, chosen, format.headerRow);
  if (likely === chosen || !isColumnless) return chosen;
  const { word, written } = delimiterNames[likely];
  throw new ImportError('file_delimiter', `The file looks ${word}-separated`, [
    {
      where: `row ${format.headerRow}`,
      found: `${word}s between the names of the columns`,
      expected: `${delimiterNames[chosen].word}s, as format.delimiter says`,
      hint: `Set format.delimiter to ${written}, or to auto.`,
    },
  ]);
}

/** The first text of a stream, and a stream of all of it. */
async function peek(stream: ReadableStream<string>): Promise<[string, ReadableStream<string>]> {
  const reader = stream.getReader();
  const chunks: string[] = [];
  let length = 0;
  let isDone = false;
  while (length < beginningLength && !isDone) {
    const { done, value } = await reader.read();
    isDone = done;
    if (value !== undefined) {
      chunks.push(value);
      length += value.length;
    }
  }
  const whole = new ReadableStream<string>({
    async pull(controller) {
      const chunk = chunks.shift();
      if (chunk !== undefined) return controller.enqueue(chunk);
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [chunks.join(''), whole];
}

async function* parsed(text: ReadableStream<string>, delimiter: Delimiter): AsyncGenerator<CsvRow, void, void> {
  try {
    yield* csvRows(text, delimiter);
  } catch (error) {
    throw error instanceof CsvStructureError ? structureError(error) : error;
  }
}

function structureError(cause: CsvStructureError): ImportError {
  const line = `line ${cause.line}`;
  const isOpen = cause.cause === 'quote_not_closed';
  return new ImportError(
    'file_structure',
    `The rows cannot be told apart (${line})`,
    [
      {
        where: line,
        found: isOpen ? 'a quote that is never closed' : 'a quote inside a cell that is not doubled',
        expected: 'CSV as of RFC 4180',
        hint: 'Write a quote inside a quoted cell twice: "6"" pipe".',
      },
    ],
    { cause },
  );
}
