import { type SchedulingContext, spanOf, timeZoneOf } from './context.ts';
import { type Interval, subtract, totalMinutes } from './intervals.ts';
import { dayOf, dayRange } from './time.ts';
import { workingTimeAt, workingTimes } from './working-times.ts';

/** The working day of a technician that an instant belongs to. */
export interface WorkingDay extends Interval {
  readonly day: string;
  /** Minutes of its shifts, breaks and time off taken out; 0 without a shift. */
  readonly shiftMinutes: number;
}

/**
 * The working day that holds an instant. A night shift belongs to the day it starts on, so two in the morning may be part of
 * yesterday's working day; without a shift it is the local day.
 */
export function workingDayAt(ms: number, technicianId: string, context: SchedulingContext): WorkingDay {
  const zone = timeZoneOf(technicianId, context);
  const current = workingTimeAt(ms, workingTimes(technicianId, { startMs: ms, endMs: ms + 1 }, context));
  const day = dayOf(current?.startMs ?? ms, zone);
  const { startMs, endMs } = dayRange(day, zone);
  const shifts: Interval[] = [];
  const breaks: Interval[] = [];
  let untilMs = endMs;
  let fromMs = startMs;
  for (const time of workingTimes(technicianId, { startMs, endMs }, context)) {
    if (time.startMs >= startMs) {
      shifts.push(time);
      untilMs = Math.max(untilMs, time.endMs);
      breaks.push(...time.breaks);
    } else if (time.endMs > fromMs) {
      fromMs = Math.min(time.endMs, endMs);
    }
  }
  for (const away of context.timeOffOf(technicianId)) breaks.push(spanOf(away));
  return { day, startMs: fromMs, endMs: untilMs, shiftMinutes: totalMinutes(subtract(shifts, breaks)) };
}
