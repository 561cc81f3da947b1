import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HostConnection, HostSetting } from '@dispatchkit/contract/manifest';
import type { HostSurroundings } from '../src/host.ts';

/** A question as a host sees it. */
export interface Asked {
  readonly method: string;
  /** With the query, as it stood on the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  /** Sent as JSON; a text as it is. */
  readonly body?: unknown;
}

export interface TestHost {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/** A host on 127.0.0.1 that answers as it is told, for the length of `use`. `silence` is never answered. */
export async function withHost(
  answer: (asked: Asked, count: number) => Reply | 'silence' | Promise<Reply | 'silence'>,
  use: (host: TestHost) => Promise<void>,
): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) {
      pieces.push(piece as Buffer);
    }
    const question = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      text: Buffer.concat(pieces).toString(),
    };
    asked.push(question);
    const reply = await answer(question, asked.length);
    if (reply === 'silence') {
      return;
    }
    const isText = typeof reply.body === 'string';
    const headers = { 'content-type': isText ? 'text/plain' : 'application/json', ...reply.headers };
    response.writeHead(
      reply.status ?? 200,
      Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    );
    response.end(reply.body === undefined ? undefined : isText ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Surroundings whose clock moves only when somebody waits. */
export function testSurroundings(settings: HostSurroundings['settings']): HostSurroundings & {
  readonly waits: number[];
  readonly kept: Record<string, string>;
  advance(milliseconds: number): void;
} {
  let now = Date.parse('2026-11-20T08:00:00Z');
  const waits: number[] = [];
  const kept: Record<string, string> = {};
  return {
    fetch: (request) => fetch(request),
    settings,
    nowMs: () => now,
    wait: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
      // Lets everybody else have a turn, as a real wait does.
      await sleep(0);
    },
    keepSecret: async (setting, value) => {
      kept[setting] = value;
    },
    waits,
    kept,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** The part of a manifest a wire needs, with a setting `url` and secrets by name. */
export function testConnection(
  connection: Partial<import('zod').input<typeof HostConnection>>,
  secrets: readonly string[] = [],
): { readonly settings: Record<string, HostSetting>; readonly connection: HostConnection } {
  const setting = (title: string, type: HostSetting['type']) => HostSetting.parse({ title, type });
  return {
    settings: {
      url: setting('Address', 'url'),
      user: setting('User', 'text'),
      ...Object.fromEntries(secrets.map((name) => [name, setting(name, 'secret')])),
    },
    connection: HostConnection.parse({ baseUrl: '${settings.url}/api', ...connection }),
  };
}
