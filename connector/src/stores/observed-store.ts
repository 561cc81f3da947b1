import { durationBuckets, type Metrics } from '../ports/metrics.ts';
import type { Store, WriteMeta, WriteOutcome, Writer } from '../ports/store.ts';
import type { Tracing } from '../ports/tracing.ts';
import { ProblemError } from '../services/errors.ts';

interface Observing {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/**
 * A store that tells of its writes: how many wait, how long they wait and take, which fail, and a span for each. Everything else is
 * the store's own.
 */
export function observedStore(store: Store, { metrics, tracing }: Observing): Store {
  const waits = metrics.histogram({
    name: 'store_write_wait_seconds',
    help: 'Time a write waited for those before it.',
    buckets: durationBuckets,
  });
  const durations = metrics.histogram({
    name: 'store_write_duration_seconds',
    help: 'Time a write took from its turn to being durable.',
    buckets: durationBuckets,
  });
  const errors = metrics.counter({
    name: 'store_errors_total',
    help: 'Writes that failed for a reason of ours: store_unavailable, or the name of an error.',
    labels: ['reason'],
  });
  let waiting = 0;
  metrics.gauge({ name: 'store_write_queue_length', help: 'Writes that wait for their turn.' }, () => waiting);

  const write = <T>(tenant: string, meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>> =>
    tracing.part('store.write', {}, async (span) => {
      const calledMs = performance.now();
      let begunMs: number | undefined;
      const begin = () => {
        if (begunMs !== undefined) return;
        begunMs = performance.now();
        waiting--;
        waits.observe((begunMs - calledMs) / 1000);
      };
      waiting++;
      try {
        const outcome = await store.write(tenant, meta, (writer) => {
          begin();
          return work(writer);
        });
        span.set('dispatchkit.changed', outcome.event !== null);
        return outcome;
      } catch (error) {
        const reason = failureOf(error);
        if (reason) errors.add({ reason });
        throw error;
      } finally {
        // One that was answered from an earlier request, or never came to its turn, has not begun.
        if (begunMs === undefined) waiting--;
        else durations.observe((performance.now() - begunMs) / 1000);
      }
    });

  return new Proxy(store, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Refusals of the caller's wishes are no errors of the store. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof ProblemError) return error.status >= 500 ? error.code : undefined;
  return error instanceof Error ? error.name : 'unknown';
}
