import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FakeTime } from '../../../test/fake-time.ts';
import { RateLimiter } from './rate-limiter.ts';

const policy = { name: 'test', quota: 10, windowSeconds: 60 };

describe('a rate limiter', () => {
  it('allows the whole quota at once, then as much as flows back', () => {
    const time = new FakeTime();
    const limiter = new RateLimiter(policy, time);
    for (let left = 9; left >= 0; left--) {
      const { isAllowed, remaining } = limiter.take('a');
      assert.deepEqual([isAllowed, remaining], [true, left]);
    }
    const refused = limiter.take('a');
    assert.deepEqual([refused.isAllowed, refused.remaining, refused.retryAfterSeconds, refused.resetSeconds], [false, 0, 6, 60]);
    time.advance(5_999);
    assert.equal(limiter.take('a').isAllowed, false);
    time.advance(1);
    assert.equal(limiter.take('a').isAllowed, true);
    time.advance(60_000);
    assert.equal(limiter.take('a').remaining, 9);
  });

  it('counts what has flown back meanwhile into how long to wait, and not a second more', () => {
    const time = new FakeTime();
    const limiter = new RateLimiter({ name: 'test', quota: 30, windowSeconds: 60 }, time);
    limiter.take('a', 30);
    assert.equal(limiter.take('a').retryAfterSeconds, 2);
    time.advance(1_100);
    assert.equal(limiter.take('a').retryAfterSeconds, 1);
    time.advance(1_000);
    assert.equal(limiter.take('a').isAllowed, true);
  });

  it('counts each key by itself', () => {
    const limiter = new RateLimiter(policy, new FakeTime());
    assert.equal(limiter.take('a', 10).isAllowed, true);
    assert.equal(limiter.take('a').isAllowed, false);
    assert.equal(limiter.take('b').remaining, 9);
  });

  it('takes all for what costs more than all', () => {
    const limiter = new RateLimiter(policy, new FakeTime());
    const taken = limiter.take('a', 1_000);
    assert.deepEqual([taken.isAllowed, taken.remaining, taken.resetSeconds], [true, 0, 60]);
  });

  it('keeps its memory bounded however many keys come', () => {
    const limiter = new RateLimiter(policy, new FakeTime(), 100);
    for (let key = 0; key < 10_000; key++) limiter.take(String(key));
    assert.ok(limiter.size <= 200, String(limiter.size));
  });

  it('never lets more through than quota + what flows back, and waiting as told always helps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 20_000 }), cost: fc.integer({ min: 1, max: 12 }) }), {
          maxLength: 60,
        }),
        (steps) => {
          const time = new FakeTime();
          const limiter = new RateLimiter(policy, time);
          const startMs = time.now();
          let taken = 0;
          for (const { waitMs, cost } of steps) {
            time.advance(waitMs);
            const decision = limiter.take('a', cost);
            assert.ok(decision.remaining >= 0 && decision.remaining <= policy.quota);
            if (decision.isAllowed) taken += Math.min(cost, policy.quota);
            else {
              time.advance(decision.retryAfterSeconds * 1000);
              assert.equal(limiter.take('a', cost).isAllowed, true);
              taken += Math.min(cost, policy.quota);
            }
            assert.ok(taken <= policy.quota + ((time.now() - startMs) / 60_000) * policy.quota + 1e-6);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
