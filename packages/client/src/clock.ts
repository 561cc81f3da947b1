/** Time as the sources see it; tests bring their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once after `milliseconds`. The answer takes it back. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Waits, or ends early (without an error) when the signal says so. */
export function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(milliseconds, done);
    signal?.addEventListener('abort', done);
  });
}

/** Waiting time before try number `attempt` (from 0): doubles up to 30 s, between half and all of it, so that many do not come at once. */
export function backOffMs(attempt: number, random: () => number, firstMs = 400): number {
  return Math.min(30_000, firstMs * 2 ** attempt) * (0.5 + random() / 2);
}
