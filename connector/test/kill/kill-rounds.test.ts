import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runKillRounds } from './kill-rounds.ts';

// A few here; `npm run test:kill` does twenty and prints what it saw.
test('kill -9 under load: nothing acknowledged is lost, nothing is done twice, no event is missing', async () => {
  const { lost, doubled, acknowledged, retried } = await runKillRounds({ rounds: 3 });
  assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 });
  assert.ok(acknowledged > 30 && retried > 0);
});
