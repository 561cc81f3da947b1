import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { testSurroundings } from '../../test/test-host.ts';
import { HostError } from '../host.ts';
import { openBucket, openLimits } from './limits.ts';

test('no sixty seconds see more calls than allowed, and none is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 }),
      (perMinute, pauses) => {
        let now = 0;
        const bucket = openBucket(perMinute, () => now);
        const at: number[] = [];
        for (const pause of pauses) {
          now += pause;
          for (let call = 0; call < 10; call += 1) {
            now += bucket.reserve();
            at.push(now);
          }
        }
        for (const [first, start] of at.entries()) {
          const within = at.slice(first).findIndex((time) => time >= start + 60_000);
          assert.ok((within === -1 ? at.length - first : within) <= perMinute);
        }
      },
    ),
  );
});

test('so many at the same time, the others in turn', async () => {
  const limits = openLimits({ concurrency: 2 }, testSurroundings({}));
  const order: string[] = [];
  const gates = new Map<string, () => void>();
  const call = (name: string, signal?: AbortSignal) =>
    limits.run(async () => {
      order.push(name);
      await new Promise<void>((resolve) => gates.set(name, resolve));
      return name;
    }, signal);
  const gone = new AbortController();
  const calls = [call('a'), call('b'), call('c', gone.signal), call('d')];
  const settled = Promise.allSettled(calls);
  await nextTurn();
  gone.abort(new Error('gave up'));
  await assert.rejects(calls[2] ?? Promise.resolve(), /gave up/);
  assert.deepEqual(order, ['a', 'b']);
  gates.get('a')?.();
  await calls[0];
  await nextTurn();
  assert.deepEqual(order, ['a', 'b', 'd']);
  gates.get('b')?.();
  gates.get('d')?.();
  assert.deepEqual(
    (await settled).map((result) => result.status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
});

test('a pause holds everybody, and a long one is said', async () => {
  const surroundings = testSurroundings({});
  const limits = openLimits({ concurrency: 2 }, surroundings);
  limits.pause(5_000);
  assert.equal(await limits.run(async () => 'done'), 'done');
  assert.deepEqual(surroundings.waits, [5_000]);
  limits.pause(60_000);
  await assert.rejects(
    limits.run(async () => 'done'),
    (error) => error instanceof HostError && error.kind === 'rate-limited' && error.retryAfterMs === 60_000,
  );
});

test('a cap a minute is waited for', async () => {
  const surroundings = testSurroundings({});
  const limits = openLimits({ concurrency: 50, perMinute: 60 }, surroundings);
  await Promise.all(Array.from({ length: 20 }, () => limits.run(async () => undefined)));
  assert.equal(surroundings.waits.length, 5);
});
