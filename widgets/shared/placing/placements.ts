import { type AssignmentCommand, type Command, type DispatchSource, indexesOf, spanOf } from '@dispatchkit/client';
import type { Assignment, Job } from '@dispatchkit/contract';
import { estimateTravel } from '@dispatchkit/scheduling';

const minuteMs = 60_000;

/** Where one carried job would come to lie. */
export interface Placement {
  readonly jobId: string;
  /** The assignment that would move; undefined when a new one would be made. */
  readonly assignmentId: string | undefined;
  readonly technicianId: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** What is carried: as in a drag's payload. */
export interface Carried {
  readonly jobIds: readonly string[];
  readonly assignmentIds: readonly string[];
  readonly durationMinutes: number;
}

export interface PlacementLookups {
  job(id: string): Job | undefined;
  assignment(id: string): Assignment | undefined;
  assignmentsOfJob(jobId: string): readonly Assignment[];
  spanOf(assignment: Assignment): { readonly startMs: number; readonly endMs: number };
  /** Minutes between two jobs' sites; 0 when unknown. */
  travelMinutes(fromJobId: string, toJobId: string): number;
}

/** As the source is now: asked anew for every question. */
export function lookupsIn(source: DispatchSource): PlacementLookups {
  const { tables, settings } = source;
  const positionOf = (jobId: string) => tables.sites.get(tables.jobs.get(jobId)?.siteId ?? '')?.position ?? null;
  return {
    job: (id) => tables.jobs.get(id),
    assignment: (id) => tables.assignments.get(id),
    assignmentsOfJob: (jobId) => indexesOf(source).assignmentsOfJob(jobId),
    spanOf,
    travelMinutes: (from, to) => (settings && estimateTravel(positionOf(from), positionOf(to), settings).minutes) || 0,
  };
}

/** Why something carried may not be put anywhere. */
export type Refusal = 'completed' | 'pinned';

/** What holds an assignment where it is. `committed` may still move in time, so it is no refusal. */
export function refusalOf(assignment: Assignment): Refusal | undefined {
  if (assignment.status === 'completed') return 'completed';
  return assignment.lock === 'pinned' ? 'pinned' : undefined;
}

/** Existing assignments that a drag moves; empty when it places jobs anew. A job with one open assignment brings that along. */
export function movedAssignments(carried: Carried, lookups: PlacementLookups): Assignment[] {
  if (carried.assignmentIds.length > 0) {
    return carried.assignmentIds.map((id) => lookups.assignment(id)).filter((found) => found !== undefined);
  }
  return carried.jobIds.flatMap((jobId) => openAssignmentOf(jobId, lookups) ?? []);
}

/** The one assignment of a job that is not done; undefined when there is none or a choice. */
function openAssignmentOf(jobId: string, lookups: PlacementLookups): Assignment | undefined {
  const open = lookups.assignmentsOfJob(jobId).filter(({ status }) => status !== 'completed');
  return open.length === 1 ? open[0] : undefined;
}

/**
 * Where everything carried comes to lie when the first is put with a technician at a time.
 *
 * Existing assignments move together: all by the same time, and those that were with the first one's technician go where it goes.
 * `committed` ones keep their technician. Jobs placed anew follow each other with the drive between them.
 */
export function placementsAt(
  carried: Carried,
  target: { readonly technicianId: string; readonly startMs: number },
  lookups: PlacementLookups,
): Placement[] {
  if (carried.assignmentIds.length > 0) return moved(movedAssignments(carried, lookups), target, lookups);
  const placements: Placement[] = [];
  let startMs = target.startMs;
  let previous: string | undefined;
  for (const jobId of carried.jobIds) {
    const existing = openAssignmentOf(jobId, lookups);
    const minutes = existing ? undefined : (lookups.job(jobId)?.durationMinutes ?? carried.durationMinutes);
    if (previous) startMs += lookups.travelMinutes(previous, jobId) * minuteMs;
    const length = existing ? lengthOf(existing, lookups) : (minutes ?? 60) * minuteMs;
    const technicianId = existing?.lock === 'committed' ? existing.technicianId : target.technicianId;
    placements.push({ jobId, assignmentId: existing?.id, technicianId, startMs, endMs: startMs + length });
    startMs += length;
    previous = jobId;
  }
  return placements;
}

function moved(
  assignments: readonly Assignment[],
  target: { readonly technicianId: string; readonly startMs: number },
  lookups: PlacementLookups,
): Placement[] {
  const [first] = assignments;
  if (!first) return [];
  const byMs = target.startMs - lookups.spanOf(first).startMs;
  return assignments.map((assignment) => {
    const { startMs, endMs } = lookups.spanOf(assignment);
    const goesAlong = assignment.technicianId === first.technicianId && assignment.lock !== 'committed';
    return {
      jobId: assignment.jobId,
      assignmentId: assignment.id,
      technicianId: goesAlong ? target.technicianId : assignment.technicianId,
      startMs: startMs + byMs,
      endMs: endMs + byMs,
    };
  });
}

function lengthOf(assignment: Assignment, lookups: PlacementLookups): number {
  const { startMs, endMs } = lookups.spanOf(assignment);
  return endMs - startMs;
}

/** The command that makes a placement true. */
export function commandOf(placement: Placement): AssignmentCommand {
  const { jobId, assignmentId, technicianId } = placement;
  const startsAt = new Date(placement.startMs).toISOString();
  const endsAt = new Date(placement.endMs).toISOString();
  return assignmentId === undefined
    ? { type: 'assign', jobId, technicianId, startsAt, endsAt }
    : { type: 'reassign', assignmentId, technicianId, startsAt, endsAt };
}

/** The command that takes work off the schedule. */
export function takeOff(assignments: readonly Assignment[]): Command {
  return asOne(assignments.map(({ id }) => ({ type: 'unassign', assignmentId: id })));
}

/** Several stand or fall together. */
export function asOne(commands: readonly AssignmentCommand[]): Command {
  const [first] = commands;
  return commands.length === 1 && first ? first : { type: 'batch', commands };
}

/** Whether anything would be different afterwards. */
export function changesAnything(placements: readonly Placement[], lookups: PlacementLookups): boolean {
  return placements.some((placement) => {
    const before = placement.assignmentId === undefined ? undefined : lookups.assignment(placement.assignmentId);
    if (!before) return true;
    const { startMs, endMs } = lookups.spanOf(before);
    return before.technicianId !== placement.technicianId || startMs !== placement.startMs || endMs !== placement.endMs;
  });
}
