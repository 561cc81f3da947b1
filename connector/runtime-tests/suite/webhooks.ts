import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { WebhookCreated } from '@dispatchkit/contract';
import { verifyWebhook } from '@dispatchkit/contract/webhooks';
import { openReceiver } from '../../test/receiver.ts';
import { claimsFor } from '../support/claims.ts';
import { startConnector } from '../support/runtimes.ts';
import { openSqld } from '../support/sqld.ts';
import type { Part } from './part.ts';

/** A connector that sends webhooks by itself. Workers do when they are woken, which the tests of deployments see to. */
export const webhooks: Part = (subject, cell) => {
  if (cell.runtime === 'workerd') return;

  describe('webhooks', () => {
    it('are sent after the change, signed, and once more after a kill -9, with the same id', async () => {
      await using opened = new AsyncDisposableStack();
      const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-webhooks-'));
      opened.defer(() => rm(folder, { recursive: true, force: true }));
      const sqld = cell.store === 'sqld' ? opened.adopt(await openSqld(), (one) => one.close()) : undefined;
      // The first message is never answered: whoever sent it dies over it.
      await using receiver = await openReceiver(() => {}, 204);
      const { issuer } = subject();
      const config = {
        auth: { issuers: [{ issuer: issuer.name, jwksUri: issuer.jwksUri }], allowPrivate: ['127.0.0.1'] },
        background: { leaseSeconds: 3 },
        webhooks: { allowHttp: true, allowPrivate: ['127.0.0.1'] },
        pages: { enabled: false },
        logLevel: 'error',
      };
      const databaseUrl = sqld?.url ?? `file:${join(folder, 'dispatchkit.db')}`;
      const setup = { folder, config: JSON.stringify(config), databaseUrl, port: 0 };
      const first = await startConnector(cell.runtime, setup);
      const token = await issuer.sign(claimsFor(issuer, 'admin', 'acme'));
      const post = async (path: string, body: object) => {
        const answer = await fetch(`${first.baseUrl}/v1${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        const text = await answer.text();
        assert.equal(answer.status, 201, text);
        return JSON.parse(text) as unknown;
      };
      const { secret } = (await post('/webhooks', { url: receiver.url, eventTypes: ['customer.created'] })) as WebhookCreated;
      await post('/customers', { name: 'Mill Street School' });
      await receiver.received(1);
      await first.running.end('SIGKILL');

      const second = await startConnector(cell.runtime, setup);
      opened.defer(async () => void (await second.running.end('SIGKILL')));
      await receiver.received(2);
      const [before, after] = receiver.messages;
      assert(before && after && secret);
      assert.equal(before.headers['webhook-id'], after.headers['webhook-id']);
      assert.equal(before.body, after.body);
      for (const { body, headers } of [before, after]) await verifyWebhook({ body, headers }, { keys: secret });
    });
  });
};
