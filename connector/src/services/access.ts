import { type Action, actions, type Capabilities, type Grant, grantOf } from '@dispatchkit/contract/words';
import type { Reader } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';
import { ProblemError } from './errors.ts';

/** Whose rows an actor may see: all that are not narrowed. What is given narrows together. */
export interface Scope {
  /** Those of one technician. */
  readonly ownedBy?: string;
  /** Those of one job. */
  readonly ofJob?: string;
  /** Those of these territories, and those of none, which belong to everybody. */
  readonly territories?: readonly string[];
}

/** What rights depend on. */
export type Rights = Pick<ActorContext, 'role' | 'kind' | 'scopes' | 'territories'>;

/**
 * How far somebody may do something: by the role matrix, or by the scopes of an API key, which cover all rows.
 * Tokens that were traded or sent on never hand out further ones, and who sees some territories only never acts on the whole tenant.
 */
export function grantFor(actor: Rights, action: Action): Grant {
  if (actor.role === 'system') return 'all';
  if ((actor.kind === 'embed' || actor.kind === 'customer') && credentialActions.has(action)) return 'none';
  if (isLimited(actor) && wholeTenantActions.has(action)) return 'none';
  if (actor.role === 'api_key') return actor.scopes?.includes(action) ? 'all' : 'none';
  return grantOf(actor.role, action);
}

/** Whether only rows of some territories are the actor's. */
export function isLimited({ territories }: Rights): boolean {
  return territories !== undefined && territories !== null;
}

/** What gives others access, or takes it. */
const credentialActions: ReadonlySet<Action> = new Set([
  'embed_tokens:write',
  'customer_links:write',
  'tokens:revoke',
  'api_keys:read',
  'api_keys:write',
  'webhooks:read',
  'webhooks:write',
]);

/** What reaches into every territory: the settings of the tenant, bulk loads, and other systems, which see everything. */
const wholeTenantActions: ReadonlySet<Action> = new Set([
  'jobs:import',
  'settings:write',
  'tokens:revoke',
  'api_keys:read',
  'api_keys:write',
  'webhooks:read',
  'webhooks:write',
  'adapters:read',
  'adapters:write',
]);

/** @throws ProblemError `not_allowed` when the role may not do that at all */
export function allow(actor: ActorContext, action: Action): Exclude<Grant, 'none'> {
  const grant = grantFor(actor, action);
  if (grant === 'none') {
    const who = actor.role === 'api_key' ? 'The API key' : `The role ${actor.role}`;
    throw new ProblemError('not_allowed', `${who} may not do ${action}.`, {
      hint: 'Ask somebody with another role, or sign in as one.',
    });
  }
  return grant;
}

/**
 * What the actor may see of what `action` reads. A technician sees the whole day when the tenant says so.
 * @throws ProblemError `not_allowed`
 */
export async function scopeOf(actor: ActorContext, action: Action, reader: Reader): Promise<Scope> {
  const within = territoryScope(actor);
  if (allow(actor, action) === 'all') return within;
  if (actor.role === 'technician' && (await reader.settings()).techniciansSeeAll) return within;
  return { ...ownScope(actor), ...within };
}

/** One's own alone, whatever the tenant shows. An actor without a technician or a job owns nothing: no row has an empty id. */
export function ownScope(actor: ActorContext): Scope {
  return actor.role === 'customer' ? { ofJob: actor.jobId ?? '' } : { ownedBy: actor.technicianId ?? '' };
}

/** The territories the actor is limited to, if any. */
export function territoryScope({ territories }: Rights): Scope {
  return territories ? { territories } : {};
}

export function seesAll(scope: Scope): boolean {
  return scope.ownedBy === undefined && scope.ofJob === undefined && scope.territories === undefined;
}

/** What the widgets are told they may do. */
export function capabilitiesFor(actor: Rights): Capabilities {
  const capabilities: Capabilities = {};
  for (const action of actions) {
    const grant = grantFor(actor, action);
    if (grant !== 'none') capabilities[action] = grant;
  }
  return capabilities;
}
