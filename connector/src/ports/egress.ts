import type { Fetch } from './fetch.ts';

/** A request to another system, ready to be sent. */
export interface OutgoingRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array | null;
  readonly signal: AbortSignal | undefined;
}

/** The way out of this runtime, for addresses that somebody else has chosen. Nothing of it follows redirects. */
export interface Egress {
  /**
   * Addresses of a host name, IPv4 and IPv6 in text form. Absent on runtimes that cannot tell, because their platform resolves and
   * connects by itself; such a platform must not reach private networks.
   * @throws when the name has none
   */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /**
   * Sends it, to one of these addresses and no other when they are given, whatever the name resolves to by then. TLS is checked for the
   * name of the URL. The body of the answer comes as a stream; cancelling it closes the connection.
   */
  send(url: URL, request: OutgoingRequest, addresses: readonly string[] | undefined): Promise<Response>;
}

/** No way out at all. */
export const noEgress: Egress = {
  send: () => Promise.reject(new Error('This connector was given no way to reach other systems (the option `egress`).')),
};

/** By a `fetch` that resolves and connects by itself: addresses are judged as they are written, and no further. */
export function egressBy(fetch: Fetch): Egress {
  return {
    send: (url, { method, headers, body, signal }) =>
      fetch(url.href, {
        method,
        headers,
        redirect: 'manual',
        ...(body === null ? {} : { body: body.slice() }),
        ...(signal ? { signal } : {}),
      }),
  };
}

/** For platforms that resolve and connect by themselves and keep requests out of private networks, as Cloudflare Workers do. */
export const platformEgress: Egress = egressBy((address, init) => fetch(address, init));
