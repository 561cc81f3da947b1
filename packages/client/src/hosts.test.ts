import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostStanding } from '@dispatchkit/contract';
import { FakeClock, flush } from '../test/fake-clock.ts';
import { FakeConnector } from '../test/fake-connector.ts';
import { MemorySource, Replica, RestSource } from './index.ts';

const standing = (fields: Partial<HostStanding> = {}): HostStanding => ({
  name: 'erp',
  label: 'Memory ERP',
  modes: { jobs: 'mirror' },
  state: 'current',
  asOf: '2026-11-20T08:00:00.000Z',
  progress: null,
  whenAway: 'queue',
  writes: { waiting: 0, conflict: 0, dead: 0 },
  records: [],
  ...fields,
});

test('a source in memory is told how host systems are doing, and tells its listeners when that is new', async () => {
  const source = new MemorySource({ hosts: [standing(), standing({ name: 'crm' })] });
  await flush();
  let told = 0;
  source.subscribe(({ meta, all }) => {
    assert.deepEqual([meta, all], [true, false]);
    told++;
  });
  const [erp, crm] = source.hosts();
  source.setHosts([standing(), standing({ name: 'crm' })]);
  await flush();
  assert.equal(told, 0, 'the same again is nothing new');
  source.setHosts([standing({ state: 'away' }), standing({ name: 'crm' })]);
  await flush();
  assert.equal(told, 1);
  assert.equal(source.hosts()[0]?.state, 'away');
  assert.notEqual(source.hosts()[0], erp);
  assert.equal(source.hosts()[1], crm, 'what has not changed keeps its identity');
});

test('a replica has it from the snapshot, then from the stream', async () => {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  connector.hosts = [standing({ state: 'loading', asOf: null, progress: { done: 5, total: 10 } })];
  const replica = new Replica({ url: 'http://dispatch.test', fetch: connector.fetch, clock });
  assert.deepEqual(replica.hosts(), []);
  await flush();
  assert.deepEqual(replica.hosts()[0]?.progress, { done: 5, total: 10 });
  let told = 0;
  replica.subscribe(({ meta }) => {
    if (meta) told++;
  });
  const waiting = standing({
    writes: { waiting: 1, conflict: 0, dead: 0 },
    records: [{ kind: 'jobs', id: 'j1', state: 'waiting' }],
  });
  connector.stand([waiting]);
  await flush();
  assert.equal(told, 1);
  assert.deepEqual(replica.hosts(), [waiting]);
  replica.close();
});

test('a snapshot that was under way when the stream told more does not take that back', async () => {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  connector.hosts = [standing()];
  let gate: PromiseWithResolvers<void> | undefined;
  const fetch = async (request: Request, init?: RequestInit) => {
    const answer = await connector.fetch(request, init);
    if (request.url.includes('/snapshot')) await gate?.promise;
    return answer;
  };
  const replica = new Replica({ url: 'http://dispatch.test', fetch, clock });
  await flush();
  gate = Promise.withResolvers();
  const shown = replica.show({ from: '2026-12-01T00:00:00Z', to: '2026-12-02T00:00:00Z' });
  await flush();
  connector.stand([standing({ state: 'away' })]);
  await flush();
  gate.resolve();
  await shown;
  assert.equal(replica.hosts()[0]?.state, 'away');
  replica.close();
});

test('lists over REST do not tell of any', async () => {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  connector.hosts = [standing()];
  const source = new RestSource({ url: 'http://dispatch.test', fetch: connector.fetch, clock });
  await flush();
  assert.deepEqual(source.hosts(), []);
  source.close();
});

for (const Source of [Replica, RestSource]) {
  test(`a ${Source.name} shows that it is loading while a host gives its records out for the first time, and fills by itself`, async () => {
    const clock = new FakeClock();
    const connector = new FakeConnector({ nowMs: () => clock.now() });
    connector.put('jobs', { id: 'j1', title: 'Pump' });
    connector.hostSays = 'host_loading';
    const source = new Source({ url: 'http://dispatch.test', fetch: connector.fetch, clock, random: () => 0.5 });
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1_000);
        await flush();
      }
    };
    await pass(60);
    assert.deepEqual([source.status.phase, source.status.error?.problem?.code], ['loading', 'host_loading']);
    connector.hostSays = undefined;
    await pass(60);
    assert.deepEqual([source.status.phase, source.tables.jobs.size], ['ready', 1]);
    source.close();
  });
}
