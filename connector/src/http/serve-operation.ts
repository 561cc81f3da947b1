import { Id } from '@dispatchkit/contract';
import type { z } from 'zod';
import type { Timers } from '../ports/timers.ts';
import { ProblemError } from '../services/errors.ts';
import type { Age, HostServices } from '../services/hosts/index.ts';
import type { ActorContext } from '../services/index.ts';
import type { RelatedRecordServices } from '../services/related-records.ts';
import { actorOf, checkRole } from './access.ts';
import type { Identity } from './auth/identity.ts';
import type { CrossOrigin } from './cross-origin.ts';
import { inTime } from './deadline.ts';
import { checkIfMatch, etagOf, isNoneMatch, readIfMatch } from './etag.ts';
import { fingerprintOf, idempotencyKeyOf, type RunningKeys } from './idempotency.ts';
import { parseBody } from './input/parse-body.ts';
import { isArriving, readJson, refuseLongBody, refuseWrongType } from './input/read-body.ts';
import { readOnlyWords } from './input/read-only.ts';
import { readQuery, refuseQuery } from './input/read-query.ts';
import type { RequestLimits } from './limits/request-limits.ts';
import type { Operation, PathParams } from './operations/operation.ts';
import { readOptionsOf, sparseJson } from './operations/read-options.ts';
import { refuse } from './problem.ts';
import { type ReadWishes, readAnswer } from './read-answer.ts';
import type { RequestNote } from './request-note.ts';
import { PageAnswer } from './routes/page.ts';
import type { ServerTiming } from './server-timing.ts';

/** A request that has passed every check and is ready for its service. */
export interface Call<Path extends string, Query extends z.ZodObject, Body extends z.ZodType> {
  readonly actor: ActorContext;
  readonly params: PathParams<Path>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
  /** Of If-Match; `null` takes any version. */
  readonly expectedVersion: number | null;
  readonly request: Request;
  /** Of the token, which is good until its `expiresAtMs`. */
  readonly identity: Identity;
  /** To be asked for what a request costs beyond itself. */
  readonly limits: RequestLimits;
}

/** Calls one service. What it returns is the body of the answer; a `Response` is passed on as it is. */
export type Handler<Path extends string, Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType> = (
  call: Call<Path, Query, Body>,
) => Promise<z.input<Answer> | Response>;

/** What serving needs from the application. */
export interface Serving {
  readonly authenticate: (headers: Headers, limits: RequestLimits) => Promise<Identity>;
  /** @throws ProblemError `step_up_required` */
  readonly checkStepUp: (identity: Identity) => void;
  readonly crossOrigin: CrossOrigin;
  readonly runningKeys: RunningKeys;
  readonly services: RelatedRecordServices & Pick<HostServices, 'recordAge'>;
  readonly timers: Timers;
  /** How long a request may take that does not say otherwise. */
  readonly requestSeconds: number;
}

/** A request with what is known of it before it is looked into. */
export interface Incoming {
  readonly request: Request;
  readonly params: Record<string, string>;
  readonly requestId: string;
  readonly limits: RequestLimits;
  readonly timing: ServerTiming;
  readonly note: RequestNote;
}

/**
 * One request to one operation, in the order that never tells a stranger more than a colleague: size, rate by address, token, rate
 * by subject, origin and role, then path, headers, query and body, then the service.
 */
export async function serveOperation<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  operation: Operation<Path, Query, Body, Answer>,
  handler: Handler<Path, Query, Body, Answer>,
  incoming: Incoming,
  serving: Serving,
): Promise<Response> {
  const { request, limits, timing, note } = incoming;
  note.operation = operation.id;
  refuseLongBody(request, operation);
  limits.takeFromAddress();
  const { timers, requestSeconds } = serving;
  // Only writes are called off when the caller hangs up: asking for the signal of a request is dear on some runtimes.
  const hungUp = operation.method === 'get' ? undefined : request.signal;
  const deadline = { timers, seconds: operation.maxSeconds ?? requestSeconds, hungUp, isBodyArriving: () => isArriving(request) };
  return inTime(deadline, async (signal) => {
    const identity = await timing.of('auth', () => serving.authenticate(request.headers, limits));
    note.identity = identity;
    limits.takeFromSubject(identity, operation.cost ?? 1);
    serving.crossOrigin.check(identity.tenant, request.headers);
    checkRole(identity, operation);
    if (operation.stepUp) serving.checkStepUp(identity);
    return answer(operation, handler, incoming, {
      identity,
      signal,
      runningKeys: serving.runningKeys,
      services: serving.services,
    });
  });
}

interface Admitted {
  readonly identity: Identity;
  /** Aborted when the time is up or the caller has hung up. */
  readonly signal: AbortSignal;
  readonly runningKeys: RunningKeys;
  readonly services: RelatedRecordServices & Pick<HostServices, 'recordAge'>;
}

