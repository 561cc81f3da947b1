import { HostError } from '@dispatchkit/adapters';
import type { HostWrite } from '../../ports/hosts.ts';
import { ProblemError } from '../errors.ts';
import { conflictsOf } from './conflicts.ts';
import { creationOfWrite, forgetCreation } from './create-once.ts';
import { isSilence, sentenceOf } from './failures.ts';
import { namedOf } from './incoming.ts';
import { keepRecords, stateOf, writeOfHost } from './keep.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import type { Outgoing } from './outgoing.ts';
import { type Told, tell } from './send.ts';
import { recordOf } from './sync.ts';
import { letGo } from './take-in.ts';
import { beginTelling } from './told-meanwhile.ts';

/**
 * Sends what was changed while the host was away, in that order. What the host refuses, or has changed itself meanwhile, stays to be
 * decided by people; later changes of the same record wait for that, all others do not.
 * @throws HostError when the host does not answer
 */
export async function sendWaiting(options: HostSurroundings, mirror: Mirror, signal: AbortSignal): Promise<void> {
  const { store } = options;
  const { tenant, name } = mirror;
  const stuck = await store.hosts.writes(tenant, name, { states: ['conflict', 'dead'] });
  const blocked = new Set(stuck.map(({ recordId }) => recordId));
  for (const write of await store.hosts.writes(tenant, name, { states: ['waiting'] })) {
    signal.throwIfAborted();
    // What nobody has decided on goes with what it is of.
    if (blocked.has(write.recordId) && write.operation !== 'delete') continue;
    const left = await send(options, mirror, write, signal);
    if (left) blocked.add(write.recordId);
  }
}

/** @returns whether it could not be sent */
async function send(options: HostSurroundings, mirror: Mirror, write: HostWrite, signal: AbortSignal): Promise<boolean> {
  const outgoing = outgoingOf(mirror, write);
  const telling = await beginTelling(options, [outgoing]);
  try {
    const creation = creationOfWrite(write.id);
    const told = await tell(options, outgoing, { creation }, signal);
    await keepTold(options, mirror, write, told);
    if (write.operation === 'create') await forgetCreation(options.store, mirror, creation);
    return false;
  } catch (error) {
    signal.throwIfAborted();
    await keepFailure(options, mirror, write, error, signal);
    if (error instanceof HostError && isSilence(error)) throw error;
    return true;
  } finally {
    await telling.end();
  }
}

export function outgoingOf(mirror: Mirror, { kind, recordId, operation, changes }: HostWrite): Outgoing {
  return { mirror, kind, id: recordId, operation, fields: changes };
}

async function keepTold(options: HostSurroundings, mirror: Mirror, write: HostWrite, told: Told | undefined): Promise<void> {
  if (write.operation === 'delete') return keepDeleted(options, mirror, write, told);
  const sent = [write.id];
  if (!told?.record) return options.store.hosts.keep(mirror.tenant, mirror.name, { sent });
  const { record, before } = told;
  const state = await stateOf(options.store, mirror, write.kind);
  const [known] = await options.store.hosts.factsOf(mirror.tenant, mirror.name, write.kind, [record.id]);
  // First it learns its name at the host, by which it is found.
  await writeOfHost(options, mirror, async (writer) => {
    // It may have been fetched as somebody else's before it was known to be ours.
    if (known?.id && known.id !== write.recordId) await letGo(writer, write.kind, [known.id]);
    const ours = await writer.get(write.kind, write.recordId);
    if (ours && ours.externalRef !== record.id) await writer.put(write.kind, { ...ours, externalRef: record.id } as never);
    const { kind, fields, token, unmapped } = record;
    // As it was, with what was sent: whatever else is new there is taken in below.
    const fact = {
      kind,
      hostId: record.id,
      id: write.recordId,
      token,
      fields: { ...(before?.fields ?? fields), ...told.sent },
      unmapped,
    };
    const forget = before && before.hostId !== record.id ? [{ kind, hostId: before.hostId }] : [];
    return {
      sent,
      forget,
      toldSeq: writer.seq,
      facts: [{ ...fact, isDangling: namedOf(kind, fields).length > 0, rejection: null, pass: state.pass }],
    };
  });
  // Then what the host has made of it.
  await keepRecords(options, mirror, write.kind, { records: [record], state });
}

