import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  atSameWallTime,
  dayOf,
  dayRange,
  daysBetween,
  hourMarks,
  snap,
  wallOf,
  wallToInstant,
  weekdayOf,
  weekRange,
} from './time.ts';

const minuteMs = 60_000;
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const zones = [
  'UTC',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'Europe/Berlin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
] as const;
const anyZone = fc.constantFrom(...zones);
const anyMs = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2040, 0, 1) });
const anyStep = fc.constantFrom(1, 5, 7, 10, 15, 30, 50, 60, 120, 240, 720, 1440);

describe('dayRange', () => {
  const days: [zone: string, day: string, start: string, minutes: number][] = [
    ['America/New_York', '2026-03-07', '2026-03-07T05:00:00.000Z', 1440],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', 1380],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', 1500],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 1380],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 1500],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z', 1410],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', 1470],
    // Midnight itself is skipped: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 1380],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', 1380],
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z', 1380],
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z', 1380],
    // The hour before midnight (or after, in Havana) comes twice.
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z', 1500],
    ['Asia/Beirut', '2026-10-24', '2026-10-23T21:00:00.000Z', 1500],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 1500],
    ['America/Santiago', '2026-04-04', '2026-04-04T03:00:00.000Z', 1500],
    ['Asia/Kolkata', '2026-11-20', '2026-11-19T18:30:00.000Z', 1440],
    // Samoa left this day out when it crossed the date line.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
  ];
  for (const [zone, day, start, minutes] of days) {
    test(`${day} in ${zone} has ${minutes} minutes`, () => {
      const range = dayRange(day, zone);
      assert.equal(iso(range.startMs), start);
      assert.equal(range.minutes, minutes);
    });
  }

  test('days follow each other without gap or overlap, and hold the instants that fall on them', () => {
    fc.assert(
      fc.property(anyMs, anyZone, (ms, zone) => {
        const day = dayOf(ms, zone);
        const range = dayRange(day, zone);
        assert.ok(range.startMs <= ms && ms < range.endMs);
        assert.equal(dayRange(addDays(day, 1), zone).startMs, range.endMs);
        assert.equal(dayOf(range.endMs - 1, zone), day);
      }),
    );
  });

  test('refuses what is no day or no zone', () => {
    for (const day of ['2026-02-30', '2026-13-01', '26-01-01', '', '2026-1-1', '2026-01-01T00:00']) {
      assert.throws(() => dayRange(day, 'UTC'), RangeError, day);
    }
    assert.throws(() => dayRange('2026-01-01', 'Mars/Olympus'), RangeError);
    assert.throws(() => dayRange('2026-01-01', 'Mars/Olympus'), RangeError);
    assert.throws(() => dayOf(Number.NaN, 'Asia/Tokyo'), RangeError);
  });
});

describe('calendar arithmetic', () => {
  test('days are added over months, leap years and centuries', () => {
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2026-03-01', -1), '2026-02-28');
    assert.equal(addDays('1900-02-28', 1), '1900-03-01');
  });

  test('daysBetween undoes addDays', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 80_000 }), (count) => {
        assert.equal(daysBetween('2026-11-20', addDays('2026-11-20', count)), count);
      }),
    );
  });

  test('weekdays count from Monday, also before 1970', () => {
    assert.equal(weekdayOf('2026-11-20'), 5);
    assert.equal(weekdayOf('2026-11-22'), 7);
    assert.equal(weekdayOf('1969-12-29'), 1);
    assert.equal(weekdayOf('1900-01-01'), 1);
  });

  test('a week has seven days, starts as asked and holds its day', () => {
    assert.deepEqual(weekRange('2026-11-20', 1).slice(0, 2), ['2026-11-16', '2026-11-17']);
    assert.equal(weekRange('2026-11-20', 7)[0], '2026-11-15');
    assert.equal(weekRange('2026-11-22', 7)[0], '2026-11-22');
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 1, max: 7 }), (offset, startsOn) => {
        const day = addDays('2026-11-20', offset);
        const week = weekRange(day, startsOn);
        assert.equal(week.length, 7);
        assert.ok(week.includes(day));
        assert.equal(weekdayOf(week[0] ?? ''), startsOn);
      }),
    );
  });
});

