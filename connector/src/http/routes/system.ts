import type { HttpApp } from '../app-type.ts';
import { openApiDocument } from '../document.ts';
import type { Readiness } from '../readiness.ts';
import { healthRoutes } from './health.ts';
import { type MetricsPage, metricsRoute } from './metrics.ts';

export interface SystemOptions {
  readonly readiness: Readiness;
  /** Without it there are no figures here. */
  readonly metricsPage: MetricsPage | undefined;
}

/** What operators and tools ask: is it alive, can it work, what does it offer. Returns the methods by path. */
export function systemRoutes(app: HttpApp, { readiness, metricsPage }: SystemOptions): Readonly<Record<string, string>> {
  let document: string | undefined;
  app.get('/openapi.json', () => {
    document ??= JSON.stringify(openApiDocument());
    return new Response(document, { headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } });
  });
  healthRoutes(app, readiness);
  if (metricsPage) metricsRoute(app, metricsPage);
  return { '/openapi.json': 'GET', '/healthz': 'GET', '/readyz': 'GET', ...(metricsPage ? { '/metrics': 'GET' } : {}) };
}
