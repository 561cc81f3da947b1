/*
 * Where something stands in JSON: names and positions with dots between, `\.` for a dot in a name, empty for the whole.
 * Only what the JSON itself holds is found: never a member of a prototype.
 */

const longestList = 10_000;

/** Paths stand in manifests: they are few, and each is asked for with every row. */
const known = new Map<string, readonly string[]>();
const mostKnown = 10_000;

/** The names of a path, unescaped. `[]` for the empty path. */
export function splitPath(path: string): readonly string[] {
  let names = known.get(path);
  if (names === undefined) {
    names = namesOf(path);
    if (known.size >= mostKnown) {
      known.clear();
    }
    known.set(path, names);
  }
  return names;
}

function namesOf(path: string): string[] {
  if (path === '') {
    return [];
  }
  if (!path.includes('\\')) {
    return path.split('.');
  }
  const names: string[] = [];
  let name = '';
  for (let at = 0; at < path.length; at += 1) {
    const sign = path.charAt(at);
    if (sign === '\\' && (path[at + 1] === '.' || path[at + 1] === '\\')) {
      at += 1;
      name += path.charAt(at);
    } else if (sign === '.') {
      names.push(name);
      name = '';
    } else {
      name += sign;
    }
  }
  names.push(name);
  return names;
}

/** The path of these names: what `splitPath` answers them for. */
export function joinPath(names: readonly string[]): string {
  return names.map((name) => name.replaceAll(/\\(?=[.\\]|$)|\./g, (sign) => `\\${sign}`)).join('.');
}

/** What stands there; undefined when nothing does. */
export function read(row: unknown, path: string): unknown {
  const names = splitPath(path);
  const last = names.at(-1);
  if (last === undefined) {
    return row;
  }
  const holder = holderOf(row, names);
  return holds(holder, last) ? (holder as Record<string, unknown>)[last] : undefined;
}

/** True when something stands there, be it null. */
export function has(row: unknown, path: string): boolean {
  const names = splitPath(path);
  const last = names.at(-1);
  return last === undefined ? row !== undefined : holds(holderOf(row, names), last);
}

/** What holds the last name. Tryton sends the id of a related row as `parent`, and what else was asked of it as `parent.`. */
function holderOf(row: unknown, names: readonly string[]): unknown {
  let found = row;
  for (let at = 0; at < names.length - 1; at += 1) {
    const name = names[at] ?? '';
    const related = `${name}.`;
    const key = holds(found, related) ? related : name;
    if (!holds(found, key)) {
      return undefined;
    }
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/**
 * Puts `value` there, in place. What is missing on the way is made: a list where a position follows, an object elsewhere, null before the position; what stands
 * in the way and is neither is replaced.
 * @throws RangeError for an empty path and for positions of 10,000 and above
 */
export function write(row: Record<string, unknown>, path: string, value: unknown): void {
  const names = splitPath(path);
  const last = names.at(-1);
  if (last === undefined) {
    throw new RangeError('An empty path cannot be written to.');
  }
  let at: object = row;
  for (const [position, name] of names.slice(0, -1).entries()) {
    const standing = holds(at, name) ? (at as Record<string, unknown>)[name] : undefined;
    const next = isContainer(standing) ? standing : isPosition(names[position + 1] ?? '') ? [] : {};
    if (next !== standing) {
      put(at, name, next);
    }
    at = next;
  }
  put(at, last, value);
}

function put(holder: object, name: string, value: unknown): void {
  if (Array.isArray(holder) && (!isPosition(name) || Number(name) >= longestList)) {
    throw new RangeError(`“${name}” is no position of a list.`);
  }
  while (Array.isArray(holder) && holder.length < Number(name)) {
    holder.push(null);
  }
  // Defined and not assigned, so that `__proto__` is a name as any other.
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}

function holds(holder: unknown, name: string): boolean {
  return isContainer(holder) && Object.hasOwn(holder, name) && !(Array.isArray(holder) && !isPosition(name));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isPosition(name: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(name);
}
