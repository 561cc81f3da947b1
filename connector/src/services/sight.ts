import type { Kind } from '@dispatchkit/contract/words';
import { grantFor, ownScope, type Scope, territoryScope } from './access.ts';
import type { ActorContext } from './actor.ts';
import { readActionOf } from './read-actions.ts';

/** What somebody sees of events: of which kinds, of whose records, and what was asked for. Made once per stream or page of history. */
export interface Sight {
  /** Those with the same key see the same, except for what is personal (`actorId`). */
  readonly key: string;
  readonly actorId: string;
  readonly kinds: ReadonlySet<Kind | 'settings'>;
  /** Positions of technicians are told. */
  readonly positions: boolean;
  /** All rows of the tenant, one's own, or whichever the tenant has chosen for technicians. */
  readonly breadth: 'all' | 'own' | 'as_configured';
  /** What is one's own, for those who do not see all. */
  readonly own: Scope;
  /** The only territories that are seen, if the token says so. */
  readonly territories: readonly string[] | undefined;
  /** What the stream was narrowed to by who opened it. */
  readonly topic: Scope | undefined;
  /** Records are reduced to what a customer may see. */
  readonly isCustomer: boolean;
}

/** Narrows to one job, one technician, or what is one's own. */
export interface Topic {
  readonly topic?: 'all' | 'own' | undefined;
  readonly jobId?: string | undefined;
  readonly technicianId?: string | undefined;
}

export function sightOf(actor: ActorContext, { topic, jobId, technicianId }: Topic = {}): Sight {
  const breadth = breadthOf(actor, topic);
  const own = ownScope(actor);
  const scope = scopeOfTopic(jobId, technicianId);
  const kinds = (scope ? kindsOfTopics : allKinds).filter((kind) => grantFor(actor, readActionOf[kind]) !== 'none');
  const { territories } = territoryScope(actor);
  const isCustomer = actor.role === 'customer';
  return {
    key: JSON.stringify([kinds, breadth, breadth === 'all' ? null : own, territories ?? null, scope ?? null, isCustomer]),
    actorId: actor.id,
    kinds: new Set(kinds),
    positions: kinds.includes('technicians'),
    breadth,
    own,
    territories,
    topic: scope,
    isCustomer,
  };
}

const allKinds = Object.keys(readActionOf) as (Kind | 'settings')[];
/** What can belong to one job or one technician. */
const kindsOfTopics = [
  'jobs',
  'assignments',
  'technicians',
  'shifts',
  'timeOff',
  'certifications',
  'dependencies',
] as const satisfies readonly Kind[];

function scopeOfTopic(jobId: string | undefined, technicianId: string | undefined): Scope | undefined {
  if (jobId !== undefined) return { ofJob: jobId };
  return technicianId === undefined ? undefined : { ownedBy: technicianId };
}

function breadthOf(actor: ActorContext, topic: Topic['topic']): Sight['breadth'] {
  if (topic === 'own') return 'own';
  if (grantFor(actor, 'events:read') === 'all') return 'all';
  return actor.role === 'technician' ? 'as_configured' : 'own';
}

/** Scopes a record must be in to be seen. */
export function scopesOf({ breadth, own, territories, topic }: Sight, techniciansSeeAll: boolean): Scope[] {
  const isNarrow = breadth === 'own' || (breadth === 'as_configured' && !techniciansSeeAll);
  return [...(isNarrow ? [own] : []), ...(territories ? [{ territories }] : []), ...(topic ? [topic] : [])];
}

/** Whether nothing has to be looked up to know what is seen. */
export function seesWhole(sight: Sight): boolean {
  return isGapless(sight) && sight.territories === undefined;
}

/** Whether every seq is told, also of what is not to be seen: who may read all events counts on it. */
export function isGapless({ breadth, topic }: Sight): boolean {
  return breadth === 'all' && topic === undefined;
}
