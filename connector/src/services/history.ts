import type { Kind } from '@dispatchkit/contract/words';
import type { Reader } from '../ports/store.ts';
import { allow, scopeOf, seesAll } from './access.ts';
import type { ActorContext } from './actor.ts';
import { definitions } from './definitions/index.ts';
import { malformedQuery, notFound } from './errors.ts';
import type { HistoryOptions, HistoryPage } from './options.ts';
import { readActionOf } from './read-actions.ts';
import type { ServiceOptions } from './service-options.ts';
import { isGapless, sightOf } from './sight.ts';
import { isVisible, visibleEvents } from './visible-events.ts';

const maxLimit = 500;

/** Events the actor may see, of the tenant, one job or one technician. @throws ProblemError `not_allowed`, `not_found`, `malformed_request` */
export async function history(
  { store }: ServiceOptions,
  actor: ActorContext,
  options: HistoryOptions = {},
): Promise<HistoryPage> {
  allow(actor, 'events:read');
  const { jobId, technicianId, after, before, limit = 100, sort = 'seq' } = options;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw malformedQuery('limit', `limit is a whole number from 1 to ${maxLimit}.`);
  const reader = store.readNewest(actor.tenant);
  const scope = await scopeOf(actor, 'events:read', reader);
  if (jobId !== undefined) {
    // A deleted job has a history too.
    const page = await reader.list('jobs', { filters: { ids: [jobId], ...scope }, sort: [], limit: 1 });
    const isKnown = page.items.length > 0 || (seesAll(scope) && (await reader.getDeleted('jobs', jobId)) !== undefined);
    if (!isKnown) throw notFound('job', jobId);
  }
  if (options.record) await expectReadable(reader, actor, options.record);
  const { ownedBy, territories } = scope;
  const isOthers = technicianId !== undefined && ownedBy !== undefined && technicianId !== ownedBy;
  if (isOthers || (technicianId !== undefined && territories && !(await isWithin(reader, technicianId, territories)))) {
    throw notFound('technician', technicianId);
  }
  // Whoever may read a record may read its history, of which `visibleEvents` shows what is theirs.
  const ofTechnician = technicianId ?? (jobId === undefined && !options.record ? ownedBy : undefined);
  const ofJob = jobId ?? scope.ofJob;
  const found = await reader.events({
    limit: limit + 1,
    descending: sort === '-seq',
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
    ...(ofJob === undefined ? {} : { jobId: ofJob }),
    ...(ofTechnician === undefined ? {} : { technicianId: ofTechnician }),
    ...(options.record ? { record: options.record } : {}),
  });
  const looked = found.slice(0, limit);
  const sight = sightOf(actor);
  const visible = await visibleEvents(reader, sight, looked);
  // Who reads on after a seq, to close a gap in what the stream has told, needs every seq.
  const isWhole = seesAll(scope) || (after !== undefined && isGapless(sight));
  return {
    items: visible.filter((event) => isWhole || isVisible(event)),
    lookedTo: found.length > limit ? (looked.at(-1)?.seq ?? null) : null,
  };
}

async function isWithin(reader: Reader, technicianId: string, territories: readonly string[]): Promise<boolean> {
  const page = await reader.list('technicians', { filters: { ids: [technicianId], territories }, sort: [], limit: 1 });
  return page.items.length > 0;
}

/** History is for those who may read the record, deleted ones included for those who see all. @throws ProblemError `not_allowed`, `not_found` */
async function expectReadable(
  reader: Reader,
  actor: ActorContext,
  { kind, id }: { readonly kind: Kind | 'settings'; readonly id: string },
): Promise<void> {
  const scope = await scopeOf(actor, readActionOf[kind], reader);
  if (kind === 'settings') {
    if (id !== 'settings') throw notFound('settings', id);
    return;
  }
  const personal = kind === 'assignments' ? {} : (definitions[kind].narrow?.(actor) ?? {});
  const page = await reader.list(kind, { filters: { ids: [id], ...scope, ...personal }, sort: [], limit: 1 });
  if (page.items.length > 0) return;
  // Whose a view is says itself.
  const deleted = seesAll(scope) || kind === 'views' ? await reader.getDeleted(kind, id) : undefined;
  const isAnothersView =
    deleted !== undefined && 'ownerId' in deleted && deleted.ownerId !== null && deleted.ownerId !== actor.id;
  if (!deleted || isAnothersView) throw notFound(kind === 'assignments' ? 'assignment' : definitions[kind].noun, id);
}
