import type { Assignment, Job, Settings, Violation } from '@dispatchkit/contract';
import { checkAssignment, occupiedBy, type Proposal, type SchedulingContext } from '@dispatchkit/scheduling';
import { applyCommand, endOf } from './apply-command.ts';
import { defaultSettings } from './defaults.ts';
import { Draft, type Rows } from './draft.ts';
import { type Indexes, indexesOf } from './indexes.ts';
import type { AssignmentCommand, CheckResult, DispatchSource } from './source.ts';

/** What the scheduling functions read, looked up in a source at each call. `settings` and `nowMs` are those of the moment it is made. */
export function schedulingContext(source: DispatchSource): SchedulingContext {
  const indexes = indexesOf(source);
  const { tables } = source;
  return {
    settings: source.settings ?? defaultSettings,
    nowMs: source.now(),
    job: (id) => tables.jobs.get(id),
    site: (id) => tables.sites.get(id),
    technician: (id) => tables.technicians.get(id),
    assignmentsOf: (technicianId) => indexes.assignmentsOfTechnician(technicianId),
    assignmentsOfJob: (jobId) => indexes.assignmentsOfJob(jobId),
    dependenciesOf: (jobId) => indexes.dependenciesOf(jobId),
    shiftsOf: (technicianId) => indexes.shiftsOf(technicianId),
    timeOffOf: (technicianId) => indexes.timeOffOf(technicianId),
    equipmentBusy: equipmentBusy(
      indexes,
      (jobId) => tables.jobs.get(jobId),
      (jobId) => indexes.assignmentsOfJob(jobId),
    ),
  };
}

/** What the rules say of a command, before it is done. */
export function checkCommand(rows: Rows, command: AssignmentCommand, settings: Settings | undefined, nowMs: number): CheckResult {
  return checkIn(new Draft(rows), rows.indexes, command, settings, nowMs);
}

/** What the rules say of commands that stand or fall together, in their order. */
export function checkCommands(
  rows: Rows,
  commands: readonly AssignmentCommand[],
  settings: Settings | undefined,
  nowMs: number,
): CheckResult[] {
  // All are laid down before any is judged: two that swap places must not be called an overlap half-way.
  const draft = new Draft(rows);
  for (const command of commands) applyCommand(draft, command, new Date(nowMs).toISOString());
  return commands.map((command) => checkIn(draft, rows.indexes, command, settings, nowMs));
}

/** Violations that ask for an override, or that none can lift. */
export function blocking(violations: readonly Violation[]): Violation[] {
  return violations.filter((violation) => violation.severity !== 'note');
}

/** Whether a command says who or when, so that rules apply. */
export function isPlacing(command: AssignmentCommand): boolean {
  if (command.type === 'unassign') return false;
  return command.type === 'assign' || Boolean(command.technicianId ?? command.startsAt ?? command.endsAt);
}

function checkIn(
  draft: Draft,
  indexes: Indexes,
  command: AssignmentCommand,
  settings: Settings | undefined,
  nowMs: number,
): CheckResult {
  const proposal = proposalOf(draft, command);
  if (!proposal) return { violations: [], travel: { minutes: null, distanceMeters: null, quality: 'unknown' } };
  const job = (id: string) => draft.get('jobs', id);
  const assignmentsOfJob = (jobId: string) => draft.assignmentsOfJob(jobId);
  return checkAssignment(proposal, {
    settings: settings ?? defaultSettings,
    nowMs,
    job,
    site: (id) => draft.get('sites', id),
    technician: (id) => draft.get('technicians', id),
    assignmentsOf: (technicianId) => draft.assignmentsOfTechnician(technicianId),
    assignmentsOfJob,
    dependenciesOf: (jobId) => indexes.dependenciesOf(jobId),
    shiftsOf: (technicianId) => indexes.shiftsOf(technicianId),
    timeOffOf: (technicianId) => indexes.timeOffOf(technicianId),
    equipmentBusy: equipmentBusy(indexes, job, assignmentsOfJob),
  });
}

function proposalOf(draft: Draft, command: AssignmentCommand): Proposal | undefined {
  if (command.type === 'unassign') return undefined;
  if (command.type === 'assign') {
    const { id, jobId, technicianId, startsAt } = command;
    const endsAt = endOf(startsAt, command.endsAt, undefined, draft.get('jobs', jobId));
    return { jobId, technicianId, startsAt, endsAt, assignmentId: id };
  }
  const before = draft.get('assignments', command.assignmentId);
  if (!before) return undefined;
  const startsAt = command.startsAt ?? before.startsAt;
  const endsAt = command.startsAt ? endOf(startsAt, command.endsAt, before, undefined) : (command.endsAt ?? before.endsAt);
  return {
    jobId: before.jobId,
    technicianId: command.technicianId ?? before.technicianId,
    startsAt,
    endsAt,
    assignmentId: before.id,
  };
}

/** An assignment of another job that has the equipment in that time. */
function equipmentBusy(
  indexes: Indexes,
  job: (id: string) => Job | undefined,
  assignmentsOfJob: (id: string) => Iterable<Assignment>,
): NonNullable<SchedulingContext['equipmentBusy']> {
  return (equipmentId, startMs, endMs, exceptAssignmentId, exceptJobId) => {
    for (const jobId of indexes.jobsNeeding(equipmentId)) {
      if (jobId === exceptJobId) continue;
      for (const assignment of assignmentsOfJob(jobId)) {
        if (assignment.id === exceptAssignmentId) continue;
        const taken = occupiedBy(assignment, job(jobId));
        if (taken && taken.startMs < endMs && taken.endMs > startMs) return assignment;
      }
    }
    return undefined;
  };
}
