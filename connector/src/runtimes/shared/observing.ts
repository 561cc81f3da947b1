import type { ConnectorOptions } from '../../app.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../ports/log.ts';

/**
 * Figures and traces, as far as they are configured. What they are made with is loaded only then: a connector that does neither
 * pays for neither.
 */
export async function openObserving(config: Config, log: Log): Promise<Pick<ConnectorOptions, 'metrics' | 'tracing'>> {
  const { metrics, traces } = config;
  const areCounted = metrics.token !== undefined || metrics.port !== undefined;
  return {
    ...(areCounted ? { metrics: (await import('./prometheus.ts')).prometheusMetrics() } : {}),
    ...(await openTracing(traces, log)),
  };
}

/** Traces alone: they also work where nothing lives long enough to be asked for figures. */
export async function openTracing(traces: Config['traces'], log: Log): Promise<Pick<ConnectorOptions, 'tracing'>> {
  const { endpoint } = traces;
  if (endpoint === undefined) return {};
  const { openTelemetry } = await import('./open-telemetry.ts');
  return { tracing: openTelemetry({ ...traces, endpoint }, { fetch: (address, init) => fetch(address, init), log }) };
}
