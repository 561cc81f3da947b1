import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Subject } from './bench.ts';
import { measure, median } from './measure.ts';

test('median is the middle value, or the mean of the two middle ones', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.ok(Number.isNaN(median([])));
});

test('subjects take turns, and are compared with the reference of the same run', async () => {
  const order: string[] = [];
  const subject = (name: string, isReference: boolean, times: number[]): Subject => ({
    name,
    isReference,
    run: async () => {
      order.push(name);
      return { sort: times.shift() ?? Number.NaN };
    },
  });
  const subjects = [subject('plain', true, [10, 30, 20]), subject('widget', false, [60, 20, 40])];
  const results = await measure({ name: '1k', unit: 'ms', subjects }, { runs: 3, progress: () => {} });

  assert.deepEqual(order, ['plain', 'widget', 'plain', 'widget', 'plain', 'widget']);
  assert.deepEqual(
    results.map(({ subject: name, median: middle, smallest, largest, ratio }) => ({ name, middle, smallest, largest, ratio })),
    [
      { name: 'plain', middle: 20, smallest: 10, largest: 30, ratio: null },
      { name: 'widget', middle: 40, smallest: 20, largest: 60, ratio: 2 },
    ],
  );
});
