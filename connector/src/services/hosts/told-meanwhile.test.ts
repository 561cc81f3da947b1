import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';

/** What is done while the host is asked what has changed of the jobs: its answer is from before. */
function meanwhile(bench: MirrorBench, act: () => Promise<unknown>): void {
  const { changes } = bench.host;
  bench.host.changes = async (kind, cursor, signal) => {
    const page = await changes.call(bench.host, kind, cursor, signal);
    if (kind === 'jobs') {
      bench.host.changes = changes;
      await act();
    }
    return page;
  };
}

async function openJobs() {
  const bench = await openMirrorBench();
  for (const id of ['J1', 'J2']) bench.host.set('jobs', id, { title: id, priority: 'normal' });
  await bench.sync();
  const jobs = async () => {
    const { items } = await bench.services.listJobs(bench.system, { sort: 'title' });
    return items.map(({ title, priority }) => `${title} ${priority}`);
  };
  const job = async (externalRef: string) => {
    const [found] = (await bench.services.listJobs(bench.system, { externalRef })).items;
    assert(found);
    return found;
  };
  return { bench, jobs, job };
}

describe('what is changed from here while the host is asked', () => {
  for (const isFull of [false, true]) {
    const how = isFull ? 'reads everything' : 'reads what has changed';
    it(`is not taken back by an answer from before (${how})`, async () => {
      const { bench, jobs, job } = await openJobs();
      await using _ = bench;
      bench.host.set('jobs', 'J1', { durationMinutes: 30 });
      if (isFull) bench.host.forgetsCursors = true;
      const { id, version } = await job('J1');
      meanwhile(bench, () => bench.services.changeJob(bench.system, id, { priority: 'urgent' }, version).catch(() => again()));
      // The first try meets the change of the host.
      const again = async () => {
        const now = await job('J1');
        await bench.services.changeJob(bench.system, id, { priority: 'urgent' }, now.version);
      };
      await bench.sync();
      assert.deepEqual(await jobs(), ['J1 urgent', 'J2 normal']);
      assert.equal((await job('J1')).durationMinutes, 30, 'and what the host has changed is there, too');
      const changed = await job('J1');
      await bench.services.changeJob(bench.system, id, { priority: 'low' }, changed.version);
    });

    it(`does not come back when it was deleted, and stays when it was made (${how})`, async () => {
      const { bench, jobs, job } = await openJobs();
      await using _ = bench;
      bench.host.set('jobs', 'J2', { durationMinutes: 30 });
      await bench.sync();
      bench.host.set('jobs', 'J2', { durationMinutes: 45 });
      if (isFull) bench.host.forgetsCursors = true;
      meanwhile(bench, async () => {
        const { id, version } = await job('J1');
        await bench.services.deleteJob(bench.system, id, version);
        await bench.services.createJob(bench.system, { title: 'J3' });
      });
      await bench.sync();
      assert.deepEqual(await jobs(), ['J2 normal', 'J3 normal']);
      await bench.sync();
      assert.deepEqual(await jobs(), ['J2 normal', 'J3 normal']);
      assert.deepEqual(bench.host.idsOf('jobs').length, 2);
    });
  }
});
