import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { dayOf, wallOf, weekdayOf, weekRange } from '@dispatchkit/scheduling';
import { csvFile } from '../../test/csv.ts';
import { FakeTime } from '../../test/fake-time.ts';
import { memoryServices } from '../../test/memory.ts';
import { loadImportMap, totalOf } from '../import/index.ts';
import { silentLog } from '../ports/log.ts';
import { systemActor } from '../services/index.ts';
import { catchUp, hasOthersWork } from './catch-up.ts';
import type { DemoOptions } from './generate.ts';
import { LiveSimulation } from './live.ts';
import { seedDemo } from './seed.ts';
import { seedFromFile } from './seed-from-file.ts';
import { shiftDates } from './shift-dates.ts';

const timeZone = 'America/Los_Angeles';
const start = '2026-11-20T19:24:00Z';
const demoAt = (instant: string): DemoOptions => ({
  weekOf: dayOf(Date.parse(instant), timeZone),
  seed: 'test',
  timeZone,
  nowMs: Date.parse(instant),
});
const week = { from: '2026-11-15T00:00:00Z', to: '2026-11-25T00:00:00Z', jobs: 'all' } as const;
const actor = systemActor('demo');
const shipped = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));
const sf311 = loadImportMap(shipped('maps/sf311-jobs.yaml').toString('utf8'), 'sf311-jobs.yaml');

describe('seedDemo', () => {
  it('puts the whole week into the store, in one event', async () => {
    await using memory = await memoryServices(new FakeTime(start));
    const made = await seedDemo(memory.store, 'demo', demoAt(start));
    const snapshot = await memory.services.snapshot(actor, week);
    assert.deepEqual(
      [snapshot.jobs.length, snapshot.assignments.length, snapshot.technicians.length, snapshot.shifts.length, snapshot.seq],
      [made.jobs.length, made.assignments.length, 24, made.shifts.length, 1],
    );
    assert.equal(snapshot.settings.timeZone, timeZone);
    assert.ok(snapshot.technicians.filter(({ position }) => position !== null).length >= 10);
  });

  it('has the crews and the papers its technicians speak of', async () => {
    await using memory = await memoryServices(new FakeTime(start));
    await seedDemo(memory.store, 'demo', demoAt(start));
    const technicians = (await memory.services.listTechnicians(actor)).items;
    const crews = (await memory.services.listRecords(actor, 'crews')).items;
    const papers = (await memory.services.listRecords(actor, 'certifications')).items;
    assert.ok(crews.length > 3 && papers.length > 3);
    for (const { id, crewId, certifications } of technicians) {
      assert.deepEqual(
        crews.filter(({ technicianIds }) => technicianIds.includes(id)).map((crew) => crew.id),
        [crewId],
      );
      const held = papers.filter(({ technicianId }) => technicianId === id).map(({ key, expiresOn }) => ({ key, expiresOn }));
      assert.deepEqual(held, certifications);
    }
  });

  it('does it again without changing anything', async () => {
    await using memory = await memoryServices(new FakeTime(start));
    await seedDemo(memory.store, 'demo', demoAt(start));
    await seedDemo(memory.store, 'demo', demoAt(start));
    assert.equal(await memory.store.read('demo').lastSeq(), 1);
  });
});

describe('catchUp', () => {
  it('lets time pass without moving anything, and knows whose work is in it', async () => {
    const time = new FakeTime(start);
    await using memory = await memoryServices(time);
    await seedDemo(memory.store, 'demo', demoAt(start));
    const before = await memory.services.snapshot(actor, week);
    assert.equal(await hasOthersWork(memory.store, 'demo'), false);

    time.advance(3 * 60 * 60_000);
    const later = demoAt('2026-11-20T22:24:00Z');
    assert.ok((await catchUp(memory.store, 'demo', later)) > 10);
    const after = await memory.services.snapshot(actor, week);
    assert.deepEqual(
      after.assignments.map(({ id, technicianId, startsAt, endsAt }) => [id, technicianId, startsAt, endsAt]).sort(),
      before.assignments.map(({ id, technicianId, startsAt, endsAt }) => [id, technicianId, startsAt, endsAt]).sort(),
    );
    const over = after.assignments.filter(({ endsAt }) => Date.parse(endsAt) <= later.nowMs);
    assert.ok(over.every(({ status }) => status === 'completed'));
    assert.equal(await catchUp(memory.store, 'demo', later), 0);

    const [job] = after.jobs.filter(({ status }) => status === 'unscheduled');
    await memory.services.changeJob({ ...actor, id: 'd1', role: 'dispatcher' }, job?.id ?? '', { priority: 'urgent' }, null);
    assert.equal(await hasOthersWork(memory.store, 'demo'), true);
  });
});

