import type { Shift, TimeOff } from '@dispatchkit/contract';
import { addDays, dayOf, wallToInstant, weekdayOf } from '@dispatchkit/scheduling';
import type { Draft } from '../ports/store.ts';
import { isoOf } from './iso.ts';
import { type Person, people } from './people.ts';

const minuteMs = 60_000;

/** The shifts of everybody in these days. A shift belongs to the day it starts on; a day with 23 or 25 hours keeps its wall times. */
export function shiftsOf(days: readonly string[], timeZone: string): Draft<Shift>[] {
  return days.flatMap((day) =>
    people.filter(({ pattern }) => pattern.days.includes(weekdayOf(day))).map((person) => shiftOf(person, day, timeZone)),
  );
}

function shiftOf({ id, pattern }: Person, day: string, timeZone: string): Draft<Shift> {
  const wall = (time: string) => wallToInstant(`${time < pattern.from ? addDays(day, 1) : day}T${time}`, timeZone) ?? Number.NaN;
  const breakMs = wall(pattern.breakFrom);
  return {
    id: `shift-${id.slice('tech-'.length)}-${day}`,
    externalRef: null,
    custom: {},
    technicianId: id,
    startsAt: isoOf(wall(pattern.from)),
    endsAt: isoOf(wall(pattern.to)),
    breaks: [{ startsAt: isoOf(breakMs), endsAt: isoOf(breakMs + pattern.breakMinutes * minuteMs) }],
  };
}

/** Somebody is away for two days, somebody ill today, somebody off for an afternoon. */
export function timeOffOf(
  days: readonly string[],
  shifts: readonly Draft<Shift>[],
  nowMs: number,
  timeZone: string,
): Draft<TimeOff>[] {
  const today = dayOf(nowMs, timeZone);
  const midnight = (day: string) => wallToInstant(`${day}T00:00`, timeZone) ?? Number.NaN;
  const away: Draft<TimeOff>[] = [];
  const add = (technicianId: string, startMs: number, endMs: number, reason: string) => {
    away.push({
      id: `time-off-${away.length + 1}`,
      externalRef: null,
      custom: {},
      technicianId,
      startsAt: isoOf(startMs),
      endsAt: isoOf(endMs),
      reason,
    });
  };
  const [, , , fourth = today, fifth = today] = days;
  add('tech-quinn-harper', midnight(fourth), midnight(addDays(fifth, 1)), 'Vacation');
  const ofToday = shifts.filter(
    (shift) => dayOf(Date.parse(shift.startsAt), timeZone) === today && shift.technicianId !== 'tech-quinn-harper',
  );
  const ill = ofToday.at(-3);
  if (ill) add(ill.technicianId, midnight(today), midnight(addDays(today, 1)), 'Sick leave');
  const afternoon = ofToday.at(3);
  if (afternoon && afternoon !== ill) {
    const endMs = Date.parse(afternoon.endsAt);
    add(afternoon.technicianId, endMs - 150 * minuteMs, endMs, 'Medical appointment');
  }
  return away;
}
