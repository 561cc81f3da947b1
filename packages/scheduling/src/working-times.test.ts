import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { WorkingHours } from '@dispatchkit/contract';
import fc from 'fast-check';
import { aJob, anAssignment, aShift, aSite, aTechnician, someTimeOff } from '../test/records.ts';
import { at, north, settings, timeZone, world } from '../test/world.ts';
import { checkAssignment } from './check.ts';
import { intersect } from './intervals.ts';
import { nextSlot } from './slots.ts';
import { addDays, dayOf, dayRange, wallOf, weekdayOf } from './time.ts';
import { workingTimes } from './working-times.ts';
import { workload } from './workload.ts';

const workingHours: WorkingHours = { days: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '17:00' };
const withHours = { ...settings, workingHours };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Working times of `t1` on a day, as wall times. */
function timesOn(day: string, hours: WorkingHours | null, shifts: ReturnType<typeof aShift>[] = [], zone = timeZone) {
  const context = world({ settings: { ...settings, timeZone: zone, workingHours: hours }, shifts });
  return workingTimes('t1', dayRange(day, zone), context).map(({ startMs, endMs }) => {
    const clock = (ms: number) => {
      const { day: on, hour, minute } = wallOf(ms, zone);
      const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      return on === day ? time : `${on} ${time}`;
    };
    return `${clock(startMs)}–${clock(endMs)} (${(endMs - startMs) / hourMs} h)`;
  });
}

describe('days without a shift', () => {
  test('have the working hours of their day of the week', () => {
    assert.deepEqual(timesOn('2026-11-20', workingHours), ['08:00–17:00 (9 h)']);
    assert.deepEqual(timesOn('2026-11-21', workingHours), [], 'a Saturday');
    assert.deepEqual(timesOn('2026-11-20', null), []);
  });

  test('a shift on a day is all that counts on it', () => {
    const evening = aShift({ startsAt: at('18:00'), endsAt: at('20:00') });
    assert.deepEqual(timesOn('2026-11-20', workingHours, [evening]), ['18:00–20:00 (2 h)']);
    assert.deepEqual(timesOn('2026-11-19', workingHours, [evening]), ['08:00–17:00 (9 h)']);
  });

  test('a night shift is the shift of both its days; one that ends at midnight of the first alone', () => {
    const night = aShift({ startsAt: at('22:00'), endsAt: at('06:00', '2026-11-21') });
    const everyDay = { ...workingHours, days: [1, 2, 3, 4, 5, 6, 7] };
    assert.deepEqual(timesOn('2026-11-21', everyDay, [night]), ['2026-11-20 22:00–06:00 (8 h)']);
    assert.deepEqual(timesOn('2026-11-22', everyDay, [night]), ['08:00–17:00 (9 h)']);
    const late = aShift({ startsAt: at('16:00'), endsAt: at('00:00', '2026-11-21') });
    assert.deepEqual(timesOn('2026-11-21', everyDay, [late]), ['08:00–17:00 (9 h)']);
  });

  test('days are those of the tenant, wherever the technician is', () => {
    const technicians = [aTechnician({ timeZone: 'Asia/Tokyo' })];
    const context = world({ settings: withHours, technicians, shifts: [] });
    const [time] = workingTimes('t1', dayRange('2026-11-20', timeZone), context);
    assert.equal(time && new Date(time.startMs).toISOString(), at('08:00'));
  });

  test('days on which the clocks change', () => {
    const nights: WorkingHours = { days: [7], startsAt: '00:00', endsAt: '06:00' };
    const allDay: WorkingHours = { days: [7], startsAt: '00:00', endsAt: '24:00' };
    assert.deepEqual(timesOn('2026-03-08', nights), ['00:00–06:00 (5 h)']);
    assert.deepEqual(timesOn('2026-11-01', nights), ['00:00–06:00 (7 h)']);
    assert.deepEqual(timesOn('2026-03-08', allDay), ['00:00–2026-03-09 00:00 (23 h)']);
    assert.deepEqual(timesOn('2026-11-01', allDay), ['00:00–2026-11-02 00:00 (25 h)']);
    assert.deepEqual(timesOn('2026-03-08', { ...nights, startsAt: '08:00', endsAt: '17:00' }), ['08:00–17:00 (9 h)']);
    assert.deepEqual(timesOn('2026-03-08', { ...nights, startsAt: '02:30' }), ['03:30–06:00 (2.5 h)'], 'a start that is skipped');
    assert.deepEqual(
      timesOn('2026-11-01', { ...nights, startsAt: '01:30' }),
      ['01:30–06:00 (5.5 h)'],
      'a start that comes twice',
    );
    // Samoa went over the date line, and had no 30 December in 2011.
    const everyDay = { ...allDay, days: [1, 2, 3, 4, 5, 6, 7] };
    assert.deepEqual(timesOn('2011-12-30', everyDay, [], 'Pacific/Apia'), []);
    assert.deepEqual(timesOn('2011-12-31', everyDay, [], 'Pacific/Apia'), ['00:00–2012-01-01 00:00 (24 h)']);
  });
});

