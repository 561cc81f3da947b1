import { positionOf, type SchedulingContext, spanOf } from './context.ts';
import { type Interval, subtract } from './intervals.ts';
import { isSameTour, type Stop, stopsNear, travelBetween } from './legs.ts';
import { workingTimes } from './working-times.ts';

const minuteMs = 60_000;

/** What is to be placed, and from when on. */
export interface SlotRequest {
  readonly jobId: string;
  readonly technicianId: string;
  /** Usually one local day; the work must start and end inside it. */
  readonly range: Interval;
  /** Work on site. Default: the job's `durationMinutes`, 60 when the job is not known. */
  readonly durationMinutes?: number;
  /** Epoch milliseconds; nothing starts before. Default: the context's now. */
  readonly notBeforeMs?: number;
  /** Starts fall on whole multiples of this many minutes of UTC. Default 5. */
  readonly stepMinutes?: number;
  /** An assignment that is being moved; it takes no time. */
  readonly exceptAssignmentId?: string;
}

/**
 * The earliest time a technician can do a job in a range: on shift, outside breaks and time off, overlapping nothing, with time to
 * drive from the stop before and to the stop after. `null` when no gap is long enough. Skills and promised windows are not judged.
 */
export function nextSlot(request: SlotRequest, context: SchedulingContext): Interval | null {
  const { technicianId, range } = request;
  const job = context.job(request.jobId);
  const lengthMs = (request.durationMinutes ?? job?.durationMinutes ?? 60) * minuteMs;
  const stepMs = (request.stepMinutes ?? 5) * minuteMs;
  const position = positionOf(job, context);
  const stops = stopsNear(technicianId, range, context, request.exceptAssignmentId);
  const travelMs = (stop: Stop) =>
    (travelBetween(positionOf(context.job(stop.assignment.jobId), context), position, context).minutes ?? 0) * minuteMs;

  for (const gap of freeGaps(request, stops, context)) {
    // All of them, not only the nearest: where a day holds overlaps, each must still be left and reached in time.
    let earliestMs = gap.startMs;
    let latestMs = Math.min(gap.endMs, range.endMs);
    for (const stop of stops) {
      const isBefore = stop.endMs <= gap.startMs;
      const isOnTour = isBefore
        ? isSameTour(stop.endMs, gap.startMs, technicianId, context)
        : isSameTour(gap.endMs, stop.startMs, technicianId, context);
      if (!isOnTour) continue;
      if (isBefore) earliestMs = Math.max(earliestMs, stop.endMs + travelMs(stop));
      else latestMs = Math.min(latestMs, stop.startMs - travelMs(stop));
    }
    const startMs = Math.ceil(earliestMs / stepMs) * stepMs;
    if (startMs + lengthMs <= latestMs) return { startMs, endMs: startMs + lengthMs };
  }
  return null;
}

/**
 * Where a job goes when a working day has no room: after the last stop of the range and the drive from it, be it beyond the shift.
 * Breaks rules on purpose, for a person to decide on. `null` when the technician has no shift in the range, or the range is over.
 */
export function afterLastStop(request: SlotRequest, context: SchedulingContext): Interval | null {
  const { technicianId, range } = request;
  const job = context.job(request.jobId);
  const lengthMs = (request.durationMinutes ?? job?.durationMinutes ?? 60) * minuteMs;
  const stepMs = (request.stepMinutes ?? 5) * minuteMs;
  const position = positionOf(job, context);
  const [first] = workingTimes(technicianId, range, context);
  if (!first) return null;
  let earliestMs = Math.max(first.startMs, range.startMs, request.notBeforeMs ?? context.nowMs ?? range.startMs);
  for (const stop of stopsNear(technicianId, range, context, request.exceptAssignmentId)) {
    if (stop.startMs >= range.endMs) break;
    const travel = travelBetween(positionOf(context.job(stop.assignment.jobId), context), position, context);
    earliestMs = Math.max(earliestMs, stop.endMs + (travel.minutes ?? 0) * minuteMs);
  }
  const startMs = Math.ceil(earliestMs / stepMs) * stepMs;
  return startMs < range.endMs ? { startMs, endMs: startMs + lengthMs } : null;
}

/** Time on shift that nothing has taken, in order. */
function freeGaps(
  { technicianId, range, notBeforeMs }: SlotRequest,
  stops: readonly Stop[],
  context: SchedulingContext,
): Interval[] {
  const times = workingTimes(technicianId, range, context);
  const taken: Interval[] = [
    { startMs: Number.NEGATIVE_INFINITY, endMs: Math.max(range.startMs, notBeforeMs ?? context.nowMs ?? range.startMs) },
    { startMs: range.endMs, endMs: Number.POSITIVE_INFINITY },
    ...stops,
  ];
  for (const { breaks } of times) taken.push(...breaks);
  for (const away of context.timeOffOf(technicianId)) taken.push(spanOf(away));
  return subtract(times, taken);
}
