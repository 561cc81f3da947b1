import type { HostRecord } from '@dispatchkit/adapters';
import type { FieldConflict } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFact, HostFields } from '../../ports/hosts.ts';
import type { Store } from '../../ports/store.ts';
import { type Mirror, referencesOf } from './mirrors.ts';
import type { Outgoing } from './outgoing.ts';
import { isSame } from './same.ts';
import { hostFields } from './send.ts';

/** What was to be written and what the host has, of each field that somebody has changed there; for people, with ids of ours. */
export async function conflictsOf(
  store: Store,
  { mirror, kind, fields }: Outgoing,
  before: HostFact | undefined,
  current: HostRecord,
): Promise<FieldConflict[]> {
  const sent = (await hostFields(store, mirror, kind, fields)) ?? fields;
  const names = Object.keys(sent);
  const changed = names.filter((field) => !isSame(current.fields[field] ?? null, before?.fields[field] ?? null));
  const disputed = changed.length > 0 ? changed : names.filter((field) => !isSame(sent[field], current.fields[field] ?? null));
  const theirs = await withIdsOfOurs(store, mirror, kind, current.fields);
  return disputed.map((field) => ({ field, ours: fields[field], theirs: theirs[field] ?? null }));
}

/** What a host has, with ids of ours. What is not known here keeps the host's id. */
export async function withIdsOfOurs(store: Store, mirror: Mirror, kind: HostKind, fields: HostFields): Promise<HostFields> {
  const ours: Record<string, unknown> = { ...fields };
  for (const { field, kind: target } of referencesOf(kind)) {
    const value = ours[field];
    const hostKind = mirror.kinds.find((each) => each === target);
    if (value === undefined || value === null || !hostKind) continue;
    const hostIds = Array.isArray(value) ? value.map(String) : [String(value)];
    const facts = await store.hosts.factsOf(mirror.tenant, mirror.name, hostKind, hostIds);
    const ids = hostIds.map((hostId) => facts.find((fact) => fact.hostId === hostId)?.id ?? hostId);
    ours[field] = Array.isArray(value) ? ids : ids[0];
  }
  return ours;
}
