import type { HostRecord } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFact, HostMemory, HostTelling, HostToldChange } from '../../ports/hosts.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import type { Outgoing } from './outgoing.ts';
import type { Told } from './send.ts';

/*
 * While a host answers what has changed, somebody may change one of those records from here. An answer from before would take the change
 * back until the next one, so it is known which records a host was told of since it was asked. An answer from after may be kept before
 * whoever has told the host keeps it, and the change would be nobody's, or a new record be there twice; so it waits. For another process it
 * does not wait: it leaves such records to a later answer. That they are told of is noted in the database before the host hears of it, so
 * whoever has an answer in which the host tells it finds the note, or what has come of it.
 */

/** So many of the newest are known of each host: more are not told while one answer is on its way. */
const remembered = 2_000;

interface Tellings {
  count: number;
  /** Which telling was the last of a record. */
  readonly byRecord: Map<string, number>;
}

const tellings = new WeakMap<Mirror, Tellings>();

export function noteTold(mirror: Mirror, kind: HostKind, hostId: string): void {
  const known = tellings.get(mirror) ?? { count: 0, byRecord: new Map() };
  tellings.set(mirror, known);
  const name = `${kind} ${hostId}`;
  known.byRecord.delete(name);
  known.byRecord.set(name, ++known.count);
  const [oldest] = known.byRecord.keys();
  if (known.byRecord.size > remembered && oldest !== undefined) known.byRecord.delete(oldest);
}

/** To be asked for before the host is. */
export function toldSoFar(mirror: Mirror): number {
  return tellings.get(mirror)?.count ?? 0;
}

export function isToldSince(mirror: Mirror, kind: HostKind, hostId: string, soFar: number): boolean {
  return (tellings.get(mirror)?.byRecord.get(`${kind} ${hostId}`) ?? 0) > soFar;
}

/** So much longer than a call may take a telling lasts unless it says so: it may have to sign in before, and to try again. */
const graceMs = 60_000;

/** Those of this process, by their ids. */
const underWay = new WeakMap<Mirror, Map<string, Promise<void>>>();

export interface Telling {
  /** To be kept of every host that is told, in one transaction with what it has answered. */
  kept(mirror: Mirror, told: readonly Told[], seq: number): HostMemory;
  /** To be called before each of the changes is told. */
  goOn(): Promise<void>;
  /** To be called in any case, when what the hosts have answered is kept; and again, which does nothing. */
  end(how?: { readonly isKept: boolean }): Promise<void>;
}

/** To be called before hosts are told. Other processes see it, too. */
export async function beginTelling({ store, clock, ids }: HostSurroundings, changes: readonly Outgoing[]): Promise<Telling> {
  const id = ids.next();
  const byMirror = Map.groupBy(changes, ({ mirror }) => mirror);
  const keep = async (memoryFor: (changes: readonly Outgoing[]) => HostMemory) => {
    for (const [{ tenant, name }, told] of byMirror) await store.hosts.keep(tenant, name, memoryFor(told));
  };
  const leaseMs = Math.max(...changes.map(({ mirror }) => mirror.manifest.connection.limits.timeoutSeconds * 1_000)) + graceMs;
  let untilMs = 0;
  const goOn = async () => {
    const notedMs = clock.now();
    if (untilMs - notedMs > leaseMs / 2) return;
    untilMs = notedMs + leaseMs;
    await keep((told) => ({ telling: { id, changes: told.map(nameOf), notedMs, untilMs } }));
  };
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let isOver = false;
  const end = async ({ isKept } = { isKept: false }) => {
    if (isOver) return;
    isOver = true;
    // The change is done, whatever becomes of the note: it lapses by itself.
    if (!isKept) await keep(() => ({ told: [id] })).catch(() => undefined);
    for (const mirror of byMirror.keys()) underWay.get(mirror)?.delete(id);
    resolve();
  };
  for (const mirror of byMirror.keys())
    underWay.set(mirror, (underWay.get(mirror) ?? new Map<string, Promise<void>>()).set(id, over));
  try {
    await goOn();
  } catch (error) {
    await end();
    throw error;
  }
  const kept: Telling['kept'] = (mirror, told, seq) => {
    const ofMirror = told.filter(({ outgoing }) => outgoing.mirror === mirror);
    const records = ofMirror.flatMap(({ before, record }) =>
      before && !record ? [{ kind: before.kind, hostId: before.hostId }] : [],
    );
    const notedMs = clock.now();
    if (records.length === 0) return { told: [id] };
    return { telling: { id, changes: [], gone: { seq, records }, notedMs, untilMs: notedMs + leaseMs } };
  };
  return { kept, goOn, end };
}

