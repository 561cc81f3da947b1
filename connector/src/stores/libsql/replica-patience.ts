/** What a replica has not answered by then is read at the primary, milliseconds. */
export const replicaPatienceMs = 5_000;

/** For the client of a replica: gives up what nobody waits for any more. Left open, the few requests a client makes at once would run out. */
export function impatientFetch(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.timeout(replicaPatienceMs) });
}
