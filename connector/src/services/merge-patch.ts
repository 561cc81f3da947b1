import type { Custom } from '@dispatchkit/contract';
import type { z } from 'zod';

type CustomValues = z.infer<typeof Custom>;

/**
 * JSON Merge Patch (RFC 7396) of a record: fields left out stay, the others are replaced; `custom` is merged field by field,
 * and `null` removes one of its fields.
 */
export function mergePatch<T extends object>(record: T, patch: object): T {
  const merged: Record<string, unknown> = { ...(record as object) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    merged[key] = key === 'custom' ? mergeCustom(customOf(record), value as CustomValues) : value;
  }
  return merged as T;
}

export function mergeCustom(custom: CustomValues, patch: CustomValues): CustomValues {
  return Object.fromEntries(Object.entries({ ...custom, ...patch }).filter(([, value]) => value !== null));
}

function customOf(record: object): CustomValues {
  return 'custom' in record ? (record.custom as CustomValues) : {};
}