function nameOf({ kind, id, operation }: Outgoing): HostToldChange {
  return { kind, id, operation };
}

/** How far everything was before a host was asked. */
export interface Asked {
  /** As many tellings of this process. */
  readonly soFar: number;
  /** Of the tenant's newest event. */
  readonly seq: number;
}

/**
 * What is known of records that a host has answered, read after its answer. Those that it was just being told of, or new ones that may be
 * what it was told, are waited for where this process tells them, and named where another one does; as are those that another one has told it
 * of since it was asked.
 */
export async function knownOf(
  { store, clock }: HostSurroundings,
  mirror: Mirror,
  kind: HostKind,
  hostIds: readonly string[],
  asked?: Asked,
): Promise<{ readonly facts: readonly HostFact[]; readonly toldElsewhere: ReadonlySet<string> }> {
  const as = { nowMs: clock.now(), afterSeq: asked?.seq ?? Number.MAX_SAFE_INTEGER };
  const read = () => store.hosts.factsAndTellings(mirror.tenant, mirror.name, kind, hostIds, as);
  const { facts, tellings, toldSince } = await read();
  if (tellings.length + toldSince.length === 0) return { facts, toldElsewhere: new Set() };
  const goneSince = tellings.flatMap(({ gone }) => (gone && gone.seq > as.afterSeq ? gone.records : []));
  const since = [...toldSince, ...goneSince.flatMap((gone) => (gone.kind === kind ? gone.hostId : []))];
  // What this process has told it has asked for again.
  const overtaken = since.filter((hostId) => asked && !isToldSince(mirror, kind, hostId, asked.soFar));
  const mine = underWay.get(mirror);
  const others = tellings.filter(({ id }) => !mine?.has(id));
  const awaited = tellings.flatMap((telling) => {
    const over = mine?.get(telling.id);
    return over && concerned(kind, hostIds, facts, [telling]).size > 0 ? over : [];
  });
  await Promise.all(awaited);
  return {
    facts: awaited.length > 0 ? (await read()).facts : facts,
    toldElsewhere: new Set([...overtaken, ...concerned(kind, hostIds, facts, others)]),
  };
}

/** Those of the records that are told of. */
function concerned(
  kind: HostKind,
  hostIds: readonly string[],
  facts: readonly HostFact[],
  tellings: readonly HostTelling[],
): ReadonlySet<string> {
  const told = tellings.flatMap(({ changes }) => changes).filter((change) => change.kind === kind);
  const ids = new Set(told.map(({ id }) => id));
  const isNewTold = told.some(({ operation }) => operation === 'create');
  const known = new Map(facts.map(({ hostId, id }) => [hostId, id]));
  return new Set(hostIds.filter((hostId) => (known.has(hostId) ? ids.has(known.get(hostId) ?? '') : isNewTold)));
}

/** What a host has answered, with those records as they are now that it was told of meanwhile. @throws HostError */
export async function askedAgain(
  { store }: HostSurroundings,
  mirror: Mirror,
  { kind, records, soFar }: { readonly kind: HostKind; readonly records: readonly HostRecord[]; readonly soFar: number },
  signal: AbortSignal,
): Promise<readonly HostRecord[]> {
  const told = new Set(records.flatMap(({ id }) => (isToldSince(mirror, kind, id, soFar) ? [id] : [])));
  if (told.size === 0) return records;
  const facts = await store.hosts.factsOf(mirror.tenant, mirror.name, kind, [...told]);
  // Without a fact it was made just now, and is about to be kept by who has made it.
  const known = new Set(facts.map(({ hostId }) => hostId));
  const current: HostRecord[] = records.filter(({ id }) => !told.has(id));
  for (const id of told) {
    const record = known.has(id) ? await mirror.host.get(kind, id, signal) : undefined;
    if (record) current.push(record);
  }
  return current;
}
