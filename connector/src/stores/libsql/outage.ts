import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { isUnavailable } from './unavailable.ts';

/** So long after the primary last answered, credentials may be read at the replica, milliseconds. */
export const outageGraceMs = 15 * 60_000;

/** While the primary is away it is asked so often whether it is back, milliseconds. */
const looksEveryMs = 5_000;

/** What is read at the primary as long as that one answers. */
export interface OutageRead<T> {
  readonly atPrimary: () => Promise<T>;
  /** Undefined, or refused with `store_unavailable`, when the replica may not or cannot answer. */
  readonly atReplica: () => Promise<{ readonly value: T } | undefined>;
  /** Asks the primary for anything, to see whether it is back. */
  readonly look: () => Promise<unknown>;
}

/**
 * The **outage rule**:
 *
 * 1. Whether tokens and API keys still count, and the keys that our own tokens are checked with, are read at the primary. While that one
 *    answers `store_unavailable`, they are read at the replica: what takes a credential back is written at the primary, so nobody can
 *    add anything here meanwhile, and what was committed before has arrived at the replica or arrives there.
 * 2. For fifteen minutes at most after the primary last answered. The network may only be cut for us and for the replica, while
 *    others go on taking credentials back; that must not go unnoticed for longer.
 * 3. What counted once is never forgotten: a replica that is behind what was seen at the primary, or behind what was written through
 *    here, does not answer. `atReplica` sees to that.
 *
 * Whatever this leaves out is refused with `store_unavailable`, and nobody is let in unchecked.
 */
export class Outage {
  readonly #clock: Clock;
  readonly #log: Log;
  #answeredAtMs: number;
  #phase: 'primary' | 'replica' | 'refusing' = 'primary';
  #looksAgainAtMs = 0;

  constructor({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = clock;
    this.#log = log;
    this.#answeredAtMs = clock.now();
  }

  /** To be called whenever the primary has answered anything at all. */
  primaryAnswered(): void {
    this.#answeredAtMs = this.#clock.now();
    if (this.#phase === 'primary') return;
    this.#phase = 'primary';
    this.#log.info('the primary answers again; whether credentials count is read there');
  }

  /** Reads by the outage rule. @throws ProblemError `store_unavailable` when neither may answer */
  async read<T>({ atPrimary, atReplica, look }: OutageRead<T>): Promise<T> {
    if (this.#mayReadAtReplica()) {
      this.#lookNowAndThen(look);
      const found = await unlessUnavailable(atReplica);
      if (found) return found.value;
    }
    try {
      return await atPrimary();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.#notice();
      const found = this.#mayReadAtReplica() ? await unlessUnavailable(atReplica) : undefined;
      if (found) return found.value;
      throw error;
    }
  }

  /** Whether the primary is known to be away, and for no longer than it may be. */
  #mayReadAtReplica(): boolean {
    if (this.#phase !== 'replica') return false;
    if (!this.#isOver()) return true;
    this.#refuse();
    return false;
  }

  #isOver(): boolean {
    return this.#clock.now() - this.#answeredAtMs >= outageGraceMs;
  }

  #refuse(): void {
    this.#phase = 'refusing';
    this.#log.warn('the primary has not answered for too long; requests are refused until it does', {
      minutes: outageGraceMs / 60_000,
    });
  }

  #notice(): void {
    if (this.#phase !== 'primary') return;
    if (this.#isOver()) {
      this.#refuse();
      return;
    }
    this.#phase = 'replica';
    this.#looksAgainAtMs = this.#clock.now() + looksEveryMs;
    this.#log.warn('the primary does not answer; whether credentials count is read at the replica', {
      atMostMinutes: outageGraceMs / 60_000,
    });
  }

  /** Nobody waits for that: a primary that hangs takes long to be given up. */
  #lookNowAndThen(look: () => Promise<unknown>): void {
    if (this.#clock.now() < this.#looksAgainAtMs) return;
    this.#looksAgainAtMs = this.#clock.now() + looksEveryMs;
    look().catch(() => {});
  }
}

async function unlessUnavailable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return undefined;
  }
}
