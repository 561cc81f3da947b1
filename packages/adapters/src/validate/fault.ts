/** One thing that is wrong with a manifest or its folder: where it is, what is there, what should be, and how to mend it. */
export interface ManifestFault {
  /** A manifest with a `fault` is not used; a `warning` is something its author should know. */
  readonly severity: 'fault' | 'warning';
  readonly file: string;
  /** Beginning with 1; null when it is about the file as a whole. */
  readonly line: number | null;
  /** Beginning with 1. Where a text is no JSON, which has no pointers. */
  readonly column?: number;
  /** JSON Pointer (RFC 6901) into the file; empty for all of it. */
  readonly pointer: string;
  readonly found: string;
  readonly expected: string;
  readonly hint: string;
}

/** As the checks find it, before it is known in which line that stands. */
export interface PlacedFault extends Omit<ManifestFault, 'file' | 'line' | 'column' | 'pointer' | 'hint'> {
  readonly path: readonly PropertyKey[];
  readonly hint: Hint;
  /** Places that it says are not there. When one of them is only faulty, that is told already, and this is not. */
  readonly lacks?: readonly (readonly PropertyKey[])[];
  /** The name that it says nobody uses. What uses it may be faulty as well. */
  readonly needsUse?: string;
}

/** Looking for what was meant takes longer than finding the fault, so it is done for those that are told. */
export type Hint = string | (() => string);

/** So many are told of one file; more help nobody. */
export const mostFaults = 100;

/** A fault as a line of text for a terminal or a log. */
export function describeManifestFault({ file, line, column, pointer, found, expected, hint }: ManifestFault): string {
  const place = [file, ...(line === null ? [] : [line]), ...(column === undefined ? [] : [column])].join(':');
  const where = pointer === '' ? place : `${place}: ${pointer}`;
  return `${where}: found ${found}; expected ${expected}. ${hint}`;
}

type Consequence = Pick<PlacedFault, 'lacks' | 'needsUse'>;

export function fault(
  path: readonly PropertyKey[],
  found: string,
  expected: string,
  hint: Hint,
  consequence: Consequence = {},
): PlacedFault {
  return { severity: 'fault', path, found, expected, hint, ...consequence };
}

export function warning(
  path: readonly PropertyKey[],
  found: string,
  expected: string,
  hint: Hint,
  consequence: Consequence = {},
): PlacedFault {
  return { ...fault(path, found, expected, hint, consequence), severity: 'warning' };
}
