import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { aJob, anAssignment, aShift, aSite, aTechnician, someTimeOff } from '../test/records.ts';
import { at, day, north, timeZone, world } from '../test/world.ts';
import { legsOf } from './legs.ts';
import { dayRange } from './time.ts';
import { workload } from './workload.ts';

const today = dayRange(day, timeZone);
const sites = [aSite({ id: 's1', position: north(10) }), aSite({ id: 's2', position: north(40) })];
const jobs = [aJob(), aJob({ id: 'j2', siteId: 's2' }), aJob({ id: 'j3', siteId: null })];
const visit = (id: string, jobId: string, from: string, to: string, fields = {}) =>
  anAssignment({ id, jobId, startsAt: at(from), endsAt: at(to), ...fields });

describe('legsOf', () => {
  test('in order, from home, then from stop to stop', () => {
    const assignments = [visit('late', 'j2', '11:00', '12:00'), visit('early', 'j1', '09:00', '10:00')];
    const legs = legsOf('t1', today, world({ sites, jobs, assignments }));
    assert.deepEqual(
      legs.map((leg) => [
        leg.assignment.id,
        leg.from,
        leg.travel.minutes,
        new Date(leg.departMs).toISOString(),
        leg.shortMinutes,
      ]),
      [
        ['early', 'home', 10, at('08:50'), 0],
        ['late', 'assignment', 30, at('10:30'), 0],
      ],
    );
    assert.deepEqual(legs[1]?.fromPosition, north(10));
    assert.deepEqual(legs[1]?.toPosition, north(40));
  });

  test('says how many minutes are missing', () => {
    const assignments = [visit('a', 'j1', '09:00', '10:00'), visit('b', 'j2', '10:10', '12:00')];
    assert.equal(legsOf('t1', today, world({ sites, jobs, assignments }))[1]?.shortMinutes, 20);
  });

  test('a stop without position: travel unknown both ways, departure is the start', () => {
    const assignments = [visit('a', 'j3', '09:00', '10:00'), visit('b', 'j2', '10:10', '12:00')];
    const legs = legsOf('t1', today, world({ sites, jobs, assignments }));
    assert.deepEqual(
      legs.map((leg) => leg.travel.minutes),
      [null, null],
    );
    assert.deepEqual(
      legs.map((leg) => leg.departMs),
      legs.map((leg) => leg.startMs),
    );
  });

  test('only what touches the range, but coming from before it', () => {
    const assignments = [visit('a', 'j1', '09:00', '10:00'), visit('b', 'j2', '13:00', '14:00')];
    const afternoon = { startMs: Date.parse(at('12:00')), endMs: Date.parse(at('17:00')) };
    const legs = legsOf('t1', afternoon, world({ sites, jobs, assignments }));
    assert.deepEqual(
      legs.map((leg) => [leg.assignment.id, leg.from]),
      [['b', 'assignment']],
    );
  });

  test('cancelled and held work is no stop; an empty day has none', () => {
    const cancelled = [aJob({ status: 'cancelled' }), aJob({ id: 'j2', status: 'on_hold' })];
    const assignments = [visit('a', 'j1', '09:00', '10:00'), visit('b', 'j2', '13:00', '14:00')];
    assert.deepEqual(legsOf('t1', today, world({ sites, jobs: cancelled, assignments })), []);
    assert.deepEqual(legsOf('t1', today, world()), []);
    assert.deepEqual(legsOf('nobody', today, world()), []);
  });
});

describe('workload', () => {
  const shifts = [
    aShift({ startsAt: at('08:00'), endsAt: at('17:00'), breaks: [{ startsAt: at('12:00'), endsAt: at('12:30') }] }),
  ];

  test('minutes of shift, work, travel and break', () => {
    const assignments = [
      visit('a', 'j1', '09:00', '10:00', { status: 'completed' }),
      visit('b', 'j2', '11:00', '12:00'),
      visit('c', 'j3', '14:00', '15:00'),
    ];
    assert.deepEqual(workload('t1', today, world({ sites, jobs, assignments, shifts })), {
      shiftMinutes: 510,
      workMinutes: 180,
      travelMinutes: 40,
      breakMinutes: 30,
      ratio: 220 / 510,
      nextFreeAtMs: Date.parse(at('08:00')),
      assigned: 3,
      done: 1,
    });
  });

  test('next free: after work, break and time off, from now on', () => {
    const assignments = [visit('a', 'j1', '08:00', '12:00')];
    const timeOff = [someTimeOff({ startsAt: at('12:15'), endsAt: at('14:00') })];
    const free = (nowMs?: number) => workload('t1', today, world({ jobs, assignments, shifts, timeOff, nowMs })).nextFreeAtMs;
    assert.equal(free(), Date.parse(at('14:00')));
    assert.equal(free(Date.parse(at('15:20'))), Date.parse(at('15:20')));
    assert.equal(free(Date.parse(at('17:00'))), null);
  });

  test('time off takes from shift and breaks', () => {
    const timeOff = [someTimeOff({ startsAt: at('12:15'), endsAt: at('14:00') })];
    const load = workload('t1', today, world({ shifts, timeOff }));
    assert.deepEqual([load.shiftMinutes, load.breakMinutes], [540 - 120, 15]);
  });

  test('no shift, no ratio', () => {
    const load = workload('t1', today, world({ jobs, assignments: [visit('a', 'j1', '09:00', '10:00')], shifts: [] }));
    assert.deepEqual([load.shiftMinutes, load.ratio, load.nextFreeAtMs, load.workMinutes], [0, 0, null, 60]);
  });

  test('a night shift over the long night: nine hours, split between two days', () => {
    const night = [aShift({ startsAt: at('22:00', '2026-10-31'), endsAt: at('06:00', '2026-11-01') })];
    const on = (which: string) => workload('t1', dayRange(which, timeZone), world({ shifts: night })).shiftMinutes;
    assert.deepEqual([on('2026-10-31'), on('2026-11-01')], [120, 420]);
  });

  test('the load of parts is the load of the whole', () => {
    const anyVisit = fc.record({ start: fc.integer({ min: -300, max: 1700 }), length: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(fc.array(anyVisit, { maxLength: 8 }), fc.integer({ min: 1, max: 1439 }), (visits, cut) => {
        const iso = (minutes: number) => new Date(today.startMs + minutes * 60_000).toISOString();
        const assignments = visits.map(({ start, length }, index) =>
          anAssignment({ id: `a${index}`, startsAt: iso(start), endsAt: iso(start + length) }),
        );
        const context = world({ sites, jobs, assignments, shifts, technicians: [aTechnician({ home: north(3) })] });
        const middle = today.startMs + cut * 60_000;
        const whole = workload('t1', today, context);
        const before = workload('t1', { startMs: today.startMs, endMs: middle }, context);
        const after = workload('t1', { startMs: middle, endMs: today.endMs }, context);
        for (const key of ['shiftMinutes', 'workMinutes', 'travelMinutes', 'breakMinutes'] as const) {
          assert.equal(before[key] + after[key], whole[key], key);
        }
        assert.ok(whole.ratio >= 0 && whole.done <= whole.assigned);
      }),
    );
  });
});
