import { HostError } from '@dispatchkit/adapters';
import type { HostStanding } from '@dispatchkit/contract';
import type { HostKind } from '@dispatchkit/contract/manifest';
import { boardKinds, type Kind } from '@dispatchkit/contract/words';
import type { Timers } from '../../ports/timers.ts';
import { isSilence, problemOfHost, stillLoading } from './failures.ts';
import { stateOf } from './keep.ts';
import { type Mirror, type Mirrors, referencesOf } from './mirrors.ts';
import type { HostSurroundings } from './options.ts';
import { standingOf } from './standing.ts';
import { storeForReaders } from './store-for-readers.ts';
import { noteFailure, syncKind, takeInDangling } from './sync.ts';

/** Younger than this, the host is not asked. */
const freshMs = 5_000;
/** Younger than this, the host is asked, but nobody waits for it. */
const usableMs = 60_000;
/** No read waits for longer, however many kinds it needs; what there is then is told with its age. */
const patienceMs = 5_000;
const firstBreakMs = 5_000;
const longestBreakMs = 60_000;

export interface Age {
  readonly seconds: number;
  /** The host was to be asked, and has not answered (yet). */
  readonly isStale: boolean;
}

interface Copy {
  readonly mirror: Mirror;
  readonly kind: HostKind;
  fetchedMs: number | null;
  /** Whoever else wants it meanwhile waits for the same. */
  fetching: Promise<void> | undefined;
  /** In a row. */
  failures: number;
  /** It is not asked again before. */
  brokenUntilMs: number;
  /** The host's, or whatever went wrong here. */
  lastError: unknown;
}

/**
 * Copies of proxied records: fetched when somebody reads them or watches, as changes since the last time, and never by themselves. One
 * question to the host is under way per kind, however many read.
 */
export class Freshness {
  readonly #options: HostSurroundings & { readonly timers: Timers; readonly mirrors: Mirrors };
  readonly #forReaders: HostSurroundings;
  readonly #copies = new Map<string, Copy>();

  constructor(options: HostSurroundings & { readonly timers: Timers; readonly mirrors: Mirrors }) {
    this.#options = options;
    this.#forReaders = { ...options, store: storeForReaders(options, options.timers) };
  }

  isProxied(tenant: string): boolean {
    return this.#options.mirrors.of(tenant).some((mirror) => proxiedKinds(mirror).length > 0);
  }

  /**
   * Resolves when records of the kinds may be read. A board is given those that have come so far: it tells how far the first load is, and
   * fills as the others come.
   * @throws ProblemError `host_unavailable` when the host has never answered, `host_loading` while its first answer is taken in; a fault of
   * ours as it was thrown
   */
  async ready(tenant: string, kinds: readonly Kind[], { isBoard = false } = {}): Promise<void> {
    const copies = await this.#copiesOf(tenant, kinds);
    const { promise: outOfPatience, resolve } = Promise.withResolvers<void>();
    let callOff: (() => void) | undefined;
    try {
      for (const copy of copies) {
        const awaited = this.#refresh(copy);
        if (!awaited) continue;
        callOff ??= this.#options.timers.after(patienceMs, resolve);
        await Promise.race([awaited, outOfPatience]);
      }
    } finally {
      callOff?.();
    }
    const unknown = copies.filter(({ fetchedMs }) => fetchedMs === null);
    for (const copy of unknown) {
      const failure = isBoard && copy.fetching ? undefined : this.#failureOf(copy);
      if (failure !== undefined) throw failure instanceof HostError ? problemOfHost(copy.mirror, failure) : failure;
    }
    const [loading] = unknown;
    if (loading && !isBoard) throw stillLoading(await this.#standingOf(loading.mirror));
  }

  /** Why it was not fetched: a host that says nothing of one kind is not asked for the others. */
  #failureOf({ mirror, lastError, fetching }: Copy): unknown {
    if (lastError !== undefined || fetching) return lastError;
    return [...this.#copies.values()].find((other) => other.mirror === mirror && isSilent(other))?.lastError;
  }

  async #standingOf(mirror: Mirror): Promise<HostStanding> {
    const { store, clock } = this.#options;
    return standingOf(mirror, await store.read(mirror.tenant).hostReport(mirror.name, 0), clock.now());
  }

  /** Of the oldest that is proxied; undefined when none is. */
  ageOf(tenant: string, kinds: readonly Kind[]): Age | undefined {
    const ages = [...this.#copies.values()]
      .filter(({ mirror, kind, fetchedMs }) => mirror.tenant === tenant && kinds.includes(kind) && fetchedMs !== null)
      .map(({ fetchedMs }) => this.#options.clock.now() - (fetchedMs ?? 0));
    if (ages.length === 0) return undefined;
    const oldest = Math.max(0, ...ages);
    return { seconds: Math.floor(oldest / 1000), isStale: oldest >= freshMs };
  }

  /**
   * Has what is proxied asked for every `pollSeconds`, also though nobody reads, until it is called off. What another process has fetched
   * meanwhile is not asked for again.
   */
  watch(tenant: string): () => void {
    const stops = this.#options.mirrors.of(tenant).map((mirror) => this.#watch(mirror));
    return () => {
      for (const stop of stops) stop();
    };
  }

  #watch(mirror: Mirror): () => void {
    const { timers, log } = this.#options;
    let isAsking = false;
    let isOver = false;
    const ask = async () => {
      if (isAsking) return;
      isAsking = true;
      try {
        // One after the other: what is referred to comes first.
        for (const kind of proxiedKinds(mirror)) if (!isOver) await this.#keepFresh(await this.#copyOf(mirror, kind));
      } catch (cause) {
        if (!isOver) log.error('Proxied records could not be kept fresh', { tenant: mirror.tenant, host: mirror.name }, cause);
      } finally {
        isAsking = false;
      }
    };
    if (proxiedKinds(mirror).length === 0) return () => {};
    void ask();
    const stop = timers.every(mirror.pollSeconds * 1000, () => void ask());
    return () => {
      isOver = true;
      stop();
    };
  }

  async #keepFresh(copy: Copy): Promise<void> {
    const { clock, store } = this.#options;
    const { mirror, kind } = copy;
    const { lastSuccessMs } = await stateOf(store, mirror, kind);
    if (lastSuccessMs !== null && lastSuccessMs > (copy.fetchedMs ?? 0)) copy.fetchedMs = lastSuccessMs;
    const ageMs = copy.fetchedMs === null ? Number.POSITIVE_INFINITY : clock.now() - copy.fetchedMs;
    // Processes that watch take turns by this: who comes in the first half after another leaves it to that one.
    if (ageMs >= mirror.pollSeconds * 500 && clock.now() >= copy.brokenUntilMs) await this.#fetch(copy, this.#options);
  }

