import type { Timers } from '../ports/timers.ts';
import { refuse } from './problem.ts';

export interface Deadline {
  readonly timers: Timers;
  readonly seconds: number;
  readonly hungUp?: AbortSignal | undefined;
  /** Asked when the time is up: then it is the caller who was too slow. */
  readonly isBodyArriving?: () => boolean;
}

/**
 * Runs work that must be done in time. When it is not, or when the caller hangs up, its signal is aborted: what has not begun to
 * write by then never will.
 * @throws ProblemError `timed_out`, `body_too_slow`, or what the work throws
 */
export async function inTime<T>(
  { timers, seconds, hungUp, isBodyArriving }: Deadline,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const late = Promise.withResolvers<never>();
  const forget = timers.after(seconds * 1000, () => {
    const problem = isBodyArriving?.() ? bodyTooSlow(seconds) : timedOut(seconds);
    abort.abort(problem);
    late.reject(problem);
  });
  // Nobody will read this; it tells the log that it was no fault of ours.
  const hangUp = () => abort.abort(refuse('malformed_request', { detail: 'The caller has hung up.', cause: hungUp?.reason }));
  hungUp?.addEventListener('abort', hangUp);
  try {
    return await Promise.race([work(abort.signal), late.promise]);
  } finally {
    forget();
    hungUp?.removeEventListener('abort', hangUp);
  }
}

function timedOut(seconds: number) {
  return refuse('timed_out', {
    detail: `The request was not done within ${seconds} seconds.`,
    hint: 'It may still have been carried out: look before you repeat it, or repeat it with the same Idempotency-Key.',
  });
}

function bodyTooSlow(seconds: number) {
  return refuse('body_too_slow', {
    detail: `The body had not arrived within ${seconds} seconds. Nothing was done.`,
    hint: 'Send it again, and see that Content-Length is that of the body.',
  });
}
