import type { Timers } from '../../ports/timers.ts';
import { unavailable } from './unavailable.ts';

/** What a replica has not answered by then is read at the primary, milliseconds. */
export const replicaPatienceMs = 5_000;

/** What a primary over the network has not answered by then is refused, milliseconds. Less than any request may take. */
export const primaryPatienceMs = 10_000;

/** The answer, if it comes in time. What was asked is not called off. @throws ProblemError `store_unavailable` */
export async function answeredWithin<T>(milliseconds: number, timers: Timers, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const forget = timers.after(milliseconds, () => late.reject(unavailable()));
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    forget();
  }
}

/** For a client: gives up what nobody waits for any more. Left open, the few requests a client makes at once would run out. */
export function impatientFetch(milliseconds: number): (request: Request) => Promise<Response> {
  return (request) => fetch(request, { signal: AbortSignal.timeout(milliseconds) });
}
