/** One thing that is wrong with a manifest or its folder: where it is, what is there, what should be, and how to mend it. */
export interface ManifestFault {
  /** A manifest with a `fault` is not used; a `warning` is something its author should know. */
  readonly severity: 'fault' | 'warning';
  readonly file: string;
  /** Beginning with 1; null when it is about the file as a whole. */
  readonly line: number | null;
  /** JSON Pointer (RFC 6901) into the file; empty for all of it. */
  readonly pointer: string;
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

/** As the checks find it, before it is known in which line that stands. */
export interface PlacedFault extends Omit<ManifestFault, 'file' | 'line' | 'pointer'> {
  readonly path: readonly PropertyKey[];
}

/** A fault as a line of text for a terminal or a log. */
export function describeManifestFault({ file, line, pointer, found, expected, hint }: ManifestFault): string {
  const where = [line === null ? file : `${file}:${line}`, ...(pointer === '' ? [] : [pointer])].join(': ');
  return `${where}: found ${found}; expected ${expected}${hint === undefined ? '' : `. ${hint}`}`;
}

export function fault(path: readonly PropertyKey[], found: string, expected: string, hint?: string): PlacedFault {
  return { severity: 'fault', path, found, expected, ...(hint === undefined ? {} : { hint }) };
}

export function warning(path: readonly PropertyKey[], found: string, expected: string, hint?: string): PlacedFault {
  return { ...fault(path, found, expected, hint), severity: 'warning' };
}
