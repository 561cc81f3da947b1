import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HostChangesPage, HostRecord } from '@dispatchkit/adapters';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';

/** Assignments that are fields of jobs: who is no longer named in a job that has changed is no longer assigned. */
describe('records that are parts of others', () => {
  it('go when the whole they are parts of is there without them', async () => {
    await using bench = await openAssigned();
    tell(bench, { changed: [assignment('J1,T2')], completeFor: ['J1,'] });
    await bench.sync();
    assert.deepEqual(await assigned(bench), ['J1,T2', 'J10,T1', 'J2,T1']);
    const [job] = (await bench.services.listJobs(bench.system, { externalRef: 'J1' })).items;
    assert.equal(job?.status, 'scheduled', 'somebody is left');
  });

  it('go all when the whole has none left, and the job is free again', async () => {
    await using bench = await openAssigned();
    tell(bench, { changed: [], completeFor: ['J1,', 'J2,'] });
    await bench.sync();
    assert.deepEqual(await assigned(bench), ['J10,T1'], 'an id that begins alike is another job’s');
    const [job] = (await bench.services.listJobs(bench.system, { externalRef: 'J1' })).items;
    assert.equal(job?.status, 'unscheduled');
  });

  it('stay when nothing is said of the whole', async () => {
    await using bench = await openAssigned();
    tell(bench, { changed: [assignment('J1,T2')], completeFor: [] });
    await bench.sync();
    assert.deepEqual(await assigned(bench), ['J1,T1', 'J1,T2', 'J10,T1', 'J2,T1']);
  });

  it('go one by one over as many pages as it takes', async () => {
    await using bench = await openAssigned();
    tell(bench, { changed: [assignment('J1,T1')], completeFor: ['J1,'] }, { changed: [], completeFor: ['J2,'] });
    await bench.sync();
    assert.deepEqual(await assigned(bench), ['J1,T1', 'J10,T1']);
  });
});

async function openAssigned(): Promise<MirrorBench> {
  const bench = await openMirrorBench({ modes: { technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' } });
  for (const id of ['T1', 'T2']) bench.host.set('technicians', id, { name: id });
  for (const id of ['J1', 'J2', 'J10']) bench.host.set('jobs', id, { title: id });
  for (const id of ['J1,T1', 'J1,T2', 'J2,T1', 'J10,T1']) bench.host.set('assignments', id, assignment(id).fields);
  await bench.sync();
  assert.equal((await assigned(bench)).length, 4);
  return bench;
}

function assignment(id: string): HostRecord {
  const [jobId, technicianId] = id.split(',');
  const fields = { jobId, technicianId, startsAt: '2026-11-20T09:00:00Z', endsAt: '2026-11-20T10:00:00Z' };
  return { kind: 'assignments', id, fields, token: null, unmapped: [] };
}

/** The next answers to what has changed of the assignments. */
function tell(bench: MirrorBench, ...pages: Pick<HostChangesPage, 'changed' | 'completeFor'>[]): void {
  const { changes } = bench.host;
  bench.host.changes = async (kind, cursor, signal) => {
    const page = kind === 'assignments' ? pages.shift() : undefined;
    if (!page) return changes.call(bench.host, kind, cursor, signal);
    return { ...page, removed: [], cursor: cursor ?? 'since:0', hasMore: pages.length > 0, isFull: false };
  };
}

async function assigned(bench: MirrorBench): Promise<(string | null)[]> {
  const { items } = await bench.services.listAssignments(bench.system);
  return items.map(({ externalRef }) => externalRef).sort();
}
