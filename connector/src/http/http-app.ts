import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Pages } from '../ports/pages.ts';
import type { Store } from '../ports/store.ts';
import type { Timers } from '../ports/timers.ts';
import type { Tracing } from '../ports/tracing.ts';
import { ProblemError } from '../services/errors.ts';
import type { ReceiveHint } from '../services/hosts/index.ts';
import type { Services } from '../services/index.ts';
import type { HttpApp, HttpEnv } from './app-type.ts';
import type { Authenticator } from './auth/authenticator.ts';
import type { DevIssuer } from './auth/dev-issuer.ts';
import type { Identity } from './auth/identity.ts';
import type { OwnTokens } from './auth/own-tokens.ts';
import { checkStepUp, type StepUpRules } from './auth/step-up.ts';
import type { CrossOrigin } from './cross-origin.ts';
import { RunningKeys } from './idempotency.ts';
import { refuseLongHead } from './input/request-head.ts';
import { clientAddress, type TrustsProxy } from './limits/client-address.ts';
import { type Limits, RequestLimits } from './limits/request-limits.ts';
import type { LiveFeed } from './live/live-feed.ts';
import { observeRequests } from './observe-requests.ts';
import { type OperatorOptions, operatorRoutes } from './operator/operator-routes.ts';
import { problemResponse } from './problem.ts';
import type { Readiness } from './readiness.ts';
import { requestIdOf } from './request-id.ts';
import { adapterRoutes } from './routes/adapters.ts';
import { assignmentRoutes } from './routes/assignments.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { devTokenRoute } from './routes/dev-token.ts';
import { exportRoutes } from './routes/exports.ts';
import { hostHookRoutes } from './routes/host-hooks.ts';
import { importRoutes } from './routes/import.ts';
import { jobRoutes } from './routes/jobs.ts';
import { keySetPath, keySetRoute } from './routes/key-set.ts';
import { liveRoutes } from './routes/live.ts';
import type { MetricsPage } from './routes/metrics.ts';
import { nearbyRoutes } from './routes/nearby.ts';
import { pageRoutes } from './routes/pages.ts';
import { pendingChangeRoutes } from './routes/pending-changes.ts';
import { shiftRoutes, technicianRoutes, timeOffRoutes } from './routes/people.ts';
import { customerRoutes, siteRoutes } from './routes/places.ts';
import { planningRoutes } from './routes/planning.ts';
import { referenceRoutes } from './routes/reference.ts';
import type { Register } from './routes/register.ts';
import { resourceRoutes } from './routes/resources.ts';
import { retentionRoutes } from './routes/retention.ts';
import { settingsRoutes } from './routes/settings.ts';
import { systemRoutes } from './routes/system.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { apiHeaders } from './security-headers.ts';
import { type Serving, serveOperation } from './serve-operation.ts';
import { ServerTiming } from './server-timing.ts';
import { answerUnrouted } from './unrouted.ts';

export interface HttpOptions {
  readonly services: Services;
  readonly store: Store;
  readonly live: LiveFeed;
  readonly authenticator: Authenticator;
  readonly ownTokens: OwnTokens;
  /** What operations marked `stepUp` ask of a sign-in. Undefined: nothing. */
  readonly stepUp: StepUpRules | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Share of the successful requests that get a line in the log. */
  readonly logRequests: number;
  readonly receiveHint: ReceiveHint;
  readonly readiness: Readiness;
  /** Without it there is no /metrics here. */
  readonly metricsPage: MetricsPage | undefined;
  readonly timers: Timers;
  readonly crossOrigin: CrossOrigin;
  readonly limits: Limits | undefined;
  readonly requestSeconds: number;
  readonly trustsProxy: TrustsProxy;
  /** Without them `/operator` is off. */
  readonly operators?: OperatorOptions | undefined;
  readonly pages?: Pages | undefined;
  readonly tileOrigins: readonly string[];
  /** Whether the API reference is served at /docs. */
  readonly referencePage: boolean;
  readonly development?: { readonly devIssuer: DevIssuer; readonly tenant: string } | undefined;
}

