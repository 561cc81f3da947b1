import { type AssignmentCommand, type DispatchSource, fillAssignment, indexesOf, schedulingContext } from '@dispatchkit/client';
import type { Assignment, Job, Technician } from '@dispatchkit/contract';
import {
  afterLastStop,
  dayOf,
  dayRange,
  type Interval,
  type Missing,
  nextSlot,
  qualification,
  type SchedulingContext,
} from '@dispatchkit/scheduling';

/** Somebody who could do the jobs. */
export interface Candidate {
  readonly technician: Technician;
  /** What the technician lacks for any of the jobs. */
  readonly missing: readonly Missing[];
  /** Earliest free time for the first job on the day; null when there is none. */
  readonly slot: Interval | null;
  /** Works that day at all: without free time the job goes after the last stop, and the broken rules are shown. */
  readonly isWorking: boolean;
}

/**
 * Active technicians for some jobs on a day (`YYYY-MM-DD`, tenant's zone): those who lack nothing and are free first,
 * the earliest first, then those who are busy, then those who lack least.
 */
export function candidatesFor(source: DispatchSource, jobs: readonly Job[], day: string): Candidate[] {
  const context = contextWithout(source, jobs);
  const range = dayRange(day, context.settings.timeZone);
  const [first] = jobs;
  if (!first) return [];
  const found: Candidate[] = [];
  for (const technician of source.tables.technicians.values()) {
    if (!technician.active) continue;
    const zone = technician.timeZone ?? context.settings.timeZone;
    const atDay = dayOf(range.startMs, zone) > day ? dayOf(range.startMs, zone) : day;
    const missing = jobs.flatMap((job) => qualification(job, technician, atDay).missing);
    const slot = nextSlot({ jobId: first.id, technicianId: technician.id, range }, context);
    const isWorking = slot !== null || afterLastStop({ jobId: first.id, technicianId: technician.id, range }, context) !== null;
    found.push({ technician, missing: distinct(missing), slot, isWorking });
  }
  return found.sort(
    (a, b) =>
      a.missing.length - b.missing.length ||
      Number(b.isWorking) - Number(a.isWorking) ||
      (a.slot?.startMs ?? Number.MAX_SAFE_INTEGER) - (b.slot?.startMs ?? Number.MAX_SAFE_INTEGER) ||
      (a.technician.name < b.technician.name ? -1 : 1),
  );
}

/**
 * Commands that give jobs to a technician, one after the other in the free time of a day. A job that one technician has and nobody
 * has begun is moved, any other is assigned anew. Where the day has no room they go after its last stop, for the person to decide
 * on; on a day off they are left out.
 */
export function assignCommands(
  source: DispatchSource,
  jobs: readonly Job[],
  technicianId: string,
  day: string,
): AssignmentCommand[] {
  const placed: Assignment[] = [];
  const base = contextWithout(source, jobs);
  const range = dayRange(day, base.settings.timeZone);
  const context: SchedulingContext = {
    ...base,
    assignmentsOf: (id) => (id === technicianId ? [...base.assignmentsOf(id), ...placed] : base.assignmentsOf(id)),
  };
  const commands: AssignmentCommand[] = [];
  for (const job of jobs) {
    const moved = movableAssignment(source, job);
    const durationMinutes = moved ? (Date.parse(moved.endsAt) - Date.parse(moved.startsAt)) / 60_000 : job.durationMinutes;
    const request = { jobId: job.id, technicianId, range, durationMinutes };
    const slot = nextSlot(request, context) ?? afterLastStop(request, context);
    if (!slot) continue;
    const startsAt = new Date(slot.startMs).toISOString();
    placed.push(fillAssignment({ jobId: job.id, technicianId, startsAt, endsAt: new Date(slot.endMs).toISOString() }));
    commands.push(placeCommand(job.id, moved, technicianId, startsAt));
  }
  return commands;
}

/** Whether a job can be given to somebody at some time, by hand or from the menu. */
export function canPlace(source: DispatchSource, job: Job): boolean {
  return source.can(placeCommand(job.id, movableAssignment(source, job), '', new Date(source.now()).toISOString()));
}

function placeCommand(jobId: string, moved: Assignment | undefined, technicianId: string, startsAt: string): AssignmentCommand {
  return moved
    ? { type: 'reassign', assignmentId: moved.id, technicianId, startsAt }
    : { type: 'assign', jobId, technicianId, startsAt };
}

/** The one assignment of a job, when nobody has begun it and it is not pinned. */
export function movableAssignment(source: DispatchSource, job: Job): Assignment | undefined {
  const [only, ...others] = indexesOf(source).assignmentsOfJob(job.id);
  return only && others.length === 0 && only.lock !== 'pinned' && isNotBegun(only) ? only : undefined;
}

export function isNotBegun({ status }: Assignment): boolean {
  return status === 'scheduled' || status === 'dispatched';
}

/** As if the assignments that are about to move were not there. */
function contextWithout(source: DispatchSource, jobs: readonly Job[]): SchedulingContext {
  const base = schedulingContext(source);
  const moving = new Set(jobs.map((job) => movableAssignment(source, job)?.id));
  return {
    ...base,
    assignmentsOf: (id) => [...base.assignmentsOf(id)].filter((assignment) => !moving.has(assignment.id)),
  };
}

function distinct(missing: readonly Missing[]): Missing[] {
  return [...new Map(missing.map((one) => [`${one.kind} ${one.subject}`, one])).values()];
}
