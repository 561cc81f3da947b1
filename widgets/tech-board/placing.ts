import type { Assignment } from '@dispatchkit/contract';
import {
  dayRange,
  estimateTravel,
  type Interval,
  nextSlot,
  positionOf,
  type SchedulingContext,
  snap,
  wallToInstant,
  workingTimes,
} from '@dispatchkit/scheduling';
import type { Placement } from '../shared/placing/placements.ts';

const minuteMs = 60_000;

/** A job that is being put somewhere. */
export interface CarriedJob {
  readonly jobId: string;
  /** The assignment that would move; undefined when a new one would be made. */
  readonly assignment: Assignment | undefined;
  readonly durationMinutes: number;
}

/** A card that stays where it is while others are put between. */
export interface Stay extends Interval {
  readonly jobId: string;
}

/** Where in a column something is put: `index` counts the cards that stay, 0 is before the first. */
export interface Place {
  readonly technicianId: string;
  readonly index: number;
}

export interface PlacingDay {
  /** Calendar day, `YYYY-MM-DD`. */
  readonly day: string;
  /** Tenant's zone: the day and the snapping follow it. */
  readonly timeZone: string;
  /** Epoch milliseconds; nothing new starts before it on its own day. Null on other days. */
  readonly nowMs: number | null;
  readonly snapMinutes: number;
}

/** A day on which the technician does not work begins at this wall time. */
const usualStart = '08:00';

/**
 * When carried jobs would happen if they were put at a place in a column.
 *
 * Between two cards the first begins at the end of the one before plus the drive, on a whole step, never before the shift and never
 * in the past; where a break or time off lies in between, after that. At the end it is the next free time after the last card. The
 * others follow with the drive between them. `stays` are the column's cards in order of time, without those that are carried.
 * What does not fit is placed all the same: the rules then say what breaks.
 */
export function placeAt(
  carried: readonly CarriedJob[],
  place: Place,
  stays: readonly Stay[],
  day: PlacingDay,
  context: SchedulingContext,
): Placement[] {
  const range = dayRange(day.day, day.timeZone);
  const { technicianId } = place;
  const earliestMs = Math.max(workStart(technicianId, range, day, context), day.nowMs ?? Number.NEGATIVE_INFINITY);
  const next = stays[place.index];
  let previous = latestOf(stays.slice(0, place.index));
  const rest = without(carried, context);
  const placements: Placement[] = [];
  for (const one of carried) {
    const lengthMs = one.durationMinutes * minuteMs;
    const kept = staysPut(one, place, stays, carried);
    const startMs = kept ?? startAfter(one, previous, next, earliestMs, { technicianId, range, day }, rest);
    placements.push({
      jobId: one.jobId,
      assignmentId: one.assignment?.id,
      technicianId,
      startMs,
      endMs: startMs + lengthMs,
    });
    previous = { jobId: one.jobId, startMs, endMs: startMs + lengthMs };
  }
  return placements;
}

interface Column {
  readonly technicianId: string;
  readonly range: Interval;
  readonly day: PlacingDay;
}

function startAfter(
  one: CarriedJob,
  previous: Stay | undefined,
  next: Stay | undefined,
  earliestMs: number,
  column: Column,
  context: SchedulingContext,
): number {
  const { day, technicianId, range } = column;
  const driveMs = previous ? driveMinutes(previous.jobId, one.jobId, context) * minuteMs : 0;
  const afterMs = Math.max(previous ? previous.endMs + driveMs : earliestMs, earliestMs);
  const startMs = snapUp(afterMs, day.snapMinutes, day.timeZone);
  const untilMs = next?.startMs ?? range.endMs;
  if (untilMs <= startMs) return startMs;
  const slot = nextSlot(
    {
      jobId: one.jobId,
      technicianId,
      range: { startMs: Math.min(startMs, untilMs), endMs: untilMs },
      durationMinutes: one.durationMinutes,
      notBeforeMs: startMs,
      stepMinutes: day.snapMinutes,
    },
    context,
  );
  return slot ? snapUp(slot.startMs, day.snapMinutes, day.timeZone) : startMs;
}

/** A single card put back where it was keeps its time, whatever it was. */
function staysPut(
  one: CarriedJob,
  { technicianId, index }: Place,
  stays: readonly Stay[],
  carried: readonly CarriedJob[],
): number | undefined {
  const { assignment } = one;
  if (carried.length > 1 || assignment?.technicianId !== technicianId) return undefined;
  const startMs = Date.parse(assignment.startsAt);
  const isBetween = (stays[index - 1]?.startMs ?? startMs) <= startMs && (stays[index]?.startMs ?? startMs) >= startMs;
  return isBetween ? startMs : undefined;
}

/** As if what is carried were nowhere. */
function without(carried: readonly CarriedJob[], context: SchedulingContext): SchedulingContext {
  const ids = new Set(carried.map(({ assignment }) => assignment?.id));
  return { ...context, assignmentsOf: (id) => [...context.assignmentsOf(id)].filter((assignment) => !ids.has(assignment.id)) };
}

/** Where the technician comes from: of cards that overlap, the one that ends last. */
function latestOf(stays: readonly Stay[]): Stay | undefined {
  let latest: Stay | undefined;
  for (const stay of stays) if (!latest || stay.endMs >= latest.endMs) latest = stay;
  return latest;
}

function driveMinutes(fromJobId: string, toJobId: string, context: SchedulingContext): number {
  const from = positionOf(context.job(fromJobId), context);
  const to = positionOf(context.job(toJobId), context);
  const network = from && to ? context.travel?.(from, to) : undefined;
  return (network ?? estimateTravel(from, to, context.settings)).minutes ?? 0;
}

function workStart(technicianId: string, range: Interval, day: PlacingDay, context: SchedulingContext): number {
  const [first] = workingTimes(technicianId, range, context);
  if (first) return Math.max(first.startMs, range.startMs);
  return wallToInstant(`${day.day}T${usualStart}`, day.timeZone) ?? range.startMs;
}

/** The first whole step of wall time at or after an instant. */
export function snapUp(ms: number, stepMinutes: number, timeZone: string): number {
  const near = snap(ms, stepMinutes, timeZone);
  return near >= ms ? near : snap(near + stepMinutes * minuteMs, stepMinutes, timeZone);
}
