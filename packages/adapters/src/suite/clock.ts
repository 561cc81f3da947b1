interface Waiting {
  readonly atMs: number;
  readonly resolve: () => void;
}

/**
 * A clock on which nobody waits: it jumps to the next moment somebody waits for as soon as nothing else is under way. Questions that the
 * host will never answer do not hold it up.
 */
export class PatientClock {
  nowMs: number;
  /** Milliseconds that were waited for, in order. */
  readonly waits: number[] = [];
  readonly #silent: () => number;
  readonly #waiting = new Set<Waiting>();
  #underWay = 0;
  #turns = 0;
  #isPumping = false;

  constructor(silent: () => number, nowMs: number) {
    this.#silent = silent;
    this.nowMs = nowMs;
  }

  /** Counts something as under way until it is done. */
  async during<T>(run: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await run();
    } finally {
      this.#underWay -= 1;
      this.#turns = 0;
    }
  }

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const waiting = { atMs: this.nowMs + Math.max(0, milliseconds), resolve: done };
      const aborted = () => {
        this.#waiting.delete(waiting);
        reject(signal?.reason as Error);
      };
      const { nowMs } = this;
      const { waits } = this;
      function done() {
        signal?.removeEventListener('abort', aborted);
        waits.push(waiting.atMs - nowMs);
        resolve();
      }
      signal?.addEventListener('abort', aborted, { once: true });
      this.#waiting.add(waiting);
      this.#turns = 0;
      void this.#pump();
    });
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#waiting.size > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#turns = this.#underWay > this.#silent() ? 0 : this.#turns + 1;
      // A few turns, so that what follows an answer has begun.
      if (this.#turns >= 5) this.#jump();
    }
    this.#isPumping = false;
  }

  #jump(): void {
    const [next] = [...this.#waiting].toSorted((a, b) => a.atMs - b.atMs);
    if (next === undefined) return;
    this.#waiting.delete(next);
    this.nowMs = Math.max(this.nowMs, next.atMs);
    this.#turns = 0;
    next.resolve();
  }
}
