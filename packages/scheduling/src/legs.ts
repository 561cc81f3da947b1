import type { Assignment, Position, Travel } from '@dispatchkit/contract';
import { occupiedBy, positionOf, type SchedulingContext, spanOf, timeZoneOf } from './context.ts';
import type { Interval } from './intervals.ts';
import { dayOf } from './time.ts';
import { estimateTravel, unknownTravel } from './travel.ts';
import { type WorkingTime, workingTimeAt, workingTimes } from './working-times.ts';

const minuteMs = 60_000;

/** Somebody who stops work for this long without a shift in between is taken to have gone home. */
const homeAfterMs = 4 * 60 * minuteMs;

/** No tour and no working day is longer than this. */
const nearMs = 3 * 24 * 60 * minuteMs;

/** One stop of a technician, with the way to it. */
export interface Leg {
  readonly assignment: Assignment;
  readonly startMs: number;
  readonly endMs: number;
  /** The way from the stop before, or from home for the first of a working day. */
  readonly travel: Travel;
  /** Latest departure that arrives in time; the start itself when travel is unknown. May lie before the end of the stop before. */
  readonly departMs: number;
  readonly from: 'assignment' | 'home';
  readonly fromPosition: Position | null;
  readonly toPosition: Position | null;
  /** Minutes by which the technician comes too late from the stop before; 0 when there is time enough. */
  readonly shortMinutes: number;
}

/** An assignment with the time it takes. */
export interface Stop extends Interval {
  readonly assignment: Assignment;
}

/**
 * Stops of a technician that touch a range, in order of time, each with the travel before it. Cancelled and held work is left out.
 * The way to the first comes from the stop before the range when there is one in the same working day.
 */
export function legsOf(technicianId: string, range: Interval, context: SchedulingContext): Leg[] {
  const legs: Leg[] = [];
  let previous: Stop | undefined;
  for (const stop of stopsNear(technicianId, range, context)) {
    if (stop.startMs >= range.endMs) break;
    if (stop.endMs > range.startMs) legs.push(legTo(stop, previous, technicianId, context));
    // Of stops that overlap, the technician comes from the one that ends last.
    if (!previous || stop.endMs > previous.endMs) previous = stop;
  }
  return legs;
}

/** Stops that touch a range or lie near enough to be where its first one starts from or its last one leads to, by start. */
export function stopsNear(
  technicianId: string,
  range: Interval,
  context: SchedulingContext,
  exceptAssignmentId?: string,
): Stop[] {
  const stops: Stop[] = [];
  let isSorted = true;
  for (const assignment of context.assignmentsOf(technicianId)) {
    if (assignment.id === exceptAssignmentId) continue;
    const planned = spanOf(assignment);
    if (planned.endMs < range.startMs - nearMs || planned.startMs > range.endMs + nearMs) continue;
    const span = occupiedBy(assignment, context.job(assignment.jobId));
    if (!span) continue;
    const last = stops.at(-1);
    if (last && last.startMs > span.startMs) isSorted = false;
    stops.push({ assignment, startMs: span.startMs, endMs: span.endMs });
  }
  return isSorted ? stops : stops.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

function legTo(stop: Stop, previous: Stop | undefined, technicianId: string, context: SchedulingContext): Leg {
  const toPosition = positionOf(context.job(stop.assignment.jobId), context);
  const origin = originOf(stop.startMs, previous, technicianId, context);
  const travel = travelBetween(origin.position, toPosition, context);
  const travelMs = (travel.minutes ?? 0) * minuteMs;
  const lateMs = origin.from === 'assignment' && previous ? previous.endMs + travelMs - stop.startMs : 0;
  return {
    assignment: stop.assignment,
    startMs: stop.startMs,
    endMs: stop.endMs,
    travel,
    departMs: stop.startMs - travelMs,
    from: origin.from,
    fromPosition: origin.position,
    toPosition,
    shortMinutes: Math.max(0, Math.ceil(lateMs / minuteMs)),
  };
}

/** Where a technician comes from to be somewhere at `startMs`. */
export function originOf(
  startMs: number,
  previous: Stop | undefined,
  technicianId: string,
  context: SchedulingContext,
): { from: 'assignment' | 'home'; position: Position | null } {
  if (previous && isSameTour(previous.endMs, startMs, technicianId, context)) {
    return { from: 'assignment', position: positionOf(context.job(previous.assignment.jobId), context) };
  }
  return { from: 'home', position: context.technician(technicianId)?.home ?? null };
}

/**
 * Whether a stop that ended and one that starts belong to one tour, without home in between: soon after each other, in one shift
 * (also over midnight or over a lunch hour that divides it), or, where no shift tells, on one day.
 */
export function isSameTour(endMs: number, startMs: number, technicianId: string, context: SchedulingContext): boolean {
  if (startMs - endMs < homeAfterMs) return true;
  const tourMs = tourStart(startMs, technicianId, context);
  if (tourMs !== undefined) return endMs > tourMs;
  const zone = timeZoneOf(technicianId, context);
  return dayOf(endMs, zone) === dayOf(startMs, zone);
}

/**
 * When the technician set out from home for the shift that holds an instant: at its start, or at that of an earlier one which
 * ended so shortly before that nobody goes home in between. `undefined` outside shifts.
 */
export function tourStart(ms: number, technicianId: string, context: SchedulingContext): number | undefined {
  const times = workingTimes(technicianId, { startMs: ms - nearMs, endMs: ms + 1 }, context);
  let first = workingTimeAt(ms, times);
  for (let earlier = first; earlier; earlier = endingBefore(earlier.startMs, times)) first = earlier;
  return first?.startMs;
}

function endingBefore(ms: number, times: readonly WorkingTime[]): WorkingTime | undefined {
  return times.find(({ startMs, endMs }) => startMs < ms && endMs <= ms && ms - endMs < homeAfterMs);
}

/** Network travel where the context offers it, else the estimate. */
export function travelBetween(from: Position | null, to: Position | null, context: SchedulingContext): Travel {
  if (!from || !to) return unknownTravel;
  return context.travel?.(from, to) ?? estimateTravel(from, to, context.settings);
}
