import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { headersTooLarge, maxHeadBytes } from '../../http/input/request-head.ts';
import { problemResponse, refuse } from '../../http/problem.ts';
import { uuidIds } from '../../ports/ids.ts';

/** So long a client may go on sending what is not read any more: cut at once, it would lose the answer with the connection. */
const lingerMs = 1_000;

/** Answers what Node's parser stops at with a problem document; by itself it says no more than a status. */
export function refuseUnread(server: Server): void {
  const answering = new WeakMap<Socket, ServerResponse>();
  const refused = new WeakSet<Socket>();
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => answering.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    // The parser complains of every further part, too.
    if (refused.has(socket)) return;
    refused.add(socket);
    const isAnswering = answering.get(socket)?.writableFinished === false;
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering) socket.destroy();
    else void tell(socket, refusalOf(error));
  });
}

async function tell(socket: Socket, refusal: Response): Promise<void> {
  const { status } = refusal;
  const body = await refusal.text();
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `date: ${new Date().toUTCString()}`,
    ...[...refusal.headers].map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

function refusalOf({ code }: NodeJS.ErrnoException): Response {
  // A request that never ends is nobody's mistake in what it says.
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Response(null, { status: 408 });
  return problemResponse(
    code === 'HPE_HEADER_OVERFLOW'
      ? headersTooLarge(`The address and the headers are together larger than ${maxHeadBytes / 1024} KB.`)
      : refuse('malformed_request', { detail: 'What was sent is not HTTP/1.1.', hint: 'Look at it as it goes over the wire.' }),
    uuidIds.next(),
  );
}
