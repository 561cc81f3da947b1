import type { Assignment, Job, Transition, TransitionResult } from '@dispatchkit/contract';
import {
  type AssignmentStatus,
  assignmentStatuses,
  type JobStatus,
  jobStatusMoves,
  movesNeedingReason,
} from '@dispatchkit/contract/words';
import type { z } from 'zod';
import type { Writer } from '../ports/store.ts';
import { allow } from './access.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { invalid, notFound, ProblemError } from './errors.ts';
import { advance, isUnderWay } from './progress.ts';
import { withinReach } from './reach.ts';
import type { ServiceOptions } from './service-options.ts';
import { settleJob, settleTechnicians } from './settle.ts';
import { expectVersion } from './versions.ts';

/** A device's clock may run ahead by this much and is still believed. */
const maxAheadMs = 5 * 60_000;

interface Situation {
  readonly job: Job;
  /** All of the job's. */
  readonly assignments: readonly Assignment[];
  /** Whose part moves; `undefined` moves the job as a whole. */
  readonly part: Assignment | undefined;
}

/**
 * Moves a job, or one technician's part of it, along its statuses. The step is stamped with the device's time when that is
 * believable, else with the connector's; the technician's own status follows.
 * @throws ProblemError `not_allowed`, `not_found`, `stale`, `invalid`, `transition_not_allowed`
 */
export async function transitionJob(
  { store }: ServiceOptions,
  actor: ActorContext,
  id: string,
  command: Transition,
  expectedVersion: number | null = null,
): Promise<z.output<typeof TransitionResult>> {
  const isOwnOnly = allow(actor, 'jobs:transition') === 'own';
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const job = await withinReach(writer, actor).get('jobs', id);
    const assignments = await writer.assignmentsOfJobs([id]);
    const own = isOwnOnly ? assignments.filter((assignment) => assignment.technicianId === actor.technicianId) : assignments;
    if (!job || (isOwnOnly && own.length === 0)) throw notFound('job', id);
    expectVersion(job, expectedVersion);
    const situation = { job, assignments, part: partOf(job, command, own, isOwnOnly) };
    expectAllowed(situation, command);
    const at = timeOf(command, writer.at);
    const settled = await settleJob(writer, await apply(writer, situation, command, at));
    await settleTechnicians(
      writer,
      assignments.map((assignment) => assignment.technicianId),
    );
    writer.describe({
      type: 'job.transitioned',
      jobId: id,
      technicianId: situation.part?.technicianId ?? (isOwnOnly ? actor.technicianId : null),
      ...(command.reason === undefined ? {} : { reason: command.reason }),
      ...(command.checkIn === undefined ? {} : { checkIn: command.checkIn }),
    });
    const assignment = situation.part ? ((await writer.get('assignments', situation.part.id)) ?? null) : null;
    return { job: settled, assignment, seq: writer.changes.length > 0 ? writer.seq : writer.seq - 1 };
  });
  return result;
}

/** Whose part a move is about. Hold, cancel and reopen are about the whole job. */
function partOf(job: Job, command: Transition, own: readonly Assignment[], isOwnOnly: boolean): Assignment | undefined {
  if (!isAssignmentStatus(command.to)) return undefined;
  if (command.assignmentId !== undefined) {
    const part = own.find((assignment) => assignment.id === command.assignmentId);
    if (!part) throw invalid('/assignmentId', 'The job has no such assignment.');
    return part;
  }
  const open = own.filter((assignment) => assignment.status !== 'completed');
  if (own.length === 1) return own[0];
  if (isOwnOnly && open.length === 1) return open[0];
  const isWhole = job.explicitStatus !== null || (command.to === 'completed' && !isOwnOnly);
  if (own.length === 0 || isWhole) return undefined;
  throw invalid('/assignmentId', `The job has ${own.length} assignments; say which one moves.`);
}

function expectAllowed(situation: Situation, command: Transition): void {
  const allowed = allowedMoves(situation);
  if (!allowed.includes(command.to)) {
    const from = statusOf(situation);
    throw new ProblemError('transition_not_allowed', `A job that is ${from} cannot become ${command.to}.`, {
      hint: allowed.length > 0 ? `It may become ${allowed.join(', ')}.` : 'Assign it to a technician first.',
      allowed,
    });
  }
  if (movesNeedingReason.includes(command.to) && !command.reason) {
    throw invalid('/reason', `Say why the job is ${command.to}.`);
  }
}

function statusOf({ job, part }: Situation): JobStatus {
  return job.explicitStatus ?? part?.status ?? job.status;
}

/** The contract's table, less what makes no sense for want of an assignment. */
function allowedMoves(situation: Situation): JobStatus[] {
  const { job, assignments } = situation;
  const isHeld = job.explicitStatus !== null;
  const allDone = assignments.length > 0 && assignments.every((assignment) => assignment.status === 'completed');
  return jobStatusMoves[statusOf(situation)].filter((to) => {
    // Only a status that was set by hand can be lifted; otherwise a job becomes unscheduled by losing its assignments.
    if (to === 'unscheduled') return isHeld && !allDone;
    if (to === 'completed' || !isAssignmentStatus(to)) return true;
    return assignments.length > 0;
  });
}

async function apply(writer: Writer, { job, assignments, part }: Situation, command: Transition, at: string): Promise<Job> {
  const { to, reason = null } = command;
  switch (to) {
    case 'on_hold':
    case 'cancelled':
      for (const assignment of assignments) await stepBack(writer, assignment);
      return { ...job, explicitStatus: to, statusReason: reason };
    case 'unscheduled':
      return lifted(job);
    case 'completed':
      if (assignments.length === 0) return { ...job, explicitStatus: 'completed', statusReason: reason, completedAt: at };
      for (const assignment of part ? [part] : assignments) {
        if (assignment.status !== 'completed') await writer.put('assignments', advance(assignment, 'completed', at));
      }
      return lifted(job);
    default:
      if (part && part.status !== to) await writer.put('assignments', advance(part, to, at));
      return lifted(job);
  }
}

/** Nobody is on the way to a job that is on hold or cancelled. */
async function stepBack(writer: Writer, assignment: Assignment): Promise<void> {
  if (!isUnderWay(assignment.status)) return;
  const to = assignment.releasedAt === null ? 'scheduled' : 'dispatched';
  await writer.put('assignments', advance(assignment, to, writer.at));
}

function lifted(job: Job): Job {
  return { ...job, explicitStatus: null, statusReason: null };
}

function timeOf({ deviceAt }: Transition, serverAt: string): string {
  if (deviceAt === undefined) return serverAt;
  const deviceMs = Date.parse(deviceAt);
  return deviceMs - Date.parse(serverAt) > maxAheadMs ? serverAt : new Date(deviceMs).toISOString();
}

function isAssignmentStatus(status: JobStatus): status is AssignmentStatus {
  return assignmentStatuses.some((known) => known === status);
}
