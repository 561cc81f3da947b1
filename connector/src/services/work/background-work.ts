import type { Event } from '@dispatchkit/contract';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Log } from '../../ports/log.ts';
import { type Metrics, noMetrics } from '../../ports/metrics.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import { type Attempt, type FollowerReading, laneOf, type Settlement, type Work } from '../../ports/work.ts';
import type { BackgroundTask, LogFollower, WorkHandler, WorkResult } from './handlers.ts';
import { taskHandler } from './task-handler.ts';
import { WorkFigures } from './work-figures.ts';

export interface BackgroundWorkOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics?: Metrics;
  readonly handlers: readonly WorkHandler[];
  readonly tasks: readonly BackgroundTask[];
  readonly followers: readonly LogFollower[];
  /** From 0 up to 1, for jitter. Default `Math.random`. */
  readonly random?: () => number;
  /** At most so many things at a time. Default 16. */
  readonly parallel?: number;
  /** While somebody is at it nobody else begins; extended three times as often. Milliseconds, default one minute. */
  readonly leaseMs?: number;
  /** How often all tenants are asked for what others have left behind. Milliseconds, default one minute. */
  readonly sweepEveryMs?: number;
}

/** What became of the attempts of one `runDue`. */
export interface RunSummary {
  done: number;
  failed: number;
  dead: number;
  postponed: number;
}

const eventsAtOnce = 200;
/** Commits that come so close together are looked at together: writes of people then seldom wait for those of background work. */
const gatherMs = 100;
/** After a fault of the database. */
const breatherMs = 10_000;
/** Running work gets so long to end by itself when the connector stops. */
const patienceMs = 5_000;

/**
 * Runs what is due. With `start` it does so by itself: right after commits of this process, when something falls due, and once
 * a minute for what other processes have left behind. `runDue` does it once, for runtimes that wake up by a schedule.
 */
export class BackgroundWork {
  readonly #options: Required<BackgroundWorkOptions>;
  readonly #handlers: ReadonlyMap<string, WorkHandler>;
  readonly #kinds: readonly string[];
  readonly #standing: readonly { readonly kind: string; readonly everyMs: number }[];
  readonly #perSubject: Readonly<Record<string, number>>;
  readonly #instance: string;
  readonly #figures: WorkFigures;
  #claims = 0;

  /** Tenants that may have something to do. */
  readonly #pending = new Set<string>();
  readonly #looking = new Set<string>();
  /** When each tenant's next work is due, as far as this process knows. */
  readonly #nextAtMs = new Map<string, number>();
  /** Tenants whose log nobody follows; forgotten with each sweep. */
  readonly #unfollowed = new Set<string>();
  readonly #running = new Map<
    Promise<void>,
    { readonly lane: string; readonly tenant: string; readonly abort: AbortController }
  >();
  #claiming: Promise<boolean> = Promise.resolve(false);
  #sweeping: Promise<void> | undefined;
  #sweptAtMs = Number.NEGATIVE_INFINITY;
  #idle = Promise.withResolvers<void>();
  #disarm: (() => void) | undefined;
  #unsubscribe: (() => void) | undefined;
  /** Tenants whose commits are being gathered. */
  readonly #gathered = new Set<string>();
  #stopGathering: (() => void) | undefined;
  #isStopped = false;
  #summary: RunSummary = { done: 0, failed: 0, dead: 0, postponed: 0 };

  constructor(options: BackgroundWorkOptions) {
    this.#options = { random: Math.random, parallel: 16, leaseMs: 60_000, sweepEveryMs: 60_000, metrics: noMetrics, ...options };
    this.#figures = new WorkFigures(this.#options.metrics);
    const handlers = [...options.handlers, ...options.tasks.map(taskHandler)];
    this.#handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
    this.#kinds = handlers.map(({ kind }) => kind);
    this.#standing = options.tasks.map((task) => ({ kind: taskHandler(task).kind, everyMs: task.everyMinutes * 60_000 }));
    this.#perSubject = Object.fromEntries(handlers.map(({ kind, perSubject }) => [kind, perSubject]));
    this.#instance = options.ids.next();
    this.#idle.resolve();
  }

