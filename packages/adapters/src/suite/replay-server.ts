import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostExchange } from '@dispatchkit/contract/manifest';
import { isLike, isObject, isParameterLike, isTextLike } from './patterns.ts';

/** A question as it came in. */
export interface AskedQuestion {
  readonly method: string;
  /** Not percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface ReplayedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a check makes of a question instead of answering it as documented. Undefined: answer it. */
export type Trouble = (question: AskedQuestion) => ReplayedAnswer | 'silence' | undefined;

/** A host of fixtures, on 127.0.0.1 and a free port. */
export interface ReplayServer {
  readonly port: number;
  /** Everything that was asked since `play`. */
  readonly asked: readonly AskedQuestion[];
  /** Questions that no exchange fits, in words. */
  readonly unknown: readonly string[];
  /** Questions that are left without an answer at this moment. */
  readonly silent: number;
  /** Begins anew. Exchanges of a scenario come first, each once; the steady ones follow. */
  play(steady: readonly HostExchange[], scenario?: readonly HostExchange[]): void;
  /** From now on, until `play` or another trouble. */
  trouble(trouble: Trouble | undefined): void;
  /** Changes the JSON of answers before they are sent. */
  spoil(spoil: ((body: unknown) => unknown) | undefined): void;
  /** Exchanges of the scenario that nobody has asked for. */
  missed(): readonly HostExchange[];
  close(): Promise<void>;
}

export async function startReplayServer(): Promise<ReplayServer> {
  let steady: readonly HostExchange[] = [];
  let scenario: readonly HostExchange[] = [];
  let used = new Set<HostExchange>();
  let asked: AskedQuestion[] = [];
  let unknown: string[] = [];
  let trouble: Trouble | undefined;
  let spoil: ((body: unknown) => unknown) | undefined;
  const silent = new Set<ServerResponse>();

  function exchangeFor(question: AskedQuestion): HostExchange | undefined {
    const exchange =
      scenario.find((candidate) => !used.has(candidate) && fits(candidate, question)) ??
      steady.find((candidate) => fits(candidate, question)) ??
      scenario.findLast((candidate) => fits(candidate, question));
    if (exchange !== undefined) used.add(exchange);
    return exchange;
  }

  function answer(question: AskedQuestion): ReplayedAnswer | 'silence' {
    const troubled = trouble?.(question);
    if (troubled !== undefined) return troubled;
    const exchange = exchangeFor(question);
    if (exchange === undefined) {
      unknown.push(inWords(question));
      return json(599, { error: 'No fixture answers this question.' });
    }
    const { status, headers, text } = exchange.response;
    const body = echoed(exchange.response.body, question);
    if (text !== undefined) return { status, headers, text };
    if (body === undefined) return { status, headers, text: '' };
    return json(status, spoil === undefined ? body : spoil(body), headers);
  }

  const server = createServer((request, response) => {
    void read(request).then(
      (question) => {
        asked.push(question);
        const given = answer(question);
        if (given === 'silence') {
          silent.add(response);
          response.once('close', () => silent.delete(response));
          return;
        }
        response.writeHead(given.status, given.headers);
        response.end(given.text);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    get asked() {
      return asked;
    },
    get unknown() {
      return unknown;
    },
    get silent() {
      return silent.size;
    },
    play(newSteady, newScenario = []) {
      [steady, scenario, used, asked, unknown] = [newSteady, newScenario, new Set(), [], []];
      [trouble, spoil] = [undefined, undefined];
      for (const response of silent) response.destroy();
    },
    trouble(newTrouble) {
      trouble = newTrouble;
    },
    spoil(newSpoil) {
      spoil = newSpoil;
    },
    missed: () => scenario.filter((exchange) => !used.has(exchange)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): ReplayedAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, text: JSON.stringify(body) };
}

function fits({ request }: HostExchange, question: AskedQuestion): boolean {
  return (
    request.method === question.method &&
    isTextLike(request.path, question.path) &&
    Object.entries(request.query ?? {}).every(([name, pattern]) => isParameterLike(pattern, question.query.get(name))) &&
    Object.entries(request.headers ?? {}).every(([name, pattern]) => isHeaderLike(pattern, question, name)) &&
    (request.body === undefined || isLike(request.body, question.body))
  );
}

function isHeaderLike(pattern: string, question: AskedQuestion, name: string): boolean {
  const value = question.headers[name.toLowerCase()];
  return value !== undefined && isTextLike(pattern, String(value));
}

async function read(request: IncomingMessage): Promise<AskedQuestion> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? 'GET',
    path: decoded(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    text,
    body: parsed(text),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** JSON, or a form as an object. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return /^[^\s=&]+=/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : undefined;
  }
}

function echoed(body: unknown, question: AskedQuestion): unknown {
  if (body === '${request.id}') return isObject(question.body) ? (question.body['id'] ?? null) : null;
  if (Array.isArray(body)) return body.map((part) => echoed(part, question));
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).map(([name, part]) => [name, echoed(part, question)]));
}

function inWords(question: AskedQuestion): string {
  const query = question.query.size > 0 ? `?${decoded(question.query.toString())}` : '';
  return `${question.method} ${question.path}${query} ${question.text}`.trim();
}
