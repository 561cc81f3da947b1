import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import { Replica } from '@dispatchkit/client';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../connector/test/memory-host.ts';
import { openTestConnector, tenant } from '../../connector/test/test-connector.ts';

test('a page hears from the connector that a host is away, what waits for it, and that it is back', async () => {
  const host = new MemoryHost();
  host.set('jobs', 'J1', { title: 'Boiler' });
  const hosts = {
    [tenant]: [{ name: 'erp', manifest: memoryManifest, resources: { jobs: 'mirror' }, pollSeconds: 30, whenAway: 'queue' }],
  };
  await using subject = await openTestConnector({ config: stringify({ hosts }), openHost: () => host });
  await subject.connector.runDue();
  const replica = new Replica({
    url: 'http://127.0.0.1:8787',
    clock: subject.time,
    getToken: () => subject.token('dispatcher'),
    fetch: async (request, init) => subject.connector.fetch(new Request(request, init)),
  });
  const until = async (isSo: () => boolean) => {
    for (let round = 0; !isSo(); round++) {
      assert.ok(round < 5_000, 'it never came about');
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (round % 5 === 4) subject.time.advance(100);
    }
  };
  try {
    await until(() => replica.hosts()[0]?.state === 'current');
    const [job] = replica.tables.jobs.values();
    assert(job);
    host.trouble = new HostError('unavailable', 'Nobody answers.');
    await replica.change({ type: 'edit-job', jobId: job.id, patch: { title: 'Boiler, again' } }, { method: 'form' });
    await until(() => replica.hosts()[0]?.records.length === 1);
    assert.deepEqual(replica.hosts()[0]?.records, [{ kind: 'jobs', id: job.id, state: 'waiting' }]);
    subject.time.advance(30_000);
    await subject.connector.runDue();
    await until(() => replica.hosts()[0]?.state === 'away');
    host.trouble = undefined;
    subject.time.advance(10 * 60_000);
    await subject.connector.runDue();
    await until(() => replica.hosts()[0]?.state === 'current');
    assert.deepEqual(replica.hosts()[0]?.records, []);
    assert.equal(host.at('jobs', 'J1')?.title, 'Boiler, again');
  } finally {
    replica.close();
  }
});
