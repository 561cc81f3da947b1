import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Job } from '@dispatchkit/contract';
import { naughtyStrings } from '../../test/naughty.ts';
import type { Part } from './part.ts';

/** Text goes through addresses, headers, JSON and SQL of each runtime and comes back as it was. */
export const text: Part = (subject) => {
  describe('text', () => {
    before(async () => {
      const customFields = [{ key: 'note', label: 'Note', entity: 'job', kind: 'text' }];
      const request = { as: 'admin', tenant: 'text', ifMatch: '*', send: { customFields } } as const;
      assert.equal((await subject().request('PATCH', '/v1/settings', request)).status, 200);
    });
    for (const value of naughtyStrings) {
      it(JSON.stringify(value.slice(0, 40)), async () => {
        const { body: job } = await subject().request<Job>('POST', '/v1/jobs', {
          tenant: 'text',
          send: { title: 'Strings', description: value, custom: { note: value.slice(0, 2000) } },
        });
        const { body } = await subject().request<Job>('GET', `/v1/jobs/${job.id}`, { tenant: 'text' });
        assert.equal(body.description, value);
        assert.equal(body.custom.note, value.slice(0, 2000));
        const search = await subject().request('GET', `/v1/jobs?q=${encodeURIComponent(value.slice(0, 200))}`, {
          tenant: 'text',
        });
        assert.equal(search.status, 200);
        const own = await subject().request('GET', '/healthz', {
          as: null,
          headers: { 'x-request-id': value.replaceAll(/[^\x21-\x7e]/g, '_').slice(0, 80) },
        });
        assert.equal(own.status, 200);
      });
    }
  });
};
