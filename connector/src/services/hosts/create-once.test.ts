import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';
import { ProblemError } from '../errors.ts';

const lost = () => new HostError('unavailable', 'It has not answered.', { mayBeDone: true });
/** As when the connector is killed between the answer of the host and its own commit. */
const killed = () => new Error('killed');
const finds = { capabilities: { jobs: { findsCreated: true } } };

function trying(bench: MirrorBench, key: string, title = 'Drip') {
  const actor = { ...bench.system, idempotency: { key, fingerprint: title } };
  return bench.services.createJob(actor, { title });
}

const problem = (code: string, detail?: RegExp) => (error: unknown) =>
  error instanceof ProblemError && error.code === code && (detail === undefined || detail.test(error.detail));

describe('a record whose creation was not answered', () => {
  for (const [what, accident] of [
    ['lost', lost],
    ['killed', killed],
  ] as const) {
    it(`is found by its key when it is tried again (${what})`, async () => {
      await using bench = await openMirrorBench(finds);
      await bench.sync();
      bench.host.lostAnswer = accident();
      await assert.rejects(trying(bench, 'k1'), what === 'lost' ? problem('host_unavailable', /whether/) : /killed/);
      bench.time.advance(5_000);
      const job = await trying(bench, 'k1');
      assert.deepEqual([job.externalRef, bench.host.idsOf('jobs')], ['jobs-1', ['jobs-1']]);
      assert.deepEqual(await trying(bench, 'k1'), job, 'and is answered as ever from then on');
      await bench.sync();
      assert.equal((await bench.services.listJobs(bench.system)).total, 1);
      await trying(bench, 'k2');
      assert.equal(bench.host.idsOf('jobs').length, 2, 'another request is another record');
    });

    it(`is not made again where the host cannot be asked (${what})`, async () => {
      await using bench = await openMirrorBench();
      await bench.sync();
      bench.host.lostAnswer = accident();
      await assert.rejects(trying(bench, 'k1'), what === 'lost' ? problem('host_unsure') : /killed/);
      bench.time.advance(5_000);
      await assert.rejects(trying(bench, 'k1'), problem('host_unsure', /may have made the record/));
      assert.equal((await bench.services.listJobs(bench.system)).total, 0);
      await bench.sync();
      assert.equal((await bench.services.listJobs(bench.system)).total, 1, 'it comes by synchronization');
      assert.equal(bench.host.idsOf('jobs').length, 1);
    });
  }

  it('is made when the host has not made it after all', async () => {
    await using bench = await openMirrorBench(finds);
    const { create } = bench.host;
    bench.host.create = async () => {
      throw lost();
    };
    await assert.rejects(trying(bench, 'k1'), problem('host_unavailable'));
    bench.host.create = create;
    bench.time.advance(5_000);
    assert.equal((await trying(bench, 'k1')).externalRef, 'jobs-1');
  });

  it('that has come by synchronization is said to be there', async () => {
    await using bench = await openMirrorBench(finds);
    bench.host.lostAnswer = killed();
    await assert.rejects(trying(bench, 'k1'), /killed/);
    await bench.sync();
    const [job] = (await bench.services.listJobs(bench.system)).items;
    await assert.rejects(trying(bench, 'k1'), problem('already_exists', new RegExp(`it is here as ${job?.id}`)));
    assert.equal(bench.host.idsOf('jobs').length, 1);
  });

  it('is tried again freely when the host has surely not made it', async () => {
    await using bench = await openMirrorBench();
    bench.host.refusal = 'Not today.';
    await assert.rejects(trying(bench, 'k1'), problem('host_refused'));
    bench.host.trouble = new HostError('unavailable', 'Away.');
    await assert.rejects(trying(bench, 'k1'), problem('host_unavailable', /nothing was changed/));
    bench.host.trouble = undefined;
    bench.time.advance(5_000);
    assert.equal((await trying(bench, 'k1')).externalRef, 'jobs-1');
  });
});

it('a change whose answer was lost is no conflict with itself', async () => {
  for (const whenAway of ['refuse', 'queue'] as const) {
    await using bench = await openMirrorBench({ whenAway });
    bench.host.set('jobs', 'J1', { title: 'Boiler' });
    await bench.sync();
    const [job] = (await bench.services.listJobs(bench.system)).items;
    assert(job);
    const { update } = bench.host;
    bench.host.update = async (...question) => {
      await update.apply(bench.host, question);
      bench.host.update = update;
      throw lost();
    };
    const change = () => bench.services.changeJob(bench.system, job.id, { title: 'Boiler, urgent' }, null);
    if (whenAway === 'queue') await change();
    else await assert.rejects(change(), problem('host_unavailable', /whether it has made the change/));
    bench.time.advance(5_000);
    if (whenAway === 'queue') await bench.sync();
    else await change();
    assert.equal((await bench.services.getJob(bench.system, job.id)).title, 'Boiler, urgent');
    assert.deepEqual((await bench.services.listAdapterWrites(bench.system, 'erp')).items, []);
  }
});

describe('a new record that waits for its host', () => {
  it('is sent once when the connector is killed before it has noted the answer', async () => {
    await using bench = await openMirrorBench({ ...finds, whenAway: 'queue' });
    bench.host.trouble = new HostError('unavailable', 'Away.');
    const job = await trying(bench, 'k1');
    bench.host.trouble = undefined;
    bench.host.lostAnswer = killed();
    await assert.rejects(bench.sync(), /killed/);
    await bench.sync();
    assert.deepEqual(bench.host.idsOf('jobs'), ['jobs-1']);
    assert.equal((await bench.services.getJob(bench.system, job.id)).externalRef, 'jobs-1');
    assert.equal((await bench.services.listJobs(bench.system)).total, 1);
  });

  it('is queued when its answer was lost, and found', async () => {
    await using bench = await openMirrorBench({ ...finds, whenAway: 'queue' });
    bench.host.lostAnswer = lost();
    const job = await trying(bench, 'k1');
    assert.equal(job.externalRef, null);
    await bench.sync();
    assert.deepEqual(bench.host.idsOf('jobs'), ['jobs-1']);
    assert.equal((await bench.services.getJob(bench.system, job.id)).externalRef, 'jobs-1');
  });

  it('waits for people where the host cannot be asked', async () => {
    await using bench = await openMirrorBench({ whenAway: 'queue' });
    bench.host.lostAnswer = lost();
    const job = await trying(bench, 'k1');
    await bench.sync();
    const writes = async () => (await bench.services.listAdapterWrites(bench.system, 'erp')).items;
    const [dead] = await writes();
    assert(dead);
    assert.deepEqual([dead.state, dead.recordId], ['dead', job.id]);
    assert.match(dead.lastError ?? '', /may have made the record/);
    bench.host.delete('jobs', 'jobs-1');
    await bench.services.retryAdapterWrite(bench.system, 'erp', dead.id);
    await bench.sync();
    assert.deepEqual([await writes(), bench.host.idsOf('jobs')], [[], ['jobs-2']]);
  });
});
