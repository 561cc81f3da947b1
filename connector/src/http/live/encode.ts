import type { Event, HostStanding, PositionMessage } from '@dispatchkit/contract';

/** Server-sent events (WHATWG HTML §9.2) as bytes. JSON never holds a raw line break, so each `data:` is one line. */
const encoder = new TextEncoder();

export type Bytes = Uint8Array<ArrayBuffer>;

/** First bytes of a stream: they make proxies and clients see that it is open. */
export const opening = encoder.encode('retry: 1000\n: connected\n\n');
export const heartbeat = encoder.encode(': still here\n\n');

export function encodeEvent(event: Event): Bytes {
  return encoder.encode(`id: ${event.seq}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`);
}

/** Without an id: positions are not part of the log, and a stream is never continued after one. */
export function encodePositions(messages: readonly PositionMessage[]): Bytes {
  return encoder.encode(messages.map((message) => `event: position\ndata: ${JSON.stringify(message)}\n\n`).join(''));
}

/** Without an id, as positions. */
export function encodeHosts(hosts: readonly HostStanding[]): Bytes {
  return encoder.encode(`event: hosts\ndata: ${JSON.stringify({ hosts })}\n\n`);
}

/** Tells the client to read the snapshot again. */
export function encodeReset(lastSeq: number): Bytes {
  return encoder.encode(`event: reset\ndata: ${JSON.stringify({ lastSeq })}\n\n`);
}

/** Messages one after the other, for one write in place of many. */
export function joined(messages: readonly Bytes[]): Bytes {
  const [first] = messages;
  if (first && messages.length === 1) return first;
  const bytes = new Uint8Array(messages.reduce((sum, message) => sum + message.byteLength, 0));
  let offset = 0;
  for (const message of messages) {
    bytes.set(message, offset);
    offset += message.byteLength;
  }
  return bytes;
}
