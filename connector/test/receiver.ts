import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
}

type Answer = number | ((response: ServerResponse, message: ReceivedMessage) => void);

/** A system that receives webhooks: keeps what came, and answers what it is told to, the last answer for ever. */
export interface Receiver {
  readonly url: string;
  readonly messages: readonly ReceivedMessage[];
  /** Payloads of the messages. */
  readonly bodies: readonly { type: string; timestamp: string; truncated?: boolean; data: Record<string, unknown> }[];
  readonly ids: readonly string[];
  answers: Answer[];
  /** Resolves when so many messages have come. */
  received(count: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function openReceiver(...answers: Answer[]): Promise<Receiver> {
  const messages: ReceivedMessage[] = [];
  const waiting: { readonly count: number; readonly fulfil: () => void }[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const message = { headers: request.headers, path: request.url ?? '', body };
    messages.push(message);
    const answer = receiver.answers.length > 1 ? receiver.answers.shift() : receiver.answers[0];
    if (typeof answer === 'function') answer(response, message);
    else response.writeHead(answer ?? 204).end();
    for (const { count, fulfil } of waiting) if (messages.length >= count) fulfil();
  });
  await new Promise<void>((fulfil) => server.listen(0, '127.0.0.1', fulfil));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    messages,
    answers,
    get bodies() {
      return messages.map(({ body }) => JSON.parse(body));
    },
    get ids() {
      return messages.map(({ headers }) => String(headers['webhook-id']));
    },
    received: (count) =>
      new Promise((fulfil) => {
        if (messages.length >= count) fulfil();
        else waiting.push({ count, fulfil });
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((fulfil) => server.close(fulfil));
    },
  };
  return receiver;
}
