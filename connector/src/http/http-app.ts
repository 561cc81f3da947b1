import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Pages } from '../ports/pages.ts';
import type { Store } from '../ports/store.ts';
import { ProblemError } from '../services/errors.ts';
import type { Services } from '../services/index.ts';
import type { HttpApp, HttpEnv } from './app-type.ts';
import { bearerToken } from './auth/bearer.ts';
import type { DevIssuer } from './auth/dev-issuer.ts';
import type { Issuer } from './auth/issuer.ts';
import { VerifiedTokens } from './auth/verified-tokens.ts';
import { verifyToken } from './auth/verify-token.ts';
import { RunningKeys } from './idempotency.ts';
import type { LiveFeed } from './live/live-feed.ts';
import { problemResponse } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { devTokenRoute } from './routes/dev-token.ts';
import { jobRoutes } from './routes/jobs.ts';
import { liveRoutes } from './routes/live.ts';
import { pageRoutes } from './routes/pages.ts';
import { shiftRoutes, technicianRoutes, timeOffRoutes } from './routes/people.ts';
import { customerRoutes, siteRoutes } from './routes/places.ts';
import type { Register } from './routes/register.ts';
import { settingsRoutes } from './routes/settings.ts';
import { systemPaths, systemRoutes } from './routes/system.ts';
import { apiHeaders } from './security-headers.ts';
import { type Serving, serveOperation } from './serve-operation.ts';
import { answerUnrouted } from './unrouted.ts';

export interface HttpOptions {
  readonly services: Services;
  readonly store: Store;
  readonly live: LiveFeed;
  readonly issuers: readonly Issuer[];
  readonly clock: Clock;
  readonly log: Log;
  /** Origins whose pages may call the API, exactly as browsers send them. */
  readonly corsOrigins: readonly string[];
  readonly pages?: Pages | undefined;
  readonly tileOrigins: readonly string[];
  readonly development?: { readonly devIssuer: DevIssuer; readonly tenant: string } | undefined;
}

/** The whole of the connector's HTTP side, as one `fetch`. */
export function createHttpApp(options: HttpOptions): HttpApp {
  const { services, store, live, development, pages } = options;
  const app: HttpApp = new Hono<HttpEnv>();
  const tokens = new VerifiedTokens((token) => verifyToken(token, options.issuers, options.clock), options.clock);
  const authenticate = async (headers: Headers) => tokens.identityOf(bearerToken(headers));
  const serving = { authenticate, runningKeys: new RunningKeys() };

  app.use(stampAnswers);
  app.use('/v1/*', crossOrigin(options.corsOrigins));
  app.onError((error, context) => {
    logFailure(options.log, error, context);
    return problemResponse(error, context.var.requestId);
  });

  systemRoutes(app, store);
  if (development) devTokenRoute(app, { ...development, clock: options.clock });
  const register = registerOn(app, serving);
  jobRoutes(register, services);
  assignmentRoutes(register, services);
  technicianRoutes(register, services);
  shiftRoutes(register, services);
  timeOffRoutes(register, services);
  customerRoutes(register, services);
  siteRoutes(register, services);
  liveRoutes(register, services, live);
  settingsRoutes(register, services);
  app.all('/v1/*', async ({ req: { raw: request } }) => {
    // Not even which addresses exist is told without a token.
    if (request.method !== 'OPTIONS') await authenticate(request.headers);
    return answerUnrouted(request);
  });
  if (pages) pageRoutes(app, pages, options);

  const beside = {
    ...systemPaths,
    ...(development ? { '/dev/token': 'POST' } : {}),
    ...(pages ? { '/': 'GET', '/check-in': 'GET' } : {}),
  };
  // A route, not `notFound`: what is thrown there would pass by the headers every answer gets.
  app.all('*', ({ req }) => answerUnrouted(req.raw, beside));
  return app;
}

function registerOn(app: HttpApp, serving: Serving): Register {
  return (operation, handler) => {
    const method = operation.method.toUpperCase();
    const path = `/v1${operation.path.replaceAll('{', ':').replaceAll('}', '')}`;
    // An ETag made weak by compression would no longer do for If-Match; single records are small anyway.
    if (!operation.etag) app.on(method, path, compressJson);
    app.on(method, path, ({ req, var: { requestId } }) =>
      serveOperation(operation, handler, { request: req.raw, params: req.param(), requestId }, serving),
    );
  };
}

/** Names every request, and gives every answer its name and the headers that keep browsers careful. */
const stampAnswers: MiddlewareHandler<HttpEnv> = async (context, next) => {
  context.set('requestId', requestIdOf(context.req.raw.headers));
  await next();
  for (const [name, value] of Object.entries(apiHeaders)) if (!context.res.headers.has(name)) context.header(name, value);
  context.header('x-request-id', context.var.requestId);
  if (new URL(context.req.url).protocol === 'https:') context.header('strict-transport-security', 'max-age=31536000');
};

/** Refusals are the caller's affair; what is ours goes to the log with its cause, which the caller never sees. */
function logFailure(log: Log, error: unknown, { req, var: { requestId } }: Context<HttpEnv>): void {
  const code = error instanceof ProblemError ? error.code : 'internal';
  const fields = { requestId, method: req.method, route: req.routePath, code };
  if (error instanceof ProblemError && error.status < 500) log.debug('A request was refused', fields);
  else log.error('A request failed', fields, error instanceof ProblemError ? (error.cause ?? error) : error);
}

const exposedHeaders = [
  'ETag',
  'Location',
  'Link',
  'Retry-After',
  'X-Request-Id',
  'Dispatch-Seq',
  'Idempotent-Replayed',
  'WWW-Authenticate',
];
const acceptedHeaders = [
  'Authorization',
  'Content-Type',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'Dispatch-Method',
  'Last-Event-ID',
  'X-Request-Id',
];

/** Answers pages of the listed origins, and nobody else's. Without credentials: tokens are sent by hand, cookies are never read. */
function crossOrigin(origins: readonly string[]) {
  const allowed = new Set(origins);
  const answerOrigin = cors({
    origin: (origin) => (allowed.has(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: acceptedHeaders,
    exposeHeaders: exposedHeaders,
    maxAge: 600,
  });
  const middleware: MiddlewareHandler<HttpEnv> = (context, next) =>
    context.req.header('origin') ? answerOrigin(context, next) : next();
  return middleware;
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const compressAlways = compress({ threshold: 1024, contentTypeFilter: /^application\/json/ });

/** On one machine the wire is faster than any compression, so it is left out there. */
const compressJson: MiddlewareHandler<HttpEnv> = (context, next) =>
  loopback.test(new URL(context.req.url).hostname) ? next() : compressAlways(context, next);
