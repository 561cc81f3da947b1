import type { Assignment, AssignmentPatch, Job, Transition } from '@dispatchkit/contract';
import { type AssignmentStatus, assignmentStatuses, deriveJobStatus, type JobStatus } from '@dispatchkit/contract/words';
import { fillAssignment } from './defaults.ts';
import type { Draft } from './draft.ts';
import type { AssignmentCommand, Command, JobEdit } from './source.ts';

/**
 * Writes what a command does into a draft, as the connector would do it. A command whose record is gone writes nothing.
 * Versions are left alone: only who keeps the record gives those.
 */
export function applyCommand(draft: Draft, command: Command, nowIso: string): void {
  switch (command.type) {
    case 'assign':
      assign(draft, command, nowIso);
      break;
    case 'reassign':
      reassign(draft, command, nowIso);
      break;
    case 'unassign':
      unassign(draft, command.assignmentId, nowIso);
      break;
    case 'transition':
      transition(draft, command.jobId, command, nowIso);
      break;
    case 'edit-job':
      editJob(draft, command.jobId, command.patch);
      break;
    case 'batch':
      for (const part of command.commands) applyCommand(draft, part, nowIso);
  }
}

/** End of a placement: as given, else the length it had, else the time the job is expected to take. */
export function endOf(
  startsAt: string,
  endsAt: string | undefined,
  moved: { readonly startsAt: string; readonly endsAt: string } | undefined,
  job: Job | undefined,
): string {
  if (endsAt) return endsAt;
  const lengthMs = moved ? Date.parse(moved.endsAt) - Date.parse(moved.startsAt) : (job?.durationMinutes ?? 60) * 60_000;
  return new Date(Date.parse(startsAt) + lengthMs).toISOString();
}

/** Whose part of a job a transition moves: the one named, or the only one there is. */
export function movedAssignment(assignments: readonly Assignment[], assignmentId: string | undefined): Assignment | undefined {
  if (assignmentId) return assignments.find((assignment) => assignment.id === assignmentId);
  return assignments.length === 1 ? assignments[0] : undefined;
}

export function isAssignmentCommand(command: Command): command is AssignmentCommand {
  return command.type === 'assign' || command.type === 'reassign' || command.type === 'unassign';
}

function assign(draft: Draft, command: Extract<Command, { type: 'assign' }>, nowIso: string): void {
  const { type: _, endsAt, ...fields } = command;
  const end = endOf(command.startsAt, endsAt, undefined, draft.get('jobs', command.jobId));
  draft.set('assignments', fillAssignment({ ...defined(fields), endsAt: end }, nowIso));
  followAssignments(draft, command.jobId, nowIso);
}

function reassign(draft: Draft, command: Extract<Command, { type: 'reassign' }>, nowIso: string): void {
  const before = draft.get('assignments', command.assignmentId);
  if (!before) return;
  const { type: _, assignmentId: __, released, startsAt, endsAt, custom, ...fields } = command;
  const after: Assignment = {
    ...before,
    ...defined(fields),
    custom: merged(before.custom, custom),
    ...release(before, released, nowIso),
  };
  after.startsAt = startsAt ?? before.startsAt;
  after.endsAt = startsAt ? endOf(startsAt, endsAt, before, undefined) : (endsAt ?? before.endsAt);
  draft.set('assignments', after);
  followAssignments(draft, after.jobId, nowIso);
}

function release(before: Assignment, released: AssignmentPatch['released'], nowIso: string): Partial<Assignment> {
  if (released === true && before.status === 'scheduled') return { status: 'dispatched', releasedAt: nowIso };
  if (released === false && before.status === 'dispatched') return { status: 'scheduled', releasedAt: null };
  return {};
}

function unassign(draft: Draft, assignmentId: string, nowIso: string): void {
  const before = draft.get('assignments', assignmentId);
  if (!before) return;
  draft.delete('assignments', assignmentId);
  followAssignments(draft, before.jobId, nowIso);
}

function editJob(draft: Draft, jobId: string, patch: JobEdit): void {
  const before = draft.get('jobs', jobId);
  if (!before) return;
  const { custom, ...fields } = patch;
  draft.set('jobs', { ...before, ...defined(fields), custom: merged(before.custom, custom) });
}

function transition(draft: Draft, jobId: string, { to, assignmentId, reason }: Transition, nowIso: string): void {
  const before = draft.get('jobs', jobId);
  if (!before) return;
  const assignments = draft.assignmentsOfJob(jobId);
  const moved = movedAssignment(assignments, assignmentId);
  const isHeld = to === 'on_hold' || to === 'cancelled';
  if (isHeld || (to === 'completed' && !moved)) {
    draft.set('jobs', { ...before, explicitStatus: to, statusReason: reason ?? null });
  } else {
    draft.set('jobs', { ...before, explicitStatus: null, statusReason: null });
    if (moved && isAssignmentStatus(to)) draft.set('assignments', { ...moved, status: to, ...stamps(moved, to, nowIso) });
  }
  followAssignments(draft, jobId, nowIso);
}

function isAssignmentStatus(status: JobStatus): status is AssignmentStatus {
  return (assignmentStatuses as readonly string[]).includes(status);
}

/** Each step keeps when it was reached; going back clears what now lies ahead. */
function stamps(before: Assignment, to: AssignmentStatus, nowIso: string): Partial<Assignment> {
  const reached = assignmentStatuses.indexOf(to);
  const fields = {
    dispatched: 'releasedAt',
    en_route: 'enRouteAt',
    on_site: 'arrivedAt',
    in_progress: 'startedAt',
    completed: 'completedAt',
  } as const;
  const stamped: Partial<Assignment> = {};
  for (const [status, field] of Object.entries(fields) as [keyof typeof fields, (typeof fields)[keyof typeof fields]][]) {
    const step = assignmentStatuses.indexOf(status);
    if (step > reached) stamped[field] = null;
    else if (step === reached) stamped[field] = before[field] ?? nowIso;
  }
  return stamped;
}

/** Gives a job the status its assignments say. */
export function followAssignments(draft: Draft, jobId: string, nowIso: string): void {
  const job = draft.get('jobs', jobId);
  if (!job) return;
  const statuses = draft.assignmentsOfJob(jobId).map((assignment) => assignment.status);
  const status = deriveJobStatus(job.explicitStatus, statuses);
  const completedAt = status === 'completed' ? (job.completedAt ?? nowIso) : null;
  if (status !== job.status || completedAt !== job.completedAt) draft.set('jobs', { ...job, status, completedAt });
}

/** Fields that were left out stay as they are, also when they are spelled as `undefined`. */
function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

type Custom = Job['custom'];

/** JSON Merge Patch (RFC 7396) of custom fields: `null` clears one. */
function merged(before: Custom, patch: Custom | undefined): Custom {
  if (!patch) return before;
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null));
}
