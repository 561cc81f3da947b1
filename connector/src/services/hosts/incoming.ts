import type { CustomField } from '@dispatchkit/contract';
import { type HostKind, recordShapes } from '@dispatchkit/contract/manifest';
import { type JobStatus, jobStatuses, type Kind } from '@dispatchkit/contract/words';
import type { z } from 'zod';
import type { HostFields } from '../../ports/hosts.ts';
import { fittedCustom } from './host-fields.ts';
import { referencesOf } from './mirrors.ts';

/** What a record of the host says in our words, as a patch of one of ours. */
export interface Incoming {
  readonly patch: Readonly<Record<string, unknown>>;
  /** Of a job. Whether it counts depends on its assignments. */
  readonly status: JobStatus | undefined;
  /** Refers to something of the host that is not known here. */
  readonly isDangling: boolean;
}

/**
 * Hosts hold longer texts and emptier fields than we do: each value is made to fit, or left out. Ids of the host become ours.
 * @param mirrored kinds that are fetched; references to others are null
 * @param own fields of the tenant's own, as `ownFields` says
 */
export function incoming(
  kind: HostKind,
  fields: HostFields,
  mirrored: readonly HostKind[],
  own: readonly CustomField[] | undefined,
  idOf: (kind: Kind, hostId: string) => string | undefined,
): Incoming {
  const values = nested(fields);
  let isDangling = false;
  for (const { field, kind: target } of referencesOf(kind)) {
    if (!(field in values)) continue;
    const isMirrored = mirrored.some((each) => each === target);
    const named = namesIn(values[field]);
    const ids = isMirrored ? named.map((name) => idOf(target, name)) : [];
    if (ids.includes(undefined)) isDangling = true;
    const known = ids.filter((id) => id !== undefined);
    values[field] = Array.isArray(values[field]) ? known : (known[0] ?? null);
  }
  const { status } = values;
  if (kind === 'jobs') delete values.status;
  // Live, and no part of the record.
  if (kind === 'technicians') delete values.position;
  if ('custom' in values) values.custom = fittedCustom(Object(values.custom), own);
  const shape: Readonly<Record<string, z.ZodType>> = recordShapes[kind];
  const patch: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const schema = shape[name];
    const fitted = schema && fitting(schema, value);
    if (fitted) patch[name] = fitted.value;
  }
  if (kind === 'sites' && patch.position && !('geocodeQuality' in patch)) patch.geocodeQuality = 'exact';
  return { patch, status: kind === 'jobs' ? jobStatuses.find((word) => word === status) : undefined, isDangling };
}

/** Ids of the host that a record names, by the kind they are of. */
export function namedOf(kind: HostKind, fields: HostFields): { readonly kind: Kind; readonly hostId: string }[] {
  return referencesOf(kind).flatMap(({ field, kind: target }) =>
    namesIn(fields[field]).map((hostId) => ({ kind: target, hostId })),
  );
}

/** `position.latitude` and `custom.meter` lie in what is named before the dot. */
function nested(fields: HostFields): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    const dot = path.indexOf('.');
    if (dot < 0) values[path] = value;
    else {
      const [name, inner] = [path.slice(0, dot), path.slice(dot + 1)];
      values[name] = { ...Object(values[name]), [inner]: value };
    }
  }
  return values;
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return typeof value === 'string' && value !== '' ? [value] : typeof value === 'number' ? [String(value)] : [];
}

/** The first of some readings of a value that our schema takes. */
function fitting(schema: z.ZodType, value: unknown): { readonly value: unknown } | undefined {
  for (const reading of readingsOf(value)) {
    const parsed = schema.safeParse(reading);
    if (parsed.success) return { value: parsed.data };
  }
  return undefined;
}

const lengths = [10_000, 2_000, 500, 254, 200, 120, 80, 64, 40];

function readingsOf(value: unknown): unknown[] {
  if (typeof value === 'number') return [value, Math.round(value), Math.max(1, Math.round(value)), String(value), null];
  if (typeof value === 'string') {
    const line = value.replace(/\p{Cc}+/gu, ' ').trim();
    const cut = lengths.filter((length) => line.length > length).map((length) => line.slice(0, length).trimEnd());
    return [value, line, ...cut, [line], null];
  }
  if (Array.isArray(value)) return [value, value.map((each: unknown) => (typeof each === 'string' ? { key: each } : each)), null];
  return value === null ? [null, ''] : [value, null];
}
