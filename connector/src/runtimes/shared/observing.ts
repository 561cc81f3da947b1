import { readFile } from 'node:fs/promises';
import type { ConnectorOptions } from '../../app.ts';
import type { Config } from '../../config/schema.ts';
import type { Log } from '../../ports/log.ts';
import type { ReadableMetrics } from '../../ports/metrics.ts';
import { openTracing } from './open-tracing.ts';

/**
 * Figures and traces, as far as they are configured. What they are made with is loaded only then: a connector that does neither
 * pays for neither.
 */
export async function openObserving(config: Config, log: Log): Promise<Pick<ConnectorOptions, 'metrics' | 'tracing'>> {
  const { metrics, traces } = config;
  const areCounted = metrics.token !== undefined || metrics.port !== undefined;
  return { ...(areCounted ? { metrics: await openMetrics() } : {}), ...(await openTracing(traces, log)) };
}

async function openMetrics(): Promise<ReadableMetrics> {
  const { prometheusMetrics } = await import('./prometheus.ts');
  const metrics = prometheusMetrics();
  const labels = { version: await ownVersion(), runtime: runtimeName(globalThis) };
  metrics.gauge({ name: 'build_info', help: 'Always 1: which program runs on what.', labels: ['version', 'runtime'] }, () => [
    { value: 1, labels },
  ]);
  return metrics;
}

/** Of the package; the file lies at the same distance from the sources and from what is built of them. */
async function ownVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
}

function runtimeName(there: object): string {
  if ('Deno' in there) return 'deno';
  return 'Bun' in there ? 'bun' : 'node';
}
