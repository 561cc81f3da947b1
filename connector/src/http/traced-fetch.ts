import type { Fetch } from '../ports/fetch.ts';
import type { Tracing } from '../ports/tracing.ts';

/** Requests to other systems, as parts of the trace that they continue there. Names the host, never the address. */
export function tracedFetch(fetch: Fetch, tracing: Tracing): Fetch {
  return (address, init = {}) =>
    tracing.part('fetch', { 'server.address': new URL(address).host }, async (span) => {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(tracing.headers())) headers.set(name, value);
      const response = await fetch(address, { ...init, headers });
      span.set('http.response.status_code', response.status);
      return response;
    });
}
