import type { MemorySource } from '@dispatchkit/client';
import type { HostStanding, PendingChange } from '@dispatchkit/contract';

export type SamplePending = PendingChange['state'] | 'several' | 'deletions' | 'question';
/** Job with the changes; it has an assignment. */
export const pendingJobId = 'job-00068';

/** Changes of one job of the sample that have not reached Tryton, made since 10:42. */
export function samplePending(what: SamplePending, { tables }: MemorySource): PendingChange[] {
  const visit = [...tables.assignments.values()].find(({ jobId }) => jobId === pendingJobId);
  const [first, second] = [...tables.technicians.keys()];
  if (!visit || !first || !second) throw new Error(`The sample has no assignment of ${pendingJobId}`);
  const base = {
    host: 'erp',
    jobId: pendingJobId,
    asks: false,
    reason: null,
    decidable: true,
    createdAt: '2026-11-20T18:42:00.000Z',
  };
  const ofJob = { ...base, kind: 'jobs', recordId: pendingJobId, operation: 'update' } as const;
  const conflict: PendingChange = {
    ...ofJob,
    id: 'w-conflict',
    state: 'conflict',
    fields: [
      {
        field: 'title',
        ours: 'Glazier · Shop window, board it up',
        theirs: 'Glazier · Routine, call first',
        conflict: true,
      },
      { field: 'dueAt', ours: '2026-11-20T20:00:00.000Z', theirs: null, conflict: true },
      { field: 'priority', ours: 'urgent', theirs: 'normal', conflict: false },
    ],
  };
  const dead: PendingChange = {
    ...ofJob,
    id: 'w-dead',
    state: 'dead',
    fields: [{ field: 'durationMinutes', ours: 60, theirs: 45, conflict: false }],
    reason: 'You cannot modify the task "Glazier · Routine" because its project is closed.',
  };
  const waiting: PendingChange = {
    ...base,
    id: 'w-waiting',
    kind: 'assignments',
    recordId: visit.id,
    operation: 'update',
    state: 'waiting',
    fields: [
      { field: 'technicianId', ours: visit.technicianId, theirs: visit.technicianId === first ? second : first, conflict: false },
      { field: 'startsAt', ours: visit.startsAt, theirs: '2026-11-20T17:00:00.000Z', conflict: false },
    ],
  };
  const question: PendingChange = {
    ...ofJob,
    id: 'w-question',
    state: 'dead',
    asks: true,
    fields: [{ field: 'status', ours: 'completed', theirs: 'in_progress', conflict: false }],
    reason: 'The task has children that are still open. Do you want to close it anyway?',
  };
  const deletion: Pick<PendingChange, 'operation' | 'state' | 'fields'> = { operation: 'delete', state: 'dead', fields: [] };
  const ofVisit = { ...waiting, ...deletion, id: 'w-visit', reason: 'There is time recorded on this task.' };
  const deletions = [{ ...dead, ...deletion }, ofVisit];
  const all = {
    conflict: [conflict],
    dead: [dead],
    waiting: [waiting],
    several: [conflict, waiting],
    deletions,
    question: [question],
  };
  return all[what];
}

/** The host system that has not got them. */
export function standingOf([erp]: readonly HostStanding[], changes: readonly PendingChange[]): HostStanding[] {
  if (!erp) throw new Error('There is no host system');
  const count = (state: PendingChange['state']) => changes.filter((change) => change.state === state).length;
  const records = changes.map(({ kind, recordId: id, state }) => ({ kind, id, state }));
  return [{ ...erp, writes: { waiting: count('waiting'), conflict: count('conflict'), dead: count('dead') }, records }];
}
