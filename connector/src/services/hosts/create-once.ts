import { HostError, type HostRecord } from '@dispatchkit/adapters';
import type { Idempotency } from '../../ports/store.ts';
import { mayBeThere } from './failures.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import type { Outgoing } from './outgoing.ts';

/*
 * Between the answer of a host and our commit lies a moment in which a crash forgets that a record was made there. So each creation is noted
 * before it is told, and the note goes when the record is kept here, or surely not made there. Who finds a note looks at the host before
 * making the record again, and where a host cannot be asked for it, lets people decide.
 */

const noted = 'host-creation';

/** Names a creation: the same when it is tried again. */
export type Creation = string & { readonly creation: unique symbol };

/** Of a request: by its idempotency key and place in it, or else by the id the record is to have here. */
export function creationOf(
  { kind, id }: Outgoing,
  subject: string,
  idempotency: Idempotency | undefined,
  place: number,
): Creation {
  return JSON.stringify(idempotency ? [subject, idempotency.key, place, kind] : [kind, id]) as Creation;
}

/** Of a change that has waited. */
export function creationOfWrite(writeId: string): Creation {
  return JSON.stringify(['write', writeId]) as Creation;
}

/**
 * Has a record made at the host, unless an earlier try has made it.
 * @throws HostError, ProblemError `host_unsure` when an earlier try may have made it and the host cannot be asked
 */
export async function createOnce(
  { store, ids }: HostSurroundings,
  { mirror, kind }: Outgoing,
  fields: Readonly<Record<string, unknown>>,
  creation: Creation,
  signal: AbortSignal | undefined,
): Promise<{ readonly record: HostRecord; readonly isFound: boolean }> {
  const { host, tenant } = mirror;
  const known = await store.work.recall(tenant, noted, subjectOf(mirror, creation));
  if (known && !host.capabilities(kind).findsCreated) throw mayBeThere(mirror);
  const key = typeof known?.key === 'string' ? known.key : ids.next();
  const found = known && (await host.findCreated(kind, key, signal));
  if (found) return { record: found, isFound: true };
  signal?.throwIfAborted();
  await store.work.remember(tenant, noted, subjectOf(mirror, creation), () => ({ key }));
  try {
    return { record: await host.create(kind, fields, signal, key), isFound: false };
  } catch (error) {
    if (error instanceof HostError && !error.mayBeDone) await forgetCreation(store, mirror, creation);
    throw error;
  }
}

/** The record is kept here, or somebody has decided. */
export async function forgetCreation(
  { work }: HostSurroundings['store'],
  mirror: Pick<Mirror, 'tenant' | 'name'>,
  creation: Creation,
): Promise<void> {
  await work.remember(mirror.tenant, noted, subjectOf(mirror, creation), () => undefined);
}

/** What is known of a creation goes on with it under another name. */
export async function renameCreation(
  store: HostSurroundings['store'],
  mirror: Mirror,
  creation: Creation,
  next: Creation,
): Promise<void> {
  const known = await store.work.recall(mirror.tenant, noted, subjectOf(mirror, creation));
  if (known) await store.work.remember(mirror.tenant, noted, subjectOf(mirror, next), () => known);
  await forgetCreation(store, mirror, creation);
}

function subjectOf({ name }: Pick<Mirror, 'name'>, creation: Creation): string {
  return `${name} ${creation}`;
}
