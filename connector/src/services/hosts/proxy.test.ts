import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { Job } from '@dispatchkit/contract';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { openMirrorBench } from '../../../test/mirror-bench.ts';
import { openTestConnector } from '../../../test/test-connector.ts';
import { ProblemError } from '../errors.ts';

const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', jobs: 'all' } as const;
const modes = { sites: 'proxy', jobs: 'proxy' } as const;

describe('proxied records', () => {
  it('are fetched when somebody reads them, and not before', async () => {
    await using bench = await openMirrorBench({ modes });
    bench.host.set('sites', 'S1', { name: 'Mill' });
    bench.host.set('jobs', 'J1', { title: 'Boiler', siteId: 'S1' });
    await bench.sync();
    assert.deepEqual(bench.host.calls, []);
    const [job] = (await bench.services.listJobs(bench.system)).items;
    assert.equal(job?.title, 'Boiler');
    assert.equal((await bench.services.getSite(bench.system, job?.siteId ?? '')).name, 'Mill');
  });

  it('are asked for once, however many read them at a time', async () => {
    await using bench = await openMirrorBench({ modes: { jobs: 'proxy' } });
    bench.host.set('jobs', 'J1', { title: 'Boiler' });
    await Promise.all(Array.from({ length: 20 }, () => bench.services.listJobs(bench.system)));
    assert.equal(bench.host.calls.filter((call) => call === 'changes jobs').length, 1);
  });

  it('are told as they are while newer ones are fetched', async () => {
    await using bench = await openMirrorBench({ modes: { jobs: 'proxy' } });
    bench.host.set('jobs', 'J1', { title: 'Boiler' });
    await bench.services.listJobs(bench.system);
    bench.host.set('jobs', 'J1', { title: 'Boiler, again' });
    await bench.services.listJobs(bench.system);
    assert.equal(bench.services.recordAge('acme', 'jobs:read')?.isStale, false, 'young enough');
    bench.time.advance(10_000);
    const gate = Promise.withResolvers<void>();
    const { changes } = bench.host;
    bench.host.changes = async (...question) => {
      await gate.promise;
      return changes.apply(bench.host, question);
    };
    assert.equal((await bench.services.listJobs(bench.system)).items[0]?.title, 'Boiler');
    assert.deepEqual(bench.services.recordAge('acme', 'jobs:read'), { seconds: 10, isStale: true });
    bench.time.advance(60_000);
    const waiting = bench.services.listJobs(bench.system);
    gate.resolve();
    assert.equal((await waiting).items[0]?.title, 'Boiler, again', 'too old to be told without asking');
  });

  it('of a host that is slow or away are told with their age, and it is left alone for a while', async () => {
    await using bench = await openMirrorBench({ modes });
    bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
    const unavailable = (error: unknown) => error instanceof ProblemError && error.code === 'host_unavailable';
    await assert.rejects(bench.services.listJobs(bench.system), unavailable);
    const asked = bench.host.calls.length;
    assert.ok(
      bench.host.calls.every((call) => call.endsWith('sites')),
      'who says nothing of one kind is not asked for the next',
    );
    await assert.rejects(bench.services.listJobs(bench.system), unavailable);
    assert.equal(bench.host.calls.length, asked);
    bench.host.trouble = undefined;
    bench.host.set('jobs', 'J1', { title: 'Boiler' });
    bench.time.advance(5_000);
    assert.equal((await bench.services.listJobs(bench.system)).items.length, 1);
    bench.host.trouble = new HostError('unavailable', 'Nobody answers.');
    bench.time.advance(600_000);
    assert.equal((await bench.services.listJobs(bench.system)).items.length, 1);
    assert.deepEqual(bench.services.recordAge('acme', 'jobs:read'), { seconds: 600, isStale: true });
  });

  it('that never come in time are not waited for, however many kinds are read', async () => {
    await using bench = await openMirrorBench({ modes });
    bench.host.set('jobs', 'J1', { title: 'Boiler' });
    await bench.services.listJobs(bench.system);
    bench.time.advance(61_000);
    const asked = Promise.withResolvers<void>();
    const never = Promise.withResolvers<never>();
    bench.host.changes = () => {
      asked.resolve();
      return never.promise;
    };
    const reading = bench.services.listJobs(bench.system);
    await asked.promise;
    bench.time.advance(5_000);
    assert.equal((await reading).items.length, 1);
    never.reject(new HostError('unavailable', 'At last.'));
  });

  it('that come for the first time are loading, not away, and a board is given what there is', async () => {
    await using bench = await openMirrorBench({ modes: { jobs: 'proxy' }, pageSize: 2 });
    for (const id of ['J1', 'J2', 'J3']) bench.host.set('jobs', id, { title: id });
    const { changes } = bench.host;
    const second = Promise.withResolvers<void>();
    const rest = Promise.withResolvers<void>();
    bench.host.changes = async (kind, cursor, signal) => {
      if (cursor !== undefined) {
        second.resolve();
        await rest.promise;
      }
      return changes.call(bench.host, kind, cursor, signal);
    };
    const list = bench.services.listJobs(bench.system);
    const board = bench.services.snapshot({ ...bench.system, role: 'admin' }, window);
    await second.promise;
    bench.time.advance(5_000);
    await assert.rejects(list, (error: unknown) => {
      assert.ok(error instanceof ProblemError);
      assert.deepEqual(
        [error.code, error.detail],
        ['host_loading', 'Records are being loaded from Memory ERP for the first time: 2 of 3.'],
      );
      return true;
    });
    const { jobs, hosts } = await board;
    assert.equal(jobs.length, 2);
    assert.deepEqual([hosts?.[0]?.state, hosts?.[0]?.progress], ['loading', { done: 2, total: 3 }]);
    rest.resolve();
    assert.equal((await bench.services.listJobs(bench.system)).items.length, 3);
    assert.equal((await bench.services.snapshot({ ...bench.system, role: 'admin' }, window)).hosts?.[0]?.state, 'current');
  });

  for (const trouble of [new ProblemError('store_unavailable', 'The database does not answer.'), new TypeError('a defect')]) {
    it(`are not blamed on the host when ${trouble.name} is ours`, async () => {
      await using bench = await openMirrorBench({ modes: { jobs: 'proxy' } });
      bench.host.set('jobs', 'J1', { title: 'Boiler' });
      const write = mock.method(bench.store, 'write', () => Promise.reject(trouble));
      await assert.rejects(bench.services.listJobs(bench.system), trouble);
      await assert.rejects(bench.services.snapshot({ ...bench.system, role: 'admin' }, window), trouble);
      write.mock.restore();
      bench.time.advance(5_000);
      assert.equal((await bench.services.listJobs(bench.system)).items.length, 1);
    });
  }

  it('say how old they are, and are changed at the host', async () => {
    const host = new MemoryHost();
    host.set('jobs', 'J1', { title: 'Boiler' });
    const config = stringify({ hosts: { acme: [{ name: 'erp', manifest: memoryManifest, resources: { jobs: 'proxy' } }] } });
    await using subject = await openTestConnector({ config, openHost: () => host });
    const first = await subject.request<{ items: Job[] }>('GET', '/v1/jobs');
    assert.deepEqual([first.headers.get('age'), first.headers.get('cache-status')], ['0', null]);
    subject.time.advance(20_000);
    const later = await subject.request<{ items: Job[] }>('GET', '/v1/jobs');
    assert.deepEqual([later.headers.get('age'), later.headers.get('cache-status')], ['20', 'host; hit; detail=stale']);
    const id = first.body.items[0]?.id ?? '';
    const { status } = await subject.request('PATCH', `/v1/jobs/${id}`, { ifMatch: '*', send: { title: 'Lift' } });
    assert.deepEqual([status, host.at('jobs', 'J1')?.title], [200, 'Lift']);
    assert.equal((await subject.request<Job>('GET', '/v1/jobs/none')).status, 404);
    assert.equal((await subject.request('GET', '/v1/customers')).headers.get('age'), null, 'our own have no age');
  });
});
