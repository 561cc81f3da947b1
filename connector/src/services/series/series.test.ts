import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Job } from '@dispatchkit/contract';
import { silentLog } from '../../ports/log.ts';
import { ProblemError } from '../errors.ts';
import { type TestBench, testBenches } from '../test-services.ts';
import { seriesTask } from './series-task.ts';

const bench = testBenches();

/** Every Monday from 2026-11-23 on, 08:00–10:00 in Berlin, four weeks ahead. Today is Friday, 2026-11-20. */
const mondays = {
  id: 'filters',
  name: 'Filters',
  rule: 'FREQ=WEEKLY;BYDAY=MO',
  startsOn: '2026-11-20',
  horizonDays: 28,
  job: { title: 'Change filters', durationMinutes: 45, windowStartsAtTime: '08:00', windowEndsAtTime: '10:00' },
} as const;

async function jobsOf(b: TestBench, seriesId = 'filters'): Promise<Job[]> {
  return [...(await b.services.listJobs(b.system, { seriesId: [seriesId], sort: 'windowStartsAt' })).items];
}
const daysOf = (jobs: readonly Job[]) => jobs.map(({ occurrenceOn }) => occurrenceOn);

function runTask(b: TestBench): Promise<void> {
  const task = seriesTask({ store: b.store, clock: b.clock, ids: { next: () => 'unused' }, log: silentLog });
  return task.run({ tenant: b.system.tenant, nowMs: b.clock.now(), signal: new AbortController().signal });
}

function refusal(code: string, pointer: string) {
  return (error: unknown) => {
    assert(error instanceof ProblemError, String(error));
    assert.deepEqual([error.code, error.errors?.[0]?.pointer], [code, pointer], error.detail);
    return true;
  };
}

