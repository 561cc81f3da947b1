import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Customer } from '@dispatchkit/contract';
import { readStream } from '../../test/read-stream.ts';
import type { Part } from './part.ts';

/** What a restart, a stop and a crash leave. Last, for each of them takes the connector down. */
export const life: Part = (subject, { runtime }) => {
  /** workerd has no stop of its own: on SIGTERM it waits for clients to go. The platform around it sees to that. */
  const stopsGracefully = runtime !== 'workerd';

  describe('a restart', () => {
    it('keeps records, keys of requests and the place in the log', async () => {
      const tenant = 'restart';
      const headers = { 'idempotency-key': 'kept' };
      const ask = () => subject().request<Customer>('POST', '/v1/customers', { tenant, send: { name: 'Kept' }, headers });
      const made = await ask();
      await subject().restart(stopsGracefully ? 'SIGTERM' : 'SIGKILL');
      const again = await ask();
      assert.equal(again.headers.get('idempotent-replayed'), 'true');
      assert.equal(again.body.id, made.body.id);
      await subject().request('POST', '/v1/customers', { tenant, send: { name: 'After' } });
      const stream = await subject().fetch('GET', '/v1/events', {
        tenant,
        headers: { accept: 'text/event-stream', 'last-event-id': '1' },
      });
      const reader = readStream(stream);
      assert.equal((await reader.next()).id, '2');
      await reader.cancel();
    });

    const stopsInOrder = async () => {
      const tenant = 'stopping';
      const stream = readStream(
        await subject().fetch('GET', '/v1/events?after=0', { tenant, headers: { accept: 'text/event-stream' } }),
      );
      await subject().request('POST', '/v1/customers', { tenant, send: { name: 'First' } });
      assert.equal((await stream.next()).id, '1');
      const underWay = Array.from({ length: 10 }, (_, index) =>
        subject()
          .request('POST', '/v1/customers', { tenant, send: { name: `Under way ${index}` } })
          .then(
            ({ status }) => status,
            () => 'cut' as const,
          ),
      );
      const { running } = subject();
      // The first has been taken on by the connector; the others may still be on their way.
      await underWay[0];
      const ended = running.end('SIGTERM');
      const answers = await Promise.all(underWay);
      // It ends; a stream that was cut would throw here.
      while (await stream.nextOrEnd());
      const { code, signal } = await ended;
      assert.deepEqual({ code, signal }, { code: 0, signal: null }, running.output);
      await subject().restart('SIGKILL');
      const acknowledged = answers.filter((status) => status === 201).length;
      const { body } = await subject().request<{ items: Customer[] }>('GET', '/v1/customers?limit=50&q=Under', { tenant });
      assert.ok(body.items.length >= acknowledged, `${acknowledged} were acknowledged, ${body.items.length} are there`);
    };
    if (stopsGracefully) it('ends streams and answers what is under way before it stops', stopsInOrder);

    it('after kill -9 in the middle of writing has everything that was acknowledged, once', async () => {
      const tenant = 'killed';
      const acknowledged: string[] = [];
      const { running } = subject();
      const writer = async (name: string) => {
        for (let i = 0; ; i++) {
          const id = `${name}-${i}`;
          const answer = await subject().request('POST', '/v1/customers', { tenant, send: { id, name: id } });
          assert.equal(answer.status, 201);
          acknowledged.push(id);
          if (acknowledged.length === 30) void running.end('SIGKILL');
        }
      };
      await Promise.allSettled(['a', 'b', 'c'].map(writer));
      assert.ok(acknowledged.length >= 30);
      await subject().restart('SIGKILL');
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = await subject().request<{ items: Customer[]; nextCursor: string | null }>(
          'GET',
          `/v1/customers?limit=100${cursor}`,
          { tenant },
        );
        seen.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
      } while (cursor !== '');
      assert.equal(new Set(seen).size, seen.length);
      assert.deepEqual(
        acknowledged.filter((id) => !seen.includes(id)),
        [],
      );
      assert.equal(await subject().seq(tenant), seen.length, 'one event each');
    });
  });
};