describe('wallToInstant', () => {
  const cases: [local: string, zone: string, explicit: string, recurrence: string | null][] = [
    // Skipped: the later side, and no instance.
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', null],
    ['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z', null],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z', null],
    ['2026-04-24T00:30', 'Africa/Cairo', '2026-04-23T22:30:00.000Z', null],
    ['2026-03-29T00:00', 'Asia/Beirut', '2026-03-28T22:00:00.000Z', null],
    ['2026-03-08T00:15:30', 'America/Havana', '2026-03-08T05:15:30.000Z', null],
    ['2026-09-06T00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z', null],
    // Twice: the first.
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T05:30:00.000Z'],
    ['2026-10-25T02:59:59', 'Europe/Berlin', '2026-10-25T00:59:59.000Z', '2026-10-25T00:59:59.000Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-04T14:45:00.000Z'],
    ['2026-10-29T23:30', 'Africa/Cairo', '2026-10-29T20:30:00.000Z', '2026-10-29T20:30:00.000Z'],
    ['2026-11-01T00:30', 'America/Havana', '2026-11-01T04:30:00.000Z', '2026-11-01T04:30:00.000Z'],
    // Ordinary, right beside the change and far from it.
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08T07:00:00.000Z'],
    ['2026-07-04T12:00', 'America/New_York', '2026-07-04T16:00:00.000Z', '2026-07-04T16:00:00.000Z'],
    ['2026-11-20T09:00', 'Asia/Kathmandu', '2026-11-20T03:15:00.000Z', '2026-11-20T03:15:00.000Z'],
  ];
  for (const [local, zone, explicit, recurrence] of cases) {
    test(`${local} in ${zone}`, () => {
      assert.equal(iso(wallToInstant(local, zone)), explicit);
      assert.equal(iso(wallToInstant(local, zone, 'recurrence')), recurrence);
    });
  }

  test('undoes wallOf, up to an hour that comes twice', () => {
    fc.assert(
      fc.property(anyMs, anyZone, (instant, zone) => {
        const ms = Math.floor(instant / 1000) * 1000;
        const { day, hour, minute, second } = wallOf(ms, zone);
        const local = `${day}T${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`;
        const back = wallToInstant(local, zone, 'recurrence');
        assert.ok(back !== null && back <= ms, local);
        assert.deepEqual(wallOf(back, zone), { day, hour, minute, second });
      }),
    );
  });

  test('agrees with the platform on what the wall shows', () => {
    fc.assert(
      fc.property(anyMs, anyZone, (ms, zone) => {
        const moment = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        assert.deepEqual(wallOf(ms, zone), {
          day: moment.toPlainDate().toString(),
          hour: moment.hour,
          minute: moment.minute,
          second: moment.second,
        });
      }),
      { numRuns: 500 },
    );
  });

  test('refuses what is no wall time', () => {
    for (const local of ['2026-11-20', '2026-11-20T24:00', '2026-11-20T9:00', '2026-02-29T09:00', '2026-11-20T09:00Z']) {
      assert.throws(() => wallToInstant(local, 'UTC'), RangeError, local);
    }
  });
});

describe('atSameWallTime', () => {
  test('nine stays nine over both changes, forth and back', () => {
    const nine = Date.parse('2026-03-07T14:00:00Z');
    assert.equal(iso(atSameWallTime(nine, '2026-03-08', 'America/New_York')), '2026-03-08T13:00:00.000Z');
    assert.equal(iso(atSameWallTime(nine, '2026-11-02', 'America/New_York')), '2026-11-02T14:00:00.000Z');
  });

  test('the same day changes nothing, also in the second of two equal hours', () => {
    const second = Date.parse('2026-11-01T06:30:00.250Z');
    assert.equal(atSameWallTime(second, '2026-11-01', 'America/New_York'), second);
  });

  test('a skipped time moves to the later side and keeps its milliseconds', () => {
    const early = Date.parse('2026-03-07T07:30:00.250Z');
    assert.equal(iso(atSameWallTime(early, '2026-03-08', 'America/New_York')), '2026-03-08T07:30:00.250Z');
  });
});

