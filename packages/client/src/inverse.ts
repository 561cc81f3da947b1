import type { Assignment, Job } from '@dispatchkit/contract';
import { type BoardKind, canMove, movesNeedingReason } from '@dispatchkit/contract/words';
import { applyCommand, movedAssignment } from './apply-command.ts';
import { Draft, type Rows } from './draft.ts';
import { recordKey } from './ledger.ts';
import type { AssignmentCommand, Command, JobEdit } from './source.ts';

/** How a command is taken back. */
export interface Inverse {
  readonly command: Command;
  /** The state gone back to broke rules knowingly, so going back must be allowed to. */
  readonly override: boolean;
}

/** What takes `command` back, given the rows before it. `undefined` when nothing does. */
export function inverseOf(command: Command, rows: Rows, nowIso: string): Inverse | undefined {
  return inverseIn(new Draft(rows), command, nowIso);
}

/** Records a command writes, as `recordKey`s: the job too, whose status follows. */
export function recordsOf(command: Command, rows: Rows): { kind: BoardKind; id: string }[] {
  const records = new Map<string, { kind: BoardKind; id: string }>();
  const add = (kind: BoardKind, id: string | undefined) => id && records.set(recordKey(kind, id), { kind, id });
  for (const part of command.type === 'batch' ? command.commands : [command]) {
    if (part.type === 'assign') {
      add('assignments', part.id);
      add('jobs', part.jobId);
    } else if (part.type === 'reassign' || part.type === 'unassign') {
      add('assignments', part.assignmentId);
      add('jobs', rows.tables.assignments.get(part.assignmentId)?.jobId);
    } else {
      add('jobs', part.jobId);
      if (part.type === 'transition') for (const { id } of rows.indexes.assignmentsOfJob(part.jobId)) add('assignments', id);
    }
  }
  return [...records.values()];
}

function inverseIn(draft: Draft, command: Command, nowIso: string): Inverse | undefined {
  switch (command.type) {
    case 'assign':
      return command.id ? { command: { type: 'unassign', assignmentId: command.id }, override: false } : undefined;
    case 'reassign':
      return inverseReassign(draft.get('assignments', command.assignmentId), command);
    case 'unassign':
      return inverseUnassign(draft.get('assignments', command.assignmentId));
    case 'transition':
      return inverseTransition(draft, command);
    case 'edit-job':
      return inverseEdit(draft.get('jobs', command.jobId), command.patch);
    case 'batch':
      return inverseBatch(draft, command.commands, nowIso);
  }
}

function inverseReassign(before: Assignment | undefined, command: Extract<Command, { type: 'reassign' }>): Inverse | undefined {
  if (!before) return undefined;
  const { type, assignmentId, startsAt, endsAt, released, custom, technicianId, lock, notes } = command;
  const isMoved = startsAt !== undefined || endsAt !== undefined;
  return {
    command: {
      type,
      assignmentId,
      ...(technicianId !== undefined && { technicianId: before.technicianId }),
      ...(isMoved && { startsAt: before.startsAt, endsAt: before.endsAt }),
      ...(lock !== undefined && { lock: before.lock }),
      ...(notes !== undefined && { notes: before.notes }),
      ...(released !== undefined && { released: before.releasedAt !== null }),
      ...(custom !== undefined && { custom: customBefore(before.custom, custom) }),
    },
    override: before.overridden.length > 0,
  };
}

/** The same id for the same job brings the same assignment back, with how far it had come. */
function inverseUnassign(before: Assignment | undefined): Inverse | undefined {
  if (!before) return undefined;
  const { id, jobId, technicianId, startsAt, endsAt, lock, notes, custom } = before;
  return {
    command: { type: 'assign', id, jobId, technicianId, startsAt, endsAt, lock, notes, custom },
    override: before.overridden.length > 0,
  };
}

function inverseTransition(draft: Draft, command: Extract<Command, { type: 'transition' }>): Inverse | undefined {
  const job = draft.get('jobs', command.jobId);
  if (!job) return undefined;
  const part = movedAssignment(draft.assignmentsOfJob(job.id), command);
  const from = job.explicitStatus ?? part?.status ?? job.status;
  const reason = job.statusReason ?? undefined;
  if (from === command.to || !canMove(command.to, from) || (movesNeedingReason.includes(from) && !reason)) return undefined;
  const { type, jobId, assignmentId } = command;
  return { command: { type, jobId, assignmentId, to: from, reason }, override: false };
}

function inverseEdit(before: Job | undefined, patch: JobEdit): Inverse | undefined {
  if (!before) return undefined;
  const { custom, ...fields } = patch;
  const back: Record<string, unknown> = valuesBefore(before, fields);
  if (custom) back.custom = customBefore(before.custom, custom);
  return { command: { type: 'edit-job', jobId: before.id, patch: back as JobEdit }, override: false };
}

function inverseBatch(draft: Draft, commands: readonly AssignmentCommand[], nowIso: string): Inverse | undefined {
  const back: AssignmentCommand[] = [];
  let override = false;
  for (const command of commands) {
    const inverse = inverseIn(draft, command, nowIso);
    if (!inverse) return undefined;
    back.unshift(inverse.command as AssignmentCommand);
    override ||= inverse.override;
    applyCommand(draft, command, nowIso);
  }
  return { command: { type: 'batch', commands: back }, override };
}

/** The same fields with the values before. */
function valuesBefore<T extends object>(before: T, patch: Partial<T>): Partial<T> {
  const keys = (Object.keys(patch) as (keyof T & string)[]).filter((key) => patch[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, before[key]])) as Partial<T>;
}

/** The same custom fields with the values before; `null` where there was none, which clears it. */
function customBefore(before: Job['custom'], patch: Job['custom']): Job['custom'] {
  return Object.fromEntries(Object.keys(patch).map((key) => [key, before[key] ?? null]));
}
