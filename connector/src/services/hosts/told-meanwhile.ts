import type { HostRecord } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';

/*
 * While a host answers what has changed, somebody may change one of those records from here. The answer then holds it as it was before, and
 * would take the change back until the next one. So it is known which records a host was told of since it was asked.
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
