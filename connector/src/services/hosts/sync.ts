import { type HostChangesPage, HostError, type HostRecord } from '@dispatchkit/adapters';
import type { HostKind } from '@dispatchkit/contract/manifest';
import type { HostFact, HostKindState, HostMissing } from '../../ports/hosts.ts';
import { isSilence, sentenceOf } from './failures.ts';
import { isToBeReadAgain, letGoOfMissing, markMet, tooManyMissing } from './gone.ts';
import { defineHostFields } from './host-fields.ts';
import { freshState, keepRecords, stateOf } from './keep.ts';
import type { Mirror } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { type Asked, askedAgain, toldSoFar } from './told-meanwhile.ts';
import { sendWaiting } from './waiting.ts';

/** Others' changes are not kept waiting for longer than these take. */
const recordsAtOnce = 500;
/** So often a page is asked for, while other processes are telling the host of what is on it: most are done in a moment. */
const triesOfPage = 3;

/**
 * Sends what waits, then fetches what has changed. Safe to end anywhere: it goes on where it was. A kind that the host refuses does not
 * keep the others from being fetched.
 * @throws HostError when the host does not answer
 */
export async function syncMirror(options: HostSurroundings, mirror: Mirror, signal: AbortSignal): Promise<void> {
  try {
    await sendWaiting(options, mirror, signal);
    // Of all kinds before the first record comes, so that it can be told how far the load is.
    const begunKinds: HostKind[] = [];
    for (const kind of mirror.polled) if (await unlessRefused(begun, options, mirror, kind, signal)) begunKinds.push(kind);
    for (const kind of begunKinds) await unlessRefused(syncKind, options, mirror, kind, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HostError) for (const kind of mirror.polled) await noteFailure(options, mirror, kind, error);
    throw error;
  }
  await takeInDangling(options, mirror);
}

/** What the host refuses of one kind is noted, and others go on. @returns whether it was done @throws HostError when the host says nothing */
export async function unlessRefused(
  work: (options: HostSurroundings, mirror: Mirror, kind: HostKind, signal: AbortSignal) => Promise<unknown>,
  options: HostSurroundings,
  mirror: Mirror,
  kind: HostKind,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await work(options, mirror, kind, signal);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HostError) || isSilence(error)) throw error;
    await noteFailure(options, mirror, kind, error);
    return false;
  }
}

/** @returns whether it got to the end; otherwise the next round goes on where it was */
export async function syncKind(options: HostSurroundings, mirror: Mirror, kind: HostKind, signal: AbortSignal): Promise<boolean> {
  const { clock, log } = options;
  await defineHostFields(options, mirror);
  const begunAt = toldSoFar(mirror);
  let { state, seq } = await begun(options, mirror, kind, signal);
  if (isToBeReadAgain(state, clock.now())) state = { ...state, cursor: null };
  let page: HostChangesPage;
  let triesInVain = 0;
  do {
    signal.throwIfAborted();
    const soFar = toldSoFar(mirror);
    const answer = await mirror.host.changes(kind, state.cursor ?? undefined, signal);
    const asOf = toldSoFar(mirror);
    page = { ...answer, changed: await askedAgain(options, mirror, { kind, records: answer.changed, soFar }, signal) };
    const reached = await takePage(options, mirror, state, page, { begunAt, asOf, asked: { soFar, seq }, signal });
    triesInVain = reached ? 0 : triesInVain + 1;
    if (triesInVain === triesOfPage) return false;
    if (!reached) ({ seq } = await options.store.hosts.stateAndSeq(mirror.tenant, mirror.name, kind));
    state = reached ?? state;
    if (state.phase === 'loading') {
      log.debug('host records are being loaded', { tenant: mirror.tenant, host: mirror.name, kind, page: page.changed.length });
    }
  } while (page.hasMore || triesInVain > 0);
  if (!page.isFull && isReconcileDue(mirror, state, clock.now())) state = await reconcile(options, mirror, state, signal);
  if (state.missing?.isMany) throw tooManyMissing(mirror, kind, state.missing);
  return true;
}

/** While many records are missing, nobody is told that all is well. */
function steady(state: HostKindState, nowMs: number): HostKindState {
  if (state.missing?.isMany) return { ...state, phase: 'steady' };
  return { ...state, phase: 'steady', lastSuccessMs: nowMs, lastError: null, lastErrorMs: null, isSilent: false, failures: 0 };
}

