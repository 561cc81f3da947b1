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

/** Whose part of a job a transition moves: the one named, or the only one there is. Hold, cancel and reopen are about the whole. */
export function movedAssignment(assignments: readonly Assignment[], { to, assignmentId }: Transition): Assignment | undefined {
  if (!isAssignmentStatus(to)) return undefined;
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
  const known = draft.get('assignments', command.assignmentId);
  if (!known) return;
  const { type: _, assignmentId: __, released, startsAt, endsAt, custom, ...fields } = command;
  // Whoever takes the work over has not set out yet.
  const isTakenOver = command.technicianId !== undefined && command.technicianId !== known.technicianId;
  const before = isTakenOver ? steppedBack(known, nowIso) : known;
  const after = { ...release(before, released, nowIso), ...defined(fields), custom: merged(before.custom, custom) };
  after.startsAt = startsAt ?? before.startsAt;
  after.endsAt = startsAt ? endOf(startsAt, endsAt, before, undefined) : (endsAt ?? before.endsAt);
  draft.set('assignments', after);
  followAssignments(draft, after.jobId, nowIso);
}

function release(before: Assignment, released: AssignmentPatch['released'], nowIso: string): Assignment {
  if (released === undefined || released === (before.releasedAt !== null)) return before;
  if (!released) return { ...before, status: 'scheduled', releasedAt: null };
  return { ...before, status: before.status === 'scheduled' ? 'dispatched' : before.status, releasedAt: nowIso };
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

function transition(draft: Draft, jobId: string, command: Transition, nowIso: string): void {
  const before = draft.get('jobs', jobId);
  if (!before) return;
  const { to, reason = null, deviceAt: at = nowIso } = command;
  const assignments = draft.assignmentsOfJob(jobId);
  const part = movedAssignment(assignments, command);
  const isHeld = to === 'on_hold' || to === 'cancelled';
  const isClosedAsWhole = to === 'completed' && assignments.length === 0;
  const explicitStatus = isHeld || isClosedAsWhole ? to : null;
  draft.set('jobs', { ...before, explicitStatus, statusReason: explicitStatus && reason });
  if (isHeld) for (const assignment of assignments) draft.set('assignments', steppedBack(assignment, at));
  else if (isAssignmentStatus(to)) {
    const moved = part ? [part] : to === 'completed' ? assignments : [];
    for (const assignment of moved) if (assignment.status !== to) draft.set('assignments', advanced(assignment, to, at));
  }
  followAssignments(draft, jobId, at);
}

function isAssignmentStatus(status: JobStatus): status is AssignmentStatus {
  return (assignmentStatuses as readonly string[]).includes(status);
}

const stampOf = {
  dispatched: 'releasedAt',
  en_route: 'enRouteAt',
  on_site: 'arrivedAt',
  in_progress: 'startedAt',
  completed: 'completedAt',
} as const;

/** Each step keeps when it was reached; going back clears what now lies ahead. */
function advanced(before: Assignment, to: AssignmentStatus, at: string): Assignment {
  const after = { ...before, status: to };
  for (const status of assignmentStatuses.slice(assignmentStatuses.indexOf(to))) {
    if (status === 'scheduled') continue;
    const stamp = stampOf[status];
    after[stamp] = status === to ? (status === 'dispatched' && before.releasedAt) || at : null;
  }
  return after;
}

/** Nobody is on the way any more. */
function steppedBack(before: Assignment, at: string): Assignment {
  const isUnderWay = before.status === 'en_route' || before.status === 'on_site' || before.status === 'in_progress';
  return isUnderWay ? advanced(before, before.releasedAt === null ? 'scheduled' : 'dispatched', at) : before;
}

/** Gives a job the status its assignments say. */
export function followAssignments(draft: Draft, jobId: string, nowIso: string): void {
  const job = draft.get('jobs', jobId);
  if (!job) return;
  const after = following(job, draft.assignmentsOfJob(jobId), nowIso);
  if (after !== job) draft.set('jobs', after);
}

/** A job with the status its assignments say; the same object when it has that already. */
export function following(job: Job, assignments: readonly Assignment[], nowIso: string): Job {
  const statuses = assignments.map((assignment) => assignment.status);
  const status = deriveJobStatus(job.explicitStatus, statuses);
  const completedAt = status === 'completed' ? (job.completedAt ?? nowIso) : null;
  return status === job.status && completedAt === job.completedAt ? job : { ...job, status, completedAt };
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
