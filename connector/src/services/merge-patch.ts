import type { Custom } from '@dispatchkit/contract';
import type { z } from 'zod';

type CustomValues = z.infer<typeof Custom>;

/**
 * JSON Merge Patch (RFC 7396) of a record: fields left out stay, the others are replaced; `custom` and parts that are
 * records themselves are merged field by field, and `null` removes a custom field.
 */
export function mergePatch<T extends object>(record: T, patch: object): T {
  const merged: Record<string, unknown> = { ...(record as object) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    merged[key] = mergedValue(key, merged[key], value);
  }
  return merged as T;
}

function mergedValue(key: string, before: unknown, value: unknown): unknown {
  if (key === 'custom') return mergeCustom((before ?? {}) as CustomValues, value as CustomValues);
  return nested.has(key) && isObject(before) && isObject(value) ? mergePatch(before, value) : value;
}

/** Parts that are records themselves. Everything else that holds something is replaced, so that entries can be taken out. */
const nested: ReadonlySet<string> = new Set(['job', 'jobNumbers', 'retention']);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function mergeCustom(custom: CustomValues, patch: CustomValues): CustomValues {
  return Object.fromEntries(Object.entries({ ...custom, ...patch }).filter(([, value]) => value !== null));
}
