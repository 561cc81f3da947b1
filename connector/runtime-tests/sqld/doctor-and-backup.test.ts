import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runBackup } from '../../src/cli/actions/backup.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { noEgress } from '../../src/ports/egress.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Store, WriteMeta } from '../../src/ports/store.ts';
import { openNativeDatabase } from '../../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../src/stores/libsql/index.ts';
import { jobDraft } from '../../src/stores/store-suite.ts';
import { type Cluster, openCluster } from './cluster.ts';

const meta: WriteMeta = { actor: { id: 'a', name: null, role: 'admin' }, method: 'api', requestId: null };

describe('a database on a server', () => {
  let cluster: Cluster;
  let store: Store;
  before(async () => {
    cluster = await openCluster();
    store = await openLibsqlStore(openNativeDatabase({ url: cluster.primaryUrl }), { clock: systemClock, log: silentLog });
  });
  after(async () => {
    await store?.close();
    await cluster?.close();
  });
  const put = (id: string) =>
    store.write('acme', meta, async (writer) => {
      writer.describe({ type: 'job.created', jobId: id });
      return writer.put('jobs', jobDraft(id));
    });

  test('is backed up while others write: one committed state, with search', async () => {
    for (let i = 0; i < 10; i++) await put(`j${i}`);
    const backup = join(cluster.folder, 'backup.db');
    let isWriting = true;
    const writing = (async () => {
      for (let i = 10; isWriting; i++) await put(`j${i}`);
    })();
    await runBackup(backup, { database: cluster.primaryUrl }, () => {});
    isWriting = false;
    await writing;
    const copy = await openLibsqlStore(openNativeDatabase({ url: `file:${backup}` }), { clock: systemClock, log: silentLog });
    const reader = copy.read('acme');
    const events = await reader.tail(0, 10_000);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, i) => i + 1),
    );
    assert.ok(events.length >= 10);
    const { total } = await reader.list('jobs', { filters: { q: 'job' }, sort: [], limit: 1, total: true });
    assert.equal(total, events.length, 'each event with its record, found by its words');
    await copy.close();
  });

  test('a backup given to a new server goes on where it was, with replicas', async () => {
    await put('last');
    const backup = join(cluster.folder, 'moved.db');
    await runBackup(backup, { database: cluster.primaryUrl }, () => {});
    const lastSeq = await store.read('acme').lastSeq();
    const moved = await openCluster(backup);
    try {
      const options = { url: moved.primaryUrl, readUrl: moved.replicaUrl };
      const there = await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog });
      const { seq } = await there.write('acme', meta, async (writer) => {
        writer.describe({ type: 'job.created', jobId: 'next' });
        return writer.put('jobs', jobDraft('next'));
      });
      assert.equal(seq, lastSeq + 1);
      assert.equal((await there.read('acme').getMany('jobs', ['last', 'next'])).length, 2);
      await there.close();
    } finally {
      await moved.close();
    }
  });

  test('the doctor says how far its replica is behind, and when it does not answer', async () => {
    const text = `database: { url: ${cluster.primaryUrl}, readUrl: ${cluster.replicaUrl} }\ndataDirectory: ${cluster.folder}\n`;
    const config = parseConfig({ file: 'test.yaml', text }, {});
    const parts = { production: false, configFile: undefined, fetch: globalThis.fetch, egress: noEgress, clock: systemClock };
    const finding = async () => {
      const { findings } = await examine(async () => config, parts);
      const found = findings.find(({ check }) => check === 'replica');
      return `${found?.outcome} ${found?.detail}`;
    };
    assert.match(await finding(), /^ok has everything after \d+ ms$/);
    await cluster.stopReplica();
    assert.match(await finding(), /^warn It does not answer: /);
  });
});
