import type { ManifestFault, PlacedFault } from './fault.ts';
import { type JsonNode, readJsonText } from './json-text.ts';

/** A JSON text with the way back from its values to their lines. */
export interface Source {
  /** Undefined when nothing can be made of it. */
  readonly value: unknown;
  /** What is no JSON. */
  readonly faults: readonly ManifestFault[];
  place(found: PlacedFault): ManifestFault;
}

/** Characters of a manifest. Those that come along have some 20,000. */
export const largestManifest = 300_000;
/** Characters of a file of fixtures. */
export const largestFixture = 5_000_000;

export function readSource(text: string, file: string, largest: number): Source {
  if (text.length > largest) return nothing(file, tooLarge(text.length, largest));
  const { value, root, faults } = readJsonText(text);
  const positionOf = linesOf(text);
  const lineOf = ({ path }: PlacedFault) => {
    const offset = offsetOf(path, root);
    return offset === undefined ? null : positionOf(offset).line;
  };
  return {
    value,
    faults: faults.map(({ offset, ...rest }) => ({ severity: 'fault', file, ...positionOf(offset), pointer: '', ...rest })),
    place: (found) => placed(found, file, lineOf(found)),
  };
}

/** A value that came without a text: there are no lines to name. */
export function valueSource(value: unknown, file: string, largest: number): Source {
  const text = jsonOf(value);
  const said =
    text === undefined ? noJson : text.length > largest ? tooLarge(text.length, largest) : readJsonText(text).faults[0];
  if (said !== undefined) return nothing(file, said);
  return { value, faults: [], place: (found) => placed(found, file, null) };
}

function nothing(file: string, { found, expected, hint }: Said): Source {
  const fault: ManifestFault = { severity: 'fault', file, line: null, pointer: '', found, expected, hint };
  return { value: undefined, faults: [fault], place: (other) => placed(other, file, null) };
}

interface Said {
  readonly found: string;
  readonly expected: string;
  readonly hint: string;
}

function tooLarge(length: number, largest: number): Said {
  return {
    found: `${length.toLocaleString('en')} characters`,
    expected: `at most ${largest.toLocaleString('en')}`,
    hint: 'Is it the file that was meant?',
  };
}

const noJson: Said = {
  found: 'something that cannot be written as JSON',
  expected: 'JSON',
  hint: 'It is nested too deep, or holds itself.',
};

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return undefined;
  }
}

function placed({ path, severity, found, expected, hint }: PlacedFault, file: string, line: number | null): ManifestFault {
  return { severity, file, line, pointer: pointerOf(path), found, expected, hint: typeof hint === 'string' ? hint : hint() };
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Where the deepest value on the way that is there begins. */
function offsetOf(path: readonly PropertyKey[], root: JsonNode | undefined): number | undefined {
  let node = root;
  let offset = node?.start;
  for (const key of path) {
    const entry = node?.keys?.get(String(key));
    node = entry?.node ?? node?.items?.[Number(key)];
    if (node === undefined) break;
    offset = entry?.start ?? node.start;
  }
  return offset;
}

/** Lines and columns of offsets, both beginning with 1. */
function linesOf(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
