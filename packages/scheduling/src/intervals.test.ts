import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Interval, intersect, overlaps, subtract, totalMinutes, union } from './intervals.ts';

const minuteMs = 60_000;
/** Small numbers, so that touching and equal ends come up often; some are empty. */
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
  .map(([start, length]) => ({ startMs: start * minuteMs, endMs: (start + length) * minuteMs }));
const anySet = fc.array(anyInterval, { maxLength: 8 });

/** The plain meaning: which minutes are covered. */
const minutesOf = (intervals: readonly Interval[]) => {
  const covered = new Set<number>();
  for (const { startMs, endMs } of intervals) for (let at = startMs; at < endMs; at += minuteMs) covered.add(at);
  return covered;
};
const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b);

describe('overlaps', () => {
  test('half open: touching is not overlapping, nothing overlaps with empty', () => {
    assert.equal(overlaps({ startMs: 0, endMs: 5 }, { startMs: 5, endMs: 9 }), false);
    assert.equal(overlaps({ startMs: 0, endMs: 5 }, { startMs: 4, endMs: 9 }), true);
    assert.equal(overlaps({ startMs: 0, endMs: 5 }, { startMs: 3, endMs: 3 }), false);
  });

  test('symmetric, and the same as sharing a minute', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        assert.equal(overlaps(a, b), overlaps(b, a));
        assert.equal(
          overlaps(a, b),
          [...minutesOf([a])].some((at) => minutesOf([b]).has(at)),
        );
      }),
    );
  });
});

describe('sets of intervals', () => {
  test('union, intersect and subtract mean what they mean for minutes', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const left = minutesOf(a);
        const right = minutesOf(b);
        assert.deepEqual(sorted(minutesOf(union([...a, ...b]))), sorted(new Set([...left, ...right])));
        assert.deepEqual(sorted(minutesOf(intersect(a, b))), sorted(new Set([...left].filter((at) => right.has(at)))));
        assert.deepEqual(sorted(minutesOf(subtract(a, b))), sorted(new Set([...left].filter((at) => !right.has(at)))));
        assert.equal(totalMinutes(a), left.size);
      }),
    );
  });

  test('results are in order, not empty and do not touch', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        for (const result of [union(a), intersect(a, b), subtract(a, b)]) {
          for (const [index, { startMs, endMs }] of result.entries()) {
            assert.ok(startMs < endMs);
            const before = result[index - 1];
            if (before) assert.ok(before.endMs < startMs);
          }
        }
      }),
    );
  });

  test('laws: idempotent, commutative, a part and the rest make the whole', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        assert.deepEqual(union(union(a)), union(a));
        assert.deepEqual(intersect(a, b), intersect(b, a));
        assert.deepEqual(union([...subtract(a, b), ...intersect(a, b)]), union(a));
        assert.deepEqual(intersect(subtract(a, b), b), []);
        assert.deepEqual(subtract(a, a), []);
      }),
    );
  });

  test('arguments stay as they were', () => {
    const a = [
      { startMs: 5, endMs: 9 },
      { startMs: 0, endMs: 6 },
    ];
    const copy = structuredClone(a);
    union(a);
    subtract(a, a);
    assert.deepEqual(a, copy);
  });
});
