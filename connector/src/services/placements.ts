import type { Assignment, AssignmentCreate, AssignmentPatch, Job, Violation } from '@dispatchkit/contract';
import { checkAssignment, schedulingContext } from '@dispatchkit/scheduling';
import type { Ids } from '../ports/ids.ts';
import type { Reader, Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import type { ActorContext } from './actor.ts';
import { type FieldError, invalid, notFound, ProblemError, unknownReference } from './errors.ts';
import { mergeCustom } from './merge-patch.ts';
import { clearedAfter, freshProgress, isUnderWay } from './progress.ts';
import { toldTo } from './reach.ts';
import { RefusedEntries } from './refused-entries.ts';
import { expectVersion } from './versions.ts';

/*
 * What assigning, moving and the batch have in common. A placement is written first and judged afterwards, against the state that
 * all of them lead to: two jobs that change places never stand in each other's way. A refusal rolls everything back.
 */

/** An assignment that was written and still has to be judged. */
export interface Placement {
  readonly assignment: Assignment;
  readonly override: boolean;
  /** Rules that were knowingly broken at this very place before; breaking them again needs no second word (undo). */
  readonly accepted: readonly string[];
  /** False when neither time nor technician changed. */
  readonly isMoved: boolean;
  /** Whose day changed: the technician before, and now. */
  readonly technicianIds: readonly string[];
  /** Of a batch: JSON Pointer to its entry. */
  readonly pointer?: string;
}

/** JSON Pointers to where a change stands in the body, for refusals. */
interface Pointers {
  readonly entry: string;
  readonly patch: string;
}

/** Longest one assignment may be; work that takes longer is several. */
const maxMinutes = 31 * 24 * 60;

export async function place(writer: Writer, ids: Ids, command: AssignmentCreate, pointer = ''): Promise<Placement> {
  const job = await assignableJob(writer, command.jobId, pointer);
  await expectActiveTechnician(writer, command.technicianId, pointer);
  const startsAt = new Date(command.startsAt).toISOString();
  const endsAt = command.endsAt ? new Date(command.endsAt).toISOString() : plusMinutes(startsAt, job.durationMinutes);
  expectLength(startsAt, endsAt, pointer);
  const id = command.id ?? ids.next();
  const deleted = await takeBack(writer, id, command.jobId, pointer);
  const isSamePlace =
    deleted?.technicianId === command.technicianId && deleted.startsAt === startsAt && deleted.endsAt === endsAt;
  const assignment = await writer.put('assignments', {
    ...(deleted ?? freshProgress),
    id,
    externalRef: command.externalRef ?? deleted?.externalRef ?? null,
    custom: mergeCustom(deleted?.custom ?? {}, command.custom ?? {}),
    jobId: command.jobId,
    technicianId: command.technicianId,
    startsAt,
    endsAt,
    lock: command.lock ?? deleted?.lock ?? 'planned',
    notes: command.notes ?? deleted?.notes ?? '',
    overridden: isSamePlace ? deleted.overridden : [],
  });
  return {
    assignment,
    override: command.override ?? false,
    accepted: assignment.overridden,
    isMoved: true,
    technicianIds: [assignment.technicianId],
  };
}

export async function move(
  writer: Writer,
  id: string,
  patch: AssignmentPatch,
  expectedVersion: number | null,
  pointers?: Pointers,
): Promise<Placement> {
  const before = await expectAssignment(writer, id, expectedVersion, pointers?.entry);
  const pointer = pointers?.patch ?? '';
  const startsAt = patch.startsAt ? new Date(patch.startsAt).toISOString() : before.startsAt;
  const endsAt = patch.endsAt ? new Date(patch.endsAt).toISOString() : plusMinutes(startsAt, minutesOf(before));
  const technicianId = patch.technicianId ?? before.technicianId;
  const isMoved = startsAt !== before.startsAt || endsAt !== before.endsAt || technicianId !== before.technicianId;
  if (isMoved) {
    expectLength(startsAt, endsAt, pointer);
    const job = await assignableJob(writer, before.jobId, pointer);
    expectUnlocked(before, { startsAt, technicianId, lock: patch.lock ?? before.lock }, job, pointer);
  }
  if (technicianId !== before.technicianId) await expectReassignable(writer, before, technicianId, pointer);
  const assignment = await writer.put('assignments', {
    ...release(technicianId === before.technicianId ? before : startOver(before), patch.released, writer.at, pointer),
    technicianId,
    startsAt,
    endsAt,
    lock: patch.lock ?? before.lock,
    notes: patch.notes ?? before.notes,
    custom: mergeCustom(before.custom, patch.custom ?? {}),
  });
  return {
    assignment,
    override: patch.override ?? false,
    accepted: [],
    isMoved,
    technicianIds: [...new Set([before.technicianId, technicianId])],
  };
}

/** Takes an assignment back. Its row stays, so that it can be brought back. */
export async function takeAway(writer: Writer, id: string, expectedVersion: number | null, entry?: string) {
  const before = await expectAssignment(writer, id, expectedVersion, entry);
  return { before, tombstone: await writer.remove('assignments', id) };
}

/** @param entry JSON Pointer to the entry of a batch, which holds `id` and `version` */
async function expectAssignment(writer: Writer, id: string, version: number | null, entry?: string): Promise<Assignment> {
  const assignment = await writer.get('assignments', id);
  if (!assignment) throw notFound('assignment', id, entry === undefined ? undefined : `${entry}/id`);
  expectVersion(assignment, version, entry === undefined ? undefined : `${entry}/version`);
  return assignment;
}

/**
 * Judges what was placed. Without an override, warnings refuse everything; with one (role permitting) they are recorded with the
 * assignment. Notes never refuse, and what is forbidden is never overridden.
 * @param newIds pointers to entries of a batch, by the ids that were made for them
 * @returns the rules broken knowingly, for the event
 * @throws ProblemError `assignment_conflict` with all violations, `not_allowed`
 */
export async function judge(
  writer: Writer,
  actor: ActorContext,
  placements: readonly Placement[],
  newIds: ReadonlyMap<string, string> = new Map(),
): Promise<Violation[]> {
  const moved = placements.filter((placement) => placement.isMoved);
  const overridden: Violation[] = [];
  const refused: Conflict[] = [];
  const forbidden = new RefusedEntries();
  const judgements = await violationsOf(writer, moved);
  for (const [i, placement] of moved.entries()) {
    const serious = (judgements[i] ?? []).filter((violation) => violation.severity !== 'note');
    const accepted = (violation: Violation) =>
      violation.severity === 'warning' && (placement.override || placement.accepted.includes(violation.code));
    const violations = serious.filter((violation) => !accepted(violation));
    if (violations.length > 0) {
      const told = await toldTo(actor, writer, violations);
      refused.push({ pointer: placement.pointer, violations: told.map((violation) => byEntry(violation, newIds)) });
    }
    const known = serious.filter(accepted);
    if (known.length > 0 && placement.override) {
      await forbidden.attempt(placement.pointer ?? '/override', async () => allow(actor, 'assignments:override'));
    }
    overridden.push(...known);
    const codes = [...new Set(known.map((violation) => violation.code))];
    await writer.put('assignments', { ...placement.assignment, overridden: codes });
  }
  forbidden.throwIfAny();
  if (refused.length > 0) throw conflict(refused);
  return overridden;
}

/** What one placement is refused for. */
interface Conflict {
  readonly pointer: string | undefined;
  readonly violations: readonly Violation[];
}

/** An id that is rolled back tells nobody anything; the entry it was made for does. */
function byEntry({ assignmentId, ...violation }: Violation, newIds: ReadonlyMap<string, string>): Violation {
  const pointer = assignmentId === undefined ? undefined : newIds.get(assignmentId);
  if (pointer !== undefined) return { ...violation, pointer };
  return assignmentId === undefined ? violation : { ...violation, assignmentId };
}

async function violationsOf(reader: Reader, placements: readonly Placement[]): Promise<Violation[][]> {
  if (placements.length === 0) return [];
  const all = placements.map((placement) => placement.assignment);
  const records = await reader.schedulingRecords(
    all.map((assignment) => assignment.jobId),
    all.map((assignment) => assignment.technicianId),
    {
      from: all.map((assignment) => assignment.startsAt).reduce((a, b) => (a < b ? a : b)),
      to: all.map((assignment) => assignment.endsAt).reduce((a, b) => (a > b ? a : b)),
    },
  );
  const context = schedulingContext({ ...records, settings: await reader.settings() });
  return all.map(
    ({ id, jobId, technicianId, startsAt, endsAt }) =>
      checkAssignment({ jobId, technicianId, startsAt, endsAt, assignmentId: id }, context).violations,
  );
}

function conflict(refused: readonly Conflict[]): ProblemError {
  const violations = refused.flatMap((each) => each.violations);
  const isFinal = violations.some((violation) => violation.severity === 'forbidden');
  const errors = refused.flatMap((each): FieldError[] =>
    each.pointer === undefined
      ? []
      : [{ pointer: each.pointer, detail: sentence(each.violations), code: 'assignment_conflict', violations: each.violations }],
  );
  return new ProblemError('assignment_conflict', sentence(violations), {
    hint: isFinal
      ? 'Choose another time or technician.'
      : 'Choose another time or technician, or send override: true to place it nevertheless.',
    violations,
    ...(errors.length === 0 ? {} : { errors }),
  });
}

function sentence(violations: readonly Violation[]): string {
  return violations.map((violation) => violation.detail).join('; ');
}

async function assignableJob(writer: Writer, jobId: string, pointer: string): Promise<Job> {
  const job = await writer.get('jobs', jobId);
  if (!job) throw unknownReference(`${pointer}/jobId`, 'There is no such job.');
  if (job.explicitStatus === 'cancelled' || job.explicitStatus === 'completed') {
    throw new ProblemError('transition_not_allowed', `The job is ${job.explicitStatus}.`, {
      hint: 'Reopen the job first.',
      allowed: ['unscheduled'],
    });
  }
  return job;
}

async function expectActiveTechnician(writer: Writer, technicianId: string, pointer: string): Promise<void> {
  const technician = await writer.get('technicians', technicianId);
  if (!technician) throw unknownReference(`${pointer}/technicianId`, 'There is no such technician.');
  if (!technician.active)
    throw invalid(
      `${pointer}/technicianId`,
      `${technician.name} is not active.`,
      'Choose another technician, or make this one active.',
    );
}

/** The deleted assignment that a chosen id brings back, if it is one. */
async function takeBack(writer: Writer, id: string, jobId: string, pointer: string): Promise<Assignment | undefined> {
  const deleted = await writer.getDeleted('assignments', id);
  if (deleted?.jobId === jobId) return deleted;
  if (deleted || (await writer.get('assignments', id))) {
    throw new ProblemError('already_exists', `The id ${id} is taken.`, {
      errors: [{ pointer: `${pointer}/id`, detail: 'This id is taken.' }],
    });
  }
  return undefined;
}

function expectLength(startsAt: string, endsAt: string, pointer: string): void {
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
  if (minutes <= 0) throw invalid(`${pointer}/endsAt`, 'It must end after it starts.');
  if (minutes > maxMinutes)
    throw invalid(`${pointer}/endsAt`, 'One assignment lasts at most 31 days.', 'Place several assignments for longer work.');
}

function expectUnlocked(
  before: Assignment,
  wanted: Pick<Assignment, 'startsAt' | 'technicianId' | 'lock'>,
  job: Job,
  pointer: string,
): void {
  // Taking the lock off and moving may be one change.
  const lock = before.lock === wanted.lock ? before.lock : wanted.lock === 'planned' ? 'planned' : before.lock;
  const hint = 'Set lock to planned first, or in the same change.';
  if (lock === 'pinned')
    throw invalid(`${pointer}/lock`, 'The assignment is pinned: neither its time nor its technician may change.', hint);
  if (lock !== 'committed') return;
  if (wanted.technicianId !== before.technicianId)
    throw invalid(`${pointer}/lock`, 'The assignment is committed to its technician.', hint);
  const tooEarly = job.windowStartsAt !== null && wanted.startsAt < job.windowStartsAt;
  const tooLate = job.windowEndsAt !== null && wanted.startsAt > job.windowEndsAt;
  if (tooEarly || tooLate)
    throw invalid(`${pointer}/lock`, 'The assignment is committed: it may only move inside the promised window.', hint);
}

async function expectReassignable(writer: Writer, before: Assignment, technicianId: string, pointer: string): Promise<void> {
  await expectActiveTechnician(writer, technicianId, pointer);
  if (before.status === 'completed') {
    throw invalid(
      `${pointer}/technicianId`,
      'The work is completed; who did it does not change.',
      'Reopen it first by moving it back to in_progress.',
    );
  }
}

/** Somebody else has not set out yet. */
function startOver(assignment: Assignment): Assignment {
  if (!isUnderWay(assignment.status)) return assignment;
  return clearedAfter({ ...assignment, status: assignment.releasedAt === null ? 'scheduled' : 'dispatched' });
}

function release(assignment: Assignment, released: boolean | undefined, at: string, pointer: string): Assignment {
  if (released === undefined || released === (assignment.releasedAt !== null)) return assignment;
  if (released)
    return { ...assignment, releasedAt: at, status: assignment.status === 'scheduled' ? 'dispatched' : assignment.status };
  if (assignment.status !== 'dispatched' && assignment.status !== 'scheduled') {
    throw invalid(`${pointer}/released`, 'The technician is already under way.');
  }
  return { ...assignment, releasedAt: null, status: 'scheduled' };
}

function minutesOf({ startsAt, endsAt }: Pick<Assignment, 'startsAt' | 'endsAt'>): number {
  return (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;
}

/** Minutes of real time; an assignment across a clock change keeps its length. */
function plusMinutes(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}
