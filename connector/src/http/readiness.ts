import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Timers } from '../ports/timers.ts';

/** A database that takes longer does not count as answering: whoever asks has given up by then. */
const patienceMilliseconds = 2_000;

export type ReadinessCheck = 'database' | 'migrations' | 'stopping';

/** Whether this instance should be sent requests. */
export class Readiness {
  readonly #store: Store;
  readonly #timers: Timers;
  readonly #log: Log;
  #isStopping = false;
  #asking: Promise<readonly ReadinessCheck[]> | undefined;

  constructor({ store, timers, log }: { store: Store; timers: Timers; log: Log }) {
    this.#store = store;
    this.#timers = timers;
    this.#log = log;
  }

  /** From now on it is not ready, and load balancers move on. Requests that come all the same are answered. */
  beginStopping(): void {
    this.#isStopping = true;
  }

  /** What stands in the way; nothing when it is ready. However many ask at once, the database is asked once. */
  async failing(): Promise<readonly ReadinessCheck[]> {
    if (this.#isStopping) return ['stopping'];
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<readonly ReadinessCheck[]> {
    const { promise: tooLate, resolve } = Promise.withResolvers<readonly ReadinessCheck[]>();
    const callOff = this.#timers.after(patienceMilliseconds, () => resolve(['database']));
    try {
      return await Promise.race([this.#askStore(), tooLate]);
    } finally {
      callOff();
    }
  }

  async #askStore(): Promise<readonly ReadinessCheck[]> {
    try {
      return (await this.#store.isCurrent()) ? [] : ['migrations'];
    } catch (cause) {
      this.#log.error('The database does not answer; this instance is not ready', {}, cause);
      return ['database'];
    }
  }
}