const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];
/** A week around a change of the clock somewhere, or any other. */
const anyFirstDay = fc
  .tuple(fc.constantFrom('2026-03-05', '2026-03-26', '2026-04-02', '2026-10-01', '2026-10-22', '2026-10-30', '2026-11-16'))
  .map(([day]) => day);
/** Whole hours: what the wall shows then says whether they hold, also when it jumps or shows an hour twice. */
const anyHours = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    startHour: fc.integer({ min: 0, max: 23 }),
    length: fc.integer({ min: 1, max: 24 }),
  })
  .map(({ days, startHour, length }): WorkingHours => {
    const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
    return { days, startsAt: clock(startHour), endsAt: clock(Math.min(24, startHour + length)) };
  });
const anyShiftSpans = fc.array(fc.record({ from: fc.integer({ min: -20, max: 100 }), length: fc.integer({ min: 1, max: 30 }) }), {
  maxLength: 4,
});
const anyWeek = fc.record({ zone: fc.constantFrom(...zones), day: anyFirstDay, hours: anyHours, spans: anyShiftSpans });

function weekOf({
  zone,
  day,
  hours,
  spans,
}: {
  zone: string;
  day: string;
  hours: WorkingHours;
  spans: { from: number; length: number }[];
}) {
  const range = { startMs: dayRange(day, zone).startMs, endMs: dayRange(addDays(day, 3), zone).endMs };
  const shifts = spans.map(({ from, length }, index) => {
    const startMs = range.startMs + from * hourMs;
    const iso = (ms: number) => new Date(ms).toISOString();
    return aShift({ id: `sh${index}`, startsAt: iso(startMs), endsAt: iso(startMs + length * hourMs) });
  });
  const context = world({ settings: { ...settings, timeZone: zone, workingHours: hours }, shifts });
  return { range, shifts, context };
}

