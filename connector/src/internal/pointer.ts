/** JSON Pointer (RFC 6901) of a path of keys: `['operations', 0, 'a/b']` is `/operations/0/a~1b`. The whole value is ``. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Value at a JSON Pointer, or undefined. Only own properties count, so `/__proto__/x` never finds anything inherited. */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
