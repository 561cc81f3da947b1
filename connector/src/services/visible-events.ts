import type { Change, Event } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import type { Reader } from '../ports/store.ts';
import type { Scope } from './access.ts';
import { eventForCustomer } from './customer-view.ts';
import { type Sight, scopesOf, seesWhole } from './sight.ts';
import { jobsTouched, readSurroundings, type Surroundings, surroundingsFor } from './surroundings.ts';
import { before, headWithin, judgeTerritory, type Verdict } from './territory-sight.ts';

/** What is seen of events. See `narrow`. `reader` is one of the newest records (`Store.readNewest`). */
export async function visibleEvents(reader: Reader, sight: Sight, events: readonly Event[]): Promise<Event[]> {
  const around = seesWhole(sight) ? nothingAround : await surroundingsFor(sight, await readSurroundings(reader, events));
  return events.map((event) => narrow(event, sight, around));
}

/** Enough for who sees the whole tenant. */
export const nothingAround: Surroundings = {
  techniciansSeeAll: false,
  techniciansOfJobs: new Map(),
};

/** Whether anything of it is left to see. */
export function isVisible(event: Event): boolean {
  return event.changes.length > 0 || event.reload === true;
}

/**
 * What is seen of an event. Changes of kinds one may not read, of others' records and of others' personal ones are left out; a record
 * that stops being one's own is shown as deleted; when one becomes one's own the event asks for a reload, because what hangs on it
 * (site, customer) is new too. Of an event with nothing to see only seq, type and instant are left, so that a feed has no gap.
 */
export function narrow(event: Event, sight: Sight, around: Surroundings): Event {
  const scopes = scopesOf(sight, around.techniciansSeeAll);
  const changes = event.changes.flatMap((change) => narrowChange(change, sight, scopes, around) ?? []);
  const comesOrGoes = (change: Change) => becomesOwn(change, scopes) || crossesBorder(change, scopes, around);
  const reload = event.reload === true || event.changes.some(comesOrGoes);
  if (changes.length === 0 && !reload) return outlineOf(event);
  const seen = { ...event, changes, ...(reload ? { reload } : {}) };
  if (sight.isCustomer) return eventForCustomer(seen);
  return sight.territories && around.facts ? headWithin(seen, sight.territories, around.facts) : seen;
}

/** Nothing but that something happened. */
export function outlineOf({ seq, type, at, method }: Event): Event {
  return {
    seq,
    type,
    at,
    actor: { id: 'hidden', name: null, role: 'system' },
    method,
    requestId: null,
    jobId: null,
    technicianId: null,
    changes: [],
  };
}

function narrowChange(change: Change, sight: Sight, scopes: readonly Scope[], around: Surroundings): Change | undefined {
  if (!sight.kinds.has(change.kind)) return undefined;
  const verdicts = [...scopes.map((scope) => judge(change, scope, around)), judgePersonal(change, sight.actorId)];
  if (verdicts.includes('hidden')) return undefined;
  const { kind, id, version, record } = change;
  if (verdicts.includes('gone')) return { kind, id, version, record: null };
  // What it was before was none of their business.
  return verdicts.includes('entered') ? { kind, id, version, record } : change;
}

/** Personal views are their owner's alone, whatever the role. */
function judgePersonal(change: Change, actorId: string): Verdict {
  if (change.kind !== 'views') return 'whole';
  const { record } = change;
  const isTheirs = (view: Readonly<Record<string, unknown>> | null) => view?.ownerId === null || view?.ownerId === actorId;
  if (record && isTheirs(record)) return 'whole';
  if (!isTheirs(before(change))) return 'hidden';
  return record ? 'gone' : 'whole';
}

/** Whether this person may see more of it than others with the same sight. */
export function isPersonalTo(event: Event, actorId: string): boolean {
  return event.changes.some(
    ({ kind, record, previous }) => kind === 'views' && (record?.ownerId === actorId || previous?.ownerId === actorId),
  );
}

/** What somebody with that scope sees of a change. */
function judge(change: Change, scope: Scope, around: Surroundings): Verdict {
  const { territories } = scope;
  if (territories !== undefined) return around.facts ? judgeTerritory(change, territories, around.facts) : 'hidden';
  switch (change.kind) {
    case 'jobs':
      return isOwnJob(change.id, scope, around) ? 'whole' : 'hidden';
    case 'assignments':
    case 'shifts':
    case 'timeOff':
    case 'certifications':
      return nowOrBefore(change, (record) => isOwn(record, scope));
    case 'dependencies':
      return jobsTouched(change).some((id) => isOwnJob(id, scope, around)) ? 'whole' : 'hidden';
    case 'technicians':
      return change.id === scope.ownedBy ? 'whole' : 'hidden';
    default:
      // What is nobody's in particular. Sites and customers are: what a technician needs of them comes with the snapshot.
      return everybodys.has(change.kind) ? 'whole' : 'hidden';
  }
}

const everybodys: ReadonlySet<Kind | 'settings'> = new Set(['settings', 'crews', 'equipment', 'views', 'apiKeys', 'webhooks']);

/** Whole when it is to be seen as it is now; gone when it was until now. */
function nowOrBefore(change: Change, isSeen: (record: Readonly<Record<string, unknown>>) => boolean): Verdict {
  if (change.record && isSeen(change.record)) return 'whole';
  const old = before(change);
  return old && isSeen(old) ? 'gone' : 'hidden';
}

function isOwnJob(jobId: string, scope: Scope, { techniciansOfJobs }: Surroundings): boolean {
  if (scope.ofJob !== undefined) return jobId === scope.ofJob;
  return scope.ownedBy !== undefined && techniciansOfJobs.get(jobId)?.has(scope.ownedBy) === true;
}

/** A job or technician that comes into one's territories, or goes: what hangs on it comes or goes with it. */
function crossesBorder(change: Change, scopes: readonly Scope[], around: Surroundings): boolean {
  if (change.kind !== 'jobs' && change.kind !== 'technicians') return false;
  const verdicts = scopes.map((scope) => judge(change, scope, around));
  const isHidden = verdicts.includes('hidden') || scopes.every(({ territories }) => territories === undefined);
  return !isHidden && (verdicts.includes('entered') || verdicts.includes('gone'));
}

function becomesOwn(change: Change, scopes: readonly Scope[]): boolean {
  const own = scopes.filter((scope) => scope.territories === undefined);
  if (change.kind !== 'assignments' || own.length === 0) return false;
  if (!own.every((scope) => isOwn(change.record, scope))) return false;
  return change.previous === undefined || !own.every((scope) => isOwn(before(change), scope));
}

function isOwn(record: Readonly<Record<string, unknown>> | null, scope: Scope): boolean {
  if (!record) return false;
  if (scope.ownedBy !== undefined) return record.technicianId === scope.ownedBy;
  return scope.ofJob !== undefined && record.jobId === scope.ofJob;
}
