import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';
import { ProblemError } from '../errors.ts';

const away = new HostError('unavailable', 'Away.');

/** A change of a job that waits for its host. */
async function openWaiting() {
  const bench = await openMirrorBench({ whenAway: 'queue' });
  bench.host.set('jobs', 'J1', { title: 'Boiler' });
  await bench.sync();
  const [job] = (await bench.services.listJobs(bench.system)).items;
  assert(job);
  bench.host.trouble = away;
  await bench.services.changeJob(bench.system, job.id, { title: 'Boiler, urgent' }, job.version);
  const [write] = await writesOf(bench);
  assert(write);
  return { bench, job, write };
}

const writesOf = async ({ services, system }: MirrorBench) => (await services.listAdapterWrites(system, 'erp')).items;

const problem = (code: string, detail: RegExp, hint: RegExp) => (error: unknown) =>
  error instanceof ProblemError && error.code === code && detail.test(error.detail) && hint.test(error.hint ?? '');

describe('a change that has not reached its host', () => {
  it('is sent anyway when it waits, so trying again changes nothing', async () => {
    const { bench, write } = await openWaiting();
    await using _ = bench;
    assert.deepEqual(await bench.services.retryAdapterWrite(bench.system, 'erp', write.id), write);
    bench.host.trouble = undefined;
    await bench.sync();
    assert.deepEqual([bench.host.at('jobs', 'J1')?.title, await writesOf(bench)], ['Boiler, urgent', []]);
  });

  it('that has reached it, or was given up, is no more', async () => {
    const { bench, write } = await openWaiting();
    await using _ = bench;
    bench.host.trouble = undefined;
    await bench.sync();
    const gone = problem('not_found', new RegExp(`No change ${write.id} waits for Memory ERP`), /reached the host since/);
    await assert.rejects(bench.services.retryAdapterWrite(bench.system, 'erp', write.id), gone);
    await assert.rejects(bench.services.discardAdapterWrite(bench.system, 'erp', write.id), gone);
  });

  it('stays given up when that happened while it was on its way', async () => {
    const { bench, job, write } = await openWaiting();
    await using _ = bench;
    bench.host.trouble = undefined;
    bench.host.update = async () => {
      await bench.services.discardAdapterWrite(bench.system, 'erp', write.id);
      throw new HostError('invalid', 'The task is closed.');
    };
    await bench.sync();
    assert.deepEqual(await writesOf(bench), []);
    assert.equal((await bench.services.getJob(bench.system, job.id)).title, 'Boiler');
  });

  it('keeps its state while the host cannot be asked what it has', async () => {
    const { bench, write } = await openWaiting();
    await using _ = bench;
    bench.host.trouble = undefined;
    bench.host.set('jobs', 'J1', { title: 'Boiler, someday' });
    await bench.sync();
    const [conflict] = await writesOf(bench);
    assert.equal(conflict?.state, 'conflict');
    bench.host.trouble = away;
    const unavailable = problem('host_unavailable', /does not answer/, /again in a moment/);
    await assert.rejects(bench.services.retryAdapterWrite(bench.system, 'erp', write.id), unavailable);
    await assert.rejects(bench.services.discardAdapterWrite(bench.system, 'erp', write.id), unavailable);
    assert.deepEqual(await writesOf(bench), [conflict]);
  });

  it('can only be given up when its records come from elsewhere now', async () => {
    const { bench, job, write } = await openWaiting();
    await using _ = bench;
    await using now = await openMirrorBench({ store: bench.store, modes: { sites: 'mirror' } });
    await assert.rejects(
      now.services.retryAdapterWrite(now.system, 'erp', write.id),
      problem('host_refused', /no longer where jobs come from/, /Discard/),
    );
    await now.services.discardAdapterWrite(now.system, 'erp', write.id);
    assert.deepEqual(await writesOf(now), []);
    assert.equal((await now.services.getJob(now.system, job.id)).title, 'Boiler, urgent', 'it is ours, as it is');
  });
});
