/** Calls back later. A port, so that tests make time pass. */
export interface Timers {
  /** Calls once after so many milliseconds. Returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Calls again and again. Returns how to stop. */
  every(milliseconds: number, callback: () => void): () => void;
}

const longestDelay = 2 ** 31 - 1;

/** Timers of this runtime. They never keep a process alive by themselves. */
export const systemTimers = timersOf(letGo);

/** As `systemTimers`, for commands: a process that has nothing left but to wait would end. */
export const holdingTimers = timersOf(() => {});

function timersOf(begun: (timer: unknown) => void): Timers {
  return {
    after(milliseconds, callback) {
      const timer = setTimeout(callback, Math.min(milliseconds, longestDelay));
      begun(timer);
      return () => clearTimeout(timer);
    },
    every(milliseconds, callback) {
      const timer = setInterval(callback, milliseconds);
      begun(timer);
      return () => clearInterval(timer);
    },
  };
}

/** Node's and Bun's timers can be told not to hold the process; elsewhere they are numbers and do not. */
function letGo(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') timer.unref();
}