async function answer<Path extends string, Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>(
  operation: Operation<Path, Query, Body, Answer>,
  handler: Handler<Path, Query, Body, Answer>,
  { request, params, requestId, limits, timing }: Incoming,
  { identity, signal, runningKeys, services }: Admitted,
): Promise<Response> {
  let seq: number | undefined;
  const onWritten = (newest: number) => {
    seq = newest;
  };
  const actor = { ...actorOf(identity, request.headers, requestId), onWritten, signal };
  checkParams(params);
  const expected = operation.ifMatch === undefined ? undefined : readIfMatch(request.headers, operation.ifMatch === 'required');
  const key = idempotencyKeyOf(operation, request.headers);
  const url = new URL(request.url);
  const readOptions = readOptionsOf(operation);
  const querySchema = readOptions?.query ?? operation.query;
  const { fields, include, ...query }: ReadWishes & Record<string, unknown> = querySchema ? readQuery(url, querySchema) : {};
  if (!querySchema) refuseQuery(url);
  if (operation.rawBody) refuseWrongType(request, Object.keys(operation.rawBody));
  const json = operation.body ? await readJson(request, operation) : undefined;
  const body = operation.body ? parseBody(operation.body, json, (property) => readOnlyWords(operation, property)) : undefined;

  const callWith = (actorWithKey: ActorContext) =>
    timing.of('service', async () => {
      const result = await withExpectedVersion(expected, (expectedVersion) =>
        handler({
          actor: actorWithKey,
          params: params as PathParams<Path>,
          query: query as z.output<Query>,
          body: body as z.output<Body>,
          expectedVersion,
          request,
          identity,
          limits,
        }),
      );
      if (result instanceof Response || !readOptions || !(fields || include)) return result;
      return readAnswer(services, actorWithKey, readOptions, { fields, include }, result);
    });
  const shape = { isSparse: fields !== undefined, hasIncluded: include !== undefined };
  if (key === undefined) {
    const result = await callWith(actor);
    const age = operation.method === 'get' ? services.recordAge(actor.tenant, operation.action) : undefined;
    return answerOf(operation, request, result, { ...shape, seq, isReplay: false, age });
  }

  let isReplay = false;
  const idempotency = {
    key,
    fingerprint: await fingerprintOf(request.method, url.pathname, json),
    onReplay: () => {
      isReplay = true;
    },
  };
  const result = await runningKeys.run(identity, idempotency, () => callWith({ ...actor, idempotency }));
  return answerOf(operation, request, result, { ...shape, seq, isReplay });
}

/** An id in a form that no record can have is an id that does not exist; naming the form would only help guessing. */
function checkParams(params: Record<string, string>): void {
  for (const value of Object.values(params)) {
    if (!Id.safeParse(value).success) throw refuse('not_found', { detail: 'There is nothing at this address.' });
  }
}

/** `If-Match` may list several tags (RFC 9110 §13.1.1): the one that is current, if it is among them, is the expected version. */
async function withExpectedVersion<T>(
  expected: ReturnType<typeof readIfMatch>,
  call: (expectedVersion: number | null) => Promise<T>,
): Promise<T> {
  if (expected === undefined || expected === 'any') return call(null);
  const [first = 0] = expected;
  try {
    return await call(first);
  } catch (error) {
    const current = error instanceof ProblemError && error.code === 'stale' ? error.currentVersion : undefined;
    if (current === undefined || current === first || !expected.includes(current)) throw error;
    return call(current);
  }
}

interface AnswerFacts {
  /** Of a copy of a host's records. */
  readonly age?: Age | undefined;
  /** Fields were left out. */
  readonly isSparse: boolean;
  /** Other records came along; they change without the record's version. */
  readonly hasIncluded: boolean;
  /** Of the newest event after a write; undefined when nothing was to be written. */
  readonly seq: number | undefined;
  /** The answer is that of an earlier request. */
  readonly isReplay: boolean;
}

function answerOf(
  operation: Operation,
  request: Request,
  result: unknown,
  { seq, isReplay, isSparse, hasIncluded, age }: AnswerFacts,
): Response {
  if (result instanceof Response) return result;
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (seq !== undefined) headers.set('dispatch-seq', String(seq));
  if (isReplay) headers.set('idempotent-replayed', 'true');
  if (age) {
    headers.set('age', String(age.seconds));
    if (age.isStale) headers.set('cache-status', 'host; hit; detail=stale');
  }
  if (operation.answer === undefined) return new Response(null, { status: operation.status ?? 204, headers });

  if (operation.etag && hasVersion(result)) headers.set('etag', etagOf(result.version));
  const etag = headers.get('etag');
  if (etag !== null && operation.method === 'get') checkIfMatch(request.headers, etag);
  const mayBeUnchanged = operation.method === 'get' && !operation.alwaysFresh && !hasIncluded;
  if (etag !== null && mayBeUnchanged && isNoneMatch(request.headers, etag)) return new Response(null, { status: 304, headers });

  if (operation.location && hasId(result)) headers.set('location', `/v1${operation.location}/${result.id}`);
  if (hasNextCursor(result)) headers.set('link', `<${nextAddress(request.url, result.nextCursor)}>; rel="next"`);
  const bytes = new TextEncoder().encode(result instanceof PageAnswer ? result.text : JSON.stringify(result));
  headers.set('content-type', isSparse ? sparseJson : 'application/json');
  headers.set('content-length', String(bytes.byteLength));
  return new Response(bytes, { status: operation.status ?? 200, headers });
}

/** Relative (RFC 8288 §3.1), so it stays right behind a proxy. */
function nextAddress(address: string, cursor: string): string {
  const url = new URL(address);
  url.searchParams.set('cursor', cursor);
  return `${url.pathname}?${url.searchParams}`;
}

function hasVersion(value: unknown): value is { version: number } {
  return typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number';
}

function hasId(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

function hasNextCursor(value: unknown): value is { nextCursor: string } {
  return typeof value === 'object' && value !== null && 'nextCursor' in value && typeof value.nextCursor === 'string';
}
