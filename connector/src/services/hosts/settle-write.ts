import { HostError, type HostRecord } from '@dispatchkit/adapters';
import type { HostWrite } from '../../ports/hosts.ts';
import { creationOfWrite, forgetCreation } from './create-once.ts';
import { problemOfHost, refusedBy } from './failures.ts';
import { keepRecords, stateOf, writeOfHost } from './keep.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { recordOf } from './sync.ts';
import { letGo } from './take-in.ts';

/**
 * Has a change sent again; one that waits is sent anyway. Where the host had something else meanwhile, ours counts: the change is made from
 * what the host has now.
 * @throws ProblemError `host_unavailable`, `host_refused`
 */
export async function retryWrite({ store }: HostSurroundings, mirror: Mirror, write: HostWrite): Promise<HostWrite> {
  const { tenant, name } = mirror;
  if (!isOfHost(mirror, write)) {
    throw refusedBy(mirror, `${mirror.manifest.title} is no longer where ${write.kind} come from, so it cannot be told.`, {
      hint: 'Discard the change.',
    });
  }
  // It is on its way, perhaps at this moment.
  if (write.state === 'waiting') return write;
  const [fact] = await store.hosts.factsOfRecords(tenant, name, write.kind, [write.recordId]);
  const current = write.state === 'conflict' && fact ? await currentOf(mirror, write, fact.hostId) : undefined;
  const waiting: HostWrite = { ...write, state: 'waiting', conflicts: [], asks: false, lastError: null };
  const facts = fact && current ? [{ ...fact, token: current.token, fields: current.fields }] : [];
  // Somebody has looked: it is not there.
  if (!mirror.host.capabilities(write.kind).findsCreated) await forgetCreation(store, mirror, creationOfWrite(write.id));
  await store.hosts.keep(tenant, name, { writes: [waiting], facts });
  return waiting;
}

/**
 * Gives a change up: what the host has is taken in, and what it has never heard of goes. One that only waits can be given up while the
 * host is away: then what it had last counts, and what it has now comes by the next synchronization.
 * @throws ProblemError `host_unavailable`
 */
export async function discardWrite(options: HostSurroundings, mirror: Mirror, write: HostWrite): Promise<void> {
  const { store } = options;
  const { kind, recordId } = write;
  const memory = { sent: [write.id] };
  await forgetCreation(store, mirror, creationOfWrite(write.id));
  if (!isOfHost(mirror, write)) return store.hosts.keep(mirror.tenant, mirror.name, memory);
  const [fact] = await store.hosts.factsOfRecords(mirror.tenant, mirror.name, kind, [recordId]);
  const current = fact && (write.state === 'waiting' ? recordOf(fact) : await currentOf(mirror, write, fact.hostId));
  if (current) {
    await keepRecords(options, mirror, kind, {
      records: [current],
      state: await stateOf(store, mirror, kind),
      afresh: true,
      memory,
    });
    return;
  }
  await writeOfHost(options, mirror, async (writer) => {
    await letGo(writer, kind, [recordId]);
    return { ...memory, forget: fact ? [{ kind, hostId: fact.hostId }] : [] };
  });
}

async function currentOf(mirror: Mirror, { kind }: HostWrite, hostId: string): Promise<HostRecord | undefined> {
  try {
    return await mirror.host.get(kind, hostId);
  } catch (error) {
    throw error instanceof HostError ? problemOfHost(mirror, error) : error;
  }
}

/** Whose records of a kind are may have been configured otherwise since. */
function isOfHost({ kinds }: Mirror, { kind }: HostWrite): boolean {
  return kinds.includes(kind);
}
