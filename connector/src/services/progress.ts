import type { Assignment } from '@dispatchkit/contract';
import { type AssignmentStatus, assignmentStatuses } from '@dispatchkit/contract/words';

/** Which stamp a status leaves on the assignment. */
const stamps = {
  dispatched: 'releasedAt',
  en_route: 'enRouteAt',
  on_site: 'arrivedAt',
  in_progress: 'startedAt',
  completed: 'completedAt',
} as const satisfies Partial<Record<AssignmentStatus, keyof Assignment>>;

/** Of an assignment that nobody has begun. */
export const freshProgress = {
  status: 'scheduled',
  releasedAt: null,
  enRouteAt: null,
  arrivedAt: null,
  startedAt: null,
  completedAt: null,
} as const satisfies Partial<Assignment>;

type Stamped = keyof typeof stamps;

/** The technician has set out and is not done. */
export const underWayStatuses: readonly AssignmentStatus[] = ['en_route', 'on_site', 'in_progress'];

export function isUnderWay(status: AssignmentStatus): boolean {
  return underWayStatuses.includes(status);
}

/** Moves an assignment to a status: the new one is stamped, stamps of later ones are taken away. */
export function advance(assignment: Assignment, to: AssignmentStatus, at: string): Assignment {
  const stamp = to in stamps ? stamps[to as Stamped] : undefined;
  const stamped = stamp === undefined ? {} : { [stamp]: to === 'dispatched' ? (assignment.releasedAt ?? at) : at };
  return clearedAfter({ ...assignment, ...stamped, status: to });
}

/** Without the stamps of statuses it has not reached (any more). */
export function clearedAfter(assignment: Assignment): Assignment {
  const reached = assignmentStatuses.indexOf(assignment.status);
  const cleared: Partial<Record<(typeof stamps)[Stamped], null>> = {};
  for (const status of assignmentStatuses.slice(reached + 1)) {
    if (status in stamps) cleared[stamps[status as Stamped]] = null;
  }
  return { ...assignment, ...cleared };
}
