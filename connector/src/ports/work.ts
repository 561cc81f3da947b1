import type { Event } from '@dispatchkit/contract';
import type { Page, Reader } from './store.ts';

/**
 * `waiting`: due at some instant, or being worked on under a lease. `done`: kept to be looked at. `dead`: given up, until somebody
 * has it tried again.
 */
export const workStates = ['waiting', 'done', 'dead'] as const;
export type WorkState = (typeof workStates)[number];

/** Something to be done in the background, at least once. Of JSON values only. */
export interface NewWork {
  /** Unique per tenant. Work whose id is there already is left as it is, so enqueuing twice is enqueuing once. */
  readonly id: string;
  /** Says who does it. */
  readonly kind: string;
  /** What it is for: work of one subject is listed, slowed down and paused together. May be empty. */
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Not before; epoch milliseconds. */
  readonly dueAtMs: number;
}

/** One attempt, as it is kept. Of JSON values only; never secrets. */
export interface Attempt {
  readonly atMs: number;
  readonly durationMs: number;
  /** Why it failed, for people; `null` when it did not. */
  readonly error: string | null;
  /** Facts of the kind of work. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Work extends NewWork {
  readonly state: WorkState;
  /** Begun since it was enqueued or revived; the running one counts. */
  readonly attempts: number;
  /** Somebody is at it, or was when it vanished: until then (epoch milliseconds) nobody else begins. */
  readonly leasedUntilMs: number | null;
  readonly createdAtMs: number;
  /** When it was done or given up. */
  readonly finishedAtMs: number | null;
  /** The last 20 attempts that ended, oldest first. */
  readonly history: readonly Attempt[];
}

export interface ClaimRequest {
  /** Only these kinds are looked at. */
  readonly kinds: readonly string[];
  readonly nowMs: number;
  readonly leasedUntilMs: number;
  /** Who claims; unique per running process. */
  readonly owner: string;
  readonly limit: number;
  /** At most so many of one subject at a time, by kind; kinds left out: 1. */
  readonly perSubject: Readonly<Record<string, number>>;
  /** How many of a subject the caller is at already, by `laneOf`. */
  readonly running: Readonly<Record<string, number>>;
}

/** Name of what is limited by `perSubject`. */
export function laneOf({ kind, subject }: Pick<NewWork, 'kind' | 'subject'>): string {
  return `${kind}:${subject}`;
}

/** How work under a lease goes on. */
export type Settlement =
  /** `forget` leaves no trace. */
  | { readonly to: 'done'; readonly forget?: boolean; readonly attempt?: Attempt; readonly nowMs: number }
  | { readonly to: 'dead'; readonly attempt?: Attempt; readonly nowMs: number }
  /** `uncounted`: it was not tried at all. `fresh`: it did what it should, and counts from nought for the next time. */
  | {
      readonly to: 'waiting';
      readonly dueAtMs: number;
      readonly attempt?: Attempt;
      readonly uncounted?: boolean;
      readonly fresh?: boolean;
    };

/** A task that every tenant has, by its kind. */
export interface StandingWork {
  readonly kind: string;
  readonly everyMs: number;
}

/** Reads inside the transaction of `follow`. */
export interface FollowerReading {
  readonly reader: Reader;
  /** As `WorkStore.recall`. */
  recall(kind: string, subject: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** What is ahead of a tenant. */
export interface Outlook {
  /** When the next work is due, or the next lease lapses; epoch milliseconds. */
  readonly nextAtMs: number | null;
  /** Whether anybody follows its log, and has not read all of it. */
  readonly isFollowed: boolean;
  readonly isBehind: boolean;
}

/** Every part narrows. */
export interface WorkFilter {
  readonly kind: string;
  readonly subject?: string;
  readonly states?: readonly WorkState[];
  readonly ids?: readonly string[];
  /** Enqueued at or after, before; epoch milliseconds. */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Done or given up before; epoch milliseconds. */
  readonly finishedBeforeMs?: number;
}

export interface WorkListRequest extends WorkFilter {
  /** 1–500. */
  readonly limit: number;
  /** @throws ProblemError `invalid_cursor` */
  readonly cursor?: string;
}

/**
 * Rows of background work. Several processes share them: a claimed row is nobody else's until its lease lapses, so nothing runs
 * twice at a time while processes are alive, and nothing is lost when one dies. What was done but not settled is done again.
 */
export interface WorkStore {
  /**
   * Which tenants have something to do by `dueByMs`: due work of these kinds, leases that lapse included, or events their followers
   * have not read. Gives every tenant its standing work first. Of the whole installation; may take a while, so it is asked about once
   * a minute.
   */
  tenantsWithWork(request: {
    readonly kinds: readonly string[];
    readonly standing: readonly StandingWork[];
    readonly nowMs: number;
    readonly dueByMs: number;
  }): Promise<string[]>;

  outlook(tenant: string, kinds: readonly string[]): Promise<Outlook>;
  enqueue(tenant: string, work: readonly NewWork[], nowMs: number): Promise<void>;
  /** Takes what is due, the longest waiting first. Each counts as an attempt from now on, whatever becomes of it. */
  claim(tenant: string, request: ClaimRequest): Promise<Work[]>;
  /** Whether it is still the owner's. */
  extend(tenant: string, id: string, owner: string, leasedUntilMs: number): Promise<boolean>;
  /** Whether it was still the owner's; otherwise nothing has changed. */
  settle(tenant: string, id: string, owner: string, settlement: Settlement): Promise<boolean>;
  /** How many there are in each state. */
  counts(tenant: string, filter: WorkFilter): Promise<Readonly<Record<WorkState, number>>>;
  /** Waiting work that nobody is at is not due before `untilMs`, plus up to `spreadMs` so that it does not come all at once. */
  postpone(tenant: string, filter: WorkFilter, untilMs: number, spreadMs: number): Promise<void>;

  get(tenant: string, kind: string, id: string): Promise<Work | undefined>;
  /** Newest first. */
  list(tenant: string, request: WorkListRequest): Promise<Pick<Page<Work>, 'items' | 'nextCursor'>>;
  /** Dead work, or that of the given states, is due at once and counts from nought; what somebody is at is left alone. Returns how many. */
  revive(tenant: string, filter: WorkFilter, nowMs: number): Promise<number>;
  /** Gives up waiting work that nobody is at. Returns how many. */
  giveUp(tenant: string, filter: WorkFilter, error: string, nowMs: number): Promise<number>;
  /** Removes work that nobody is at. Returns how many. */
  remove(tenant: string, filter: WorkFilter): Promise<number>;

  /** From now on `follow` reads the tenant's log from here. Does nothing when it does so already. */
  startFollowing(tenant: string, follower: string): Promise<void>;
  /**
   * Reads the next events of the log and enqueues the work that follows from them, in one transaction: each event is read once,
   * whoever asks and whatever happens in between. `pick` must read through what it is given. Returns whether there is more.
   */
  follow(
    tenant: string,
    follower: string,
    limit: number,
    pick: (events: readonly Event[], reading: FollowerReading) => Promise<readonly NewWork[]>,
    nowMs: number,
  ): Promise<boolean>;

  /** What is remembered about a subject, such as how often it failed in a row. */
  recall(tenant: string, kind: string, subject: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Reads and writes in one transaction, so that two processes never overwrite each other. `undefined` forgets. Returns what is remembered now. */
  remember<T extends object>(
    tenant: string,
    kind: string,
    subject: string,
    change: (before: Readonly<Record<string, unknown>> | undefined) => T | undefined,
  ): Promise<T | undefined>;
}
