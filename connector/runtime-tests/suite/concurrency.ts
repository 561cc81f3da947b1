import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Customer, Job } from '@dispatchkit/contract';
import type { Part } from './part.ts';

/** Many at once: what only holds when the database decides, whatever the runtime does with its threads and sockets. */
export const concurrency: Part = (subject) => {
  describe('many at once', () => {
    it('of twenty writers with one ETag exactly one wins', async () => {
      const tenant = await subject().newTenant();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          subject().request('PATCH', '/v1/jobs/j2', { tenant, ifMatch: '"v1"', send: { title: `Title ${index}` } }),
        ),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array.from({ length: 19 }, () => 412)]);
    });

    it('one Idempotency-Key makes one record, however often it is sent at the same time', async () => {
      const tenant = 'idempotency';
      const headers = { 'idempotency-key': 'order-7' };
      const ask = () => subject().request<Customer>('POST', '/v1/customers', { tenant, send: { name: 'Once' }, headers });
      const together = await Promise.all(Array.from({ length: 10 }, ask));
      const made = together.filter(({ status }) => status === 201);
      assert.ok(made.length > 0);
      assert.ok(together.every(({ status }) => status === 201 || status === 409));
      assert.equal(new Set(made.map(({ body }) => body.id)).size, 1);
      const again = await ask();
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.equal(again.body.id, made[0]?.body.id);
      assert.equal(await subject().seq(tenant), 1);
    });

    it('numbers of jobs have no gap and no double', async () => {
      const tenant = 'numbers';
      const made = await Promise.all(
        Array.from({ length: 25 }, (_, index) =>
          // Some of them are refused, and must not use a number up.
          subject().request<Job>('POST', '/v1/jobs', {
            tenant,
            send: { title: 'x', ...(index % 5 === 0 ? { siteId: 'nowhere' } : {}) },
          }),
        ),
      );
      const numbers = made.filter(({ status }) => status === 201).map(({ body }) => Number(/\d+$/.exec(body.number)?.[0]));
      assert.deepEqual(
        numbers.sort((a, b) => a - b),
        Array.from({ length: 20 }, (_, index) => index + 1),
      );
    });

    it('a list pages to the end, showing everything once while others insert', async () => {
      const tenant = 'pages';
      for (let i = 0; i < 25; i++) {
        await subject().request('POST', '/v1/customers', {
          tenant,
          send: { id: `n${i}`, name: `Customer ${String(i).padStart(2, '0')}` },
        });
      }
      const seen: string[] = [];
      let path: string | undefined = '/v1/customers?limit=7&sort=name';
      while (path !== undefined) {
        const page: Awaited<ReturnType<typeof read>> = await read(path);
        seen.push(...page.body.items.map(({ id }) => id));
        await subject().request('POST', '/v1/customers', { tenant, send: { name: 'AAA inserted before' } });
        path = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
      }
      assert.equal(new Set(seen).size, seen.length);
      for (let i = 0; i < 25; i++) assert.ok(seen.includes(`n${i}`), `n${i}`);

      function read(from: string) {
        return subject().request<{ items: { id: string }[] }>('GET', from, { tenant });
      }
    });

    it('reads go on while writes wait for each other', async () => {
      const tenant = 'busy';
      const writes = Array.from({ length: 30 }, (_, index) =>
        subject().request('POST', '/v1/customers', { tenant, send: { name: `Customer ${index}` } }),
      );
      const reads = Array.from({ length: 30 }, () => subject().request('GET', '/v1/customers?limit=50', { tenant }));
      const answers = await Promise.all([...writes, ...reads]);
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 201]));
      assert.equal(await subject().seq(tenant), 30);
    });
  });
};
