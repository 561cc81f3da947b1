import type { Change, Event } from '@dispatchkit/contract';
import type { Reader } from '../ports/store.ts';
import { type Scope, seesAll } from './access.ts';

/**
 * What an actor with a narrow scope may see of events. Changes of others' records are left out; a record that stops being theirs
 * is shown as deleted; when one becomes theirs the event asks for a reload, because what hangs on it (site, customer) is new too.
 */
export async function visibleEvents(reader: Reader, scope: Scope, events: readonly Event[]): Promise<Event[]> {
  if (seesAll(scope)) return [...events];
  const jobIds = await ownJobs(reader, scope, events);
  return events.map((event) => narrow(event, scope, jobIds));
}

/** Whether anything of it is left to see. */
export function isVisible(event: Event): boolean {
  return event.changes.length > 0 || event.reload === true;
}

/** Which of the jobs that the events touch are the actor's now. */
async function ownJobs(reader: Reader, scope: Scope, events: readonly Event[]): Promise<ReadonlySet<string>> {
  const touched = events.flatMap((event) => event.changes.flatMap((change) => (change.kind === 'jobs' ? change.id : [])));
  if (touched.length === 0) return new Set();
  const own = new Set<string>();
  const ids = [...new Set(touched)];
  for (let i = 0; i < ids.length; i += 500) {
    const page = await reader.list('jobs', { filters: { ids: ids.slice(i, i + 500), ...scope }, sort: [], limit: 500 });
    for (const job of page.items) own.add(job.id);
  }
  return own;
}

function narrow(event: Event, scope: Scope, jobIds: ReadonlySet<string>): Event {
  const changes = event.changes.flatMap((change) => narrowChange(change, scope, jobIds) ?? []);
  const becomesTheirs = event.changes.some((change) => change.kind === 'assignments' && isNewlyOwn(change, scope));
  const reload = event.reload === true || becomesTheirs;
  if (changes.length === 0 && !reload) {
    // The seq is passed on, so that the feed has no gap; what happened is not.
    return {
      ...event,
      actor: { id: 'hidden', name: null, role: 'system' },
      requestId: null,
      jobId: null,
      technicianId: null,
      changes,
      ...nothingElse,
    };
  }
  return { ...event, changes, ...(reload ? { reload } : {}) };
}

const nothingElse = { overridden: undefined, reason: undefined, checkIn: undefined };

function narrowChange(change: Change, scope: Scope, jobIds: ReadonlySet<string>): Change | undefined {
  switch (change.kind) {
    case 'settings':
      return change;
    case 'jobs':
      return jobIds.has(change.id) ? change : undefined;
    case 'assignments':
    case 'shifts':
    case 'timeOff':
      if (isOwn(change.record, scope)) return change;
      return isOwn(before(change), scope)
        ? { kind: change.kind, id: change.id, version: change.version, record: null }
        : undefined;
    case 'technicians':
      return 'ownedBy' in scope && change.id === scope.ownedBy ? change : undefined;
    default:
      // Sites and customers: what a technician needs of them comes with the snapshot.
      return undefined;
  }
}

function isNewlyOwn(change: Change, scope: Scope): boolean {
  if (!isOwn(change.record, scope)) return false;
  return change.previous === undefined || !isOwn(before(change), scope);
}

/** The record before the change, as far as it is told: a new one has none. */
function before(change: Change): Record<string, unknown> | null {
  return change.previous === undefined ? null : { ...change.record, ...change.previous };
}

function isOwn(record: Readonly<Record<string, unknown>> | null, scope: Scope): boolean {
  if (!record) return false;
  if ('ownedBy' in scope && scope.ownedBy !== undefined) return record.technicianId === scope.ownedBy;
  return 'ofJob' in scope && record.jobId === scope.ofJob;
}
