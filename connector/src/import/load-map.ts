import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { describeFault, type Fault, ImportError } from './import-error.ts';
import { escapePointer } from './map-columns.ts';
import { mapFaults } from './map-faults.ts';
import { ImportMap } from './map-schema.ts';
import { nameHint } from './nearest.ts';

/**
 * Reads a mapping file, YAML or JSON (which is YAML). Every fault is collected, each with its JSON Pointer and line.
 * @param name of the file, for messages
 * @throws ImportError `map_unreadable` (not YAML) or `map_invalid`
 */
export function loadImportMap(text: string, name: string): ImportMap {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { where: `line ${line}, column ${col}`, found: error.message, expected: 'YAML or JSON' };
    });
    throw new ImportError('map_unreadable', `${name} cannot be read: ${faults.map(describeFault).join('; ')}`, faults);
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const parsed = ImportMap.safeParse(value);
  const faults = parsed.success ? mapFaults(parsed.data) : schemaFaults(parsed.error.issues, value);
  if (parsed.success && faults.length === 0) return parsed.data;
  const placed = faults.map((fault) => withLine(fault, document, lines));
  throw new ImportError('map_invalid', `${name} has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`, placed);
}

type Issue = z.core.$ZodIssue;

function schemaFaults(issues: readonly Issue[], root: unknown): Fault[] {
  return issues.flatMap((issue) => flatten(issue)).map((issue) => faultOf(issue, root));
}

/** Of a union, the branch that came closest: the one whose complaint is not just "wrong type". */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.filter(
    (branch) => !(branch.length === 1 && branch[0]?.code === 'invalid_type' && branch[0].path.length === 0),
  );
  const branch = branches[0];
  if (!branch) return [issue];
  return branch.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
}

function faultOf(issue: Issue, root: unknown): Fault {
  const where = pointerOf(issue.path);
  const value = valueAt(root, issue.path);
  const found = shown(value);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? '';
      const at = `${where}/${escapePointer(key)}`;
      return {
        where: at,
        found: issue.keys.map((name) => `"${name}"`).join(', '),
        expected: 'a key of this language',
        hint: nameHint(key, knownKeys(issue.path)),
      };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      return {
        where,
        found,
        expected: values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`,
        hint: typeof value === 'string' ? nameHint(value, values) : undefined,
      };
    }
    case 'invalid_type':
      return { where, found, expected: issue.expected === 'record' ? 'names with values' : issue.expected };
    case 'invalid_union':
      return { where, found, expected: 'the name of a column, or a rule such as { from: column }' };
    default:
      return { where, found, expected: issue.message };
  }
}

/** Keys that may stand at a path, for a hint. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(ImportMap.shape);
  const [head] = path;
  if (path.length === 1 && head === 'format') return ['delimiter', 'encoding', 'headerRow'];
  if (path.length === 1 && head === 'times') return ['timeZone', 'offset', 'format'];
  if (path.length === 1 && (head === 'site' || head === 'customer')) return ['key', 'fields'];
  const last = path.at(-1);
  if (path.includes('when') || last === 'not')
    return ['column', 'field', 'is', 'in', 'contains', 'startsWith', 'empty', 'before', 'all', 'any', 'not'];
  if (head === 'skip' || head === 'reject') return ['reason', 'message', 'when'];
  return [
    'from',
    'join',
    'separator',
    'dropRepeats',
    'firstOf',
    'value',
    'when',
    'empty',
    'tidy',
    'replace',
    'cutBefore',
    'map',
    'else',
    'maxLength',
    'as',
    'plusMinutes',
    'default',
  ];
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${escapePointer(String(key))}`).join('');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function withLine(fault: Fault, document: ReturnType<typeof parseDocument>, lines: LineCounter): Fault {
  const offset = offsetOf(fault.where, document);
  const at = fault.where === '' ? '/' : fault.where;
  return { ...fault, where: offset === undefined ? at : `line ${lines.linePos(offset).line}, ${at}` };
}

/** Where the deepest existing node on the way of a pointer begins. */
function offsetOf(pointer: string, document: ReturnType<typeof parseDocument>): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === key);
      if (!pair) break;
      offset = (pair.key as { range?: [number, number, number] }).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
