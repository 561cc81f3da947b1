import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Instrument, Labels, Measurement, ReadableMetrics } from '../../ports/metrics.ts';

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
  const readers = new Map<string, Reader>();

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
      readers.set(instrument.name, read);
      if (known(instrument.name)) return;
      const gauge = new Gauge({
        ...described(instrument),
        async collect() {
          const found = await readers.get(instrument.name)?.();
          gauge.reset();
          for (const { value, labels = {} } of measurements(found)) gauge.set(labels, value);
        },
      });
    },
  };
}

type Reader = () => number | readonly Measurement[] | Promise<number | readonly Measurement[]>;

function measurements(found: number | readonly Measurement[] | undefined): readonly Measurement[] {
  return typeof found === 'number' ? [{ value: found }] : (found ?? []);
}
