import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Log } from '../ports/log.ts';
import { type Counter, durationBuckets, type Histogram, type Metrics } from '../ports/metrics.ts';
import type { Span, Tracing } from '../ports/tracing.ts';
import { ProblemError } from '../services/errors.ts';
import type { HttpEnv } from './app-type.ts';
import { RequestNote } from './request-note.ts';
import { subjectPseudonym } from './subject-pseudonym.ts';

/** Successful requests that take longer always get their line. */
const slowMilliseconds = 1_000;

export interface Observing {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Share of the successful requests that get a line in the log, 0 to 1. */
  readonly logRequests: number;
}

/**
 * Tells of every request that has been answered: one line in the log, one observation, one span. Names operations, never addresses,
 * which are the caller's words. The duration of a stream is the time until it begins.
 */
export function observeRequests(observing: Observing): MiddlewareHandler<HttpEnv> {
  const instruments = instrumentsOf(observing.metrics);
  return createMiddleware<HttpEnv>(async (context, next) => {
    const startedMs = performance.now();
    context.set('note', new RequestNote());
    const serve = async (span?: Span) => {
      await next();
      const done = outcomeOf(context, performance.now() - startedMs);
      count(done, instruments);
      if (span) describe(done, span);
      await writeLine(done, context, observing);
    };
    const isWatching = watching.has(besideTheApi[context.req.path] ?? '');
    await (isWatching ? serve() : observing.tracing.request(methodOf(context), context.req.raw.headers, serve));
  });
}

interface Outcome {
  readonly operation: string;
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
  /** Of the refusal. */
  readonly code: string | undefined;
}

function outcomeOf(context: Context<HttpEnv>, durationMs: number): Outcome {
  const { error, res } = context;
  const code = error === undefined ? undefined : error instanceof ProblemError ? error.code : 'internal';
  return { operation: operationOf(context), method: methodOf(context), status: res.status, durationMs, code };
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS']);

/** Anybody can invent a method, and every one would be a figure of its own. */
function methodOf({ req }: Context<HttpEnv>): string {
  return methods.has(req.method) ? req.method : 'other';
}

const besideTheApi: Readonly<Record<string, string>> = {
  '/healthz': 'healthz',
  '/readyz': 'readyz',
  '/metrics': 'metrics',
  '/openapi.json': 'openapi',
  '/.well-known/jwks.json': 'jwks',
  '/dev/token': 'devToken',
};
/** What is asked all day by machines that watch, and says nothing as long as all is well. */
const watching = new Set(['healthz', 'readyz', 'metrics']);

function operationOf(context: Context<HttpEnv>): string {
  const { note } = context.var;
  if (note.operation !== undefined) return note.operation;
  const { req, res } = context;
  const { path } = req;
  if (Object.hasOwn(besideTheApi, path)) return besideTheApi[path] ?? 'other';
  if (path.startsWith('/operator')) return 'operator';
  if (path.startsWith('/v1/') || res.status === 404 || res.status === 405) return 'unrouted';
  return 'page';
}

interface Instruments {
  readonly durations: Histogram;
  readonly refusals: Counter;
}

function instrumentsOf(metrics: Metrics): Instruments {
  return {
    durations: metrics.histogram({
      name: 'http_request_duration_seconds',
      help: 'Time until a request was answered, or a stream began.',
      labels: ['operation', 'method', 'status'],
      buckets: durationBuckets,
    }),
    refusals: metrics.counter({
      name: 'http_problems_total',
      help: 'Requests answered with a problem document, by its code: rate_limited, token_invalid, store_unavailable, internal …',
      labels: ['code'],
    }),
  };
}

function count({ operation, method, status, durationMs, code }: Outcome, { durations, refusals }: Instruments): void {
  durations.observe(durationMs / 1000, { operation, method, status: `${Math.floor(status / 100)}xx` });
  if (code !== undefined) refusals.add({ code });
}

function describe({ operation, method, status, code }: Outcome, span: Span): void {
  span.rename(`${method} ${operation}`);
  span.set('http.request.method', method);
  span.set('http.response.status_code', status);
  span.set('dispatchkit.operation', operation);
  if (code !== undefined) span.set('dispatchkit.problem', code);
  if (status >= 500) span.fail(code ?? String(status));
}

async function writeLine(done: Outcome, context: Context<HttpEnv>, { log, logRequests, tracing }: Observing): Promise<void> {
  const { operation, method, status, durationMs, code } = done;
  const isWatching = watching.has(operation) && (status < 400 || code === 'not_ready');
  const isWanted = status >= 400 || durationMs > slowMilliseconds || Math.random() < logRequests;
  if (!isWatching && !isWanted) return;
  const { error, var: known } = context;
  const { identity } = known.note;
  const fields = {
    requestId: known.requestId,
    operation,
    method,
    status,
    durationMs: Math.round(durationMs * 10) / 10,
    code,
    tenant: identity?.tenant,
    subject: identity && (await subjectPseudonym(identity)),
    traceId: tracing.traceId(),
  };
  // What is ours comes with its cause, which the caller never sees; what is the caller's has none worth telling.
  if (isWatching) log.debug('request', fields);
  else if (status >= 500) log.error('request', fields, error instanceof ProblemError ? (error.cause ?? error) : error);
  else log.info('request', fields);
}