  /** From now on work runs by itself. */
  start(): void {
    if (this.#unsubscribe || this.#isStopped) return;
    this.#unsubscribe = this.#options.store.onCommittedAnywhere((tenant, event) => {
      const isFollowed = !this.#unfollowed.has(tenant) || this.#options.followers.some((follower) => follower.mayBegin(event));
      if (isFollowed) this.#lookSoon(tenant);
    });
    this.#sweep();
  }

  /** Looks at a tenant now, because it may have something to do. Does nothing while it does not run by itself. */
  wake(tenant: string): void {
    if (this.#isStopped || !this.#unsubscribe) return;
    this.#pending.add(tenant);
    this.#proceed();
  }

  /** Runs everything that is due now, of all tenants, and what follows from it at once. */
  async runDue(): Promise<RunSummary> {
    this.#summary = { done: 0, failed: 0, dead: 0, postponed: 0 };
    await this.settled();
    this.#sweep();
    await this.settled();
    return this.#summary;
  }

  /** Resolves when nothing runs and nothing more is due. */
  async settled(): Promise<void> {
    await this.#idle.promise;
  }

  /**
   * Begins nothing more. What runs gets five seconds to end, then is told to stop; it is begun again later, elsewhere or here.
   */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#unsubscribe?.();
    this.#disarm?.();
    this.#stopGathering?.();
    this.#pending.clear();
    const abortAll = () => {
      for (const { abort } of this.#running.values()) abort.abort(new Error('The connector stops.'));
    };
    const { promise: outOfPatience, resolve: giveUp } = Promise.withResolvers<void>();
    const callOff = [this.#options.timers.after(patienceMs, abortAll), this.#options.timers.after(2 * patienceMs, giveUp)];
    await Promise.race([this.settled(), outOfPatience]);
    for (const call of callOff) call();
  }

  #lookSoon(tenant: string): void {
    this.#gathered.add(tenant);
    this.#stopGathering ??= this.#options.timers.after(gatherMs, () => {
      this.#stopGathering = undefined;
      for (const gathered of this.#gathered) this.#pending.add(gathered);
      this.#gathered.clear();
      this.#proceed();
    });
  }

  #sweep(): void {
    const { store, clock, log } = this.#options;
    if (this.#sweeping || this.#isStopped) return;
    this.#sweptAtMs = clock.now();
    // What falls due before the next look round is asked for too, so that a timer can be set for it.
    const dueByMs = clock.now() + (this.#unsubscribe ? this.#options.sweepEveryMs : 0);
    this.#unfollowed.clear();
    this.#sweeping = store.work
      .tenantsWithWork({ kinds: this.#kinds, standing: this.#standing, nowMs: clock.now(), dueByMs })
      .then((tenants) => {
        if (!this.#isStopped) for (const tenant of tenants) this.#pending.add(tenant);
      })
      .catch((cause: unknown) => log.error('Background work could not be looked for; trying again', {}, cause))
      .finally(() => {
        this.#sweeping = undefined;
        this.#proceed();
      });
    this.#proceed();
  }

  /** Begins what there is room for; when there is nothing left, waits for the next instant something is due. */
  #proceed(): void {
    for (const tenant of this.#pending) {
      if (this.#looking.size >= this.#options.parallel) break;
      if (this.#looking.has(tenant)) continue;
      this.#pending.delete(tenant);
      this.#looking.add(tenant);
      this.#look(tenant)
        .catch((cause: unknown) => {
          this.#options.log.error('Background work of a tenant could not be read; trying again', { tenant }, cause);
          this.#nextAtMs.set(tenant, this.#options.clock.now() + breatherMs);
        })
        .finally(() => {
          this.#looking.delete(tenant);
          this.#proceed();
        });
    }
    const isBusy = this.#sweeping !== undefined || this.#looking.size + this.#running.size + this.#pending.size > 0;
    this.#markIdle(!isBusy);
    this.#arm();
  }

  async #look(tenant: string): Promise<void> {
    const { store, clock } = this.#options;
    let outlook = await store.work.outlook(tenant, this.#kinds);
    if (outlook.isFollowed) this.#unfollowed.delete(tenant);
    else this.#unfollowed.add(tenant);
    let againAtMs = Number.POSITIVE_INFINITY;
    if (outlook.isBehind) {
      if (!(await this.#followLog(tenant))) againAtMs = clock.now() + breatherMs;
      outlook = await store.work.outlook(tenant, this.#kinds);
    }
    let hasBegun = true;
    // What there is no room for is looked at again when something that runs has ended.
    while (hasBegun && outlook.nextAtMs !== null && outlook.nextAtMs <= clock.now()) {
      hasBegun = await this.#beginInTurn(tenant);
      outlook = await store.work.outlook(tenant, this.#kinds);
    }
    const nextAtMs = Math.min(outlook.nextAtMs ?? Number.POSITIVE_INFINITY, againAtMs);
    if (Number.isFinite(nextAtMs)) this.#nextAtMs.set(tenant, nextAtMs);
    else this.#nextAtMs.delete(tenant);
  }

  /** Whether all followers have read all of it. One that fails does not keep what is due already from being done. */
  async #followLog(tenant: string): Promise<boolean> {
    const { store, clock, log, followers } = this.#options;
    try {
      for (const follower of followers) {
        const pick = (events: readonly Event[], reading: FollowerReading) => follower.pick(tenant, events, reading);
        let hasMore = true;
        while (hasMore && !this.#isStopped) {
          hasMore = await store.work.follow(tenant, follower.name, eventsAtOnce, pick, clock.now());
        }
      }
      return true;
    } catch (cause) {
      log.error('The events of a tenant could not be followed; trying again', { tenant }, cause);
      return false;
    }
  }

  /** One claim after another: each takes what room the one before has left. */
  #beginInTurn(tenant: string): Promise<boolean> {
    const begun = this.#claiming.then(() => this.#begin(tenant));
    this.#claiming = begun.catch(() => false);
    return begun;
  }

  /** Whether there was anything to begin, and room for it. */
  async #begin(tenant: string): Promise<boolean> {
    const { store, clock, parallel } = this.#options;
    const limit = parallel - this.#running.size;
    if (limit <= 0 || this.#isStopped) return false;
    const owner = `${this.#instance}:${++this.#claims}`;
    const works = await store.work.claim(tenant, {
      kinds: this.#kinds,
      nowMs: clock.now(),
      leasedUntilMs: clock.now() + this.#options.leaseMs,
      owner,
      limit,
      perSubject: this.#perSubject,
      running: this.#lanesOf(tenant),
    });
    for (const work of works) {
      this.#figures.begun(work, clock.now());
      const abort = new AbortController();
      const run = this.#attempt(tenant, work, owner, abort).finally(() => {
        this.#running.delete(run);
        if (!this.#isStopped) this.#pending.add(tenant);
        // Others may have found no room.
        for (const [other, atMs] of this.#nextAtMs) if (atMs <= clock.now() && !this.#isStopped) this.#pending.add(other);
        this.#proceed();
      });
      this.#running.set(run, { lane: laneOf(work), tenant, abort });
    }
    return works.length > 0;
  }

  #lanesOf(tenant: string): Record<string, number> {
    const lanes: Record<string, number> = {};
    for (const running of this.#running.values()) {
      if (running.tenant === tenant) lanes[running.lane] = (lanes[running.lane] ?? 0) + 1;
    }
    return lanes;
  }

  async #attempt(tenant: string, work: Work, owner: string, abort: AbortController): Promise<void> {
    const { store, clock, timers, log, leaseMs } = this.#options;
    const startedAtMs = clock.now();
    const stopExtending = timers.every(leaseMs / 3, () => {
      store.work
        .extend(tenant, work.id, owner, clock.now() + leaseMs)
        .then((isMine) => isMine || abort.abort(new Error('Somebody else has taken over.')))
        .catch((cause: unknown) => log.error('A lease could not be extended', { tenant, work: work.id }, cause));
    });
    try {
      const result = await this.#run(tenant, work, abort.signal);
      const settlement = this.#settlementOf(work, result, startedAtMs);
      await store.work.settle(tenant, work.id, owner, settlement);
      this.#figures.ended(work, settlement);
    } catch (cause) {
      log.error('Background work could not be settled; it is done again', { tenant, kind: work.kind, work: work.id }, cause);
    } finally {
      stopExtending();
    }
  }

  async #run(tenant: string, work: Work, signal: AbortSignal): Promise<WorkResult> {
    const { clock, log } = this.#options;
    const handler = this.#handlers.get(work.kind);
    if (!handler) return { postponedUntilMs: clock.now() + breatherMs };
    // More attempts than there are waits: whoever was at it has died each time.
    if (!this.#turnOf(work) && work.attempts > handler.retryDelaysMs.length + 1) {
      return { failed: 'It was begun again and again and never ended.', isFinal: true };
    }
    try {
      return await handler.run({ tenant, work, nowMs: clock.now(), signal });
    } catch (cause) {
      if (signal.aborted) return { postponedUntilMs: clock.now() };
      log.error('Background work failed', { tenant, kind: work.kind, work: work.id, attempt: work.attempts }, cause);
      return { failed: 'It failed on our side; the log of the connector says why.' };
    }
  }

  #settlementOf(work: Work, result: WorkResult, startedAtMs: number): Settlement {
    const nowMs = this.#options.clock.now();
    if ('postponedUntilMs' in result) {
      this.#summary.postponed++;
      return { to: 'waiting', dueAtMs: result.postponedUntilMs, uncounted: true };
    }
    const attempt: Attempt = {
      atMs: startedAtMs,
      durationMs: nowMs - startedAtMs,
      error: 'failed' in result ? result.failed : null,
      ...(result.details ? { details: result.details } : {}),
    };
    const standing = this.#turnOf(work);
    if ('done' in result) {
      this.#summary.done++;
      if (standing) return { to: 'waiting', dueAtMs: nextTurn(work.dueAtMs, standing.everyMs, nowMs), fresh: true };
      return { to: 'done', nowMs, attempt, ...(result.forget ? { forget: true } : {}) };
    }
    const delayMs = this.#handlers.get(work.kind)?.retryDelaysMs[work.attempts - 1];
    if (standing) {
      this.#summary.failed++;
      const waitMs = Math.min(60_000 * 2 ** Math.min(work.attempts - 1, 20), standing.everyMs);
      return { to: 'waiting', dueAtMs: nowMs + waitMs, attempt };
    }
    if (result.isFinal || delayMs === undefined) {
      this.#summary.dead++;
      return { to: 'dead', nowMs, attempt };
    }
    this.#summary.failed++;
    const dueAtMs = Math.max(nowMs + this.#jittered(delayMs), result.notBeforeMs ?? 0);
    return { to: 'waiting', dueAtMs: Math.round(dueAtMs), attempt };
  }

  #turnOf(work: Work) {
    return this.#standing.find(({ kind }) => kind === work.kind);
  }

  /** Up to a fifth longer, so that what failed together does not come back together. */
  #jittered(delayMs: number): number {
    return delayMs * (1 + this.#options.random() / 5);
  }

  /** One timer, for whatever comes first; none while it does not run by itself. */
  #arm(): void {
    this.#disarm?.();
    this.#disarm = undefined;
    if (!this.#unsubscribe || this.#isStopped) return;
    const { clock, timers, sweepEveryMs } = this.#options;
    // What is due already waits for room, and is looked at when there is some.
    const upcoming = [...this.#nextAtMs.values()].filter((atMs) => atMs > clock.now());
    const nextAtMs = upcoming.reduce((first, atMs) => Math.min(first, atMs), this.#sweptAtMs + sweepEveryMs);
    this.#disarm = timers.after(Math.max(0, nextAtMs - clock.now()), () => this.#onTimer());
  }

  #onTimer(): void {
    const nowMs = this.#options.clock.now();
    for (const [tenant, atMs] of this.#nextAtMs) if (atMs <= nowMs) this.#pending.add(tenant);
    if (nowMs - this.#sweptAtMs >= this.#options.sweepEveryMs) this.#sweep();
    else this.#proceed();
  }

  #isIdle = true;
  #markIdle(isIdle: boolean): void {
    if (isIdle === this.#isIdle) return;
    this.#isIdle = isIdle;
    if (isIdle) this.#idle.resolve();
    else this.#idle = Promise.withResolvers<void>();
  }
}

/** Keeps to its rhythm; turns that were missed are left out. */
function nextTurn(lastDueAtMs: number, everyMs: number, nowMs: number): number {
  const missed = Math.max(0, Math.floor((nowMs - lastDueAtMs) / everyMs));
  return lastDueAtMs + (missed + 1) * everyMs;
}
