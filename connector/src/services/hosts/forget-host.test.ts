import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import { type MirrorBench, openMirrorBench } from '../../../test/mirror-bench.ts';
import { ProblemError } from '../errors.ts';

const modes = { customers: 'mirror', technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' } as const;
const visit = { jobId: 'J1', technicianId: 'T1', startsAt: '2026-11-20T09:00:00Z', endsAt: '2026-11-20T10:00:00Z' };

/** A host with a job, a customer, a technician and a visit, a job of our own, and a change that waits. */
async function open(): Promise<MirrorBench> {
  const bench = await openMirrorBench({ modes, whenAway: 'queue' });
  const { host, services, system } = bench;
  host.set('customers', 'C1', { name: 'Bakery' });
  host.set('technicians', 'T1', { name: 'Ana' });
  host.set('jobs', 'J1', { title: 'Boiler', customerId: 'C1' });
  host.set('assignments', 'A1', visit);
  await bench.sync();
  host.trouble = new HostError('unavailable', 'Away.');
  await services.createJob(system, { id: 'ours', title: 'Made here' });
  const job = (await services.listJobs(system)).items.find(({ externalRef }) => externalRef === 'J1');
  assert(job);
  await services.changeJob(system, job.id, { title: 'Boiler, urgent' }, job.version);
  host.trouble = undefined;
  return bench;
}

/** The same database once nothing of the host is configured. */
const withoutHost = ({ store }: MirrorBench) => openMirrorBench({ store, modes: {} });

const titles = async ({ services, system }: MirrorBench) =>
  (await services.listJobs(system)).items.map(({ title }) => title).sort();
const kept = async ({ store }: MirrorBench) => [await store.hosts.knows('acme', 'erp'), await store.hosts.states('acme', 'erp')];
const nothing = { records: false, configured: false };

describe('forgetting a host', () => {
  it('leaves its records as our own', async () => {
    await using bench = await open();
    await using after = await withoutHost(bench);
    const seq = await bench.store.read('acme').lastSeq();
    assert.deepEqual(await after.services.forgetAdapter(after.system, 'erp', nothing), { known: 4, writes: 2, records: 0 });
    assert.deepEqual(await titles(after), ['Boiler, urgent', 'Made here']);
    assert.deepEqual(await kept(bench), [false, []]);
    assert.equal(await bench.store.read('acme').lastSeq(), seq, 'no record has changed');
  });

  it('deletes those that came from it when told so, with events by who does it, and tells the host nothing', async () => {
    await using bench = await open();
    await using after = await withoutHost(bench);
    const seq = await bench.store.read('acme').lastSeq();
    const { length } = bench.host.calls;
    const admin = { ...after.system, id: 'amy', role: 'admin' as const };
    const forgotten = await after.services.forgetAdapter(admin, 'erp', { records: true, configured: false });
    assert.deepEqual(forgotten, { known: 4, writes: 2, records: 4 });
    assert.deepEqual(await titles(after), ['Made here']);
    assert.deepEqual((await after.services.listAssignments(after.system)).items, []);
    assert.deepEqual((await after.services.listTechnicians(after.system)).items, []);
    assert.equal(bench.host.calls.length, length);
    assert.equal(bench.host.at('jobs', 'J1')?.title, 'Boiler');
    const events = await bench.store.read('acme').tail(seq, 100);
    assert.deepEqual(
      [...new Set(events.map(({ type, actor, reload }) => `${type} ${actor.id} ${reload}`))],
      ['host.synced amy true'],
    );
  });

  it('does it in steps, each of which is whole: what was cut off is gone on with', async () => {
    await using bench = await openMirrorBench({ modes: { jobs: 'mirror' }, pageSize: 500 });
    for (let number = 0; number < 450; number++) bench.host.set('jobs', `J${number}`, { title: `Job ${number}` });
    await bench.sync();
    const stop = new AbortController();
    const onWritten = () => stop.abort();
    const cut = { ...bench.system, signal: stop.signal, onWritten };
    const all = { records: true, configured: true };
    await assert.rejects(bench.services.forgetAdapter(cut, 'erp', all));
    const left = (await bench.services.listJobs(bench.system, { limit: 500 })).items;
    assert.deepEqual([left.length, (await bench.store.hosts.counts('acme', 'erp')).get('jobs')?.records], [250, 250]);
    assert.deepEqual(await bench.store.hosts.states('acme', 'erp'), [], 'whoever fetches now begins from the beginning');
    assert.deepEqual(await bench.services.forgetAdapter(bench.system, 'erp', all), { known: 250, writes: 0, records: 250 });
    assert.deepEqual(await kept(bench), [false, []]);
  });

  it('that is still configured has to be meant; then everything is fetched again', async () => {
    await using bench = await open();
    await assert.rejects(
      bench.services.forgetAdapter(bench.system, 'erp', nothing),
      (error) => error instanceof ProblemError && error.code === 'invalid' && error.errors?.[0]?.pointer === '/configured',
    );
    bench.host.set('jobs', 'J2', { title: 'Tap' });
    bench.host.delete('jobs', 'J1');
    bench.host.delete('assignments', 'A1');
    const meant = { records: true, configured: true };
    assert.equal((await bench.services.forgetAdapter(bench.system, 'erp', meant)).records, 4);
    const [turns] = (await bench.store.work.list('acme', { kind: 'host-sync', limit: 9 })).items;
    assert.deepEqual([turns?.subject, turns?.state], ['erp', 'waiting'], 'it is fetched from again');
    await bench.sync();
    assert.deepEqual(await titles(bench), ['Made here', 'Tap']);
  });

  it('waits for who is fetching from it', async () => {
    await using bench = await open();
    await bench.services.syncAdapter(bench.system, 'erp');
    const nowMs = bench.time.now();
    const request = {
      kinds: ['host-sync'],
      nowMs,
      leasedUntilMs: nowMs + 60_000,
      owner: 'other',
      limit: 9,
      perSubject: {},
      running: {},
    };
    assert.equal((await bench.store.work.claim('acme', request)).length, 1);
    const meant = { records: false, configured: true };
    await assert.rejects(
      bench.services.forgetAdapter(bench.system, 'erp', meant),
      (error) => error instanceof ProblemError && error.code === 'in_use' && /being fetched from/.test(error.detail),
    );
    assert.equal((await bench.store.hosts.writes('acme', 'erp')).length, 2, 'nothing is forgotten');
    // Who has been killed at it does not keep it for ever.
    bench.time.advance(60_000);
    assert.equal((await bench.services.forgetAdapter(bench.system, 'erp', meant)).writes, 2);
  });

  it('is for administrators, and for hosts of which something is kept', async () => {
    await using bench = await open();
    const dispatcher = { ...bench.system, id: 'dan', role: 'dispatcher' as const };
    const meant = { records: false, configured: true };
    const code = (wanted: string) => (error: unknown) => error instanceof ProblemError && error.code === wanted;
    await assert.rejects(bench.services.forgetAdapter(dispatcher, 'erp', meant), code('not_allowed'));
    await assert.rejects(bench.services.forgetAdapter(bench.system, 'crm', meant), code('not_found'));
  });
});
