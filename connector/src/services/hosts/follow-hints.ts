import type { ChangedRecords } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { keepRecords, stateOf } from './keep.ts';
import { loadOrder, type Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { syncKind, takeInDangling, unlessRefused } from './sync.ts';
import { askedAgain, toldSoFar } from './told-meanwhile.ts';

/*
 * Hosts tell that something has changed. They are believed no further than that: what it is, is asked. Messages of a moment are gathered, so
 * that a thousand of them make few questions; one that is lost is made up for by the next round.
 */

const rememberedAs = 'host-hint';
/** So many records are asked for one by one; of more, the kind is asked for what has changed. */
const oneByOne = 50;

/** Kinds with the ids that may have changed at the host; `null` for any. */
type Hints = Readonly<Partial<Record<HostKind, readonly string[] | null>>>;

export async function rememberHints(
  { store }: HostSurroundings,
  mirror: Mirror,
  changed: readonly ChangedRecords[],
): Promise<void> {
  const ours = changed.filter(({ kind }) => mirror.kinds.includes(kind));
  if (ours.length === 0) return;
  await store.work.remember(mirror.tenant, rememberedAs, mirror.name, (before) =>
    ours.reduce<Hints>(withHint, (before ?? {}) as Hints),
  );
}

function withHint(hints: Hints, { kind, ids }: ChangedRecords): Hints {
  const known = kind in hints ? hints[kind] : [];
  const all = known && ids ? [...new Set([...known, ...ids])] : null;
  return { ...hints, [kind]: all && all.length <= oneByOne ? all : null };
}

/** Asks for what hosts have told of since the last time. @throws HostError */
export async function followHints(options: HostSurroundings, mirror: Mirror, signal: AbortSignal): Promise<void> {
  const hints = await takeHints(options, mirror);
  for (const kind of loadOrder) {
    const ids = hints[kind];
    if (ids === undefined) continue;
    const { state, seq } = await options.store.hosts.stateAndSeq(mirror.tenant, mirror.name, kind);
    // A first load comes by everything anyway; of a copy that nobody has read yet there is nothing to put right.
    if (state?.phase !== 'steady') continue;
    if (ids === null) await unlessRefused(syncKind, options, mirror, kind, signal);
    else await fetchEach(options, mirror, kind, { ids, seq }, signal);
  }
  await takeInDangling(options, mirror);
}

async function takeHints({ store }: HostSurroundings, { tenant, name }: Mirror): Promise<Hints> {
  let taken: Hints = {};
  await store.work.remember(tenant, rememberedAs, name, (before) => {
    taken = (before ?? {}) as Hints;
    return undefined;
  });
  return taken;
}

async function fetchEach(
  options: HostSurroundings,
  mirror: Mirror,
  kind: HostKind,
  { ids, seq }: { readonly ids: readonly string[]; readonly seq: number },
  signal: AbortSignal,
): Promise<void> {
  const soFar = toldSoFar(mirror);
  const found = await Promise.all(ids.map(async (id) => ({ id, record: await mirror.host.get(kind, id, signal) })));
  const asOf = toldSoFar(mirror);
  const records = found.flatMap(({ record }) => record ?? []);
  await keepRecords(options, mirror, kind, {
    records: await askedAgain(options, mirror, { kind, records, soFar }, signal),
    gone: found.flatMap(({ id, record }) => (record ? [] : [id])),
    state: await stateOf(options.store, mirror, kind),
    asOf,
    asked: { soFar, seq },
  });
}
