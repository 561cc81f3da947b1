import type { Event } from '@dispatchkit/contract';
import type { FollowerReading, NewWork, Work } from '../../ports/work.ts';

/**
 * A task that comes round for every tenant: retention, generation of recurring jobs, roll-ups. List it in `backgroundTasks`
 * (background-tasks.ts). Runs at least once per interval while a connector is alive, never twice at a time for one tenant. When it throws
 * it is tried again after a minute, two, four … (at most the interval). The first run of a tenant falls somewhere in the first interval,
 * so that a thousand tenants do not have their turn at once.
 *
 * @example
 * const retention: BackgroundTask = { name: 'retention', everyMinutes: 60, run: ({ tenant, nowMs }) => applyRetention(options, tenant, nowMs) };
 */
export interface BackgroundTask {
  /** Unique, never reused for something else: `a-z` and `-`. */
  readonly name: string;
  readonly everyMinutes: number;
  run(call: TaskCall): Promise<void>;
}

export interface TaskCall {
  readonly tenant: string;
  readonly nowMs: number;
  /** Aborted when the connector stops, or when somebody else has taken over. Long tasks look at it between steps. */
  readonly signal: AbortSignal;
}

/** Does one kind of work, one attempt at a time. Must be safe to repeat: a process may die between doing and noting it. */
export interface WorkHandler {
  readonly kind: string;
  /** At most so many of one subject at a time. */
  readonly perSubject: number;
  /** When it throws, it failed for a reason that is logged, and is tried again. */
  run(call: WorkCall): Promise<WorkResult>;
  /** Waits between attempts, milliseconds, the first one after the first failure. When they are used up the work is dead. */
  readonly retryDelaysMs: readonly number[];
}

export interface WorkCall extends TaskCall {
  readonly work: Work;
}

export type WorkResult =
  /** Kept to be looked at, with these facts; `forget` leaves no trace. */
  | { readonly done: true; readonly details?: Details; readonly forget?: boolean }
  /** `error` is for people. Tried again as `retryDelaysMs` says, not before `notBeforeMs`; or never, when `isFinal`. */
  | { readonly failed: string; readonly details?: Details; readonly notBeforeMs?: number; readonly isFinal?: boolean }
  /** Not tried at all; does not count as an attempt. */
  | { readonly postponedUntilMs: number };

export type Details = Readonly<Record<string, string | number | boolean | null>>;

/** Turns events into work. Every event of the tenants that `startFollowing` was called for is picked once. */
export interface LogFollower {
  readonly name: string;
  /** Whether a tenant that nobody followed may be followed from this event on. */
  mayBegin(event: Event): boolean;
  /** Must read through `reading` alone. Throwing makes it read the same events again later. */
  pick(tenant: string, events: readonly Event[], reading: FollowerReading): Promise<readonly NewWork[]>;
}
