import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Instrument, Labels, ReadableMetrics, Reading } from '../../ports/metrics.ts';

/** Figures of this process, for Prometheus: what the connector counts, and memory, processor and event loop of the runtime. */
export function prometheusMetrics(): ReadableMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const described = ({ name, help, labels = [] }: Instrument) => ({
    name: `dispatchkit_${name}`,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  const known = <T>(name: string) => registry.getSingleMetric(`dispatchkit_${name}`) as T | undefined;
  const readers = new Map<string, Reading>();

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    counter(instrument) {
      const counter = known<Counter>(instrument.name) ?? new Counter(described(instrument));
      return { add: (labels: Labels = {}, count = 1) => counter.inc(labels, count) };
    },
    histogram(instrument) {
      const histogram =
        known<Histogram>(instrument.name) ?? new Histogram({ ...described(instrument), buckets: [...instrument.buckets] });
      return { observe: (value, labels = {}) => histogram.observe(labels, value) };
    },
    gauge(instrument, read) {
      const isNew = !readers.has(instrument.name);
      readers.set(instrument.name, read);
      if (!isNew) return;
      const gauge: Gauge = new Gauge({
        ...described(instrument),
        collect: () => refresh(gauge, readers.get(instrument.name), (labels, value) => gauge.set(labels, value)),
      });
    },
    total(instrument, read) {
      const isNew = !readers.has(instrument.name);
      readers.set(instrument.name, read);
      if (!isNew) return;
      const counter: Counter = new Counter({
        ...described(instrument),
        collect: () => refresh(counter, readers.get(instrument.name), (labels, value) => counter.inc(labels, value)),
      });
    },
  };
}

/** A figure that cannot be read is left out, and the others are still there. */
async function refresh(metric: { reset(): void }, read: Reading | undefined, set: (labels: Labels, value: number) => void) {
  const found = await Promise.resolve(read?.() ?? []).catch(() => []);
  metric.reset();
  if (typeof found === 'number') set({}, found);
  else for (const { value, labels = {} } of found) set(labels, value);
}
