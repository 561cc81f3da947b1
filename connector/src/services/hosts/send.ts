import { HostError, type HostRecord } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFact, HostFields } from '../../ports/hosts.ts';
import type { Store } from '../../ports/store.ts';
import { type Creation, createOnce } from './create-once.ts';
import { refusedBy } from './failures.ts';
import { namedOf } from './incoming.ts';
import { type Mirror, referencesOf } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import type { Outgoing } from './outgoing.ts';
import { isSame } from './same.ts';
import { recordOf } from './sync.ts';
import { noteTold } from './told-meanwhile.ts';

/** What the host has answered. */
export interface Told {
  readonly outgoing: Outgoing;
  /** As it was before; undefined of a new one. */
  readonly before: HostFact | undefined;
  /** As it is now; undefined when it is gone. */
  readonly record: HostRecord | undefined;
  /** It was made by an earlier try, and is found again. */
  readonly isFound?: boolean;
  /** What was sent, with ids of the host. */
  readonly sent: HostFields;
}

/**
 * Tells the host. Resolves to undefined when the record is none of the host's: it was made here, and the host has never heard of it.
 * @param how `newIds`: ids of the host of records that were made just now, by ours; `creation`: names it, if it is one
 * @throws HostError, ProblemError `host_refused`
 */
export async function tell(
  options: HostSurroundings,
  outgoing: Outgoing,
  { newIds = new Map(), creation }: { readonly newIds?: ReadonlyMap<string, string>; readonly creation: Creation },
  signal?: AbortSignal,
): Promise<Told | undefined> {
  const { store } = options;
  const { mirror, kind, id, operation } = outgoing;
  const { host } = mirror;
  const [before] = await store.hosts.factsOfRecords(mirror.tenant, mirror.name, kind, [id]);
  if (operation === 'create') {
    const sent = await hostFields(store, mirror, kind, outgoing.fields, newIds);
    if (!sent) return undefined;
    const { record, isFound } = await createOnce(options, outgoing, sent, creation, signal);
    noteTold(mirror, kind, record.id);
    return { outgoing, before, sent, record, isFound };
  }
  if (!before) return undefined;
  if (operation === 'delete') {
    await host.remove(kind, before.hostId, recordOf(before), signal).catch((error: unknown) => {
      // It is gone: all the better.
      if (!(error instanceof HostError && error.kind === 'not-found')) throw error;
    });
    noteTold(mirror, kind, before.hostId);
    return { outgoing, before, sent: {}, record: undefined };
  }
  const fields = await hostFields(store, mirror, kind, outgoing.fields, newIds);
  // A status that follows from assignments may be what the host has all along.
  const sent =
    fields && Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isSame(value, before.fields[name])));
  if (sent === undefined || Object.keys(sent).length === 0) return undefined;
  const record = await host
    .update(kind, before.hostId, sent, recordOf(before), signal)
    .catch((error: unknown) => asWanted(mirror, before, sent, error, signal));
  noteTold(mirror, kind, record.id);
  return { outgoing, before, sent, record };
}

/** A record that was changed meanwhile, into what it was to become: by an earlier try whose answer was lost, or by somebody else. */
async function asWanted(
  { host }: Mirror,
  { kind, hostId }: HostFact,
  sent: HostFields,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<HostRecord> {
  if (!(error instanceof HostError) || error.kind !== 'conflict') throw error;
  const current = await host.get(kind, hostId, signal);
  if (!current || !Object.entries(sent).every(([field, value]) => isSame(current.fields[field], value))) throw error;
  return current;
}

/**
 * What the host has changed along, as it is now: the job of an assignment, for example. Without it the next change of that record would be
 * taken for a conflict.
 */
export async function readAlong(
  { outgoing: { mirror, kind }, before, record }: Told,
  signal?: AbortSignal,
): Promise<{ readonly kind: HostKind; readonly record: HostRecord }[]> {
  const resource = mirror.manifest.resources[kind];
  if (!resource || 'inJobs' in resource) return [];
  const found: { readonly kind: HostKind; readonly record: HostRecord }[] = [];
  for (const also of resource.writes.alsoReread) {
    if (!mirror.kinds.includes(also)) continue;
    const named = [before?.fields, record?.fields].flatMap((fields) => (fields ? namedOf(kind, fields) : []));
    const hostIds = new Set(named.flatMap((name) => (name.kind === also ? name.hostId : [])));
    for (const hostId of hostIds) {
      const current = await mirror.host.get(also, hostId, signal);
      if (current) found.push({ kind: also, record: current });
    }
  }
  return found;
}

/** With ids of the host. Undefined when an assignment is of a job the host has never heard of. */
export async function hostFields(
  store: Store,
  mirror: Mirror,
  kind: HostKind,
  fields: HostFields,
  newIds: ReadonlyMap<string, string> = new Map(),
): Promise<HostFields | undefined> {
  const told: Record<string, unknown> = { ...fields };
  for (const { field, kind: target } of referencesOf(kind)) {
    const value = told[field];
    const hostKind = mirror.kinds.find((each) => each === target);
    if (value === undefined || value === null || !hostKind) continue;
    const ids = Array.isArray(value) ? value.map(String) : [String(value)];
    const facts = await store.hosts.factsOfRecords(mirror.tenant, mirror.name, hostKind, ids);
    const hostIds = ids.map((id) => newIds.get(id) ?? facts.find((fact) => fact.id === id)?.hostId);
    if (hostIds.includes(undefined)) {
      if (field === 'jobId') return undefined;
      throw refusedBy(mirror, `${field} names a record that ${mirror.manifest.title} does not know.`, { pointer: `/${field}` });
    }
    told[field] = Array.isArray(value) ? hostIds : hostIds[0];
  }
  return told;
}