describe('hourMarks', () => {
  const marksOf = (day: string, zone: string, step: number) => {
    const { startMs, endMs } = dayRange(day, zone);
    return hourMarks(startMs, endMs, zone, step);
  };

  test('hours of an ordinary day', () => {
    const marks = marksOf('2026-11-20', 'America/New_York', 60);
    assert.deepEqual(
      marks.map((mark) => mark.hour),
      [...Array(24).keys()],
    );
    assert.ok(marks.every((mark) => mark.minute === 0 && mark.day === '2026-11-20'));
  });

  test('a skipped hour has no mark, a repeated one two', () => {
    assert.deepEqual(
      marksOf('2026-03-08', 'America/New_York', 60)
        .slice(0, 4)
        .map((mark) => mark.hour),
      [0, 1, 3, 4],
    );
    assert.deepEqual(
      marksOf('2026-11-01', 'America/New_York', 60)
        .slice(0, 4)
        .map((mark) => mark.hour),
      [0, 1, 1, 2],
    );
    assert.deepEqual(marksOf('2026-04-24', 'Africa/Cairo', 60)[0]?.hour, 1);
  });

  test('half hours in zones that shift by one', () => {
    assert.equal(marksOf('2026-10-04', 'Australia/Lord_Howe', 30).length, 47);
    assert.equal(marksOf('2026-04-05', 'Australia/Lord_Howe', 30).length, 49);
  });

  test('the start belongs to the range and the end does not', () => {
    const { startMs, endMs } = dayRange('2026-11-20', 'Asia/Kolkata');
    assert.equal(hourMarks(startMs, startMs + 1, 'Asia/Kolkata', 60).length, 1);
    assert.equal(hourMarks(startMs, endMs, 'Asia/Kolkata', 1440).length, 1);
    assert.deepEqual(hourMarks(startMs, startMs, 'Asia/Kolkata', 60), []);
  });

  test('every mark is whole, in order and shows what the wall shows', () => {
    fc.assert(
      fc.property(anyMs, anyZone, anyStep, fc.integer({ min: 0, max: 4000 }), (startMs, zone, step, minutes) => {
        let before = Number.NEGATIVE_INFINITY;
        for (const mark of hourMarks(startMs, startMs + minutes * minuteMs, zone, step)) {
          assert.ok(mark.ms > before && mark.ms >= startMs && mark.ms < startMs + minutes * minuteMs);
          before = mark.ms;
          const wall = wallOf(mark.ms, zone);
          assert.deepEqual([wall.day, wall.hour, wall.minute, wall.second], [mark.day, mark.hour, mark.minute, 0]);
          assert.equal((mark.hour * 60 + mark.minute) % step, 0);
        }
      }),
    );
  });

  test('refuses a step that is none', () => {
    for (const step of [0, -15, 1441, Number.NaN]) assert.throws(() => hourMarks(0, 1, 'UTC', step), RangeError);
  });
});

describe('snap', () => {
  const snapped = (at: string, step: number, zone: string) => iso(snap(Date.parse(at), step, zone));

  test('goes to the nearest, halfway to the later', () => {
    assert.equal(snapped('2026-11-20T10:07:29Z', 15, 'UTC'), '2026-11-20T10:00:00.000Z');
    assert.equal(snapped('2026-11-20T10:07:30Z', 15, 'UTC'), '2026-11-20T10:15:00.000Z');
    assert.equal(snapped('2026-11-20T10:00:00Z', 15, 'UTC'), '2026-11-20T10:00:00.000Z');
  });

  test('counts in wall time where the offset is not whole', () => {
    assert.equal(snapped('2026-11-20T03:20:00Z', 60, 'Asia/Kathmandu'), '2026-11-20T03:15:00.000Z');
  });

  test('counts from each midnight when the step does not divide the day', () => {
    assert.equal(snapped('2026-11-20T23:55:00Z', 50, 'UTC'), '2026-11-21T00:00:00.000Z');
  });

  test('over a change of the clock', () => {
    // 01:50 in New York, one step before 02:00, which does not exist: 03:00 is ten minutes on.
    assert.equal(snapped('2026-03-08T06:50:00Z', 60, 'America/New_York'), '2026-03-08T07:00:00.000Z');
    assert.equal(snapped('2026-11-01T05:50:00Z', 60, 'America/New_York'), '2026-11-01T06:00:00.000Z');
    // 01:55 in Lord Howe: 02:00 is skipped, 03:00 is 35 minutes on, 01:00 lies 55 back.
    assert.equal(snapped('2026-10-03T15:25:00Z', 60, 'Australia/Lord_Howe'), '2026-10-03T16:00:00.000Z');
  });

  test('gives the nearest mark, and twice is as once', () => {
    fc.assert(
      fc.property(anyMs, anyZone, anyStep, (ms, zone, step) => {
        const nearest = snap(ms, step, zone);
        assert.equal(snap(nearest, step, zone), nearest);
        const distance = Math.abs(nearest - ms);
        const closer = hourMarks(ms - distance + 1, ms + distance, zone, step);
        assert.deepEqual(
          closer.filter((mark) => mark.ms !== nearest),
          [],
        );
      }),
      { numRuns: 500 },
    );
  });
});
