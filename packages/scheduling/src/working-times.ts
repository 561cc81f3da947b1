import type { Shift } from '@dispatchkit/contract';
import { type SchedulingContext, type SchedulingSettings, spanOf } from './context.ts';
import { type Interval, overlaps } from './intervals.ts';
import { addDays, dayOf, dayRange, wallToInstant, weekdayOf } from './time.ts';

/** A stretch of time in which a technician works. */
export interface WorkingTime extends Interval {
  readonly breaks: readonly Interval[];
  /** Undefined where the tenant's working hours count as one. */
  readonly shift: Shift | undefined;
}

/**
 * When a technician works in a range: all the stretches that share an instant with it, whole, in order of start.
 *
 * These are his shifts, and, on days of the tenant's zone that none of them touches, the working hours of that day of the week.
 * Time off is not taken out. Every rule and every view asks here, so that a day says the same everywhere.
 */
export function workingTimes(
  technicianId: string,
  range: Interval,
  context: Pick<SchedulingContext, 'settings' | 'shiftsOf'>,
): WorkingTime[] {
  const { settings } = context;
  const { timeZone } = settings;
  const shifts: WorkingTime[] = [];
  const times: WorkingTime[] = [];
  for (const shift of context.shiftsOf(technicianId)) {
    const time = workingTimeOf(shift);
    shifts.push(time);
    if (overlaps(time, range)) times.push(time);
  }
  if (settings.workingHours) {
    const lastDay = dayOf(range.endMs - 1, timeZone);
    for (let day = dayOf(range.startMs, timeZone); day <= lastDay; day = addDays(day, 1)) {
      const hours = hoursOn(day, settings);
      if (!hours || !overlaps(hours, range)) continue;
      const whole = dayRange(day, timeZone);
      if (!shifts.some((time) => overlaps(time, whole))) times.push(hours);
    }
  }
  return times.sort((a, b) => a.startMs - b.startMs);
}

/** The stretch that holds an instant; of several the one that starts first. `times` are in order of start. */
export function workingTimeAt(ms: number, times: readonly WorkingTime[]): WorkingTime | undefined {
  return times.find(({ startMs, endMs }) => ms >= startMs && ms < endMs);
}

const ofShifts = new WeakMap<Shift, WorkingTime>();

function workingTimeOf(shift: Shift): WorkingTime {
  let time = ofShifts.get(shift);
  if (!time) {
    time = { ...spanOf(shift), breaks: shift.breaks.map(spanOf), shift };
    ofShifts.set(shift, time);
  }
  return time;
}

/** By the settings they follow from and the day: they are the same for everybody, and views ask for them per technician. */
const ofDays = new WeakMap<SchedulingSettings, Map<string, WorkingTime | undefined>>();

function hoursOn(day: string, settings: SchedulingSettings): WorkingTime | undefined {
  let days = ofDays.get(settings);
  if (!days) {
    days = new Map();
    ofDays.set(settings, days);
  }
  if (!days.has(day)) days.set(day, readHours(day, settings));
  return days.get(day);
}

function readHours(day: string, { workingHours, timeZone }: SchedulingSettings): WorkingTime | undefined {
  if (!workingHours?.days.includes(weekdayOf(day))) return undefined;
  const whole = dayRange(day, timeZone);
  const wall = (time: string) => wallToInstant(`${day}T${time}`, timeZone) ?? Number.NaN;
  const startMs = wall(workingHours.startsAt);
  const endMs = workingHours.endsAt === '24:00' ? whole.endMs : wall(workingHours.endsAt);
  // A zone that has skipped the whole day leaves nothing of it.
  return overlaps({ startMs, endMs }, whole) ? { startMs, endMs, breaks: [], shift: undefined } : undefined;
}
