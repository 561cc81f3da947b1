/** One row that was not taken, with its cells as they are in the file. */
export interface Reject {
  /** Line of the file the row begins in, from 1. */
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly message: string;
  readonly cells: readonly string[];
}

/** First line of a rejects file: why, then the columns of the file as they were. */
export function rejectsHeader(header: readonly string[]): string {
  return csvLine(['rejected_line', 'rejected_column', 'rejected_reason', 'rejected_message', ...header]);
}

export function rejectLine({ line, column, reason, message, cells }: Reject): string {
  return csvLine([String(line), column ?? '', reason, message, ...cells]);
}

/** RFC 4180, CRLF. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Quoted where needed. A text a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection);
 * plain numbers, such as coordinates, stay numbers.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n;']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
