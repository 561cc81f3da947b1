import { dayOf, dayRange, ensureTemporal, hourMarks, snap, wallOf, wallToInstant, weekRange } from '@dispatchkit/scheduling';
import { occurrencesOf } from '@dispatchkit/scheduling/recurrence';

/** Zones and days on which something unusual happens: clocks change by an hour or half of one, midnight is missing, a day is short or long. */
const unusual: readonly (readonly [timeZone: string, ...days: string[]])[] = [
  ['America/New_York', '2026-03-08', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05', '2026-10-04'],
  ['Africa/Cairo', '2026-04-24', '2026-10-29'],
  ['Asia/Beirut', '2026-03-29', '2026-10-25'],
  ['America/Havana', '2026-03-08', '2026-11-01'],
  ['America/Santiago', '2026-04-05', '2026-09-06'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['Pacific/Apia', '2026-12-31'],
  ['UTC', '2026-02-28'],
];

/** What the rules of time answer here. The same on every runtime, or a plan would look different depending on where it is computed. */
export async function results(): Promise<unknown[]> {
  await ensureTemporal();
  return unusual.flatMap(([timeZone, ...days]) => days.map((day) => resultsOf(timeZone, day)));
}

function resultsOf(timeZone: string, day: string) {
  const range = dayRange(day, timeZone);
  const walls = ['00:00', '00:30', '01:30', '02:00', '02:30', '03:00', '12:00', '23:59'].map((time) => `${day}T${time}`);
  const quarters = Array.from({ length: 104 }, (_, index) => range.startMs + index * 900_000);
  return {
    timeZone,
    day,
    range,
    week: weekRange(day, 1),
    explicit: walls.map((wall) => wallToInstant(wall, timeZone)),
    recurring: walls.map((wall) => wallToInstant(wall, timeZone, 'recurrence')),
    walls: quarters.map((ms) => wallOf(ms, timeZone)),
    days: quarters.map((ms) => dayOf(ms, timeZone)),
    snapped: quarters.map((ms) => snap(ms + 400_000, 30, timeZone)),
    marks: hourMarks(range.startMs, range.endMs, timeZone, 60),
    nightly: occurrencesOf(
      { startsAt: '2026-01-01T02:30', timeZone, rule: 'FREQ=DAILY' },
      { fromMs: range.startMs - 3 * 86_400_000, untilMs: range.endMs + 3 * 86_400_000, limit: 20 },
    ),
    monthly: occurrencesOf(
      { startsAt: '2026-01-31T00:15', timeZone, rule: 'FREQ=MONTHLY;BYDAY=-1SU;COUNT=10' },
      { fromMs: 0, untilMs: Date.UTC(2027, 0), limit: 20 },
    ),
  };
}