async function keepFailure(
  options: HostSurroundings,
  mirror: Mirror,
  write: HostWrite,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  const { store } = options;
  const { tenant, name } = mirror;
  const tried = { ...write, attempts: write.attempts + 1 };
  const keep = async (left: HostWrite) => {
    // It may have been given up while it was on its way.
    const [still] = await store.hosts.writes(tenant, name, { ids: [write.id] });
    if (!still) return;
    if (left.operation === 'delete' && left.state !== 'waiting') await keepRefusedDeletion(options, mirror, left);
    else await store.hosts.keep(tenant, name, { writes: [left] });
  };
  if (error instanceof ProblemError) return keep({ ...tried, state: 'dead', lastError: error.detail });
  if (!(error instanceof HostError)) throw error;
  const lastError = sentenceOf(error);
  if (isSilence(error)) return keep({ ...tried, lastError });
  if (error.kind !== 'conflict') return keep({ ...tried, state: 'dead', asks: error.kind === 'needs-confirmation', lastError });
  const [before] = await store.hosts.factsOfRecords(tenant, name, write.kind, [write.recordId]);
  const current = before && (await mirror.host.get(write.kind, before.hostId, signal));
  const conflicts = current ? await conflictsOf(store, outgoingOf(mirror, write), before, current) : [];
  await keep({ ...tried, state: 'conflict', lastError, conflicts });
  // Who decides sees what the host has now; what was changed here stays.
  if (current)
    await keepRecords(options, mirror, write.kind, { records: [current], state: await stateOf(store, mirror, write.kind) });
}

/** The host no longer has it: here it goes, too, if it had come back. */
async function keepDeleted(options: HostSurroundings, mirror: Mirror, write: HostWrite, told: Told | undefined): Promise<void> {
  const { kind, recordId } = write;
  const { hosts } = options.store;
  const left = await hosts.writes(mirror.tenant, mirror.name, { recordIds: [recordId] });
  const undecided = left.filter(({ state }) => state !== 'waiting');
  const isMadeAnew = left.some((other) => isMadeAnewBy(other, write));
  await writeOfHost(options, mirror, async (writer) => {
    if (!isMadeAnew) await letGo(writer, kind, [recordId]);
    const forget = told?.before ? [{ kind, hostId: told.before.hostId }] : [];
    return { sent: [write.id, ...undecided.map(({ id }) => id)], forget };
  });
  for (const { id } of undecided) await forgetCreation(options.store, mirror, creationOfWrite(id));
}

/** The record comes back with the deletion as a change to decide: nobody would find what waits for them on something that is gone. */
async function keepRefusedDeletion(options: HostSurroundings, mirror: Mirror, write: HostWrite): Promise<void> {
  const { store } = options;
  const { tenant, name } = mirror;
  const { kind, recordId } = write;
  const anew = (await store.hosts.writes(tenant, name, { recordIds: [recordId] })).find((other) => isMadeAnewBy(other, write));
  // Who has taken the deletion back has decided already; the host has kept it, so all there is to tell are the differences.
  if (anew) return store.hosts.keep(tenant, name, { sent: [write.id], writes: [{ ...anew, operation: 'update' }] });
  const [fact] = await store.hosts.factsOfRecords(tenant, name, kind, [recordId]);
  if (!fact) return store.hosts.keep(tenant, name, { writes: [write] });
  await keepRecords(options, mirror, kind, {
    records: [recordOf(fact)],
    state: await stateOf(store, mirror, kind),
    afresh: true,
    memory: { writes: [write] },
  });
}

/** Whether it makes the record again that a deletion takes away: undo does. Changes are in the order of their ids. */
function isMadeAnewBy({ id, operation }: HostWrite, deletion: HostWrite): boolean {
  return operation === 'create' && id > deletion.id;
}
