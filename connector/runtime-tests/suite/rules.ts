import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { results } from '../rules/results.ts';
import { resultsOn } from '../support/rules.ts';
import type { Part } from './part.ts';

/** The rules of time bring their own Temporal where the runtime has none, and its zones may come from elsewhere: the answers may not. */
export const rules: Part = (_, { runtime, store }) => {
  if (store !== 'sqld') return;
  describe('the rules of time', () => {
    it('answer as on Node, on the days clocks change', async () => {
      assert.deepEqual(await resultsOn(runtime), JSON.parse(JSON.stringify(await results())));
    });
  });
};
