import type { Reader } from '../ports/store.ts';
import { allow, ownScope, type Scope, territoryScope } from './access.ts';
import type { ActorContext } from './actor.ts';
import { malformedQuery, notFound } from './errors.ts';
import type { ServiceOptions } from './service-options.ts';
import { type Sight, sightOf, type Topic } from './sight.ts';

/** Where a live feed can start, and what its reader sees of the log. */
export interface Feed {
  readonly sight: Sight;
  /** Whether the tenant lets technicians see the whole day; undefined where it makes no difference. */
  readonly techniciansSeeAll: boolean | undefined;
  /** Newest and oldest seq of the log as it is now; an `after` below `firstSeq - 1` cannot be served. */
  bounds(): Promise<{ readonly firstSeq: number; readonly lastSeq: number }>;
}

/**
 * Lets an actor listen, to everything it may see or to a topic of it.
 * @throws ProblemError `not_allowed`; `not_found` for a job or technician that is not the actor's to see; `malformed_request`
 */
export async function openFeed({ store }: ServiceOptions, actor: ActorContext, topic: Topic = {}): Promise<Feed> {
  allow(actor, 'events:read');
  const reader = store.read(actor.tenant);
  const sight = sightOf(actor, topic);
  const techniciansSeeAll = sight.breadth === 'as_configured' ? (await reader.settings()).techniciansSeeAll : undefined;
  const own = sight.breadth === 'all' || techniciansSeeAll ? {} : ownScope(actor);
  await expectTopic(reader, actor, { ...own, ...territoryScope(actor) }, topic);
  return {
    sight,
    techniciansSeeAll,
    bounds: async () => ({ firstSeq: await reader.firstSeq(), lastSeq: await reader.lastSeq() }),
  };
}

async function expectTopic(
  reader: Reader,
  actor: ActorContext,
  scope: Scope,
  { topic, jobId, technicianId }: Topic,
): Promise<void> {
  if (jobId !== undefined && technicianId !== undefined) {
    throw malformedQuery('technicianId', 'A stream is narrowed to one job or to one technician, not to both.');
  }
  const own = ownScope(actor);
  if (topic === 'own' && !('ofJob' in own ? own.ofJob : own.ownedBy)) {
    throw malformedQuery('topic', 'Nothing is your own: the token is neither for a technician nor for a job.');
  }
  if (jobId !== undefined && !(await exists(reader, 'jobs', jobId, scope))) throw notFound('job', jobId);
  if (technicianId !== undefined && !(await exists(reader, 'technicians', technicianId, scope))) {
    throw notFound('technician', technicianId);
  }
}

async function exists(reader: Reader, kind: 'jobs' | 'technicians', id: string, scope: Scope): Promise<boolean> {
  const page = await reader.list(kind, { filters: { ids: [id], ...scope }, sort: [], limit: 1 });
  return page.items.length > 0;
}
