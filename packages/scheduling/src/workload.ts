import { type SchedulingContext, spanOf } from './context.ts';
import { type Interval, subtract, totalMinutes } from './intervals.ts';
import { legsOf } from './legs.ts';
import { workingTimes } from './working-times.ts';

const minuteMs = 60_000;

/** How full a technician's time is. */
export interface Workload {
  /** Minutes on shift, breaks and time off taken out. */
  readonly shiftMinutes: number;
  /** Minutes of assignments inside the range, each in full even where two overlap. */
  readonly workMinutes: number;
  /** Minutes on the way to stops that start in the range; unknown travel counts 0. */
  readonly travelMinutes: number;
  readonly breakMinutes: number;
  /** (work + travel) ÷ shift; above 1 it is too much, 0 when there is no shift. */
  readonly ratio: number;
  /** First free instant on shift, from now on when the context knows now; `null` when the range holds none. */
  readonly nextFreeAtMs: number | null;
  /** Stops that touch the range, and how many of them are done. */
  readonly assigned: number;
  readonly done: number;
}

/** Load of a technician in a range, usually one local day. Cancelled and held work does not count. */
export function workload(technicianId: string, range: Interval, context: SchedulingContext): Workload {
  const shifts: Interval[] = [];
  const breaks: Interval[] = [];
  for (const time of workingTimes(technicianId, range, context)) {
    addClipped(shifts, time, range);
    for (const pause of time.breaks) addClipped(breaks, pause, range);
  }
  const away: Interval[] = [];
  for (const timeOff of context.timeOffOf(technicianId)) addClipped(away, spanOf(timeOff), range);

  const taken: Interval[] = [...breaks, ...away];
  let workMs = 0;
  let travelMinutes = 0;
  let assigned = 0;
  let done = 0;
  for (const leg of legsOf(technicianId, range, context)) {
    const startMs = Math.max(leg.startMs, range.startMs);
    const endMs = Math.min(leg.endMs, range.endMs);
    workMs += endMs - startMs;
    taken.push({ startMs, endMs });
    if (leg.startMs >= range.startMs) travelMinutes += leg.travel.minutes ?? 0;
    assigned += 1;
    if (leg.assignment.status === 'completed' || context.job(leg.assignment.jobId)?.status === 'completed') done += 1;
  }

  const shiftMinutes = totalMinutes(subtract(shifts, [...breaks, ...away]));
  const workMinutes = workMs / minuteMs;
  const from = Math.max(range.startMs, context.nowMs ?? range.startMs);
  const free = subtract(shifts, [...taken, { startMs: Number.NEGATIVE_INFINITY, endMs: from }]);
  return {
    shiftMinutes,
    workMinutes,
    travelMinutes,
    breakMinutes: totalMinutes(subtract(breaks, away)),
    ratio: shiftMinutes > 0 ? (workMinutes + travelMinutes) / shiftMinutes : 0,
    nextFreeAtMs: free[0]?.startMs ?? null,
    assigned,
    done,
  };
}

/** Adds the part of a span inside the range, if there is one. */
function addClipped(to: Interval[], span: Interval, range: Interval): void {
  const startMs = Math.max(span.startMs, range.startMs);
  const endMs = Math.min(span.endMs, range.endMs);
  if (startMs < endMs) to.push({ startMs, endMs });
}
