/** Life of a job, in the order work usually passes through it. */
export const jobStatuses = [
  'unscheduled',
  'scheduled',
  'dispatched',
  'en_route',
  'on_site',
  'in_progress',
  'completed',
  'cancelled',
  'on_hold',
] as const;
export type JobStatus = (typeof jobStatuses)[number];

/**
 * Life of one technician's part of a job. It has no `unscheduled`: an assignment that is taken back is deleted.
 * `completed` counts as done whatever the other assignments of the job say.
 */
export const assignmentStatuses = ['scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'completed'] as const;
export type AssignmentStatus = (typeof assignmentStatuses)[number];

/** Statuses a person sets on the job itself; they win over what the assignments say until they are lifted. */
export const explicitJobStatuses = ['on_hold', 'cancelled', 'completed'] as const;
export type ExplicitJobStatus = (typeof explicitJobStatuses)[number];

export const technicianStatuses = ['available', 'on_job', 'traveling', 'break', 'off_duty'] as const;
export type TechnicianStatus = (typeof technicianStatuses)[number];

/**
 * Allowed moves of a job. A move that is not listed answers 409 `transition_not_allowed` with the list of those that are.
 * `scheduled → unscheduled` happens by deleting the last assignment, never by a transition request.
 */
export const jobStatusMoves: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  unscheduled: ['scheduled', 'completed', 'cancelled', 'on_hold'],
  scheduled: ['unscheduled', 'dispatched', 'en_route', 'on_site', 'completed', 'cancelled', 'on_hold'],
  dispatched: ['unscheduled', 'scheduled', 'en_route', 'on_site', 'completed', 'cancelled', 'on_hold'],
  en_route: ['dispatched', 'on_site', 'in_progress', 'completed', 'cancelled', 'on_hold'],
  on_site: ['en_route', 'in_progress', 'completed', 'cancelled', 'on_hold'],
  in_progress: ['on_site', 'completed', 'cancelled', 'on_hold'],
  completed: ['in_progress', 'unscheduled'],
  cancelled: ['unscheduled', 'scheduled'],
  on_hold: ['unscheduled', 'scheduled', 'dispatched', 'cancelled', 'completed'],
};

/** Moves that must say why. A missing `reason` answers 422. */
export const movesNeedingReason: readonly JobStatus[] = ['on_hold', 'cancelled'];

export function canMove(from: JobStatus, to: JobStatus): boolean {
  return jobStatusMoves[from].includes(to);
}

/** Work that still asks for a decision or a pair of hands. */
export function isOpen(status: JobStatus): boolean {
  return status !== 'completed' && status !== 'cancelled';
}

const progress: Readonly<Record<AssignmentStatus, number>> = {
  completed: -1,
  scheduled: 0,
  dispatched: 1,
  en_route: 2,
  on_site: 3,
  in_progress: 4,
};

/**
 * The one rule that turns a job's assignments into its status.
 *
 * An explicit status wins. Without assignments the job is `unscheduled`. When every assignment is done the job is `completed`;
 * otherwise the job shows the furthest of those not yet done, so a crew with one member under way is `en_route`,
 * and a two-day job whose first day is done goes back to `scheduled` for the second.
 */
export function deriveJobStatus(explicit: ExplicitJobStatus | null, assignments: Iterable<AssignmentStatus>): JobStatus {
  if (explicit) return explicit;
  let furthest: AssignmentStatus | undefined;
  for (const status of assignments) {
    if (furthest === undefined || progress[status] > progress[furthest]) furthest = status;
  }
  return furthest ?? 'unscheduled';
}
