import type { HostRecord } from '@dispatchkit/adapters';
import { LivePosition } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFact, HostFields, HostKindState, HostMemory } from '../../ports/hosts.ts';
import type { Store, Writer } from '../../ports/store.ts';
import { systemActor, writeMetaOf } from '../actor.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { everything, letGo, takeIn, unchanged } from './take-in.ts';
import { type Asked, isToldSince, knownOf } from './told-meanwhile.ts';

/** More changes than these are not listed in an event: readers load the snapshot again. */
const maxListed = 200;

/** Does it in one unit of work, and keeps what it resolves to, whether or not a record of ours has changed. */
export async function writeOfHost(
  { store }: Pick<HostSurroundings, 'store'>,
  mirror: Mirror,
  work: (writer: Writer) => Promise<HostMemory>,
): Promise<void> {
  const { tenant, name } = mirror;
  const { result, event } = await store.write(tenant, writeMetaOf(systemActor(tenant)), async (writer) => {
    const memory = await work(writer);
    await writer.keepOfHost(name, memory);
    writer.describe({ type: 'host.synced', ...(writer.changes.length > maxListed ? { reload: true } : {}) });
    return memory;
  });
  // Without a change nothing is written, so a write that has brought none is kept here.
  if (!event) await store.hosts.keep(tenant, name, result);
}

/**
 * Takes in some records of a kind, and lets go of others, together with where the host is to be asked next.
 * @returns whether that is all of them: those that another process tells the host of meanwhile are left as they are
 */
export async function keepRecords(
  options: HostSurroundings,
  mirror: Mirror,
  kind: HostKind,
  what: {
    readonly records?: readonly HostRecord[];
    readonly gone?: readonly string[];
    readonly state: HostKindState;
    /** Kept in its place when some of the records are left. */
    readonly stateWhenLeft?: HostKindState;
    /** What is known of these counts for nothing: they are taken in again. */
    readonly afresh?: boolean;
    readonly memory?: HostMemory;
    /** Of what a host was asked: as many tellings these were known after. Those it was told of since are newer here already. */
    readonly asOf?: number;
    /** With `asOf`: what another process has told the host since then is left, too. */
    readonly asked?: Asked;
  },
): Promise<boolean> {
  const { store, ids } = options;
  const { tenant, name } = mirror;
  const { memory = {}, asOf } = what;
  // To be asked when nothing comes between the answer and the writing any more.
  const isOvertaken = (hostId: string) => asOf !== undefined && isToldSince(mirror, kind, hostId, asOf);
  const answered = { records: what.records ?? [], gone: what.gone ?? [] };
  const hostIds = [...answered.records.map(({ id }) => id), ...answered.gone];
  const { facts, toldElsewhere } = await (asOf === undefined
    ? { facts: await store.hosts.factsOf(tenant, name, kind, hostIds), toldElsewhere: new Set<string>() }
    : knownOf(options, mirror, kind, hostIds, what.asked));
  const known = new Map(facts.map((fact) => [fact.hostId, fact]));
  const records = answered.records.filter(({ id }) => !toldElsewhere.has(id));
  const knownGone = answered.gone.filter((hostId) => known.has(hostId));
  const gone = knownGone.filter((hostId) => !toldElsewhere.has(hostId));
  const isAll = records.length === answered.records.length && gone.length === knownGone.length;
  const state = isAll ? what.state : (what.stateWhenLeft ?? what.state);
  const same = what.afresh || gone.length > 0 ? undefined : unchanged(records, known, state.pass);
  if (same) {
    // Most questions bring nothing new, and then all there is to keep is where the host stands.
    await store.hosts.keep(tenant, name, { ...memory, facts: same.filter(({ hostId }) => !isOvertaken(hostId)), state });
    if (kind === 'technicians') await keepPositions(store, mirror, records);
    return isAll;
  }
  const held = await heldFields(store, mirror, memory);
  const jobStatuses = kind === 'assignments' ? await statusesOf(store, mirror, records) : new Map<string, string>();
  await writeOfHost(options, mirror, async (writer) => {
    const before = what.afresh ? new Map<string, HostFact>() : known;
    const work = { writer, mirror, nextId: () => ids.next(), known: before, held, jobStatuses, pass: state.pass };
    const left = gone.filter((hostId) => !isOvertaken(hostId));
    const kept = await takeIn(
      work,
      kind,
      records.filter(({ id }) => !isOvertaken(id)),
    );
    await letGo(
      writer,
      kind,
      left.flatMap((hostId) => known.get(hostId)?.id ?? []),
    );
    return {
      ...memory,
      forget: [...(memory.forget ?? []), ...left.map((hostId) => ({ kind, hostId }))],
      facts: kept,
      state,
    };
  });
  if (kind === 'technicians') await keepPositions(store, mirror, records);
  return isAll;
}

