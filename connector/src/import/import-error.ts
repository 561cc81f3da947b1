/** One thing that is wrong with a map, a file or an option: where it is, what is there, what should be, and how to mend it. */
export interface Fault {
  /** JSON Pointer into the map, or `line 12, column 5` of a file. */
  readonly where: string;
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

export type ImportErrorCode =
  | 'map_unreadable'
  | 'map_invalid'
  | 'file_empty'
  | 'file_encoding'
  | 'file_delimiter'
  | 'file_columns'
  | 'file_structure'
  | 'file_unknown';

/** The import cannot be done at all. Nothing has been written when it is thrown. Carries every fault that was found. */
export class ImportError extends Error {
  readonly code: ImportErrorCode;
  readonly faults: readonly Fault[];

  constructor(code: ImportErrorCode, message: string, faults: readonly Fault[] = [], options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImportError';
    this.code = code;
    this.faults = faults;
  }
}

/** The faults as lines of text for a terminal or a log. */
export function describeFault(fault: Fault): string {
  const hint = fault.hint ? `. ${fault.hint}` : '';
  return `${fault.where}: found ${fault.found}, expected ${fault.expected}${hint}`;
}
