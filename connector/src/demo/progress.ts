import type { Assignment, Technician } from '@dispatchkit/contract';
import type { AssignmentStatus, TechnicianStatus } from '@dispatchkit/contract/words';
import type { Draft } from '../ports/store.ts';
import { isoOf } from './iso.ts';
import type { Placement, Span } from './planner.ts';
import type { Random } from './random.ts';

const minuteMs = 60_000;
/** Arrived, but not begun. */
const settlingMs = 9 * minuteMs;
/** The field is told its next hours. */
const releasedAheadMs = 5 * 60 * minuteMs;

/** How far somebody has come with a placement when all goes as planned. */
export function plannedStatus({ startMs, endMs, departMs }: Placement, nowMs: number): AssignmentStatus {
  if (endMs <= nowMs) return 'completed';
  if (startMs + settlingMs <= nowMs) return 'in_progress';
  if (startMs <= nowMs) return 'on_site';
  if (departMs <= nowMs) return 'en_route';
  return startMs - nowMs <= releasedAheadMs ? 'dispatched' : 'scheduled';
}

/** The assignment with the stamps its status calls for, all in the past. */
export function assignmentOf(
  placement: Placement,
  id: string,
  status: AssignmentStatus,
  nowMs: number,
  random: Random,
): Draft<Assignment> {
  const { startMs, endMs, departMs } = placement;
  const reached = (wanted: readonly AssignmentStatus[]) => wanted.includes(status);
  const stamp = (isReached: boolean, ms: number) => (isReached ? isoOf(Math.min(ms, nowMs)) : null);
  const isReleased = status !== 'scheduled';
  return {
    id,
    externalRef: null,
    custom: {},
    jobId: placement.jobId,
    technicianId: placement.technicianId,
    startsAt: isoOf(startMs),
    endsAt: isoOf(endMs),
    status,
    lock: isReleased && status !== 'completed' ? 'committed' : 'planned',
    releasedAt: stamp(isReleased, Math.min(startMs - releasedAheadMs, departMs)),
    enRouteAt: stamp(reached(['en_route', 'on_site', 'in_progress', 'completed']), departMs),
    arrivedAt: stamp(reached(['on_site', 'in_progress', 'completed']), startMs),
    startedAt: stamp(reached(['in_progress', 'completed']), startMs + random.integer(2, 8) * minuteMs),
    completedAt: stamp(status === 'completed', endMs - random.integer(0, 5) * minuteMs),
    overridden: [],
    notes: '',
  };
}

/** Chooses who is behind the plan: work that should be finished by now, and somebody who should have arrived. */
export function lateOnes(placements: readonly Placement[], nowMs: number): Map<Placement, AssignmentStatus> {
  const late = new Map<Placement, AssignmentStatus>();
  const isBusy = ({ technicianId }: Placement) =>
    placements.some((other) => other.technicianId === technicianId && other.departMs <= nowMs && other.endMs > nowMs);
  const overrun = placements.filter(
    (placement) => placement.endMs <= nowMs && placement.endMs > nowMs - 25 * minuteMs && !isBusy(placement),
  );
  for (const placement of overrun.slice(0, 2)) late.set(placement, 'in_progress');
  const delayed = placements.find(
    ({ startMs, endMs, departMs }) => startMs <= nowMs && startMs > nowMs - 20 * minuteMs && endMs > nowMs && departMs < startMs,
  );
  if (delayed) late.set(delayed, 'en_route');
  return late;
}

/** What a technician is doing, from their assignments, shifts and time off. */
export function technicianStatus(
  statuses: readonly AssignmentStatus[],
  shift: { readonly breaks: readonly Span[] } | undefined,
  isAway: boolean,
  nowMs: number,
): TechnicianStatus {
  if (statuses.some((status) => status === 'on_site' || status === 'in_progress')) return 'on_job';
  if (statuses.includes('en_route')) return 'traveling';
  if (!shift || isAway) return 'off_duty';
  return shift.breaks.some(({ startMs, endMs }) => startMs <= nowMs && endMs > nowMs) ? 'break' : 'available';
}

/** A fix a few metres off, a few minutes old at most. */
export function liveAt(
  position: { readonly latitude: number; readonly longitude: number },
  headingDegrees: number | null,
  nowMs: number,
  random: Random,
): NonNullable<Technician['position']> {
  const offset = () => random.between(-0.0001, 0.0001);
  return {
    latitude: Math.round((position.latitude + offset()) * 1e5) / 1e5,
    longitude: Math.round((position.longitude + offset()) * 1e5) / 1e5,
    accuracyMeters: random.integer(4, 18),
    headingDegrees,
    at: new Date(nowMs - random.integer(5, 150) * 1000).toISOString(),
  };
}
