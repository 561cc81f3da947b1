import type { HostConnection } from '@dispatchkit/contract/manifest';
import { HostError, type HostSurroundings } from '../host.ts';

/** Longer than this nobody is kept waiting: the caller learns when it may be tried again, and decides. */
export const longestWaitMs = 30_000;

/** How many calls at the same time, and how many a minute. */
export interface Limits {
  /**
   * Runs a call when there is room for it.
   * @throws HostError `rate-limited` when there would be none within half a minute
   */
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Nobody calls before then: the host has asked for a pause. */
  pause(milliseconds: number): void;
}

export function openLimits(
  limits: Pick<HostConnection['limits'], 'concurrency' | 'perMinute'>,
  surroundings: Pick<HostSurroundings, 'nowMs' | 'wait'>,
): Limits {
  const rate = limits.perMinute === undefined ? undefined : openBucket(limits.perMinute, surroundings.nowMs);
  const queue: (() => void)[] = [];
  let running = 0;
  let pausedUntilMs = 0;

  async function slot(signal: AbortSignal | undefined): Promise<void> {
    if (running < limits.concurrency) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        queue.splice(queue.indexOf(enter), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(enter);
    });
  }

  /** The place goes to whoever waits longest, and is never free in between. */
  function free(): void {
    const next = queue.shift();
    if (next === undefined) {
      running -= 1;
    } else {
      next();
    }
  }

  async function turn(signal: AbortSignal | undefined): Promise<void> {
    const pauseMs = pausedUntilMs - surroundings.nowMs();
    if (pauseMs > longestWaitMs) {
      throw new HostError('rate-limited', 'The host has asked for a pause.', { retryAfterMs: pauseMs });
    }
    const tokenMs = rate?.reserve() ?? 0;
    if (tokenMs > longestWaitMs) {
      rate?.giveBack();
      throw new HostError('rate-limited', 'More calls a minute than this host is asked.', { retryAfterMs: tokenMs });
    }
    const waitMs = Math.max(pauseMs, tokenMs);
    if (waitMs > 0) {
      await surroundings.wait(waitMs, signal);
    }
  }

  return {
    run: async (call, signal) => {
      signal?.throwIfAborted();
      await slot(signal);
      try {
        await turn(signal);
        return await call();
      } finally {
        free();
      }
    },
    pause: (milliseconds) => {
      pausedUntilMs = Math.max(pausedUntilMs, surroundings.nowMs() + milliseconds);
    },
  };
}

/**
 * A token bucket that never lets more than `perMinute` calls into any sixty seconds: a quarter of them may come at once, and what comes
 * back within the minute is the rest.
 */
export function openBucket(perMinute: number, nowMs: () => number): { reserve(): number; giveBack(): void } {
  const size = Math.max(1, Math.floor(perMinute / 4));
  // A millisecond over the minute, so that rounding never makes one call more.
  const perMs = (perMinute - size + 1) / 60_001;
  let tokens = size;
  let countedAtMs = nowMs();
  return {
    /** Takes a token, be it one that is still to come; answers the milliseconds until it is there. */
    reserve: () => {
      const now = nowMs();
      tokens = Math.min(size, tokens + Math.max(0, now - countedAtMs) * perMs);
      countedAtMs = now;
      tokens -= 1;
      return tokens >= 0 ? 0 : Math.ceil(-tokens / perMs);
    },
    giveBack: () => {
      tokens += 1;
    },
  };
}
