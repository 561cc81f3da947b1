import type { Problem } from '@dispatchkit/contract';
import createClient, { type Client } from 'openapi-fetch';
import { backOffMs, type Clock, systemClock, wait } from './clock.ts';
import { DispatchError } from './errors.ts';
import type { paths } from './generated/openapi.d.ts';
import { kindOf, problemError } from './problem.ts';
import { type GetToken, Tokens } from './token.ts';
import { uuidv7 } from './uuid.ts';

export interface HttpOptions {
  /** Where the connector is, without `/v1`. In a page it may be relative. */
  readonly url: string;
  readonly getToken?: GetToken;
  readonly fetch?: (request: Request, init?: RequestInit) => Promise<Response>;
  /** Milliseconds until an answer is given up, default 30,000. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** From 0 to 1, for jitter. */
  readonly random?: () => number;
  /** Called when a token and its successor were both refused, or none could be had. */
  readonly onSignedOut?: (error: DispatchError) => void;
}

/** An accepted answer. */
export interface Answer<T> {
  readonly data: T;
  readonly response: Response;
}

const safeRetries = 2;
/** Longer than this nobody waits in front of a screen; the refusal is told instead. */
const longestWaitMs = 20_000;

/** The connector over HTTP: typed calls, tokens, time-outs and refusals as `DispatchError`. */
export class Http {
  /** Typed by the connector's OpenAPI document; answers go through `accepted`. */
  readonly api: Client<paths>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly #tokens: Tokens;
  readonly #options: HttpOptions;
  readonly #url: string;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#url = options.url.replace(/\/+$/, '');
    this.#tokens = new Tokens(options.getToken);
    this.clock = options.clock ?? systemClock;
    this.random = options.random ?? Math.random;
    this.api = createClient<paths>({ baseUrl: this.#url, fetch: (request) => this.#send(request) });
  }

  /** Reads a path under `/v1` that is only known at run time. @throws DispatchError */
  async read<T>(path: string, query: Readonly<Record<string, string | undefined>> = {}, signal?: AbortSignal): Promise<T> {
    // The document's paths are literal types; one of them stands for all, the caller says what comes back.
    const template = `/v1/${path}` as '/v1/jobs';
    return (await accepted(this.api.GET(template, { params: { query }, signal }))).data as T;
  }

  /** Opens the event stream after `seq`. The signal ends it. @throws DispatchError */
  async openStream(seq: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const headers = { accept: 'text/event-stream', 'last-event-id': String(seq) };
    const request = new Request(`${this.#url}/v1/events`, { headers, signal, cache: 'no-store' });
    const response = await this.#authorised(request, (attempt) => this.#fetch(attempt, signal));
    if (!response.ok) throw refusalOf(response, await response.text());
    const type = response.headers.get('content-type') ?? '';
    if (!/^text\/event-stream\s*(;|$)/i.test(type) || !response.body) {
      throw new DispatchError('incompatible', `Expected an event stream, got ${type || 'nothing'}.`);
    }
    return response.body;
  }

  /** Time-out, token and, for calls that change nothing, patience with a busy connector. */
  async #send(request: Request): Promise<Response> {
    const isSafe = request.method === 'GET';
    if (!request.headers.has('x-request-id')) request.headers.set('x-request-id', uuidv7(this.clock.now()));
    for (let attempt = 0; ; attempt++) {
      const response = await this.#authorised(request, (one) => this.#fetchInTime(one));
      const isBusy = response.status === 429 || response.status === 503;
      if (!isSafe || !isBusy || attempt >= safeRetries) return response;
      const waitMs = retryAfterMs(response, this.clock.now()) ?? backOffMs(attempt, this.random);
      if (waitMs > longestWaitMs) return response;
      await response.body?.cancel();
      await wait(this.clock, waitMs, request.signal);
      request.signal.throwIfAborted();
    }
  }

  /** A refused token is replaced once. Each try sends a copy, so that the body can be sent again. */
  async #authorised(request: Request, send: (request: Request) => Promise<Response>): Promise<Response> {
    try {
      const token = await this.#tokens.current();
      const response = await send(withToken(request, token));
      if (response.status !== 401) return response;
      const renewed = await this.#tokens.renewed(token);
      if (renewed === undefined) return this.#noteSignedOut(response);
      await response.body?.cancel();
      return this.#noteSignedOut(await send(withToken(request, renewed)));
    } catch (error) {
      if (error instanceof DispatchError && error.kind === 'signed-out') this.#options.onSignedOut?.(error);
      throw error;
    }
  }

  #noteSignedOut(response: Response): Response {
    if (response.status === 401) this.#options.onSignedOut?.(new DispatchError('signed-out', 'The token was refused.'));
    return response;
  }

  #fetchInTime(request: Request): Promise<Response> {
    return this.#fetch(request, AbortSignal.any([request.signal, AbortSignal.timeout(this.#options.timeoutMs ?? 30_000)]));
  }

  async #fetch(request: Request, signal: AbortSignal): Promise<Response> {
    try {
      return await (this.#options.fetch ?? globalThis.fetch)(request, { signal });
    } catch (cause) {
      request.signal.throwIfAborted();
      throw new DispatchError('connection', 'The connector cannot be reached.', { cause });
    }
  }
}

/** The data of a typed call. @throws DispatchError for anything but success; an abort as it is. */
export async function accepted<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Answer<T>> {
  let result: { data?: T; error?: unknown; response: Response };
  try {
    result = await call;
  } catch (error) {
    if (error instanceof DispatchError || isAbort(error)) throw error;
    if (error instanceof SyntaxError) throw new DispatchError('incompatible', 'The answer cannot be read.', { cause: error });
    throw new DispatchError('connection', 'The answer was cut off.', { cause: error });
  }
  if (!result.response.ok) throw refusalOf(result.response, result.error);
  if (result.data === undefined) throw new DispatchError('incompatible', 'The answer is empty.');
  return { data: result.data, response: result.response };
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Milliseconds from `Retry-After` (RFC 9110 §10.2.3): seconds or a date. */
export function retryAfterMs(response: Response, nowMs: number): number | undefined {
  const header = response.headers.get('retry-after');
  if (!header) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

function withToken(request: Request, token: string | undefined): Request {
  const copy = request.clone();
  if (token !== undefined) copy.headers.set('authorization', `Bearer ${token}`);
  return copy;
}

/** The refusal a response stands for; `body` is its text, or what it parsed to. */
function refusalOf(response: Response, body: unknown): DispatchError {
  const { status } = response;
  const problem = typeof body === 'string' ? parsed(body) : body;
  if (isProblem(problem)) return problemError(problem);
  return new DispatchError(kindOf(status, ''), `The connector answered ${status}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'detail' in value;
}
