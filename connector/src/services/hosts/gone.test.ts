import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';

/** Hosts that have no changes are read whole each time; the others tell no deletions, and their ids are compared. */
const ways = [
  { way: 'a pass over everything', hasNoChanges: true },
  { way: 'the ids there are', hasNoChanges: false },
] as const;

for (const { way, hasNoChanges } of ways) {
  describe(`what ${way} lacks`, () => {
    it('stays when the host still has it, with our assignments and its number', async () => {
      await using bench = await benchOf(9, { hasNoChanges });
      const before = await jobOf(bench, 'J7');
      await assign(bench, before.id);
      const seq = await bench.store.read('acme').lastSeq();
      bench.host.hidden.add('jobs J7');
      await round(bench);
      assert.equal((await jobOf(bench, 'J7')).number, before.number);
      assert.equal((await bench.services.listAssignments(bench.system)).items.length, 1);
      bench.host.hidden.clear();
      await round(bench);
      assert.equal(await bench.store.read('acme').lastSeq(), seq, 'nothing has been written at all');
      assert.equal((await statusOf(bench)).state, 'ready');
    });

    it('is brought up to date by what it is asked for', async () => {
      await using bench = await benchOf(9, { hasNoChanges });
      bench.host.hidden.add('jobs J7');
      bench.host.set('jobs', 'J7', { title: 'Moved to another page' });
      await round(bench);
      assert.equal((await jobOf(bench, 'J7')).title, 'Moved to another page');
    });

    it('goes at once when the host says of each that it has it no more', async () => {
      await using bench = await benchOf(9, { hasNoChanges });
      for (const id of ['J1', 'J3', 'J5']) bench.host.delete('jobs', id);
      await round(bench);
      assert.equal(await count(bench), 6);
    });

    it('goes when two lists lack it, where single records cannot be asked for', async () => {
      await using bench = await benchOf(9, { hasNoChanges, readsSingly: false });
      bench.host.hidden.add('jobs J7');
      await round(bench);
      bench.host.hidden.clear();
      await round(bench);
      bench.host.hidden.add('jobs J7');
      await round(bench);
      assert.equal(await count(bench), 9, 'two lists, but not two in a row');
      await round(bench);
      assert.equal(await count(bench), 8);
      assert(!bench.host.calls.some((call) => call.startsWith('get ')));
    });

    it('goes when two lists lack it, where the host does not say of a single one whether it has it', async () => {
      await using bench = await benchOf(9, { hasNoChanges });
      bench.host.get = async () => {
        throw new HostError('forbidden', 'You may not see this.');
      };
      bench.host.delete('jobs', 'J7');
      await round(bench);
      assert.equal(await count(bench), 9);
      await round(bench);
      assert.equal(await count(bench), 8);
    });

    it('stays while the host does not answer when it is asked', async () => {
      await using bench = await benchOf(9, { hasNoChanges });
      const { get } = bench.host;
      bench.host.get = async () => {
        throw new HostError('unavailable', 'Nobody answers.');
      };
      bench.host.delete('jobs', 'J7');
      await assert.rejects(round(bench), /Nobody answers/);
      await assert.rejects(round(bench), /Nobody answers/);
      assert.equal(await count(bench), 9);
      bench.host.get = get;
      await round(bench);
      assert.equal(await count(bench), 8);
    });

    for (const readsSingly of [true, false]) {
      const asked = readsSingly ? 'asked for singly' : 'listed';

      it(`stays when it is everything, and people are told (records are ${asked})`, async () => {
        await using bench = await benchOf(120, { hasNoChanges, readsSingly });
        for (const id of bench.host.idsOf('jobs')) bench.host.hidden.add(`jobs ${id}`);
        await round(bench);
        for (let polls = 0; polls < 4; polls++) await nextPoll(bench);
        assert.equal(await count(bench), 120);
        const told = await statusOf(bench);
        assert.equal(told.state, 'broken');
        assert.match(told.lastError ?? '', /^Memory ERP no longer lists 120 of 120 jobs, .* nothing is removed/);
        assert.equal(await standingOf(bench), 'stale', 'it has answered, and what it says is doubted');
        bench.host.hidden.clear();
        await round(bench);
        assert.deepEqual(await statusOf(bench), { state: 'ready', lastError: null });
        assert.deepEqual([await count(bench), await standingOf(bench)], [120, 'current']);
      });

      it(`goes when the host is empty, and has been for a while (records are ${asked})`, async () => {
        await using bench = await benchOf(120, { hasNoChanges, readsSingly });
        for (const id of bench.host.idsOf('jobs')) bench.host.delete('jobs', id);
        await round(bench);
        assert.equal(await count(bench), 120);
        await round(bench);
        assert.equal(await count(bench), 0);
        assert.deepEqual(await statusOf(bench), { state: 'ready', lastError: null });
      });

      it(`goes when an administrator has it looked for again (records are ${asked})`, async () => {
        await using bench = await benchOf(120, { hasNoChanges, readsSingly });
        for (const id of bench.host.idsOf('jobs')) bench.host.delete('jobs', id);
        await round(bench);
        await nextPoll(bench);
        assert.equal(await count(bench), 120);
        await bench.lookForGone();
        await nextPoll(bench);
        assert.equal(await count(bench), 0);
      });
    }

    it('stays for as long as the host has any of the many', async () => {
      await using bench = await benchOf(120, { hasNoChanges });
      const ids = bench.host.idsOf('jobs');
      for (const id of ids) bench.host.hidden.add(`jobs ${id}`);
      for (const id of ids.slice(0, 40)) bench.host.delete('jobs', id);
      for (let rounds = 0; rounds < 4; rounds++) await round(bench);
      assert.equal(await count(bench), 120);
      assert.match((await statusOf(bench)).lastError ?? '', /still has some of them/);
      bench.host.hidden.clear();
      await round(bench);
      assert.deepEqual([await count(bench), await statusOf(bench)], [80, { state: 'ready', lastError: null }]);
    });

    it('is waited for anew when much more is lacked than before', async () => {
      await using bench = await benchOf(200, { hasNoChanges, readsSingly: false });
      const ids = bench.host.idsOf('jobs');
      for (const id of ids.slice(0, 60)) bench.host.delete('jobs', id);
      await round(bench);
      for (const id of ids) bench.host.hidden.add(`jobs ${id}`);
      await round(bench);
      assert.equal(await count(bench), 200);
    });
  });
}

