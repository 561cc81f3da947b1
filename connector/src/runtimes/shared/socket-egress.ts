import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6 } from 'node:net';
import { Readable } from 'node:stream';
import type { Egress, OutgoingRequest } from '../../ports/egress.ts';

/**
 * The way out of Node, Deno and Bun. `fetch` of these runtimes resolves names by itself, so it could reach another address than the
 * one that was judged; here the connection is made to the given addresses.
 */
export const socketEgress: Egress = {
  async resolve(host) {
    const found = await lookup(host, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  },
  send(url, request, addresses) {
    return new Promise((fulfil, reject) => {
      const { signal, body } = request;
      if (signal?.aborted) return reject(signal.reason);
      const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const outgoing = send(url, optionsOf(request, addresses), (incoming) => {
        incoming.once('close', () => signal?.removeEventListener('abort', abort));
        try {
          fulfil(responseOf(incoming));
        } catch (error) {
          incoming.destroy();
          reject(error);
        }
      });
      const abort = () => outgoing.destroy(signal?.reason instanceof Error ? signal.reason : new Error('Called off.'));
      signal?.addEventListener('abort', abort, { once: true });
      outgoing.once('error', (error) => {
        signal?.removeEventListener('abort', abort);
        reject(error);
      });
      outgoing.end(body ?? undefined);
    });
  },
};

function optionsOf({ method, headers, body }: OutgoingRequest, addresses: readonly string[] | undefined): RequestOptions {
  return {
    method,
    headers: { ...Object.fromEntries(headers), ...(body ? { 'content-length': String(body.byteLength) } : {}) },
    // A connection of its own: one that is kept open could belong to another address.
    agent: false,
    ...(addresses ? { lookup: answerWith(addresses) } : {}),
  };
}

function answerWith(addresses: readonly string[]): NonNullable<RequestOptions['lookup']> {
  const entries = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, callback) => {
    const [first] = entries;
    if (options.all) callback(null, entries);
    else if (first) callback(null, first.address, first.family);
    else callback(new Error('There is no address.'), '', 4);
  };
}

/** @throws RangeError for a status that HTTP does not have */
function responseOf(incoming: IncomingMessage): Response {
  const { statusCode = 0 } = incoming;
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const hasBody = statusCode !== 204 && statusCode !== 205 && statusCode !== 304;
  if (!hasBody) incoming.resume();
  const stream = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null;
  return new Response(stream, { status: statusCode, headers });
}
