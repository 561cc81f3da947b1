/** Keys of records that hold instants, at any depth. */
const isInstantKey = (key: string) => key.endsWith('At') || key === 'at';

/**
 * The same record with every instant written one way (`2026-11-20T17:30:00.000Z`). The wire also takes `17:30:00Z` and `17:30Z`,
 * which as text would neither equal nor sort with the others.
 */
export function withCanonicalInstants<T>(value: T): T {
  return canonical(value, '') as T;
}

const isCanonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function canonicalInstant(instant: string): string {
  // Most are written so already, and reading and writing a date costs more than looking.
  if (isCanonical.test(instant)) return instant;
  return new Date(instant).toISOString();
}

function canonical(value: unknown, key: string): unknown {
  if (typeof value === 'string') return isInstantKey(key) ? canonicalInstant(value) : value;
  if (Array.isArray(value)) return value.map((item) => canonical(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    // The tenant's own fields are kept as they are, whatever their keys.
    Object.entries(value).map(([name, inner]) => [name, name === 'custom' ? inner : canonical(inner, name)]),
  );
}

/** Whether two values are the same JSON, whatever the order of keys; a key without a value counts as absent. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isSameJson(item, b[i]));
  }
  const left = definedEntries(a);
  const right = new Map(definedEntries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSameJson(value, right.get(key)));
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined);
}