/** Where technicians are is live, and no part of their records. Older positions than the known ones change nothing. */
async function keepPositions(store: Store, { tenant, name }: Mirror, records: readonly HostRecord[]): Promise<void> {
  const placed = new Map(records.map(({ id, fields }) => [id, LivePosition.safeParse(positionOf(fields)).data]));
  const seen = [...placed].filter(([, position]) => position !== undefined).map(([hostId]) => hostId);
  if (seen.length === 0) return;
  const positions = new Map<string, LivePosition>();
  for (const { id, hostId } of await store.hosts.factsOf(tenant, name, 'technicians', seen)) {
    const position = placed.get(hostId);
    if (id !== null && position) positions.set(id, position);
  }
  await store.recordPositions(tenant, positions);
}

function positionOf(fields: HostFields): unknown {
  const part = (name: string) => fields[`position.${name}`] ?? null;
  return {
    latitude: part('latitude'),
    longitude: part('longitude'),
    accuracyMeters: part('accuracyMeters'),
    headingDegrees: part('headingDegrees'),
    at: part('at'),
  };
}

/** Fields of our records that the host has not heard of, once this is kept. */
async function heldFields(
  store: Store,
  { tenant, name }: Mirror,
  { writes = [], sent = [] }: HostMemory,
): Promise<Map<string, Set<string>>> {
  const held = new Map<string, Set<string>>();
  const newer = new Map(writes.map((write) => [write.id, write]));
  for (const stored of await store.hosts.writes(tenant, name)) {
    if (sent.includes(stored.id)) continue;
    const { recordId, operation, changes, state } = newer.get(stored.id) ?? stored;
    const fields = held.get(recordId) ?? new Set();
    for (const field of Object.keys(changes)) fields.add(field.split('.')[0] ?? field);
    // What the host does not let go is here, and followed, until somebody has decided.
    if (operation === 'delete' && state === 'waiting') fields.add(everything);
    held.set(recordId, fields);
  }
  return held;
}

async function statusesOf(store: Store, { tenant, name }: Mirror, records: readonly HostRecord[]): Promise<Map<string, string>> {
  const jobs = [...new Set(records.map(({ fields }) => String(fields.jobId)))];
  const facts = await store.hosts.factsOf(tenant, name, 'jobs', jobs);
  return new Map(facts.map(({ hostId, fields }) => [hostId, String(fields.status)]));
}

export function freshState(kind: HostKind): HostKindState {
  return {
    kind,
    phase: 'waiting',
    cursor: null,
    pass: 0,
    isPassing: false,
    total: null,
    lastSuccessMs: null,
    reconciledMs: null,
    lastError: null,
    lastErrorMs: null,
    isSilent: false,
    failures: 0,
    missing: null,
  };
}

export async function stateOf(store: Store, { tenant, name }: Mirror, kind: HostKind): Promise<HostKindState> {
  const states = await store.hosts.states(tenant, name);
  return states.find((state) => state.kind === kind) ?? freshState(kind);
}
