import type { HttpApp } from '../app-type.ts';
import type { Readiness } from '../readiness.ts';
import { healthRoutes } from './health.ts';
import { type MetricsPage, metricsRoute } from './metrics.ts';

export interface SystemOptions {
  readonly readiness: Readiness;
  /** Without it there are no figures here. */
  readonly metricsPage: MetricsPage | undefined;
}

/** What operators and tools ask: is it alive, can it work, how is it doing. Returns the methods by path. */
export function systemRoutes(app: HttpApp, { readiness, metricsPage }: SystemOptions): Readonly<Record<string, string>> {
  healthRoutes(app, readiness);
  if (metricsPage) metricsRoute(app, metricsPage);
  return { '/healthz': 'GET', '/readyz': 'GET', ...(metricsPage ? { '/metrics': 'GET' } : {}) };
}
