import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressQuota } from '../support/subject.ts';
import type { Part } from './part.ts';

/** Only the runtime knows the other end of a connection; limits by address show whether it says so. */
export const addresses: Part = (subject, { runtime }) => {
  describe('limits by address', () => {
    /** A worker has no socket: there the edge says who is calling. Elsewhere the proxy on this machine is believed. */
    const header = runtime === 'workerd' ? 'cf-connecting-ip' : 'x-forwarded-for';
    const askFrom = async (address: string) =>
      (await subject().request('GET', '/v1/jobs', { as: null, headers: { [header]: address } })).status;

    it('count each address by itself', async () => {
      const statuses: number[] = [];
      for (let i = 0; i < addressQuota + 5; i++) statuses.push(await askFrom('203.0.113.7'));
      assert.deepEqual(new Set(statuses.slice(0, addressQuota - 1)), new Set([401]));
      assert.equal(statuses.at(-1), 429);
      assert.equal(await askFrom('203.0.113.8'), 401);
      assert.equal((await subject().request('GET', '/v1/jobs')).status, 200, 'this machine');
    });
  });
};
