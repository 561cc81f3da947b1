import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Event,
  Problem,
  Webhook,
  WebhookCreated,
  WebhookDelivery,
  WebhookHealth,
  WebhookSecret,
} from '@dispatchkit/contract';
import { verifyWebhook } from '@dispatchkit/contract/webhooks';
import { FakeTime } from '../../../test/fake-time.ts';
import { openReceiver, type Receiver } from '../../../test/receiver.ts';
import { memoryKeyFile, openTestConnector, type TestConnector, type TestRequest } from '../../../test/test-connector.ts';
import type { Egress } from '../../ports/egress.ts';
import { silentLog } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import { socketEgress } from '../../runtimes/shared/socket-egress.ts';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../stores/libsql/index.ts';
import { temporaryFolder } from '../../stores/test-store.ts';
import { retryDelaysMs } from './deliver.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const local = 'webhooks: { allowHttp: true, allowPrivate: [127.0.0.1] }';

describe('webhooks', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let count = 0;
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  interface Subject extends TestConnector {
    readonly file: string;
    as<T>(method: string, path: string, request?: TestRequest): Promise<T>;
    make(webhook: object): Promise<WebhookCreated>;
    job(title?: string): Promise<void>;
    run(): Promise<void>;
    deliveries(webhook: { readonly id: string }, query?: string): Promise<WebhookDelivery[]>;
    health(webhook: { readonly id: string }): Promise<WebhookHealth>;
    webhook(webhook: { readonly id: string }): Promise<Webhook>;
    reopen(options?: { readonly config?: string; readonly store?: (store: Store) => Store }): Promise<TestConnector>;
  }

  /** A connector on a file of its own; admin asks unless said otherwise. */
  async function open(options: { config?: string; egress?: Egress; store?: (store: Store) => Store } = {}): Promise<Subject> {
    const { config = local, egress = socketEgress } = options;
    const time = new FakeTime();
    const keyFile = memoryKeyFile();
    const file = join(folder.path, `webhooks-${++count}.db`);
    const instance = async (wrap: (store: Store) => Store = (store) => store, ofInstance = config) => {
      const store = await openLibsqlStore(openNativeDatabase({ url: `file:${file}` }), { clock: time, log: silentLog });
      return openTestConnector({ config: ofInstance, time, egress, keyFile, store: wrap(store) });
    };
    const connector = await instance(options.store);
    const as = async <T>(method: string, path: string, request: TestRequest = {}) => {
      const { status, body } = await connector.request<T>(method, `/v1${path}`, { as: 'admin', ...request });
      assert.ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    };
    return {
      ...connector,
      file,
      as,
      make: (webhook) => as<WebhookCreated>('POST', '/webhooks', { send: webhook }),
      job: (title = 'Oven will not light') => as('POST', '/jobs', { send: { title } }),
      async run() {
        await connector.connector.runDue();
      },
      deliveries: async ({ id }, query = '') =>
        (await as<{ items: WebhookDelivery[] }>('GET', `/webhooks/${id}/deliveries${query}`)).items,
      health: ({ id }) => as('GET', `/webhooks/${id}/health`),
      webhook: ({ id }) => as('GET', `/webhooks/${id}`),
      reopen: (reopened = {}) => instance(reopened.store, reopened.config),
    };
  }

  const verifies = (receiver: Receiver, index: number, keys: string | null, nowMs: number) => {
    const message = receiver.messages.at(index);
    assert(message && keys !== null);
    return verifyWebhook({ body: message.body, headers: message.headers }, { keys, nowMs });
  };

  describe('a message', () => {
    it('is sent for an event, signed so that the receiver can tell, and is logged', async () => {
      await using receiver = await openReceiver((response) => response.writeHead(200).end('thanks'));
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.*'] });
      await subject.job();
      await subject.run();
      const [payload] = receiver.bodies;
      const [message] = receiver.messages;
      assert.equal(payload?.type, 'job.created');
      assert.equal(payload?.timestamp, payload?.data.at);
      const [event] = eventsOf(receiver);
      assert.deepEqual([event?.seq, event?.changes[0]?.record?.title], [2, 'Oven will not light']);
      assert.equal(message?.headers['content-type'], 'application/json');
      assert.equal(message?.headers['webhook-timestamp'], String(Math.floor(subject.time.now() / 1000)));
      const { id } = await verifies(receiver, 0, webhook.secret, subject.time.now() + 4 * minute);
      await assert.rejects(verifies(receiver, 0, webhook.secret, subject.time.now() + 6 * minute), { reason: 'too_old' });
      await assert.rejects(verifies(receiver, 0, webhook.secret, subject.time.now() - 6 * minute), { reason: 'too_new' });

      const [delivery] = await subject.deliveries(webhook);
      assert.deepEqual(
        {
          ...delivery,
          createdAt: '',
          finishedAt: '',
          log: delivery?.log.map(({ status, error, body }) => ({ status, error, body })),
        },
        {
          id,
          webhookId: webhook.id,
          eventType: 'job.created',
          eventSeq: 2,
          status: 'delivered',
          attempts: 1,
          createdAt: '',
          nextAttemptAt: null,
          finishedAt: '',
          log: [{ status: 200, error: null, body: 'thanks' }],
        },
      );
    });

    it('goes to those endpoints that want its type, in the same tenant', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      const at = (path: string) => `${receiver.url}${path}`;
      await subject.make({ url: at('/all') });
      await subject.make({ url: at('/jobs'), eventTypes: ['job.*'] });
      await subject.make({ url: at('/created'), eventTypes: ['job.created', 'customer.created'] });
      await subject.make({ url: at('/off'), enabled: false });
      await subject.connector.services.createWebhook(
        { tenant: 'other', id: 'x', name: null, role: 'admin', technicianId: null, method: 'api', requestId: null },
        { url: at('/other') },
      );
      await subject.job();
      await subject.as('POST', '/technicians', { send: { name: 'Ada Reyes' } });
      await subject.run();
      const seen = receiver.messages.map(({ path, body }) => `${path.slice('/hooks'.length)} ${JSON.parse(body).type}`);
      const expected = ['/all job.created', '/all technician.created', '/created job.created', '/jobs job.created'];
      // Endpoints that were made before others are told of those.
      assert.deepEqual(seen.filter((line) => !line.includes('webhook.')).sort(), expected);
      assert.ok(!seen.some((line) => line.startsWith('/other') || line.startsWith('/off')));
    });

    it('is not sent for what happened before the endpoint was there, or while it was switched off', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      await subject.job('before');
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      await subject.job('one');
      await subject.run();
      const off = await subject.as<Webhook>('PATCH', `/webhooks/${webhook.id}`, { ifMatch: '*', send: { enabled: false } });
      await subject.job('off');
      await subject.as('PATCH', `/webhooks/${webhook.id}`, { ifMatch: `"v${off.version}"`, send: { enabled: true } });
      await subject.job('two');
      await subject.run();
      assert.deepEqual(titles(receiver), ['one', 'two']);
    });

    it('carries ids alone, and says so, when the records would make it too long', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      await subject.make({ url: receiver.url, eventTypes: ['job.*'] });
      const job = await subject.as<{ id: string }>('POST', '/jobs', { send: { title: 'Long', description: 'ü'.repeat(9_990) } });
      await subject.run();
      const [payload] = receiver.bodies;
      assert.equal(payload?.truncated, true);
      assert.deepEqual(eventsOf(receiver)[0]?.changes, [{ kind: 'jobs', id: job.id, version: 1 }]);
      assert.ok(Buffer.byteLength(receiver.messages[0]?.body ?? '') < 20_000);
    });

    it('shows what whoever made the endpoint may see, and nothing else', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      const key = async (scopes: string[]) => {
        const { key: bearer } = await subject.as<{ key: string }>('POST', '/api-keys', { send: { name: scopes.join(), scopes } });
        return { as: null, headers: { authorization: `Bearer ${bearer}` } };
      };
      const blind = await subject.request<Problem>('POST', '/v1/webhooks', {
        ...(await key(['webhooks:write'])),
        send: { url: receiver.url },
      });
      assert.equal(blind.status, 403);
      const jobsOnly = await key(['webhooks:write', 'events:read', 'jobs:read']);
      await subject.as('POST', '/webhooks', { ...jobsOnly, send: { url: receiver.url } });
      await subject.as('POST', '/customers', { send: { name: 'Harbour Bakery' } });
      await subject.as('POST', '/technicians', { send: { id: 't1', name: 'Ada Reyes' } });
      await subject.as('POST', '/jobs', { send: { id: 'j1', title: 'Leak' } });
      await subject.as('POST', '/assignments', {
        send: { jobId: 'j1', technicianId: 't1', startsAt: '2026-11-21T09:00:00Z', override: true },
      });
      await subject.run();
      assert.deepEqual(receiver.bodies.map(({ type }) => type).sort(), ['assignment.created', 'job.created']);
      const text = receiver.messages.map(({ body }) => body).join();
      assert.ok(!text.includes('Harbour') && !text.includes('Ada'), text);
      for (const { changes } of eventsOf(receiver)) for (const { kind } of changes) assert.equal(kind, 'jobs');
    });

    it('shows no more once the API key it was made with may do less, and is switched off when that is taken back', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      const scopes = ['webhooks:write', 'events:read', 'jobs:read', 'customers:read'];
      const made = await subject.as<{ key: string; id: string }>('POST', '/api-keys', { send: { name: 'Billing', scopes } });
      const asKey = { as: null, headers: { authorization: `Bearer ${made.key}` } };
      const webhook = await subject.as<Webhook>('POST', '/webhooks', { ...asKey, send: { url: receiver.url } });
      await subject.as('POST', '/customers', { send: { name: 'one' } });
      await subject.run();
      await subject.as('PATCH', `/api-keys/${made.id}`, { ifMatch: '*', send: { scopes: scopes.slice(0, 3) } });
      await subject.as('POST', '/customers', { send: { name: 'two' } });
      await subject.job('three');
      await subject.run();
      assert.deepEqual(
        receiver.bodies.map(({ type }) => type),
        ['customer.created', 'job.created'],
      );
      await subject.as('PATCH', `/api-keys/${made.id}`, { ifMatch: '*', send: { revoked: true } });
      await subject.job('four');
      await subject.run();
      assert.equal(receiver.messages.length, 2);
      const { enabled, disabledReason } = await subject.webhook(webhook);
      assert.deepEqual([enabled, disabledReason], [false, 'The API key it was made with was taken back, or has expired.']);
    });

    it('does not outlive the API key it was made with', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      const expiresAt = new Date(subject.time.now() + hour).toISOString();
      const scopes = ['webhooks:write', 'events:read', 'jobs:read'];
      const made = await subject.as<{ key: string }>('POST', '/api-keys', { send: { name: 'Trial', scopes, expiresAt } });
      const asKey = { as: null, headers: { authorization: `Bearer ${made.key}` } };
      const webhook = await subject.as<Webhook>('POST', '/webhooks', { ...asKey, send: { url: receiver.url } });
      await subject.job('one');
      await subject.run();
      assert.equal(receiver.messages.length, 1);
      subject.time.advance(hour);
      await subject.job('two');
      await subject.run();
      assert.equal(receiver.messages.length, 1);
      assert.equal((await subject.webhook(webhook)).enabled, false);
    });

    it('can be signed with a key pair; the receiver needs the public key alone', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, signature: 'v1a' });
      assert.equal(webhook.secret, null);
      assert.match(webhook.publicKey ?? '', /^whpk_/);
      await subject.job();
      await subject.run();
      await verifies(receiver, -1, webhook.publicKey, subject.time.now());
      assert.match(String(receiver.messages[0]?.headers['webhook-signature']), /^v1a,/);
    });
  });

  describe('that is not accepted', () => {
    it('is tried ten times over three days with the same id, then it is a dead letter', async () => {
      await using receiver = await openReceiver(500);
      await using subject = await open({ config: `${local.slice(0, -1)}, disableAfterDays: 60 }` });
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      await subject.job();
      const atMs: number[] = [];
      const startMs = subject.time.now();
      while (subject.time.now() - startMs < 96 * hour) {
        const before = receiver.messages.length;
        await subject.run();
        if (receiver.messages.length > before) atMs.push(subject.time.now());
        const [delivery] = await subject.deliveries(webhook);
        if (!delivery?.nextAttemptAt) break;
        subject.time.advance(Math.max(second, Date.parse(delivery.nextAttemptAt) - subject.time.now()));
      }
      assert.equal(receiver.messages.length, 10);
      assert.equal(new Set(receiver.ids).size, 1);
      const waits = atMs.slice(1).map((at, i) => at - (atMs[i] ?? 0));
      for (const [i, delay] of retryDelaysMs.entries()) {
        const wait = waits[i] ?? 0;
        assert.ok(wait >= delay && wait <= delay * 1.2 + 6 * second, `wait ${i}: ${wait / second} s`);
      }
      const [dead] = await subject.deliveries(webhook, '?status=dead');
      assert.deepEqual(
        [dead?.status, dead?.attempts, dead?.log.length, dead?.log[0]?.error],
        ['dead', 10, 10, 'The endpoint answered 500.'],
      );
    });

    it('is replayed one by one or by range, and removed when asked', async () => {
      await using receiver = await openReceiver((response) => response.writeHead(404).end());
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      for (const title of ['one', 'two', 'three']) {
        await subject.job(title);
        await subject.run();
        subject.time.advance(minute);
      }
      await subject.connector.store.work.giveUp('acme', { kind: 'webhook' }, 'Enough.', subject.time.now());
      const dead = (await subject.deliveries(webhook, '?status=dead')).reverse();
      assert.equal(dead.length, 3);
      receiver.answers = [204];
      const [first, next, last] = dead;
      await subject.as('POST', `/webhooks/${webhook.id}/deliveries/${first?.id}/replay`);
      await subject.run();
      assert.deepEqual([titles(receiver).at(-1), receiver.ids.at(-1)], ['one', first?.id]);
      const from = next?.createdAt;
      const replay = (send: object) =>
        subject.as<{ count: number }>('POST', `/webhooks/${webhook.id}/dead-letters/replay`, { send });
      assert.deepEqual(await replay({ from, to: last?.createdAt }), { count: 1 });
      await subject.run();
      assert.equal(titles(receiver).at(-1), 'two');
      const purge = (query: string) => subject.as('DELETE', `/webhooks/${webhook.id}/dead-letters${query}`);
      assert.deepEqual(await purge(`?to=${last?.createdAt}`), { count: 0 });
      assert.deepEqual(await purge(''), { count: 1 });
      assert.deepEqual((await subject.health(webhook)).deliveries, { waiting: 0, delivered: 2, dead: 0 });
    });

    it('for want of an answer in time', async () => {
      await using receiver = await openReceiver(() => {});
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url });
      await subject.job();
      const run = subject.run();
      await receiver.received(1);
      subject.time.advance(20 * second);
      await run;
      const [delivery] = await subject.deliveries(webhook);
      assert.deepEqual(
        delivery?.log.map(({ status, error, durationMilliseconds }) => [status, error, durationMilliseconds]),
        [[null, 'The endpoint did not answer within 20 seconds.', 20_000]],
      );
    });

    it('because it is a redirect, which is not followed', async () => {
      await using inner = await openReceiver(204);
      await using receiver = await openReceiver((response) => response.writeHead(307, { location: inner.url }).end());
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url });
      await subject.job();
      await subject.run();
      assert.equal(inner.messages.length, 0);
      assert.equal(
        (await subject.deliveries(webhook))[0]?.log[0]?.error,
        'The endpoint answered 307: redirects are not followed.',
      );
    });

    it('because nobody is there', async () => {
      await using subject = await open();
      const receiver = await openReceiver();
      await receiver[Symbol.asyncDispose]();
      const webhook = await subject.make({ url: receiver.url });
      await subject.job();
      await subject.run();
      assert.equal((await subject.deliveries(webhook))[0]?.log[0]?.error, 'The endpoint refused the connection.');
    });
  });

  it('of an answer without end the first kilobyte is read, and the connection is closed', async () => {
    const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>();
    await using receiver = await openReceiver((response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('é'.repeat(50_000)), 1);
      response.once('close', () => {
        clearInterval(more);
        onClosed();
      });
    });
    await using subject = await open();
    const webhook = await subject.make({ url: receiver.url });
    await subject.job();
    await subject.run();
    await closed;
    const body = (await subject.deliveries(webhook))[0]?.log[0]?.body ?? '';
    assert.ok(Buffer.byteLength(body) <= 1024 && body.startsWith('éé'), String(body.length));
  });

  describe('an endpoint', () => {
    it('that answers 410 is switched off, with an event and a reason; the rest waits as dead letters', async () => {
      await using receiver = await openReceiver(410);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      for (let i = 0; i < 8; i++) await subject.job(`job ${i}`);
      await subject.run();
      assert.ok(receiver.messages.length <= 4, `${receiver.messages.length} at a time`);
      const { enabled, disabledReason } = await subject.webhook(webhook);
      assert.deepEqual([enabled, disabledReason], [false, 'The endpoint answered 410: it is gone.']);
      const { items } = await subject.as<{ items: Event[] }>('GET', '/events?sort=-seq&limit=1', {
        headers: { accept: 'application/json' },
      });
      assert.deepEqual([items[0]?.type, items[0]?.actor.role, items[0]?.reason], ['webhook.changed', 'system', disabledReason]);
      const health = await subject.health(webhook);
      assert.deepEqual([health.state, health.deliveries], ['disabled', { waiting: 0, delivered: 0, dead: 8 }]);

      receiver.answers = [204];
      await subject.as('PATCH', `/webhooks/${webhook.id}`, { ifMatch: '*', send: { enabled: true } });
      await subject.as('POST', `/webhooks/${webhook.id}/dead-letters/replay`, { send: {} });
      await subject.run();
      assert.deepEqual((await subject.health(webhook)).deliveries, { waiting: 0, delivered: 8, dead: 0 });
      assert.equal((await subject.webhook(webhook)).disabledReason, null);
    });

    it('that has too much to do is left alone as long as it asks', async () => {
      await using receiver = await openReceiver((response) => response.writeHead(429, { 'retry-after': '120' }).end(), 204);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      await subject.job('one');
      await subject.run();
      await subject.job('two');
      await subject.run();
      subject.time.advance(119 * second);
      await subject.run();
      assert.equal(receiver.messages.length, 1);
      assert.equal((await subject.health(webhook)).state, 'paused');
      subject.time.advance(7 * second);
      await subject.run();
      assert.deepEqual(titles(receiver).sort(), ['one', 'one', 'two']);
      assert.equal((await subject.health(webhook)).state, 'ok');
    });

    it('that fails five times in a row is left alone, then asked with one message, then sent everything', async () => {
      await using receiver = await openReceiver(503);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      for (let i = 0; i < 30; i++) await subject.job(`job ${i}`);
      await subject.run();
      const tried = receiver.messages.length;
      assert.ok(tried >= 5 && tried <= 8, `${tried} before it was left alone`);
      assert.equal((await subject.health(webhook)).state, 'paused');
      await subject.job('while it is left alone');
      await subject.run();
      assert.equal(receiver.messages.length, tried);
      // Everything is due again; one message goes, and fails.
      subject.time.advance(10 * minute);
      await subject.run();
      assert.equal(receiver.messages.length, tried + 1);
      receiver.answers = [204];
      for (let i = 0; i < 20; i++) {
        subject.time.advance(30 * second);
        await subject.run();
      }
      const health = await subject.health(webhook);
      assert.deepEqual([health.state, health.deliveries.waiting, health.failuresInRow], ['ok', 0, 0]);
      assert.equal(new Set(titles(receiver)).size, 31);
    });

    it('that has accepted nothing for days is switched off, with a reason', async () => {
      await using receiver = await openReceiver(500);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      for (let h = 0; h < 24 * 6; h += 3) {
        if (h % 12 === 0) await subject.job();
        await subject.run();
        subject.time.advance(3 * hour);
      }
      const { enabled, disabledReason } = await subject.webhook(webhook);
      assert.deepEqual(
        [enabled, disabledReason],
        [false, 'The endpoint has accepted nothing for 5 days. The endpoint answered 500.'],
      );
    });

    it('may be slow without holding up others', async () => {
      await using slow = await openReceiver(() => {});
      await using quick = await openReceiver(204);
      await using subject = await open();
      await subject.make({ url: slow.url, eventTypes: ['job.created'] });
      await subject.make({ url: quick.url, eventTypes: ['job.created'] });
      for (let i = 0; i < 20; i++) await subject.job();
      const run = subject.run();
      await quick.received(20);
      assert.equal(slow.messages.length, 4);
      subject.time.advance(20 * second);
      await slow.received(8);
      // Eight failures are enough: the rest waits.
      subject.time.advance(20 * second);
      await run;
    });

    it('gets a test message even when it is switched off; once, and without counting', async () => {
      await using receiver = await openReceiver(500);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url, enabled: false });
      const { id } = await subject.as<WebhookDelivery>('POST', `/webhooks/${webhook.id}/test`, { send: {} });
      await subject.run();
      assert.deepEqual(
        receiver.bodies.map(({ type, data }) => [type, data]),
        [['webhook.test', { webhookId: webhook.id }]],
      );
      const delivery = await subject.as<WebhookDelivery>('GET', `/webhooks/${webhook.id}/deliveries/${id}`);
      assert.deepEqual([delivery.status, delivery.eventSeq, delivery.log[0]?.status], ['dead', null, 500]);
      assert.equal((await subject.health(webhook)).failuresInRow, 0);
    });

    it('leaves nothing behind when it is deleted', async () => {
      await using receiver = await openReceiver(500);
      await using subject = await open();
      const webhook = await subject.make({ url: receiver.url });
      await subject.job();
      await subject.run();
      await subject.as('DELETE', `/webhooks/${webhook.id}`, { ifMatch: '*' });
      subject.time.advance(hour);
      await subject.run();
      assert.equal(receiver.messages.length, 1);
      assert.equal(await subject.connector.store.read('acme').privatePart('webhooks', webhook.id), undefined);
      assert.deepEqual((await subject.connector.store.work.list('acme', { kind: 'webhook', limit: 10 })).items, []);
    });
  });

  describe('the secret', () => {
    it('is shown once, and is nowhere in the clear: not in lists, events, or the file', async () => {
      await using subject = await open();
      const { secret, id } = await subject.make({ url: 'http://127.0.0.1:8080/' });
      assert(secret);
      const rotated = await subject.as<WebhookSecret>('POST', `/webhooks/${id}/rotate-secret`, { send: {} });
      const text = JSON.stringify([
        await subject.as('GET', '/webhooks'),
        await subject.as('GET', `/webhooks/${id}`),
        await subject.as('GET', '/events', { headers: { accept: 'application/json' } }),
      ]);
      const files = await Promise.all(
        ['', '-wal'].map((suffix) => readFile(`${subject.file}${suffix}`, 'latin1').catch(() => '')),
      );
      for (const shown of [secret, rotated.secret ?? '']) {
        assert.ok(!text.includes(shown.slice(6)));
        assert.ok(!files.join().includes(shown.slice(6)));
      }
    });

    it('that was replaced signs along for a day', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      const { id, secret: old } = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      const { secret: fresh, previousValidUntil } = await subject.as<WebhookSecret>('POST', `/webhooks/${id}/rotate-secret`, {
        send: {},
      });
      assert.equal(Date.parse(previousValidUntil), subject.time.now() + 24 * hour);
      await subject.job();
      await subject.run();
      await verifies(receiver, -1, old, subject.time.now());
      await verifies(receiver, -1, fresh, subject.time.now());
      subject.time.advance(24 * hour);
      await subject.job();
      await subject.run();
      await verifies(receiver, -1, fresh, subject.time.now());
      await assert.rejects(verifies(receiver, -1, old, subject.time.now()), { reason: 'no_match' });
    });

    it('that this installation can no longer open is said to be so, and messages go again once it is replaced', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open({ config: `secret: ${'a'.repeat(32)}\n${local}` });
      await using moved = await subject.reopen({ config: `secret: ${'b'.repeat(32)}\n${local}` });
      const { id } = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      await subject.job();
      await moved.connector.runDue();
      const [delivery] = await subject.deliveries({ id });
      assert.equal(receiver.messages.length, 0);
      assert.match(delivery?.log[0]?.error ?? '', /another DISPATCHKIT_SECRET/);
      const rotated = await moved.request<WebhookSecret>('POST', `/v1/webhooks/${id}/rotate-secret`, {
        as: 'admin',
        send: { keepPreviousHours: 0 },
      });
      subject.time.advance(minute);
      await moved.connector.runDue();
      await verifies(receiver, 0, rotated.body.secret, subject.time.now());
    });

    it('is made once for an idempotency key and told once: who repeats the request hears that it is there', async () => {
      await using subject = await open();
      const request = { as: 'admin', send: { url: 'http://127.0.0.1:8080/' }, headers: { 'idempotency-key': 'k1' } } as const;
      const first = await subject.as<WebhookCreated>('POST', '/webhooks', request);
      const again = await subject.request<Problem>('POST', '/v1/webhooks', request);
      assert.deepEqual([again.status, again.body.code], [409, 'already_exists']);
      assert.match(again.body.detail, new RegExp(first.id));
      assert.equal(JSON.stringify(again.body).includes(first.secret ?? ''), false);
    });

    it('is rotated once for an idempotency key', async () => {
      await using subject = await open();
      const { id } = await subject.make({ url: 'http://127.0.0.1:8080/' });
      const path = `/webhooks/${id}/rotate-secret`;
      const request = { as: 'admin', send: { keepPreviousHours: 24 }, headers: { 'idempotency-key': 'k2' } } as const;
      await subject.as<WebhookSecret>('POST', path, request);
      const again = await subject.request<Problem>('POST', `/v1${path}`, request);
      assert.deepEqual([again.status, again.body.code], [409, 'already_exists']);
    });
  });

  describe('addresses', () => {
    for (const url of [
      'http://169.254.169.254/',
      'https://10.0.0.1/',
      'https://2130706433/',
      'https://localhost/',
      'https://u:p@example.com/',
      'https://[::1]/',
    ]) {
      it(`${url} is refused when the endpoint is made or changed`, async () => {
        await using subject = await open({ config: '' });
        const made = await subject.request<Problem>('POST', '/v1/webhooks', { as: 'admin', send: { url } });
        assert.deepEqual([made.status, made.body.errors?.[0]?.pointer], [422, '/url']);
        const webhook = await subject.make({ url: 'https://hooks.example.com/' });
        const changed = await subject.request('PATCH', `/v1/webhooks/${webhook.id}`, {
          as: 'admin',
          ifMatch: '*',
          send: { url },
        });
        assert.equal(changed.status, 422);
      });
    }

    it('a name that leads to a private address later is not sent to, and the log does not tell where it led', async () => {
      const sent: string[] = [];
      const answers = [['93.184.216.34'], ['10.9.8.7']];
      const egress: Egress = {
        resolve: async () => answers.shift() ?? [],
        async send(url) {
          sent.push(url.href);
          return new Response(null, { status: 204 });
        },
      };
      await using subject = await open({ config: '', egress });
      const webhook = await subject.make({ url: 'https://hooks.example.com/in', eventTypes: ['job.created'] });
      await subject.job();
      await subject.run();
      await subject.job();
      await subject.run();
      assert.deepEqual(sent, ['https://hooks.example.com/in']);
      const [refused] = await subject.deliveries(webhook);
      assert.equal(refused?.log[0]?.error, 'The address leads to a private or reserved network.');
      assert.doesNotMatch(JSON.stringify(refused), /10\.9\.8\.7/);
    });

    it('are fifty of a tenant at most; the next one is refused with what to do', async () => {
      await using receiver = await openReceiver((response) => response.writeHead(200).end());
      await using subject = await open();
      const made = [];
      for (let i = 0; i < 50; i++) made.push(await subject.make({ url: `${receiver.url}?n=${i}` }));
      const send = { url: receiver.url };
      const { status, body } = await subject.request<Problem>('POST', '/v1/webhooks', { as: 'admin', send });
      assert.equal(status, 422);
      assert.match(JSON.stringify(body), /50 webhooks already.*Delete one/);
      await subject.as('DELETE', `/webhooks/${made[0]?.id}`, { ifMatch: '*' });
      await subject.make(send);
    });

    it('an event type that does not exist is refused, with the one that was meant', async () => {
      await using subject = await open();
      const { status, body } = await subject.request<Problem>('POST', '/v1/webhooks', {
        as: 'admin',
        send: { url: 'http://127.0.0.1:8080/', eventTypes: ['job.*', 'jobs.created'] },
      });
      assert.equal(status, 422);
      assert.deepEqual(body.errors, [
        { pointer: '/eventTypes/1', detail: 'There is no such event. Did you mean "job.created"?' },
      ]);
    });
  });

  describe('several connectors', () => {
    it('share the work: each message is sent once', async () => {
      await using receiver = await openReceiver(204);
      await using subject = await open();
      await using other = await subject.reopen();
      await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      for (let i = 0; i < 40; i++) await subject.job(`job ${i}`);
      await Promise.all([subject.run(), other.connector.runDue()]);
      assert.equal(receiver.messages.length, 40);
      assert.equal(new Set(receiver.ids).size, 40);
    });

    it('one that dies between sending and noting it is made up for by another, with the same id', async () => {
      await using receiver = await openReceiver(204);
      // Sends, and never gets to say so.
      const dying = (store: Store): Store =>
        override(store, { work: override(store.work, { settle: () => Promise.reject(new Error('gone')) }) });
      await using subject = await open({ store: dying });
      await using other = await subject.reopen();
      const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
      await subject.job();
      await subject.run();
      await other.connector.runDue();
      assert.equal(receiver.messages.length, 1, 'while the lease holds');
      subject.time.advance(minute);
      await other.connector.runDue();
      assert.equal(receiver.messages.length, 2);
      assert.equal(new Set(receiver.ids).size, 1);
      assert.deepEqual(
        (await subject.deliveries(webhook)).map(({ status, attempts }) => [status, attempts]),
        [['delivered', 2]],
      );
    });
  });

  it('are sent by a connector that runs, right after the commit', async () => {
    await using receiver = await openReceiver(204);
    await using subject = await open();
    subject.connector.startBackground();
    await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
    await subject.job();
    subject.time.advance(100);
    await receiver.received(1);
    assert.deepEqual(titles(receiver), ['Oven will not light']);
  });

  it('are not kept for ever', async () => {
    await using receiver = await openReceiver(204);
    await using subject = await open();
    const webhook = await subject.make({ url: receiver.url, eventTypes: ['job.created'] });
    await subject.job();
    await subject.run();
    for (let h = 0; h < 24 * 7 + 3; h++) {
      subject.time.advance(hour);
      await subject.run();
    }
    assert.deepEqual(await subject.deliveries(webhook), []);
  });
});

function titles(receiver: Receiver): unknown[] {
  return eventsOf(receiver).map(({ changes }) => changes[0]?.record?.title);
}

function eventsOf(receiver: Receiver): Event[] {
  return receiver.bodies.map(({ data }) => data as unknown as Event);
}

/** The same object with some methods replaced. */
function override<T extends object>(subject: T, replaced: Partial<T>): T {
  return new Proxy(subject, {
    get(target, name) {
      const value: unknown = Reflect.get(Object.hasOwn(replaced, name) ? replaced : target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
