import { withGuard } from './formula.ts';

/** A value of a table. Numbers and booleans are written as they are, texts are kept from being formulas, nothing is an empty cell. */
export type Cell = string | number | boolean | null | undefined;

export const csvSeparators = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type CsvSeparator = keyof typeof csvSeparators;

export const byteOrderMark = '\uFEFF';

/** One row of RFC 4180, with its line break. */
export function csvRow(cells: readonly Cell[], separator: CsvSeparator = 'comma'): string {
  return `${cells.map(csvCell).join(csvSeparators[separator])}\r\n`;
}

/**
 * Quoted for whichever separator a reader expects, because a spreadsheet splits by the one of its country and not by ours; and when
 * blanks at the ends would be lost.
 */
function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = withGuard(cell);
  return /[",;\t\r\n\0]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