/** The whole of the connector's HTTP side, as one `fetch`. */
export function createHttpApp(options: HttpOptions): HttpApp {
  const { services, live, development, pages, crossOrigin, timers, requestSeconds } = options;
  const app: HttpApp = new Hono<HttpEnv>();
  const authenticate = async (headers: Headers, limits: RequestLimits) => {
    try {
      return await options.authenticator.identityOf(headers);
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'token_invalid') limits.noteBadToken();
      throw error;
    }
  };
  const signedInWell = (identity: Identity) => checkStepUp(identity, options.stepUp, options.clock);
  const serving: Serving = {
    authenticate,
    checkStepUp: signedInWell,
    crossOrigin,
    runningKeys: new RunningKeys(),
    services,
    timers,
    requestSeconds,
  };

  app.use(observeRequests(options));
  app.use(stampAnswers(options));
  app.use('/v1/*', crossOrigin.middleware);
  app.use(refuseLongHead);
  for (const path of ['/dev/*', keySetPath, '/openapi.json', '/docs', '/docs/*']) app.use(path, countAddress);
  app.onError((error, context) => problemResponse(error, context.var.requestId));

  const systemPaths = systemRoutes(app, options);
  const referencePaths = referenceRoutes(app, { isPageOn: options.referencePage });
  if (development) devTokenRoute(app, { ...development, clock: options.clock });
  keySetRoute(app, options.ownTokens);
  hostHookRoutes(app, options);
  const register = registerOn(app, serving, compressLists(options));
  importRoutes(register, services);
  jobRoutes(register, services);
  assignmentRoutes(register, services);
  technicianRoutes(register, services);
  shiftRoutes(register, services);
  timeOffRoutes(register, services);
  customerRoutes(register, services);
  siteRoutes(register, services);
  resourceRoutes(register, services);
  webhookRoutes(register, services);
  adapterRoutes(register, services);
  pendingChangeRoutes(register, services);
  planningRoutes(register, services);
  exportRoutes(register, services);
  retentionRoutes(register, services);
  credentialRoutes(register, services);
  nearbyRoutes(register, services);
  liveRoutes(register, services, live);
  settingsRoutes(register, services);
  app.all('/v1/*', countAddress, async ({ req: { raw: request }, var: { limits } }) => {
    // Not even which addresses exist is told without a token.
    if (request.method !== 'OPTIONS') limits.takeFromSubject(await authenticate(request.headers, limits), 1);
    return answerUnrouted(request);
  });
  if (options.operators) operatorRoutes(app, options.operators);
  if (pages) pageRoutes(app, pages, options);

  const beside = {
    ...systemPaths,
    ...referencePaths,
    [keySetPath]: 'GET',
    ...(development ? { '/dev/token': 'POST' } : {}),
    ...(pages ? { '/': 'GET', '/check-in': 'GET' } : {}),
  };
  // A route, not `notFound`: what is thrown there would pass by the headers every answer gets.
  app.all('*', ({ req }) => answerUnrouted(req.raw, beside));
  return app;
}

function registerOn(app: HttpApp, serving: Serving, compressList: MiddlewareHandler<HttpEnv>): Register {
  return (operation, handler) => {
    const method = operation.method.toUpperCase();
    const path = `/v1${operation.path.replaceAll('{', ':').replaceAll('}', '')}`;
    // An ETag made weak by compression would no longer do for If-Match; single records are small anyway.
    if (!operation.etag) app.on(method, path, compressList);
    app.on(method, path, ({ req, var: known }) =>
      serveOperation(operation, handler, { ...known, request: req.raw, params: req.param() }, serving),
    );
  };
}

/** Names every request, and gives every answer its name and the headers that keep browsers careful. */
function stampAnswers({ limits: counters, trustsProxy, tracing, clock }: HttpOptions): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const { headers } = context.req.raw;
    const address = clientAddress(context.env.address, headers.get('x-forwarded-for'), trustsProxy);
    const limits = new RequestLimits(counters, address);
    const timing = new ServerTiming(tracing);
    context.set('requestId', requestIdOf(headers));
    context.set('limits', limits);
    context.set('timing', timing);
    await next();
    // Set on the answer that is there: `context.header` would make another of it each time, whose body is a stream then.
    const { headers: answered } = context.res;
    for (const [name, value] of Object.entries(apiHeaders)) if (!answered.has(name)) answered.set(name, value);
    for (const [name, value] of limits.headers()) answered.set(name, value);
    answered.set('server-timing', timing.header());
    // Not every runtime adds it (RFC 9110 §6.6.1).
    answered.set('date', new Date(clock.now()).toUTCString());
    answered.set('x-request-id', context.var.requestId);
    if (isEncrypted(context, trustsProxy)) answered.set('strict-transport-security', 'max-age=31536000');
  };
}

/** Whether the client speaks HTTPS, to us or to a proxy that is believed. */
function isEncrypted({ req, env }: Context<HttpEnv>, trustsProxy: TrustsProxy): boolean {
  if (req.url.startsWith('https:')) return true;
  return env.address !== undefined && trustsProxy(env.address, 0) && req.header('x-forwarded-proto') === 'https';
}

/** For what is served without a token. */
const countAddress: MiddlewareHandler<HttpEnv> = (context, next) => {
  context.var.limits.takeFromAddress();
  return next();
};

const compressible = /^(?:application\/(?:[\w.-]+\+)?(?:json|x-ndjson)|text\/(?:csv|calendar))\b/;

/**
 * Lists and files. On a developer's own machine the wire is faster than any compression, so there it is left out. Whether it is one is not
 * asked of the Host header, which a proxy on the same machine sets to whatever it calls the connector.
 */
function compressLists({ development }: HttpOptions): MiddlewareHandler<HttpEnv> {
  const always = compress({ threshold: 1024, contentTypeFilter: compressible });
  const isAtHome = (address: string | undefined) =>
    development !== undefined && address !== undefined && /^(?:(?:::ffff:)?127\.|::1$)/.test(address);
  return (context, next) => {
    if (isAtHome(context.env.address)) return next();
    return always(context, async () => {
      await next();
      // Left to the middleware, saying so would make another answer of it, whose body is a stream then.
      context.res.headers.append('vary', 'Accept-Encoding');
    });
  };
}
