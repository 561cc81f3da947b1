import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ApiKeyCreated, Event } from '@dispatchkit/contract';
import { FakeTime } from '../../test/fake-time.ts';
import { seed } from '../../test/fixture.ts';
import { readStream } from '../../test/read-stream.ts';
import { openReceiver } from '../../test/receiver.ts';
import { memoryKeyFile, openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { silentLog } from '../ports/log.ts';
import { socketEgress } from '../runtimes/shared/socket-egress.ts';
import { createServices, systemActor } from '../services/index.ts';
import { storesWithStaleReplica } from '../stores/test-store.ts';

const config = 'webhooks: { allowHttp: true, allowPrivate: [127.0.0.1] }';
const actor = systemActor(tenant);

/** Of two instances on one database, one that reads at a replica which hears of nothing any more. */
describe('an instance whose replica is far behind', () => {
  let time: FakeTime;
  let behind: TestConnector;
  let ahead: TestConnector;
  let close: () => Promise<void>;
  beforeEach(async () => {
    time = new FakeTime();
    let ids = 0;
    const stores = await storesWithStaleReplica(time, async (store) => {
      const services = createServices({ store, clock: time, ids: { next: () => `id-${++ids}` }, log: silentLog });
      await seed(services, tenant);
      await services.changeJob(actor, 'j2', { territory: 'south' }, null);
    });
    close = stores.close;
    const shared = { config, time, keyFile: memoryKeyFile(), egress: socketEgress };
    behind = await openTestConnector({ ...shared, store: stores.behind });
    ahead = await openTestConnector({ ...shared, store: stores.ahead });
  });
  afterEach(async () => {
    await ahead[Symbol.asyncDispose]();
    await behind[Symbol.asyncDispose]();
    await close();
  });

  const apiKey = async (scopes: readonly string[]) => {
    const request = { as: 'admin', send: { name: 'ERP', scopes } } as const;
    return (await ahead.request<ApiKeyCreated>('POST', '/v1/api-keys', request)).body;
  };
  const bearer = (key: string) => ({ as: null, headers: { authorization: `Bearer ${key}` } });

  it('reads records there', async () => {
    await ahead.connector.services.changeJob(actor, 'j2', { title: 'Newer' }, null);
    const { body } = await behind.request<{ title: string }>('GET', '/v1/jobs/j2');
    assert.equal(body.title, 'Leaking tap');
  });

  it('accepts an API key as soon as there is one, and refuses it as soon as it is revoked', async () => {
    const { id, key } = await apiKey(['jobs:read']);
    assert.equal((await behind.request('GET', '/v1/jobs', bearer(key))).status, 200);
    await ahead.request('PATCH', `/v1/api-keys/${id}`, { as: 'admin', send: { revoked: true }, ifMatch: '"v1"' });
    time.advance(3_000);
    assert.equal((await behind.request('GET', '/v1/jobs', bearer(key))).status, 401);
  });

  it('tells a technician of a job that has just become theirs', async () => {
    const after = await ahead.seq();
    const { services } = ahead.connector;
    const window = { startsAt: '2026-11-20T14:00:00Z', endsAt: '2026-11-20T14:30:00Z' };
    await services.assignJob(actor, { id: 'a9', jobId: 'j2', technicianId: 't1', ...window });
    await services.changeJob(actor, 'j2', { title: 'Burst tap' }, null);
    const path = `/v1/events?after=${after}`;
    const stream = readStream(await behind.fetch('GET', path, { as: 'technician', headers: { accept: 'text/event-stream' } }));
    const told = [await stream.next(), await stream.next()].map(({ data }) => JSON.parse(data) as Event);
    await stream.cancel();
    assert.equal(told[1]?.changes[0]?.record?.title, 'Burst tap');
    const history = await behind.request<{ items: Event[] }>('GET', `${path}&jobId=j2`, { as: 'technician' });
    assert.deepEqual(
      history.body.items.map(({ changes }) => changes),
      told.map(({ changes }) => changes),
    );
  });

  it('tells who is limited to a territory of what is there by now, and no more of what has left', async () => {
    const { services } = ahead.connector;
    await services.changeJob(actor, 'j2', { territory: 'north' }, null);
    const after = await ahead.seq();
    const window = { startsAt: '2026-11-20T14:00:00Z', endsAt: '2026-11-20T14:30:00Z' };
    await services.assignJob(actor, { id: 'a9', jobId: 'j2', technicianId: 't1', ...window });
    const seenIn = async (territory: string) => {
      const as = { tenant, role: 'dispatcher', technicianId: null, territories: [territory] } as const;
      const { body } = await behind.request<{ items: Event[] }>('GET', `/v1/events?after=${after}`, { as });
      return body.items.flatMap(({ changes }) => changes.map(({ kind, id }) => `${kind} ${id}`));
    };
    assert.deepEqual([await seenIn('north'), await seenIn('south')], [['assignments a9', 'jobs j2'], []]);
  });

  it('sends to an endpoint that has just been made with a key, and nothing once the key is revoked', async () => {
    await using receiver = await openReceiver();
    const { id, key } = await apiKey(['jobs:read', 'events:read', 'webhooks:write']);
    const send = { url: receiver.url, eventTypes: ['job.changed'] };
    const made = await ahead.request('POST', '/v1/webhooks', { ...bearer(key), send });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await ahead.connector.services.changeJob(actor, 'j2', { title: 'One' }, null);
    await behind.connector.runDue();
    assert.equal(receiver.messages.length, 1);
    await ahead.request('PATCH', `/v1/api-keys/${id}`, { as: 'admin', send: { revoked: true }, ifMatch: '"v1"' });
    await ahead.connector.services.changeJob(actor, 'j2', { title: 'Two' }, null);
    await behind.connector.runDue();
    assert.equal(receiver.messages.length, 1);
  });
});
