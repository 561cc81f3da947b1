import type { Change, EventType } from '@dispatchkit/contract';
import type { Command } from './source.ts';
import type { Row } from './tables.ts';

/** What an event says a command did. */
export function eventTypeOf(command: Command): EventType {
  const types = {
    assign: 'assignment.created',
    reassign: 'assignment.changed',
    unassign: 'assignment.deleted',
    transition: 'job.transitioned',
    'edit-job': 'job.changed',
    batch: 'assignments.changed',
  } as const;
  return types[command.type];
}

/** One record's part of an event. */
export function changeOf(
  kind: Change['kind'],
  id: string,
  version: number,
  before: Row | undefined,
  after: Row | undefined,
): Change {
  return { kind, id, version, record: after ? { ...after } : null, ...(before && { previous: previousValues(before, after) }) };
}

/** Whether a change is part of a job's history. */
export function concernsJob({ kind, id, record, previous }: Change, jobId: string): boolean {
  if (kind === 'jobs') return id === jobId;
  return kind === 'assignments' && (record?.jobId ?? previous?.jobId) === jobId;
}

/** The one job, or technician, an event is about; `null` when it is about several. */
export function subjectOf(changes: readonly Change[], field: 'jobId' | 'technicianId'): string | null {
  const subjects = new Set<string>();
  for (const { kind, id, record, previous } of changes) {
    const subject = kind === (field === 'jobId' ? 'jobs' : 'technicians') ? id : (record?.[field] ?? previous?.[field]);
    if (typeof subject === 'string') subjects.add(subject);
  }
  const [only] = subjects;
  return subjects.size === 1 && only !== undefined ? only : null;
}

function previousValues(before: Row, after: Row | undefined): Record<string, unknown> {
  const now: Readonly<Record<string, unknown>> = { ...after };
  return Object.fromEntries(Object.entries(before).filter(([key, value]) => now[key] !== value));
}
