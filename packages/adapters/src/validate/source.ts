import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { ManifestFault, PlacedFault } from './fault.ts';

/** A JSON (or YAML) text with the way back from its values to their lines. */
export interface Source {
  readonly value: unknown;
  /** Text that is no JSON. The value is of no use then. */
  readonly faults: readonly ManifestFault[];
  place(found: PlacedFault): ManifestFault;
}

/** Parses a text; JSON is part of YAML 1.2, and its parser knows where everything stands. */
export function readSource(text: string, file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = document.errors.map((error): ManifestFault => {
    const { line, col } = lines.linePos(error.pos[0]);
    const found = `${error.message.split('\n')[0]} (column ${col})`;
    return { severity: 'fault', file, line, pointer: '', found, expected: 'JSON' };
  });
  return {
    value: faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 }),
    faults,
    place(found) {
      const offset = offsetOf(found.path, document.contents);
      return placed(found, file, offset === undefined ? null : lines.linePos(offset).line);
    },
  };
}

/** A value that came without a text: there are no lines to name. */
export function valueSource(value: unknown, file: string): Source {
  return { value, faults: [], place: (found) => placed(found, file, null) };
}

function placed({ path, ...rest }: PlacedFault, file: string, line: number | null): ManifestFault {
  return { file, line, pointer: pointerOf(path), ...rest };
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Where the deepest node on the way that is there begins. */
function offsetOf(path: readonly PropertyKey[], contents: unknown): number | undefined {
  let node = contents;
  let offset = begin(node);
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      if (!pair) break;
      offset = begin(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = begin(node) ?? offset;
    } else break;
  }
  return offset;
}

function begin(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] } | null | undefined)?.range?.[0];
}