  /** Has it fetched when it is not fresh. @returns what a read has to wait for, when it is too old to be told without */
  #refresh(copy: Copy): Promise<void> | undefined {
    const now = this.#options.clock.now();
    const ageMs = copy.fetchedMs === null ? Number.POSITIVE_INFINITY : now - copy.fetchedMs;
    if (ageMs < freshMs || now < copy.brokenUntilMs) return undefined;
    const fetching = this.#fetch(copy, this.#forReaders);
    return ageMs < usableMs ? undefined : fetching;
  }

  /** Never rejects: what is known stays. */
  #fetch(copy: Copy, surroundings: HostSurroundings): Promise<void> {
    copy.fetching ??= this.#fetchNow(copy, surroundings).finally(() => {
      copy.fetching = undefined;
    });
    return copy.fetching;
  }

  async #fetchNow(copy: Copy, surroundings: HostSurroundings): Promise<void> {
    const { clock } = this.#options;
    const { mirror, kind } = copy;
    try {
      const isWhole = await syncKind(surroundings, mirror, kind, new AbortController().signal);
      await takeInDangling(this.#options, mirror);
      if (isWhole) copy.fetchedMs = clock.now();
      Object.assign(copy, { failures: 0, brokenUntilMs: 0, lastError: undefined });
    } catch (error) {
      copy.lastError = error;
      this.#leaveAlone(copy, clock.now() + Math.min(firstBreakMs * 2 ** copy.failures++, longestBreakMs));
      await this.#note(copy, error);
    }
  }

  /** A host that says nothing of one kind says nothing of the others. */
  #leaveAlone(copy: Copy, untilMs: number): void {
    copy.brokenUntilMs = untilMs;
    if (!isSilent(copy)) return;
    for (const other of this.#copies.values()) {
      if (other.mirror === copy.mirror) other.brokenUntilMs = Math.max(other.brokenUntilMs, untilMs);
    }
  }

  async #note({ mirror, kind }: Copy, error: unknown): Promise<void> {
    const { log } = this.#options;
    const about = { tenant: mirror.tenant, host: mirror.name, kind };
    try {
      if (error instanceof HostError) await noteFailure(this.#options, mirror, kind, error);
      else log.error('Records of a host could not be taken in', about, error);
    } catch (cause) {
      log.error('It could not be noted that a host does not answer', about, cause);
    }
  }

  /** What is referred to comes first, so that references lead somewhere. */
  async #copiesOf(tenant: string, kinds: readonly Kind[]): Promise<Copy[]> {
    const copies: Copy[] = [];
    for (const mirror of this.#options.mirrors.of(tenant)) {
      const wanted = mirror.kinds.filter((kind) => kinds.includes(kind));
      const named = new Set<Kind>(wanted.flatMap((kind) => referencesOf(kind).map((reference) => reference.kind)));
      for (const kind of mirror.kinds) {
        const isAsked = wanted.includes(kind) || named.has(kind);
        if (isAsked && !mirror.polled.includes(kind)) copies.push(await this.#copyOf(mirror, kind));
      }
    }
    return copies;
  }

  async #copyOf(mirror: Mirror, kind: HostKind): Promise<Copy> {
    const key = JSON.stringify([mirror.tenant, mirror.name, kind]);
    const known = this.#copies.get(key);
    if (known) return known;
    const { lastSuccessMs } = await stateOf(this.#options.store, mirror, kind);
    const copy: Copy = {
      mirror,
      kind,
      fetchedMs: lastSuccessMs,
      fetching: undefined,
      failures: 0,
      brokenUntilMs: 0,
      lastError: undefined,
    };
    const first = this.#copies.get(key) ?? copy;
    this.#copies.set(key, first);
    return first;
  }
}

function isSilent({ lastError }: Copy): boolean {
  return lastError instanceof HostError && isSilence(lastError);
}

function proxiedKinds({ kinds, polled }: Mirror): readonly HostKind[] {
  return kinds.filter((kind) => !polled.includes(kind));
}

/** Kinds that a read of the store is about. */
export function kindsOfRead(method: string, [kind]: readonly unknown[]): readonly Kind[] {
  if (method === 'snapshot') return boardKinds;
  return oneKind.has(method) ? [kind as Kind] : [];
}

const oneKind: ReadonlySet<string> = new Set(['get', 'getMany', 'list', 'nearest']);
