import { Hono } from 'hono';
import type { HttpApp, HttpEnv } from './app-type.ts';
import { problemResponse, refuse } from './problem.ts';
import type { Readiness } from './readiness.ts';
import { requestIdOf } from './request-id.ts';
import { healthRoutes } from './routes/health.ts';
import { type MetricsPage, metricsRoute } from './routes/metrics.ts';
import { apiHeaders } from './security-headers.ts';

/** The listener for those who watch: `/metrics`, `/healthz`, `/readyz`, and nothing of the API. */
export function createOperationsApp(readiness: Readiness, metricsPage: MetricsPage): HttpApp {
  const app: HttpApp = new Hono<HttpEnv>();
  app.use(async (context, next) => {
    context.set('requestId', requestIdOf(context.req.raw.headers));
    await next();
    for (const [name, value] of Object.entries(apiHeaders)) context.res.headers.set(name, value);
    context.res.headers.set('x-request-id', context.var.requestId);
  });
  app.onError((error, context) => problemResponse(error, context.var.requestId));
  healthRoutes(app, readiness);
  metricsRoute(app, metricsPage);
  app.all('*', () => {
    throw refuse('not_found', { detail: 'Only /metrics, /healthz and /readyz are here.' });
  });
  return app;
}
