import { type SchedulingContext, spanOf, timeZoneOf } from './context.ts';
import { type Interval, subtract, totalMinutes } from './intervals.ts';
import { shiftAt } from './legs.ts';
import { dayOf, dayRange } from './time.ts';

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
  const current = shiftAt(ms, context.shiftsOf(technicianId));
  const day = dayOf(current ? spanOf(current).startMs : ms, zone);
  const { startMs, endMs } = dayRange(day, zone);
  const shifts: Interval[] = [];
  const breaks: Interval[] = [];
  let untilMs = endMs;
  let fromMs = startMs;
  for (const shift of context.shiftsOf(technicianId)) {
    const span = spanOf(shift);
    if (span.startMs >= startMs && span.startMs < endMs) {
      shifts.push(span);
      untilMs = Math.max(untilMs, span.endMs);
      for (const pause of shift.breaks) breaks.push(spanOf(pause));
    } else if (span.startMs < startMs && span.endMs > fromMs) {
      fromMs = Math.min(span.endMs, endMs);
    }
  }
  for (const away of context.timeOffOf(technicianId)) breaks.push(spanOf(away));
  return { day, startMs: fromMs, endMs: untilMs, shiftMinutes: totalMinutes(subtract(shifts, breaks)) };
}
