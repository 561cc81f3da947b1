import type { Assignment, Change, Event, Job } from '@dispatchkit/contract';
import type { Kind } from '@dispatchkit/contract/words';
import type { Page, Records } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';
import { malformedQuery } from './errors.ts';

/*
 * What a customer with a link sees of the one job: what it is, how far it is, when somebody was promised and is coming. Not: notes,
 * access codes, prices, the tenant's own fields, who else is behind it, or a plan that was not released yet. Each field is listed, so a
 * new one is only shown once somebody has decided so.
 */

function jobForCustomer(job: Job): Job {
  const { id, version, createdAt, updatedAt, number, type, title, status, explicitStatus, durationMinutes } = job;
  const { requestedAt, windowStartsAt, windowEndsAt, completedAt } = job;
  return {
    ...{ id, version, createdAt, updatedAt, number, type, title, status, explicitStatus, durationMinutes },
    ...{ requestedAt, windowStartsAt, windowEndsAt, completedAt },
    externalRef: null,
    custom: {},
    description: '',
    priority: 'normal',
    statusReason: null,
    customerId: null,
    siteId: null,
    skills: [],
    certifications: [],
    equipmentIds: [],
    territory: null,
    dueAt: null,
    source: null,
    quotedPrice: null,
  };
}

function assignmentForCustomer(assignment: Assignment): Assignment {
  const { id, version, createdAt, updatedAt, jobId, technicianId, startsAt, endsAt, status } = assignment;
  const { releasedAt, enRouteAt, arrivedAt, startedAt, completedAt } = assignment;
  return {
    ...{ id, version, createdAt, updatedAt, jobId, technicianId, startsAt, endsAt, status },
    ...{ releasedAt, enRouteAt, arrivedAt, startedAt, completedAt },
    externalRef: null,
    custom: {},
    lock: 'planned',
    overridden: [],
    notes: '',
  };
}

/** A record as the actor may see it: whole, or reduced for a customer. Which records there are to see is decided before. */
export function recordFor<K extends Kind>(actor: Pick<ActorContext, 'role'>, kind: K, record: Records[K]): Records[K] {
  return actor.role === 'customer' ? reduced(kind, record) : record;
}

export function pageFor<K extends Kind>(actor: ActorContext, kind: K, page: Page<Records[K]>): Page<Records[K]> {
  return actor.role === 'customer' ? { ...page, items: page.items.map((record) => reduced(kind, record)) } : page;
}

function reduced<K extends Kind>(kind: K, record: Records[K]): Records[K];
function reduced(kind: Kind, record: Records[Kind]): Records[Kind] {
  if (kind === 'jobs') return jobForCustomer(record as Job);
  if (kind === 'assignments') return assignmentForCustomer(record as Assignment);
  throw new Error(`A customer sees no ${kind}`);
}

const allowedOptions: ReadonlySet<string> = new Set(['ids', 'limit', 'cursor', 'total', 'sort', 'updatedSince']);

/** To filter by what one does not see would tell it. @throws ProblemError `malformed_request` */
export function expectFitFilters(actor: ActorContext, options: object): void {
  if (actor.role !== 'customer') return;
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !allowedOptions.has(name)) throw malformedQuery(name, 'A customer cannot filter by this.');
  }
}

/** An event of the job as its customer sees it; without changes when nothing of it is theirs to see. */
export function eventForCustomer(event: Event): Event {
  const { seq, type, at, method, jobId } = event;
  return {
    ...{ seq, type, at, method, jobId },
    actor: { id: 'hidden', name: null, role: 'system' },
    requestId: null,
    technicianId: null,
    changes: event.changes.flatMap((change) => changeForCustomer(change) ?? []),
    // After a bulk change nobody lists what it was.
    ...(event.reload && event.changes.length === 0 ? { reload: true } : {}),
  };
}

function changeForCustomer(change: Change): Change | undefined {
  const { kind, id, version, record, previous } = change;
  if (kind !== 'jobs' && kind !== 'assignments') return undefined;
  const wasSeen = previous !== undefined && isSeen(kind, { ...record, ...previous });
  if (record === null || !isSeen(kind, record)) return wasSeen ? { kind, id, version, record: null } : undefined;
  const seen: Record<string, unknown> = { ...reduced(kind, record as never as Records[typeof kind]) };
  if (!wasSeen) return { kind, id, version, record: seen };
  const told = new Set(Object.keys(record).filter((field) => seen[field] === record[field]));
  const before = Object.fromEntries(Object.entries(previous).filter(([field]) => told.has(field)));
  return Object.keys(before).length === 0 ? undefined : { kind, id, version, record: seen, previous: before };
}

/** A plan is nobody's business before it is released. */
function isSeen(kind: Kind, record: Readonly<Record<string, unknown>>): boolean {
  return kind !== 'assignments' || typeof record.releasedAt === 'string';
}