describe('shiftDates', () => {
  const days = weekRange('2026-11-20', 1);
  const options = { days, timeZone, nowMs: Date.parse(start) };
  const moved = (fields: Record<string, unknown>) => shiftDates({ externalRef: '1', ...fields }, options);

  it('keeps weekday, wall time and length', () => {
    // A Tuesday in July, 15:11:07 on the wall, closed 21 hours later.
    const record = moved({
      requestedAt: '2016-07-12T22:11:07Z',
      completedAt: '2016-07-13T19:11:07Z',
      explicitStatus: 'completed',
    });
    const requestedMs = Date.parse(String(record.requestedAt));
    assert.deepEqual(wallOf(requestedMs, timeZone), { day: '2026-11-17', hour: 15, minute: 11, second: 7 });
    assert.equal(weekdayOf('2026-11-17'), 2);
    assert.equal(Date.parse(String(record.completedAt)) - requestedMs, 21 * 3_600_000);
    assert.equal(record.explicitStatus, 'completed');
  });

  it('leaves open what would be closed after now', () => {
    const record = moved({
      requestedAt: '2016-07-12T22:11:07Z',
      completedAt: '2016-08-30T22:11:07Z',
      explicitStatus: 'completed',
    });
    assert.deepEqual(Object.keys(record).sort(), ['externalRef', 'requestedAt']);
  });

  it('leaves a request without a time as it is', () => {
    assert.deepEqual(moved({ title: 'x' }), { externalRef: '1', title: 'x' });
  });
});

describe('seedFromFile', () => {
  const sample = csvFile(shipped('samples/sf311-sample.csv'), { name: 'sf311-sample.csv' });
  for (const shift of [true, false]) {
    it(`imports every request and plans some of them, ${shift ? 'moved into this week' : 'with their own dates'}`, async () => {
      await using memory = await memoryServices(new FakeTime(start));
      const options = { ...demoAt(start), map: sf311, source: sample, shiftDates: shift };
      const { summary, assignments } = await seedFromFile(memory.store, memory.services, 'demo', options);
      assert.deepEqual([summary.created, totalOf(summary.rejected)], [58, 2]);
      const snapshot = await memory.services.snapshot(actor, week);
      assert.deepEqual([snapshot.jobs.length, snapshot.technicians.length, snapshot.assignments.length], [58, 24, assignments]);
      assert.ok(assignments > 0);
      const jobs = new Map(snapshot.jobs.map((job) => [job.id, job]));
      for (const { jobId, status } of snapshot.assignments) {
        const job = jobs.get(jobId);
        assert.equal(
          job?.explicitStatus === 'completed',
          status === 'completed',
          'what is open in the file is not said to be done',
        );
      }
      const days = new Set(snapshot.jobs.map(({ requestedAt }) => dayOf(Date.parse(requestedAt ?? ''), timeZone)));
      const isThisWeek = [...days].every((day) => weekRange('2026-11-20', 1).includes(day));
      assert.equal(isThisWeek, shift);
    });
  }
});

describe('LiveSimulation', () => {
  it('moves technicians and jobs, through the services and in the history', async () => {
    const time = new FakeTime(start);
    await using memory = await memoryServices(time);
    await seedDemo(memory.store, 'demo', demoAt(start));
    const before = await memory.services.snapshot(actor, week);
    const moved = new Set<string>();
    memory.store.onPosition('demo', (technicianId) => moved.add(technicianId));
    const simulation = new LiveSimulation({ ...memory, tenant: 'demo', timeZone, clock: time, timers: time, log: silentLog });
    for (let i = 0; i < 150; i++) {
      time.advance(15_000);
      await simulation.step();
    }
    assert.ok(moved.size >= 3, `${moved.size} technicians moved`);
    const events = await memory.store.read('demo').tail(before.seq, 500);
    assert.ok(events.length >= 10, `${events.length} changes of state`);
    assert.ok(events.every(({ actor: by, type }) => by.id === 'demo' && type === 'job.transitioned'));
    assert.ok(
      events.some(({ changes }) => changes.some(({ record }) => record?.status === 'completed')),
      'something was finished',
    );
    for (const { at, changes } of events) {
      const [change] = changes.filter(({ kind }) => kind === 'assignments');
      const early = Date.parse(String(change?.record?.startsAt)) - Date.parse(at);
      assert.ok(early <= 30 * 60_000, `nobody is ${early / 60_000} minutes ahead of the plan`);
    }
  });
});

// The real file is not part of the repository; its path is given where it is at hand.
const shared = process.env.DISPATCHKIT_SHARED;
if (shared) {
  describe('the 10,000 real requests', () => {
    it('are all there, moved into this week, and fill its shifts', async () => {
      await using memory = await memoryServices(new FakeTime(start));
      const source = csvFile(readFileSync(`${shared}/data/jobs/sf311_10k.csv`), { name: 'sf311_10k.csv' });
      const { summary, assignments } = await seedFromFile(memory.store, memory.services, 'demo', {
        ...demoAt(start),
        map: sf311,
        source,
        shiftDates: true,
      });
      assert.deepEqual([summary.created, totalOf(summary.rejected), totalOf(summary.skipped)], [9_983, 17, 0]);
      assert.ok(assignments >= 500, `${assignments} assignments`);
      const snapshot = await memory.services.snapshot(actor, week);
      assert.equal(snapshot.jobsTotal, 9_983);
      const status = new Set(snapshot.assignments.map((assignment) => assignment.status));
      for (const wanted of ['completed', 'in_progress', 'dispatched', 'scheduled'] as const)
        assert.ok(status.has(wanted), wanted);
    });
  });
}
