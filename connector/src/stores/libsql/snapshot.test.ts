import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { readSnapshotRecords } from '../../ports/snapshot-records.ts';
import type { Store } from '../../ports/store.ts';
import { jobDraft } from '../store-suite.ts';
import { fileStore, testClock } from '../test-store.ts';

const request = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', jobs: 'all', maxJobs: 100 } as const;

function createJob(store: Store, id: string): Promise<unknown> {
  const meta = { actor: { id: 'ada', name: 'Ada', role: 'dispatcher' }, method: 'api', requestId: null } as const;
  return store.write('t', meta, async (writer) => {
    writer.describe({ type: 'job.created', jobId: id });
    await writer.put('jobs', jobDraft(id));
  });
}

test('others have their turn while a snapshot is read, and it is of one moment all the same', async () => {
  const { store, close } = await fileStore(testClock());
  await createJob(store, 'before');
  let isRead = false;
  const reading = readSnapshotRecords(store.read('t'), request).finally(() => {
    isRead = true;
  });
  await setImmediate();
  assert.equal(isRead, false);
  await createJob(store, 'meanwhile');
  const { seq, jobsTotal, jobs } = await reading;
  assert.deepEqual([seq, jobsTotal, jobs.map(({ id }) => id)], [1, 1, ['before']]);
  await close();
});
