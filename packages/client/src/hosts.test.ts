import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostStanding, PendingChange } from '@dispatchkit/contract';
import { FakeClock, flush } from '../test/fake-clock.ts';
import { FakeConnector } from '../test/fake-connector.ts';
import { DispatchError, MemorySource, Replica, RestSource } from './index.ts';

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

test('what a host does not let be done counts as soon as a replica hears of it', async () => {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  connector.put('jobs', { id: 'j1', title: 'Pump', status: 'unscheduled' });
  const replica = new Replica({ url: 'http://dispatch.test', fetch: connector.fetch, clock });
  await flush();
  const hold = { type: 'transition', jobId: 'j1', to: 'on_hold', reason: 'Parts' } as const;
  assert.equal(replica.can(hold), true);
  connector.stand([standing({ limits: { jobs: { cannot: [], readOnly: [], words: { status: ['unscheduled'] } } } })]);
  await flush();
  assert.equal(replica.can(hold), false);
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

const pending: PendingChange = {
  id: 'w1',
  host: 'erp',
  kind: 'jobs',
  recordId: 'j1',
  jobId: 'j1',
  operation: 'update',
  state: 'dead',
  fields: [{ field: 'title', ours: 'Boiler, urgent', theirs: 'Boiler', conflict: false }],
  asks: false,
  reason: 'The task is closed.',
  decidable: true,
  createdAt: '2026-11-20T08:00:00.000Z',
};

const isGone = (error: unknown) => error instanceof DispatchError && error.problem?.code === 'not_found';

test('changes that have not reached a host are read and decided on over HTTP', async () => {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  const asked: string[] = [];
  const fetch = async (request: Request, init?: RequestInit) => {
    const { pathname, search } = new URL(request.url);
    if (!pathname.startsWith('/v1/pending-changes')) return connector.fetch(request, init);
    asked.push(`${request.method} ${pathname}${search}`);
    if (pathname.endsWith('/discard')) {
      const problem = {
        type: 'about:blank',
        title: 'Not found',
        status: 404,
        code: 'not_found',
        detail: 'Settled.',
        requestId: '',
      };
      return Response.json(problem, { status: 404 });
    }
    return Response.json(request.method === 'GET' ? { items: [pending] } : pending);
  };
  const replica = new Replica({ url: 'http://dispatch.test', fetch, clock });
  await flush();
  assert.deepEqual(await replica.pendingChanges('j1'), [pending]);
  await replica.settlePending('w1', 'retry');
  await assert.rejects(replica.settlePending('w1', 'discard'), isGone);
  assert.deepEqual(asked, [
    'GET /v1/pending-changes?jobId=j1',
    'POST /v1/pending-changes/w1/retry',
    'POST /v1/pending-changes/w1/discard',
  ]);
  replica.close();
});

test('a source in memory has the pending changes it was given, and does with them what people decide', async () => {
  const decided: string[] = [];
  const source = new MemorySource({
    pendingChanges: [pending, { ...pending, id: 'w2', jobId: 'j2' }],
    onSettle: ({ id }, how) => void decided.push(`${how} ${id}`),
  });
  assert.deepEqual(await source.pendingChanges('j1'), [pending]);
  assert.equal((await source.pendingChanges()).length, 2);
  await source.settlePending('w1', 'retry');
  assert.deepEqual(await source.pendingChanges('j1'), [{ ...pending, state: 'waiting', reason: null }]);
  await source.settlePending('w1', 'discard');
  assert.deepEqual(await source.pendingChanges('j1'), []);
  assert.deepEqual(decided, ['retry w1', 'discard w1']);
  await assert.rejects(source.settlePending('w1', 'discard'), isGone);
});