/** Asks how many there are, once. */
async function begun(
  { store }: HostSurroundings,
  mirror: Mirror,
  kind: HostKind,
  signal: AbortSignal,
): Promise<{ readonly state: HostKindState; readonly seq: number }> {
  const { state = freshState(kind), seq } = await store.hosts.stateAndSeq(mirror.tenant, mirror.name, kind);
  if (state.phase !== 'waiting') return { state, seq };
  const { total = null } = await mirror.host.list(kind, { signal });
  const loading: HostKindState = { ...state, phase: 'loading', total };
  await store.hosts.keep(mirror.tenant, mirror.name, { state: loading });
  return { state: loading, seq };
}

/**
 * @returns where the kind has got to, as it is kept: steady when nothing is left to do. Undefined when some of the page is left, so that it
 * has to be asked for again.
 */
async function takePage(
  options: HostSurroundings,
  mirror: Mirror,
  before: HostKindState,
  page: HostChangesPage,
  {
    begunAt,
    asOf,
    asked,
    signal,
  }: { readonly begunAt: number; readonly asOf: number; readonly asked: Asked; readonly signal: AbortSignal },
): Promise<HostKindState | undefined> {
  const { kind } = before;
  const isBeginning = page.isFull && !before.isPassing;
  const going: HostKindState = {
    ...before,
    pass: isBeginning ? before.pass + 1 : before.pass,
    isPassing: before.isPassing || isBeginning,
  };
  const met: HostKindState = { ...going, cursor: page.cursor };
  const endsPass = going.isPassing && !(page.isFull && page.hasMore);
  const nowMs = options.clock.now();
  const isDone = !page.hasMore && (page.isFull || !isReconcileDue(mirror, met, nowMs));
  const passed = endsPass ? { ...met, isPassing: false } : met;
  const reached = isDone ? steady(passed, nowMs) : passed;
  // Only with the last of them is the page done: until then it is asked for again.
  let isAll = true;
  for (let start = 0; start + recordsAtOnce < page.changed.length; start += recordsAtOnce) {
    const records = page.changed.slice(start, start + recordsAtOnce);
    isAll = (await keepRecords(options, mirror, kind, { records, state: going, asOf, asked })) && isAll;
  }
  const records = page.changed.slice(Math.max(0, Math.floor((page.changed.length - 1) / recordsAtOnce)) * recordsAtOnce);
  const gone = [...page.removed, ...(await leftOut(options, mirror, kind, page))];
  const done = endsPass ? met : reached;
  const last = { records, gone, state: isAll ? done : going, stateWhenLeft: going, asOf, asked };
  isAll = (await keepRecords(options, mirror, kind, last)) && isAll;
  if (!isAll) return undefined;
  if (!endsPass) return reached;
  const missing = await letGoOfUnmet(options, mirror, met, begunAt, signal);
  const after = isDone ? steady({ ...passed, missing }, nowMs) : { ...passed, missing };
  await options.store.hosts.keep(mirror.tenant, mirror.name, { state: after });
  return after;
}

/** What was a part of a record that is there as a whole, and is no more. */
async function leftOut(
  { store }: HostSurroundings,
  { tenant, name }: Mirror,
  kind: HostKind,
  page: HostChangesPage,
): Promise<string[]> {
  // A pass over everything finds what is gone by itself.
  if (page.isFull) return [];
  const there = new Set(page.changed.map(({ id }) => id));
  const gone: string[] = [];
  for (const start of page.completeFor ?? []) {
    const known = await store.hosts.hostIds(tenant, name, kind, start, 200);
    gone.push(...known.filter((id) => id.startsWith(start) && !there.has(id)));
  }
  return gone;
}

/** After a pass over everything. */
async function letGoOfUnmet(
  options: HostSurroundings,
  mirror: Mirror,
  state: HostKindState,
  begunAt: number,
  signal: AbortSignal,
): Promise<HostMissing | null> {
  const unmet = (pass: number) => options.store.hosts.unmet(mirror.tenant, mirror.name, state.kind, pass);
  const hostIds = await unmet(state.pass);
  const again = new Set(hostIds.length > 0 ? await unmet(state.pass - 1) : []);
  return letGoOfMissing(options, mirror, state, { hostIds, again, begunAt }, signal);
}

