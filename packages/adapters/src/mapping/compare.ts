import type { HostKind } from '@dispatchkit/contract/manifest';
import { HostError, type HostRecord } from '../host.ts';
import type { ResourcePlan } from './plans.ts';
import { readOnlyReason, type WriteSurroundings } from './write-fields.ts';

/**
 * Compares what the host has now with what a change was made from: the fields that can be written, and those that are to be. What the host
 * computes by itself is no conflict.
 * @throws HostError `conflict` that names the fields
 */
export function refuseConflict(
  plan: ResourcePlan,
  before: HostRecord,
  now: HostRecord,
  changed: readonly string[],
  surroundings: WriteSurroundings,
  title: string,
): void {
  const compared = plan.fields
    .filter(
      (field) => changed.includes(field.name) || readOnlyReason(field, surroundings.transport, surroundings.words) === undefined,
    )
    .map(({ name }) => (name.startsWith('custom.') ? name : (name.split('.')[0] ?? name)));
  const differing = [...new Set(compared)].filter((name) => differs(before.fields, now.fields, name));
  if (differing.length > 0) {
    throw new HostError('conflict', `${differing.map((name) => `“${name}”`).join(', ')} changed at ${title} in the meantime.`);
  }
  if (before.token !== null && now.token !== null && before.token !== now.token && plan.resource.concurrency.kind === 'compare') {
    throw new HostError('conflict', `The record changed at ${title} in the meantime.`);
  }
}

/** What one of the two does not know cannot differ. */
function differs(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>, name: string): boolean {
  return name in before && name in now && canonical(before[name]) !== canonical(now[name]);
}

/** Order of names does not count, nor how an instant is written; empty texts are nothing. */
function canonical(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) return String(Date.parse(value));
  if (value === '' || value === undefined) return 'null';
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  }
  return JSON.stringify(value);
}

/** What cannot be done to a kind at all. */
export function notAllowed(kind: HostKind, what: 'created' | 'changed' | 'deleted', title: string): HostError {
  return new HostError('invalid', `The ${kind} of ${title} cannot be ${what} from here.`);
}
