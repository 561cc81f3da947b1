import type { Clock } from '../../ports/clock.ts';

/** So much within so long. */
export interface RatePolicy {
  /** As in the headers `RateLimit` and `RateLimit-Policy`. */
  readonly name: string;
  readonly quota: number;
  readonly windowSeconds: number;
}

/** What was decided about one request by one policy. */
export interface RateDecision {
  readonly policy: RatePolicy;
  readonly isAllowed: boolean;
  /** What is left of the quota. */
  readonly remaining: number;
  /** Until the whole quota is there again. */
  readonly resetSeconds: number;
  /** Until the same request would be allowed; 0 when it is. */
  readonly retryAfterSeconds: number;
}

const standardMaxKeys = 50_000;

/**
 * Counts by the generic cell rate algorithm (ITU-T I.371): one number per key, a burst of the whole quota, then as much as flows
 * back. Keys are kept in two generations; when the young one is full the old one is forgotten, so memory is bounded however many
 * keys come, and who is forgotten starts afresh.
 */
export class RateLimiter {
  readonly policy: RatePolicy;
  readonly #clock: Clock;
  readonly #maxKeys: number;
  /** Epoch milliseconds at which the whole quota of a key is there again. */
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  constructor(policy: RatePolicy, clock: Clock, maxKeys = standardMaxKeys) {
    this.policy = policy;
    this.#clock = clock;
    this.#maxKeys = maxKeys;
  }

  /** Takes `cost` from the key's quota, if there is as much. A cost above the quota takes all of it. */
  take(key: string, cost = 1): RateDecision {
    const now = this.#clock.now();
    const { quota, windowSeconds } = this.policy;
    const windowMs = windowSeconds * 1000;
    const millisecondsEach = windowMs / quota;
    const fullAt = Math.max(now, this.#young.get(key) ?? this.#old.get(key) ?? now);
    const fullAtAfter = fullAt + Math.min(cost, quota) * millisecondsEach;
    const tooSoonMs = fullAtAfter - windowMs - now;
    const isAllowed = tooSoonMs <= 0;
    if (isAllowed) this.#keep(key, fullAtAfter);
    const until = isAllowed ? fullAtAfter : fullAt;
    return {
      policy: this.policy,
      isAllowed,
      remaining: Math.max(0, Math.floor((windowMs - (until - now)) / millisecondsEach)),
      resetSeconds: Math.ceil((until - now) / 1000),
      retryAfterSeconds: isAllowed ? 0 : Math.max(1, Math.ceil(tooSoonMs / 1000)),
    };
  }

  /** Keys that are remembered. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  #keep(key: string, fullAt: number): void {
    if (!this.#young.has(key) && this.#young.size >= this.#maxKeys) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, fullAt);
    this.#old.delete(key);
  }
}
