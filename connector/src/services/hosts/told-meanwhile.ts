import type { HostRecord } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFact } from '../../ports/hosts.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import type { Outgoing } from './outgoing.ts';

/*
 * While a host answers what has changed, somebody may change one of those records from here. An answer from before would take the change
 * back until the next one, so it is known which records a host was told of since it was asked. An answer from after may be kept before
 * whoever has told the host keeps it, and the change would be nobody's, or a new record be there twice; so it waits.
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

type UnderWay = Pick<Outgoing, 'kind' | 'id' | 'operation'> & { readonly over: Promise<void> };

const underWay = new WeakMap<Mirror, Set<UnderWay>>();

/** To be called before hosts are told; what it returns, when what they have answered is kept here. */
export function beginTelling(changes: readonly Outgoing[]): () => void {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const begun = changes.map(({ mirror, kind, id, operation }) => {
    const telling: UnderWay = { kind, id, operation, over };
    const all = underWay.get(mirror) ?? new Set();
    underWay.set(mirror, all.add(telling));
    return () => all.delete(telling);
  });
  return () => {
    for (const end of begun) end();
    resolve();
  };
}

/**
 * Waits for those who are telling the host of some of these records, or of new ones that these may be.
 * @returns whether there were any: what is known of the records is to be read again
 */
export async function tellingOver(
  mirror: Mirror,
  kind: HostKind,
  hostIds: readonly string[],
  facts: readonly HostFact[],
): Promise<boolean> {
  const ids = new Set(facts.map(({ id }) => id));
  const hasUnknown = new Set(facts.map(({ hostId }) => hostId)).size < new Set(hostIds).size;
  const concerned = [...(underWay.get(mirror) ?? [])].filter(
    (telling) => telling.kind === kind && (ids.has(telling.id) || (telling.operation === 'create' && hasUnknown)),
  );
  await Promise.all(concerned.map(({ over }) => over));
  return concerned.length > 0;
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
