import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { occurrencesOf, type Recurrence, RecurrenceError, recurrenceFault } from './recurrence.ts';
import { addDays, dayRange, daysBetween, wallOf, wallToInstant, weekdayOf } from './time.ts';

const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';
const everything = { fromMs: 0, untilMs: Number.POSITIVE_INFINITY, limit: 1000 };

/** Instants of the first few, to the minute. */
function first(count: number, startsAt: string, timeZone: string, rule: string, exceptDays: string[] = []): string[] {
  return occurrencesOf({ startsAt, timeZone, rule, exceptDays }, { ...everything, limit: count }).map(({ startMs }) =>
    new Date(startMs).toISOString().slice(0, 16),
  );
}

/** Days of the first few. */
function days(count: number, startsAt: string, rule: string, exceptDays: string[] = []): string[] {
  const recurrence = { startsAt: `${startsAt}T09:00`, timeZone: berlin, rule, exceptDays };
  return occurrencesOf(recurrence, { ...everything, limit: count }).map(({ day }) => day);
}

describe('days of a rule', () => {
  const cases: [rule: string, from: string, days: string[]][] = [
    ['FREQ=DAILY;INTERVAL=3', '2026-02-27', ['2026-02-27', '2026-03-02', '2026-03-05']],
    ['FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-20', ['2026-11-23', '2026-11-26', '2026-11-30']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=MO', '2026-11-16', ['2026-11-16', '2026-11-22', '2026-11-30']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU', '2026-11-16', ['2026-11-16', '2026-11-29', '2026-11-30']],
    ['FREQ=MONTHLY', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', ['2026-01-31', '2026-02-28', '2026-03-31']],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-11-01', ['2026-11-10', '2026-12-08', '2027-01-12']],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-11-01', ['2026-11-27', '2026-12-25', '2027-01-29']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-10-01', ['2026-10-30', '2026-11-30', '2026-12-31']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-01-01', ['2026-02-13', '2026-03-13', '2026-11-13']],
    ['FREQ=YEARLY', '2028-02-29', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO', '2026-01-01', ['2026-03-02', '2026-09-07', '2027-03-01']],
    ['freq=yearly;bymonth=2;bymonthday=29;byday=mo', '2026-01-01', ['2044-02-29', '2072-02-29']],
  ];
  for (const [rule, from, expected] of cases) test(rule, () => assert.deepEqual(days(3, from, rule), expected));

  test('COUNT counts days that are left out later, UNTIL takes its day in', () => {
    assert.deepEqual(days(9, '2026-11-20', 'FREQ=DAILY;COUNT=3', ['2026-11-21']), ['2026-11-20', '2026-11-22']);
    assert.deepEqual(days(9, '2026-11-20', 'FREQ=DAILY;UNTIL=20261122'), ['2026-11-20', '2026-11-21', '2026-11-22']);
    assert.deepEqual(days(9, '2026-11-20', 'FREQ=DAILY;UNTIL=20261122T080000Z'), ['2026-11-20', '2026-11-21', '2026-11-22']);
    assert.deepEqual(days(9, '2026-11-20', 'FREQ=DAILY;UNTIL=20261122T075959Z'), ['2026-11-20', '2026-11-21']);
  });

  test('a range that starts in the middle shows the same as reading from the start', () => {
    const recurrence = { startsAt: '2026-01-05T09:00', timeZone: berlin, rule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR' };
    const all = occurrencesOf(recurrence, everything);
    const fromMs = all[40]?.startMs ?? 0;
    assert.deepEqual(occurrencesOf(recurrence, { fromMs, untilMs: (all[50]?.startMs ?? 0) + 1, limit: 1000 }), all.slice(40, 51));
    assert.deepEqual(occurrencesOf(recurrence, { fromMs: fromMs + 1, untilMs: all[41]?.startMs ?? 0, limit: 9 }), []);
  });
});

describe('days when the clocks change', () => {
  test('a wall time that is skipped is left out, does not count, and is back the next time', () => {
    assert.deepEqual(first(3, '2026-03-28T02:30', berlin, 'FREQ=DAILY;COUNT=3'), [
      '2026-03-28T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
  });

  test('a first wall time that is skipped does not move those after it', () => {
    assert.deepEqual(first(2, '2026-03-29T02:30', berlin, 'FREQ=WEEKLY'), ['2026-04-05T00:30', '2026-04-12T00:30']);
  });

  test('a wall time that comes twice is the first, once', () => {
    assert.deepEqual(first(3, '2026-10-31T01:30', newYork, 'FREQ=DAILY'), [
      '2026-10-31T05:30',
      '2026-11-01T05:30',
      '2026-11-02T06:30',
    ]);
  });

  test('nine in the morning stays nine in the morning', () => {
    assert.deepEqual(first(3, '2026-03-01T09:00', newYork, 'FREQ=WEEKLY'), [
      '2026-03-01T14:00',
      '2026-03-08T13:00',
      '2026-03-15T13:00',
    ]);
  });

  test('clocks that move by half an hour, and days that begin at one', () => {
    assert.deepEqual(first(2, '2026-10-03T02:15', 'Australia/Lord_Howe', 'FREQ=DAILY'), ['2026-10-02T15:45', '2026-10-04T15:15']);
    assert.deepEqual(first(2, '2026-09-05T00:00', 'America/Santiago', 'FREQ=DAILY'), ['2026-09-05T04:00', '2026-09-07T03:00']);
  });
});

describe('what is not a rule', () => {
  const cases: [rule: string, says: RegExp][] = [
    ['', /not understood/],
    ['FREQ=HOURLY', /Write FREQ=WEEKLY/],
    ['RRULE:FREQ=DAILY', /not understood/],
    ['INTERVAL=2', /Say how often/],
    ['FREQ=DAILY;BYHOUR=9', /"BYHOUR" is not understood/],
    ['FREQ=DAILY;FREQ=DAILY', /twice/],
    ['FREQ=DAILY;INTERVAL=0', /INTERVAL/],
    ['FREQ=DAILY;INTERVAL=1001', /1000/],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101', /not both/],
    ['FREQ=DAILY;UNTIL=20270230', /no day 2027-02-30/],
    ['FREQ=DAILY;UNTIL=20270101T250000Z', /UNTIL/],
    ['FREQ=DAILY;UNTIL=20270101T090000', /UNTIL/],
    ['FREQ=WEEKLY;BYDAY=2MO', /MONTHLY or FREQ=YEARLY/],
    ['FREQ=WEEKLY;BYMONTHDAY=3', /does not go with/],
    ['FREQ=MONTHLY;BYDAY=6MO', /never 6/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', /31/],
    ['FREQ=MONTHLY;BYMONTH=13', /12/],
    ['FREQ=MONTHLY;BYSETPOS=1', /BYSETPOS/],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', /never happens/],
    ['FREQ=DAILY;UNTIL=20200101', /never happens/],
    ['FREQ=DAILY;__proto__=1', /not understood/],
  ];
  for (const [rule, says] of cases) {
    test(rule || 'nothing', () =>
      assert.match(recurrenceFault({ startsAt: '2026-11-20T09:00', timeZone: berlin, rule }) ?? '', says),
    );
  }

  test('wall times and zones that do not exist', () => {
    const fault = (startsAt: string, timeZone: string) => recurrenceFault({ startsAt, timeZone, rule: 'FREQ=DAILY' });
    assert.match(fault('2026-02-30T09:00', berlin) ?? '', /no wall time/);
    assert.match(fault('2026-11-20T09:00Z', berlin) ?? '', /first wall time/);
    assert.match(fault('2026-11-20T09:00', 'Mars/Olympus') ?? '', /no wall time/);
    assert.equal(fault('2026-11-20T09:00', berlin), null);
    assert.throws(() => occurrencesOf({ startsAt: '', timeZone: berlin, rule: 'FREQ=DAILY' }, everything), RecurrenceError);
  });

  test('no text whatever makes it fail in another way', () => {
    const word = fc.constantFrom(
      'FREQ',
      'DAILY',
      'MONTHLY',
      'BYDAY',
      'MO',
      '-1',
      '99',
      '=',
      ';',
      ',',
      'UNTIL',
      '20261301',
      'COUNT',
      '\0',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join('')),
        ),
        (rule) => {
          const fault = recurrenceFault({ startsAt: '2026-11-20T09:00', timeZone: berlin, rule });
          assert.ok(fault === null || fault.length > 0);
        },
      ),
    );
  });
});

describe('of any rule', () => {
  const anyRule = fc.record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 6 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
    monthDays: fc.uniqueArray(
      fc.integer({ min: -31, max: 31 }).filter((day) => day !== 0),
      { maxLength: 3 },
    ),
    months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
    startDay: fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days)),
    minute: fc.integer({ min: 0, max: 1439 }),
    timeZone: fc.constantFrom(berlin, newYork, 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu', 'UTC'),
  });
  type Rule = typeof anyRule extends fc.Arbitrary<infer T> ? T : never;
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

  test('its days are those a calendar read day by day gives', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const recurrence = recurrenceOf(rule);
        const untilMs = dayRange(addDays(rule.startDay, 800), rule.timeZone).startMs;
        const expected: string[] = [];
        for (let day = rule.startDay; daysBetween(rule.startDay, day) < 800; day = addDays(day, 1)) {
          const ms = isSelected(rule, day)
            ? wallToInstant(`${day}${recurrence.startsAt.slice(10)}`, rule.timeZone, 'recurrence')
            : null;
          if (ms !== null) expected.push(day);
        }
        const found = occurrencesOf(recurrence, { fromMs: 0, untilMs, limit: 1000 });
        assert.deepEqual(
          found.map(({ day }) => day),
          expected,
        );
      }),
      { numRuns: 200 },
    );
  });

  test('its times are in order, on their day, and show the wall time asked for', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const recurrence = recurrenceOf(rule);
        let before = Number.NEGATIVE_INFINITY;
        for (const { day, startMs } of occurrencesOf(recurrence, { ...everything, limit: 60 })) {
          const wall = wallOf(startMs, rule.timeZone);
          assert.ok(startMs > before);
          assert.equal(wall.day, day);
          assert.equal(wall.hour * 60 + wall.minute, rule.minute);
          before = startMs;
        }
      }),
    );
  });

  function recurrenceOf(rule: Rule): Recurrence {
    const { frequency, interval, weekdays, monthDays, months, startDay, minute, timeZone } = rule;
    const list = (name: string, values: readonly unknown[]) => (values.length > 0 ? `;${name}=${values.join(',')}` : '');
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return {
      startsAt: `${startDay}T${time}`,
      timeZone,
      rule: `FREQ=${frequency};INTERVAL=${interval}${list(
        'BYDAY',
        weekdays.map((day) => names[day - 1]),
      )}${frequency === 'WEEKLY' ? '' : list('BYMONTHDAY', monthDays)}${list('BYMONTH', months)}`,
    };
  }

  /** RFC 5545 §3.3.10, table on page 44, for one day. */
  function isSelected(rule: Rule, day: string): boolean {
    const { frequency, interval, weekdays, months, startDay } = rule;
    const monthDays = frequency === 'WEEKLY' ? [] : rule.monthDays;
    const part = (from: number, to: number, of: string) => Number(of.slice(from, to));
    const [year, month, date] = [part(0, 4, day), part(5, 7, day), part(8, 10, day)];
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const monthsOn = (year - part(0, 4, startDay)) * 12 + month - part(5, 7, startDay);
    const monday = (of: string) => addDays(of, 1 - weekdayOf(of));
    const periods = {
      DAILY: daysBetween(startDay, day),
      WEEKLY: daysBetween(monday(startDay), monday(day)) / 7,
      MONTHLY: monthsOn,
      YEARLY: year - part(0, 4, startDay),
    }[frequency];
    if (periods === undefined || periods % interval !== 0) return false;
    if (months.length > 0 && !months.includes(month)) return false;
    if (weekdays.length > 0 && !weekdays.includes(weekdayOf(day))) return false;
    if (monthDays.length > 0 && !monthDays.includes(date) && !monthDays.includes(date - last - 1)) return false;
    const isFree = weekdays.length === 0 && monthDays.length === 0;
    if (frequency === 'WEEKLY' && weekdays.length === 0) return weekdayOf(day) === weekdayOf(startDay);
    if (frequency === 'MONTHLY' && isFree) return date === part(8, 10, startDay);
    if (frequency === 'YEARLY' && isFree) {
      return date === part(8, 10, startDay) && (months.length > 0 || month === part(5, 7, startDay));
    }
    return true;
  }
});
