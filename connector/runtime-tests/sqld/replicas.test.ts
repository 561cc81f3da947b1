import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../src/ports/clock.ts';
import { silentLog } from '../../src/ports/log.ts';
import { readSnapshotRecords } from '../../src/ports/snapshot-records.ts';
import type { Store, WriteMeta } from '../../src/ports/store.ts';
import { type NativeDatabaseOptions, openNativeDatabase } from '../../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../src/stores/libsql/index.ts';
import { jobDraft, problem, storeSuite } from '../../src/stores/store-suite.ts';
import { type Cluster, openCluster } from './cluster.ts';

const meta: WriteMeta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };

/** How reads are spread: each of these keeps the promises of a store. */
const arrangements: Record<string, (cluster: Cluster, name: string) => NativeDatabaseOptions> = {
  'the primary alone': ({ primaryUrl }) => ({ url: primaryUrl }),
  'the primary with a read replica': ({ primaryUrl, replicaUrl }) => ({ url: primaryUrl, readUrl: replicaUrl }),
  'an embedded replica': ({ primaryUrl, folder }, name) => ({
    url: `file:${join(folder, `${name}.db`)}`,
    syncUrl: primaryUrl,
    syncSeconds: 0.5,
  }),
};

for (const [name, optionsOf] of Object.entries(arrangements)) {
  storeSuite(`sqld, ${name}`, async (clock) => {
    const cluster = await openCluster();
    const opening = openLibsqlStore(openNativeDatabase(optionsOf(cluster, 'suite')), { clock, log: silentLog });
    // Without a store nobody would ever close it.
    const store = await opening.catch(async (error: unknown) => {
      await cluster.close();
      throw error;
    });
    return {
      store,
      async close() {
        await store.close();
        await cluster.close();
      },
    };
  });
}

describe('reads at a replica', () => {
  let cluster: Cluster;
  const opened: Store[] = [];
  before(async () => {
    cluster = await openCluster();
  });
  after(async () => {
    for (const store of opened) await store.close();
    await cluster?.close();
  });
  const open = async (options: NativeDatabaseOptions) => {
    const store = await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog });
    opened.push(store);
    return store;
  };
  const put = (store: Store, tenant: string, id: string, title = `Job ${id}`) =>
    store.write(tenant, meta, async (writer) => {
      writer.describe({ type: 'job.changed', jobId: id });
      return writer.put('jobs', { ...jobDraft(id), title });
    });
  /** Until somebody else's write has arrived. */
  const eventually = async (what: string, look: () => Promise<boolean>) => {
    for (let attempts = 0; !(await look()); attempts++) {
      assert.ok(attempts < 200, what);
      await wait(25);
    }
  };

  for (const [name, optionsOf] of Object.entries(arrangements)) {
    test(`${name}: who writes reads what was written, at once and always`, async () => {
      const store = await open(optionsOf(cluster, 'own'));
      const tenant = `own-${opened.length}`;
      for (let i = 0; i < 15; i++) {
        await put(store, tenant, 'j1', `Title ${i}`);
        const reader = store.read(tenant);
        const [job, page, snapshot] = await Promise.all([
          reader.get('jobs', 'j1'),
          reader.list('jobs', { filters: { q: `${i}` }, sort: [], limit: 5, total: true }),
          reader.snapshot({ from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'all', maxJobs: 5 }),
        ]);
        assert.deepEqual([job?.title, page.total, snapshot.seq], [`Title ${i}`, 1, i + 1]);
      }
    });

    test(`${name}: what others write is seen, and the log never lags behind a snapshot`, async () => {
      const [here, there] = [await open(optionsOf(cluster, 'here')), await open({ url: cluster.primaryUrl })];
      const tenant = `others-${opened.length}`;
      await put(here, tenant, 'j0');
      for (let i = 1; i <= 10; i++) {
        await put(there, tenant, `j${i}`);
        const reader = here.read(tenant);
        const snapshot = await readSnapshotRecords(reader, {
          from: '2026-11-20T00:00:00.000Z',
          to: '2026-11-21T00:00:00.000Z',
          jobs: 'all',
          maxJobs: 50,
        });
        const missing = await reader.tail(snapshot.seq, 100);
        assert.equal(snapshot.jobs.length + missing.length, i + 1, 'a snapshot and the events after it are everything');
        assert.equal(await reader.lastSeq(), i + 1);
      }
      await eventually('the last job arrives', async () => (await here.read(tenant).get('jobs', 'j10')) !== undefined);
    });
  }

  test('while the replica is away everything is read at the primary, and afterwards there again', async () => {
    const store = await open({ url: cluster.primaryUrl, readUrl: cluster.replicaUrl });
    const tenant = 'away';
    await put(store, tenant, 'j1');
    await cluster.stopReplica();
    await put(store, tenant, 'j2');
    assert.equal((await store.read(tenant).getMany('jobs', ['j1', 'j2'])).length, 2);
    await cluster.startReplica();
    await put(store, tenant, 'j3');
    assert.equal((await store.read(tenant).getMany('jobs', ['j1', 'j2', 'j3'])).length, 3);
  });

  test('an embedded replica is opened again with what it had, and catches up', async () => {
    const options = arrangements['an embedded replica']?.(cluster, 'again');
    assert.ok(options);
    const tenant = 'again';
    const first = await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog });
    await put(first, tenant, 'j1');
    await first.close();
    await put(await open({ url: cluster.primaryUrl }), tenant, 'j2');
    const second = await open(options);
    assert.equal((await second.read(tenant).getMany('jobs', ['j1', 'j2'])).length, 2);
  });

  for (const name of ['the primary with a read replica', 'an embedded replica']) {
    test(`${name}: while the primary is away records can be read, and writing is refused as unavailable`, async () => {
      const own = await openCluster();
      try {
        const options = arrangements[name]?.(own, 'lonely');
        assert.ok(options);
        const store = await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog });
        await put(store, 'acme', 'j1');
        const reader = store.read('acme');
        // The first read that the replica answers ends the wait for the write before it.
        await eventually('the replica has it', async () => {
          await reader.get('jobs', 'j1');
          await wait(100);
          return (await reader.get('jobs', 'j1')) !== undefined;
        });
        await own.stopPrimary();
        assert.equal((await reader.get('jobs', 'j1'))?.id, 'j1');
        assert.equal((await reader.list('jobs', { filters: { q: 'job' }, sort: [], limit: 5 })).items.length, 1);
        await assert.rejects(put(store, 'acme', 'j2'), problem('store_unavailable'));
        await store.close();
      } finally {
        await own.close();
      }
    });
  }
});
