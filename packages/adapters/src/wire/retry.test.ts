import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '../host.ts';
import { backOffMs, nextTryMs, retryAfterMs } from './retry.ts';

const nowMs = Date.parse('2026-11-20T08:00:00Z');

test('Retry-After is seconds or a date', () => {
  assert.equal(retryAfterMs('120', nowMs), 120_000);
  assert.equal(retryAfterMs(' 0.5 ', nowMs), 500);
  assert.equal(retryAfterMs('Fri, 20 Nov 2026 08:00:07 GMT', nowMs), 7_000);
  assert.equal(retryAfterMs('Fri, 20 Nov 2026 07:00:00 GMT', nowMs), 0);
  for (const nonsense of [null, '', 'soon', '-5', '1e9', 'NaN']) {
    assert.equal(retryAfterMs(nonsense, nowMs), undefined, String(nonsense));
  }
});

test('waiting doubles, with chance in it, up to a quarter of a minute', () => {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const fullMs = Math.min(15_000, 500 * 2 ** attempt);
    const waitMs = backOffMs(attempt);
    assert.ok(waitMs >= fullMs / 2 && waitMs <= fullMs, `${attempt}: ${waitMs}`);
  }
});

test('what may be done again', () => {
  const unavailable = new HostError('unavailable', '', { status: 500 });
  const page = new HostError('unavailable', '', { status: 200 });
  const noAnswer = new HostError('unavailable', '');
  const limited = new HostError('rate-limited', '', { status: 429 });
  const limitedFor = new HostError('rate-limited', '', { status: 429, retryAfterMs: 2_000 });
  const closedFor = new HostError('unavailable', '', { status: 503, retryAfterMs: 3_000 });
  const isRepeated = (error: HostError) =>
    (['read', 'write', 'sign-in'] as const).map((what) => nextTryMs(error, 0, 3, what) !== undefined);
  assert.deepEqual(isRepeated(unavailable), [true, false, true]);
  assert.deepEqual(isRepeated(noAnswer), [true, false, true]);
  assert.deepEqual(isRepeated(page), [false, false, false]);
  assert.deepEqual(isRepeated(limited), [true, false, false]);
  assert.deepEqual(isRepeated(limitedFor), [true, true, true]);
  assert.deepEqual(isRepeated(closedFor), [true, true, true]);
  assert.deepEqual(isRepeated(new HostError('invalid', '', { status: 422 })), [false, false, false]);
  assert.equal(nextTryMs(limitedFor, 0, 3, 'write'), 2_000);
  assert.equal(nextTryMs(limitedFor, 3, 3, 'read'), undefined);
});