describe('a series of jobs', () => {
  test('makes its jobs as far as it looks ahead, each with number, window and template, in the event that makes it', async () => {
    const b = await bench();
    const series = await b.services.createRecord(b.as('dispatcher'), 'series', mondays);
    const jobs = await jobsOf(b);
    assert.deepEqual(daysOf(jobs), ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14']);
    assert.equal(series.generatedUntil, '2026-12-14');
    const [first] = jobs;
    assert.deepEqual(
      [first?.number, first?.title, first?.windowStartsAt, first?.windowEndsAt, first?.status, first?.source],
      ['J-26-00001', 'Change filters', '2026-11-23T07:00:00.000Z', '2026-11-23T09:00:00.000Z', 'unscheduled', 'series'],
    );
    const events = await b.store.read(b.system.tenant).tail(1, 9);
    assert.deepEqual(
      events.map(({ type, changes }) => [type, changes.length]),
      [['series.created', 5]],
    );
  });

  test('makes more as days come into sight, once, whoever tries', async () => {
    const b = await bench();
    await b.services.createRecord(b.system, 'series', mondays);
    const now = b.clock.now();
    b.clock.set('2026-12-04T07:00:00.000Z');
    await Promise.all([runTask(b), runTask(b), runTask(b)]);
    assert.deepEqual(daysOf(await jobsOf(b)).slice(4), ['2026-12-21', '2026-12-28']);
    const seq = await b.store.read(b.system.tenant).lastSeq();
    await runTask(b);
    assert.equal(await b.store.read(b.system.tenant).lastSeq(), seq, 'nothing to do, nothing written');
    b.clock.set(new Date(now).toISOString());
  });

  test('changes jobs of days to come that nobody has placed, and of those only what has changed in it', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.services.createRecord(b.system, 'series', mondays);
    const [placed, edited, held] = await jobsOf(b);
    await b.assign(placed?.id ?? '', 't1', '2026-11-23T07:00:00Z', { override: true });
    await b.services.changeJob(b.system, edited?.id ?? '', { description: 'Ring at the gate' }, null);
    await b.services.transitionJob(b.system, held?.id ?? '', { to: 'on_hold', reason: 'Closed' });
    await b.services.changeRecord(b.system, 'series', 'filters', { job: { title: 'Filters and belts' } }, null);
    const jobs = await jobsOf(b);
    assert.deepEqual(
      jobs.map(({ title }) => title),
      ['Change filters', 'Filters and belts', 'Change filters', 'Filters and belts'],
    );
    assert.equal(jobs[1]?.description, 'Ring at the gate');
  });

  test('a new rule takes back what nobody has placed, and makes what is missing', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.services.createRecord(b.system, 'series', mondays);
    await b.assign('filters.20261123', 't1', '2026-11-23T07:00:00Z', { override: true });
    await b.services.changeRecord(b.system, 'series', 'filters', { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }, null);
    assert.deepEqual(daysOf(await jobsOf(b)), ['2026-11-23', '2026-12-01', '2026-12-15']);
  });

  test('paused it has no jobs to come that nobody has placed; going on it has them again, with their numbers', async () => {
    const b = await bench();
    await b.services.createRecord(b.system, 'series', mondays);
    const before = await jobsOf(b);
    await b.services.changeRecord(b.system, 'series', 'filters', { active: false }, null);
    assert.deepEqual(await jobsOf(b), []);
    await runTask(b);
    assert.deepEqual(await jobsOf(b), []);
    await b.services.changeRecord(b.system, 'series', 'filters', { active: true }, null);
    assert.deepEqual(
      (await jobsOf(b)).map(({ id, number }) => [id, number]),
      before.map(({ id, number }) => [id, number]),
    );
  });

  test('a day is left out by deleting its job, or by saying so', async () => {
    const b = await bench();
    await b.services.createRecord(b.system, 'series', mondays);
    await b.services.deleteJob(b.as('supervisor'), 'filters.20261130', null);
    await runTask(b);
    assert.deepEqual(daysOf(await jobsOf(b)), ['2026-11-23', '2026-12-07', '2026-12-14']);
    const { skippedDays } = await b.services.getRecord(b.system, 'series', 'filters');
    assert.deepEqual(skippedDays, ['2026-11-30']);
    await b.services.changeRecord(b.system, 'series', 'filters', { skippedDays: ['2026-12-07'] }, null);
    assert.deepEqual(daysOf(await jobsOf(b)), ['2026-11-23', '2026-11-30', '2026-12-14']);
  });

  test('it ends with its rule, and is deleted with what nobody has placed', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.services.createRecord(b.system, 'series', { ...mondays, rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261201' });
    assert.deepEqual(daysOf(await jobsOf(b)), ['2026-11-23', '2026-11-30']);
    await b.assign('filters.20261123', 't1', '2026-11-23T07:00:00Z', { override: true });
    await b.services.deleteRecord(b.system, 'series', 'filters', null);
    assert.deepEqual(daysOf(await jobsOf(b)), ['2026-11-23']);
  });

  test('days when the clocks change are days like others; without times the whole day is promised', async () => {
    const b = await bench();
    const daily = { ...mondays, id: 'd', rule: 'FREQ=DAILY', startsOn: '2027-03-27', horizonDays: 130, job: { title: 'x' } };
    await b.services.createRecord(b.system, 'series', daily);
    const sunday = await b.services.getJob(b.system, 'd.20270328');
    assert.equal(Date.parse(sunday.windowEndsAt ?? '') - Date.parse(sunday.windowStartsAt ?? ''), 23 * 3_600_000);
    const night = { windowStartsAtTime: '22:00', windowEndsAtTime: '02:30' };
    await b.services.changeRecord(b.system, 'series', 'd', { job: night }, null);
    const saturday = await b.services.getJob(b.system, 'd.20270327');
    assert.deepEqual([saturday.windowStartsAt, saturday.windowEndsAt], ['2027-03-27T21:00:00.000Z', '2027-03-28T01:30:00.000Z']);
  });

  test('a job that somebody gave such an id is left alone; a new site brings its customer', async () => {
    const b = await bench();
    await b.services.createJob(b.system, { id: 'filters.20261123', title: 'Mine' });
    for (const id of ['c1', 'c2']) {
      await b.services.createCustomer(b.system, { id, name: id });
      await b.services.createSite(b.system, { id: `at-${id}`, customerId: id });
    }
    await b.services.createRecord(b.system, 'series', { ...mondays, job: { ...mondays.job, siteId: 'at-c1' } });
    await b.services.changeRecord(b.system, 'series', 'filters', { job: { title: 'New', siteId: 'at-c2' } }, null);
    assert.equal((await b.services.getJob(b.system, 'filters.20261123')).title, 'Mine');
    assert.deepEqual(
      (await jobsOf(b)).map(({ title, customerId }) => [title, customerId]),
      Array(3).fill(['New', 'c2']),
    );
    await b.services.deleteRecord(b.system, 'series', 'filters', null);
    assert.equal((await b.services.listJobs(b.system)).total, 1);
  });

  test('many jobs at once are told as a reload', async () => {
    const b = await bench();
    const seq = await b.store.read(b.system.tenant).lastSeq();
    await b.services.createRecord(b.system, 'series', { ...mondays, rule: 'FREQ=DAILY', horizonDays: 200 });
    const [event] = await b.store.read(b.system.tenant).tail(seq, 1);
    assert.deepEqual([event?.type, event?.reload, event?.changes.length], ['series.created', true, 0]);
    assert.equal((await b.services.listJobs(b.system, { seriesId: ['filters'] })).total, 201);
  });

  test('what cannot be is refused where it is', async () => {
    const b = await bench();
    const make = (patch: object) => b.services.createRecord(b.system, 'series', { ...mondays, ...patch });
    await assert.rejects(make({ rule: 'FREQ=HOURLY' }), refusal('invalid', '/rule'));
    await assert.rejects(make({ rule: 'FREQ=DAILY;UNTIL=20200101' }), refusal('invalid', '/rule'));
    await assert.rejects(make({ id: 'x'.repeat(60) }), refusal('invalid', '/id'));
    await assert.rejects(make({ job: { title: 'x', windowStartsAtTime: '08:00' } }), refusal('invalid', '/job/windowEndsAtTime'));
    await assert.rejects(make({ job: { title: 'x', siteId: 'nope' } }), refusal('unknown_reference', '/job/siteId'));
    await assert.rejects(make({ job: { title: 'x', custom: { nope: 1 } } }), refusal('invalid', '/job/custom/nope'));
  });

  test('a rule can be looked at before it is saved', async () => {
    const b = await bench();
    const asked = { rule: 'FREQ=MONTHLY;BYDAY=-1FR', startsOn: '2026-11-01', count: 3, skippedDays: ['2026-12-25'] };
    const { items } = await b.services.previewSeries(b.as('dispatcher'), asked);
    assert.deepEqual(
      items.map(({ day }) => day),
      ['2026-11-27', '2027-01-29', '2027-02-26'],
    );
    assert.deepEqual(items[0], {
      day: '2026-11-27',
      windowStartsAt: '2026-11-26T23:00:00.000Z',
      windowEndsAt: '2026-11-27T23:00:00.000Z',
    });
    await assert.rejects(b.services.previewSeries(b.as('dispatcher'), { ...asked, rule: 'x' }), refusal('invalid', '/rule'));
  });
});
