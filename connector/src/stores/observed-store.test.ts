import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReadableMetrics } from '../ports/metrics.ts';
import type { Store, WriteMeta, WriteOutcome, Writer } from '../ports/store.ts';
import { noTracing } from '../ports/tracing.ts';
import { prometheusMetrics } from '../runtimes/shared/prometheus.ts';
import { ProblemError } from '../services/errors.ts';
import { observedStore } from './observed-store.ts';

const meta = {} as WriteMeta;
const outcome = { result: undefined, event: null, seq: 0 };

/** A store whose writes happen when told to. */
class Slow {
  readonly #secret = 'kept by the store itself';
  readonly turns: (() => void)[] = [];

  async write<T>(_tenant: string, _meta: WriteMeta, work: (writer: Writer) => Promise<T>): Promise<WriteOutcome<T>> {
    await new Promise<void>((resolve) => this.turns.push(resolve));
    return { ...outcome, result: await work({} as Writer) };
  }

  async tenants(): Promise<string[]> {
    return [this.#secret];
  }
}

async function figure(metrics: ReadableMetrics, name: string): Promise<string | undefined> {
  return new RegExp(`^dispatchkit_${name} (\\S+)$`, 'm').exec(await metrics.text())?.[1];
}

describe('a store that is watched', () => {
  it('tells how many writes wait, and counts each once', async () => {
    const slow = new Slow();
    const metrics = prometheusMetrics();
    const store = observedStore(slow as unknown as Store, { metrics, tracing: noTracing });
    const { promise: end, resolve: finish } = Promise.withResolvers<void>();
    const writes = [1, 2, 3].map(() => store.write('acme', meta, () => end));
    assert.equal(await figure(metrics, 'store_write_queue_length'), '3');
    slow.turns[0]?.();
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(await figure(metrics, 'store_write_queue_length'), '2');
    for (const turn of slow.turns) turn();
    finish();
    await Promise.all(writes);
    assert.equal(await figure(metrics, 'store_write_queue_length'), '0');
    assert.equal(await figure(metrics, 'store_write_wait_seconds_count'), '3');
    assert.equal(await figure(metrics, 'store_write_duration_seconds_count'), '3');
  });

  it('counts faults of ours and not refusals, and what never came to its turn waits no more', async () => {
    const metrics = prometheusMetrics();
    const errors = [new ProblemError('stale', 'x'), new ProblemError('store_unavailable', 'x'), new TypeError('x')];
    const failing = { write: () => Promise.reject(errors.shift()) };
    const store = observedStore(failing as unknown as Store, { metrics, tracing: noTracing });
    for (const code of ['stale', 'store_unavailable', undefined]) {
      await assert.rejects(
        store.write('acme', meta, async () => {}),
        (error) => (error as ProblemError).code === code,
      );
    }
    const text = await metrics.text();
    const counted = [...text.matchAll(/^dispatchkit_store_errors_total\{reason="(\w+)"\} (\d)/gm)].map(
      ([, reason, count]) => `${reason} ${count}`,
    );
    assert.deepEqual(counted, ['store_unavailable 1', 'TypeError 1']);
    assert.equal(await figure(metrics, 'store_write_queue_length'), '0');
    assert.equal(await figure(metrics, 'store_write_wait_seconds_count'), '0');
  });

  it('is the store itself in everything else', async () => {
    const store = observedStore(new Slow() as unknown as Store, { metrics: prometheusMetrics(), tracing: noTracing });
    assert.deepEqual(await store.tenants(), ['kept by the store itself']);
  });
});