/** Where the host does not tell what is gone, and nobody has looked for a while. */
function isReconcileDue({ manifest }: Mirror, { kind, reconciledMs }: HostKindState, nowMs: number): boolean {
  const resource = manifest.resources[kind];
  // Assignments that are fields of jobs go as their jobs go.
  const said = resource && 'inJobs' in resource ? manifest.resources.jobs : resource;
  const deletes = said && 'changes' in said ? said.changes.deletes : undefined;
  return deletes?.kind === 'reconcile' && (reconciledMs === null || nowMs - reconciledMs >= deletes.everyMinutes * 60_000);
}

/**
 * Has the next round look for what is gone, however short ago that was done. What is missing already, and is missing then, is believed to be
 * gone at once.
 */
export async function lookForGone({ store }: HostSurroundings, { tenant, name, polled }: Mirror): Promise<void> {
  for (const state of await store.hosts.states(tenant, name)) {
    const { kind, missing } = state;
    if (!missing && !polled.includes(kind)) continue;
    const sooner = missing ? { missing: { ...missing, againMs: 0 } } : {};
    await store.hosts.keep(tenant, name, { state: { ...state, reconciledMs: null, ...sooner } });
  }
}

/** Finds what is gone by what ids there are. */
async function reconcile(
  options: HostSurroundings,
  mirror: Mirror,
  state: HostKindState,
  signal: AbortSignal,
): Promise<HostKindState> {
  const { kind, pass } = state;
  const { store, clock } = options;
  const begunAt = toldSoFar(mirror);
  const there = new Set<string>();
  let next: string | undefined;
  do {
    const page = await mirror.host.ids(kind, next, signal);
    for (const id of page.ids) there.add(id);
    next = page.next;
  } while (next !== undefined);
  const lackedBefore = await store.hosts.unmet(mirror.tenant, mirror.name, kind, pass);
  await markMet(options, mirror, kind, { hostIds: lackedBefore.filter((id) => there.has(id)), pass });
  const again = new Set(lackedBefore.filter((id) => !there.has(id)));
  const hostIds = await missingOf(options, mirror, kind, there);
  await markMet(options, mirror, kind, { hostIds: hostIds.filter((id) => !again.has(id)), pass: pass - 1 });
  const missing = await letGoOfMissing(options, mirror, state, { hostIds, again, begunAt }, signal);
  const reconciled = steady({ ...state, missing, reconciledMs: clock.now() }, clock.now());
  await store.hosts.keep(mirror.tenant, mirror.name, { state: reconciled });
  return reconciled;
}

async function missingOf(
  { store }: HostSurroundings,
  { tenant, name }: Mirror,
  kind: HostKind,
  there: ReadonlySet<string>,
): Promise<string[]> {
  const missing: string[] = [];
  let after = '';
  for (;;) {
    const known = await store.hosts.hostIds(tenant, name, kind, after, 5_000);
    missing.push(...known.filter((id) => !there.has(id)));
    const last = known.at(-1);
    if (last === undefined) return missing;
    after = last;
  }
}

/** What refers to something that came later is looked at again. */
export async function takeInDangling(options: HostSurroundings, mirror: Mirror): Promise<void> {
  const { store } = options;
  let after = '';
  for (;;) {
    const asOf = toldSoFar(mirror);
    const facts = await store.hosts.dangling(mirror.tenant, mirror.name, after, recordsAtOnce);
    const last = facts.at(-1);
    if (!last) return;
    for (const kind of new Set(facts.map((fact) => fact.kind))) {
      const records = facts.filter((fact) => fact.kind === kind).map(recordOf);
      await keepRecords(options, mirror, kind, { records, state: await stateOf(store, mirror, kind), asOf });
    }
    after = `${last.kind} ${last.hostId}`;
  }
}

/** As the host had it. */
export function recordOf({ kind, hostId: id, fields, token, unmapped }: HostFact): HostRecord {
  return { kind, id, fields, token, unmapped };
}

/** For whoever looks how the host is doing, also from another process. */
export async function noteFailure(
  { store, clock, log }: HostSurroundings,
  mirror: Mirror,
  kind: HostKind,
  error: HostError,
): Promise<void> {
  const state = await stateOf(store, mirror, kind);
  const lastError = sentenceOf(error);
  log.warn('a host could not be read', { tenant: mirror.tenant, host: mirror.name, kind, reason: error.kind });
  const noted: HostKindState = {
    ...state,
    lastError,
    lastErrorMs: clock.now(),
    isSilent: isSilence(error),
    failures: state.failures + 1,
  };
  await store.hosts.keep(mirror.tenant, mirror.name, { state: noted });
}