async function benchOf(
  jobs: number,
  { hasNoChanges, readsSingly = true }: { readonly hasNoChanges: boolean; readonly readsSingly?: boolean },
): Promise<MirrorBench> {
  const can = { readsSingly };
  const bench = await openMirrorBench({
    pageSize: 50,
    modes: { technicians: 'mirror', jobs: 'mirror' },
    capabilities: { jobs: can, technicians: can },
  });
  Object.assign(bench.host, { hasNoChanges, tellsDeletes: false });
  bench.host.set('technicians', 'T1', { name: 'Ada', active: true });
  for (let i = 0; i < jobs; i++) bench.host.set('jobs', `J${i}`, { title: `Job ${i}` });
  await bench.sync();
  return bench;
}

/** After so many minutes that ids are looked at, and lists are believed. */
async function round(bench: MirrorBench): Promise<void> {
  bench.time.advance(900_000);
  await bench.sync();
}

async function nextPoll(bench: MirrorBench): Promise<void> {
  bench.time.advance(30_000);
  await bench.sync();
}

async function jobOf({ services, system }: MirrorBench, externalRef: string) {
  const [job] = (await services.listJobs(system, { externalRef })).items;
  assert(job, `there is no job ${externalRef}`);
  return job;
}

async function assign({ services, system }: MirrorBench, jobId: string) {
  const [technician] = (await services.listTechnicians(system)).items;
  const startsAt = '2026-11-20T09:00:00.000Z';
  return services.assignJob(system, { jobId, technicianId: technician?.id ?? '', startsAt, override: true });
}

async function count({ services, system }: MirrorBench): Promise<number | undefined> {
  return (await services.listJobs(system)).total;
}

async function statusOf({ services, system }: MirrorBench) {
  const [status] = (await services.listAdapters(system)).items;
  const jobs = status?.resources.find(({ kind }) => kind === 'jobs');
  return { state: status?.state, lastError: jobs?.lastError };
}

async function standingOf({ services, system }: MirrorBench) {
  const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'window' } as const;
  return (await services.snapshot(system, window)).hosts?.[0]?.state;
}