describe('any week', () => {
  test('somebody works when a shift says so or, on a day that no shift touches, the clock on the wall', () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        const { range, shifts, context } = weekOf(week);
        const { zone, hours } = week;
        const times = workingTimes('t1', range, context);
        const spans = shifts.map(({ startsAt, endsAt }) => ({ startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) }));
        for (let ms = range.startMs; ms < range.endMs; ms += 30 * minuteMs) {
          const { day, hour } = wallOf(ms, zone);
          const whole = dayRange(day, zone);
          const isPlanned = spans.some(({ startMs, endMs }) => startMs < whole.endMs && endMs > whole.startMs);
          const onShift = spans.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
          const inHours =
            hours.days.includes(weekdayOf(day)) &&
            hour >= Number.parseInt(hours.startsAt, 10) &&
            hour < Number.parseInt(hours.endsAt, 10);
          const works = times.some(({ startMs, endMs }) => ms >= startMs && ms < endMs);
          assert.equal(works, onShift || (!isPlanned && inHours), `${day} ${hour}, ${zone}`);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('part of a week says the same as the week, and needs no shifts but those of its own days', () => {
    const anyPart = fc.record({ from: fc.integer({ min: 0, max: 90 }), length: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(anyWeek, anyPart, (week, part) => {
        const { range, shifts, context } = weekOf(week);
        const startMs = range.startMs + part.from * hourMs;
        const asked = { startMs, endMs: Math.min(range.endMs, startMs + part.length * hourMs) };
        if (asked.startMs >= asked.endMs) return;
        const loaded = {
          startMs: dayRange(dayOf(asked.startMs, week.zone), week.zone).startMs,
          endMs: dayRange(dayOf(asked.endMs - 1, week.zone), week.zone).endMs,
        };
        const near = shifts.filter(
          ({ startsAt, endsAt }) => Date.parse(startsAt) < loaded.endMs && Date.parse(endsAt) > loaded.startMs,
        );
        const told = workingTimes('t1', asked, { ...context, shiftsOf: () => near });
        assert.deepEqual(intersect(told, [asked]), intersect(workingTimes('t1', range, context), [asked]));
      }),
    );
  });
});

describe('the rules take working hours for a shift', () => {
  const context = world({ settings: withHours, shifts: [] });
  const offShift = (from: string, to: string, day?: string) =>
    checkAssignment({ jobId: 'j1', technicianId: 't1', startsAt: at(from, day), endsAt: at(to, day) }, context)
      .violations.filter(({ code }) => code === 'off_shift')
      .map(({ detail }) => detail);

  test('off_shift, with the name of what it is', () => {
    assert.deepEqual(offShift('09:00', '10:00'), []);
    assert.deepEqual(offShift('16:30', '18:00'), ['Ends 18:00, working hours end 17:00: 60 min outside']);
    assert.deepEqual(offShift('07:00', '09:00'), ['Starts 07:00, working hours start 08:00: 60 min outside']);
    assert.deepEqual(offShift('09:00', '10:00', '2026-11-21'), ['Not at work from 09:00 to 10:00: 60 min outside']);
    const overNight = { jobId: 'j1', technicianId: 't1', startsAt: at('16:00', '2026-11-19'), endsAt: at('09:00') };
    const [violation] = checkAssignment(overNight, context).violations;
    assert.equal(violation?.detail, '15 h fall between two times of work');
  });

  test('over_capacity and the load of a day', () => {
    const full = world({
      settings: withHours,
      shifts: [],
      assignments: [anAssignment({ startsAt: at('08:00'), endsAt: at('16:30') })],
      jobs: [aJob(), aJob({ id: 'j2' })],
    });
    const { violations } = checkAssignment({ jobId: 'j2', technicianId: 't1', startsAt: at('16:00'), endsAt: at('17:00') }, full);
    assert.equal(violations.find(({ code }) => code === 'over_capacity')?.minutes, 30);
    const { shiftMinutes, nextFreeAtMs, ratio } = workload('t1', dayRange('2026-11-20', timeZone), full);
    assert.deepEqual([shiftMinutes, nextFreeAtMs, ratio], [540, Date.parse(at('16:30')), 510 / 540]);
  });

  test('time off takes away', () => {
    const away = world({
      settings: withHours,
      shifts: [],
      timeOff: [someTimeOff({ startsAt: at('08:00'), endsAt: at('12:00') })],
    });
    assert.equal(workload('t1', dayRange('2026-11-20', timeZone), away).shiftMinutes, 300);
    const slot = nextSlot({ jobId: 'j1', technicianId: 't1', range: dayRange('2026-11-20', timeZone) }, away);
    assert.equal(slot?.startMs, Date.parse(at('12:00')));
  });

  test('a working day begins at home', () => {
    const far = world({ settings: withHours, shifts: [], sites: [aSite({ position: north(30) })] });
    const { violations } = checkAssignment({ jobId: 'j1', technicianId: 't1', startsAt: at('08:10'), endsAt: at('09:00') }, far);
    assert.deepEqual(
      violations.map(({ code, minutes }) => [code, minutes]),
      [['travel_infeasible', 20]],
    );
  });
});
