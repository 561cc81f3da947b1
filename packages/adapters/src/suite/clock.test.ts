import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PatientClock } from './clock.ts';

test('an hour passes at once, in order', async () => {
  const clock = new PatientClock(() => 0, 1_000);
  const seen: number[] = [];
  await Promise.all([
    clock.wait(3_600_000).then(() => seen.push(3_600_000)),
    clock.wait(500).then(() => seen.push(500)),
    clock.wait(500).then(() => seen.push(501)),
  ]);
  assert.deepEqual(seen, [500, 501, 3_600_000]);
  assert.equal(clock.nowMs, 3_601_000);
});

test('nothing passes while an answer is under way', async () => {
  const clock = new PatientClock(() => 0, 0);
  let answer: (() => void) | undefined;
  const asked = clock.during(() => new Promise<void>((resolve) => (answer = resolve)));
  const waited = clock.wait(10);
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(clock.nowMs, 0);
  answer?.();
  await Promise.all([asked, waited]);
  assert.equal(clock.nowMs, 10);
});

test('what will never be answered does not hold the clock up', async () => {
  const clock = new PatientClock(() => 1, 0);
  void clock.during(() => new Promise<void>(() => {}));
  await clock.wait(30_000);
  assert.equal(clock.nowMs, 30_000);
});

test('who is stopped waits no longer', async () => {
  const clock = new PatientClock(() => 0, 0);
  const stop = new AbortController();
  const waited = clock.wait(10, stop.signal);
  stop.abort(new Error('enough'));
  await assert.rejects(waited, /enough/);
  assert.equal(clock.nowMs, 0);
  await assert.rejects(clock.wait(10, AbortSignal.abort(new Error('before'))), /before/);
});
