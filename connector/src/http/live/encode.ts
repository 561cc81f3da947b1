import type { Event, PositionMessage } from '@dispatchkit/contract';

/** Server-sent events (WHATWG HTML §9.2) as bytes. JSON never holds a raw line break, so each `data:` is one line. */
const encoder = new TextEncoder();

/** First bytes of a stream: they make proxies and clients see that it is open. */
export const opening = encoder.encode('retry: 1000\n: connected\n\n');
export const heartbeat = encoder.encode(': still here\n\n');

export function encodeEvent(event: Event): Uint8Array<ArrayBuffer> {
  return encoder.encode(`id: ${event.seq}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`);
}

/** Without an id: positions are not part of the log, and a stream is never continued after one. */
export function encodePosition(message: PositionMessage): Uint8Array<ArrayBuffer> {
  return encoder.encode(`event: position\ndata: ${JSON.stringify(message)}\n\n`);
}

/** Tells the client to read the snapshot again. */
export function encodeReset(lastSeq: number): Uint8Array<ArrayBuffer> {
  return encoder.encode(`event: reset\ndata: ${JSON.stringify({ lastSeq })}\n\n`);
}
