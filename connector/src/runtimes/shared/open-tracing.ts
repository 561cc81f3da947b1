import type { ConnectorOptions } from '../../app.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../ports/log.ts';

/** Traces, when they are configured. What they are made with is loaded only then. */
export async function openTracing(traces: Config['traces'], log: Log): Promise<Pick<ConnectorOptions, 'tracing'>> {
  const { endpoint } = traces;
  if (endpoint === undefined) return {};
  const { openTelemetry } = await import('./open-telemetry.ts');
  return { tracing: openTelemetry({ ...traces, endpoint }, { fetch: (address, init) => fetch(address, init), log }) };
}
