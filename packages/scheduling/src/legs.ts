import type { Assignment, Position, Shift, Travel } from '@dispatchkit/contract';
import { occupiedBy, positionOf, type SchedulingContext, type Span, spanOf, timeZoneOf } from './context.ts';
import type { Interval } from './intervals.ts';
import { dayOf } from './time.ts';
import { estimateTravel, unknownTravel } from './travel.ts';

const minuteMs = 60_000;

/** Somebody who stops work for this long without a shift in between is taken to have gone home. */
const homeAfterMs = 4 * 60 * minuteMs;

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
export interface Stop extends Span {
  readonly assignment: Assignment;
}

/**
 * Stops of a technician that touch a range, in order of time, each with the travel before it. Cancelled and held work is left out.
 * The way to the first comes from the stop before the range when there is one in the same working day.
 */
export function legsOf(technicianId: string, range: Interval, context: SchedulingContext): Leg[] {
  const stops = stopsOf(technicianId, context);
  const legs: Leg[] = [];
  for (let index = 0; index < stops.length; index += 1) {
    const stop = stops[index];
    if (!stop || stop.startMs >= range.endMs) break;
    if (stop.endMs > range.startMs) legs.push(legTo(stop, previousStop(stops, index), technicianId, context));
  }
  return legs;
}

/** All stops of a technician, by start. */
export function stopsOf(technicianId: string, context: SchedulingContext, exceptAssignmentId?: string): Stop[] {
  const stops: Stop[] = [];
  let sorted = true;
  for (const assignment of context.assignmentsOf(technicianId)) {
    if (assignment.id === exceptAssignmentId) continue;
    const span = occupiedBy(assignment, context.job(assignment.jobId));
    if (!span) continue;
    const last = stops.at(-1);
    if (last && last.startMs > span.startMs) sorted = false;
    stops.push({ assignment, startMs: span.startMs, endMs: span.endMs });
  }
  return sorted ? stops : stops.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/** Of the stops that start no later, the one that ends last: that is where the technician comes from. */
function previousStop(stops: readonly Stop[], index: number): Stop | undefined {
  let previous: Stop | undefined;
  for (let i = index - 1; i >= 0; i -= 1) {
    const stop = stops[i];
    if (stop && (!previous || stop.endMs > previous.endMs)) previous = stop;
  }
  return previous;
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
 * (also over midnight), or, where no shift tells, on one day.
 */
export function isSameTour(endMs: number, startMs: number, technicianId: string, context: SchedulingContext): boolean {
  if (startMs - endMs < homeAfterMs) return true;
  const shift = shiftAt(startMs, context.shiftsOf(technicianId));
  if (shift) return endMs > spanOf(shift).startMs;
  const zone = timeZoneOf(technicianId, context);
  return dayOf(endMs, zone) === dayOf(startMs, zone);
}

/** The shift that holds an instant; of several the one that starts first. */
export function shiftAt(ms: number, shifts: Iterable<Shift>): Shift | undefined {
  let first: Shift | undefined;
  for (const shift of shifts) {
    const { startMs, endMs } = spanOf(shift);
    if (ms >= startMs && ms < endMs && (!first || startMs < spanOf(first).startMs)) first = shift;
  }
  return first;
}

/** Network travel where the context offers it, else the estimate. */
export function travelBetween(from: Position | null, to: Position | null, context: SchedulingContext): Travel {
  if (!from || !to) return unknownTravel;
  return context.travel?.(from, to) ?? estimateTravel(from, to, context.settings);
}
