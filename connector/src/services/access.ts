import { type Action, actions, type Capabilities, capabilitiesOf, type Grant, grantOf } from '@dispatchkit/contract/words';
import type { Reader } from '../ports/store.ts';
import type { ActorContext } from './actor.ts';
import { ProblemError } from './errors.ts';

/** Whose rows an actor may see: all, those of one technician, or those of one job. */
export type Scope =
  | { readonly ownedBy?: undefined; readonly ofJob?: undefined }
  | { readonly ownedBy: string }
  | { readonly ofJob: string };

/** @throws ProblemError `not_allowed` when the role may not do that at all */
export function allow(actor: ActorContext, action: Action): Exclude<Grant, 'none'> {
  const grant = actor.role === 'system' ? 'all' : grantOf(actor.role, action);
  if (grant === 'none') {
    throw new ProblemError('not_allowed', `The role ${actor.role} may not do ${action}.`, {
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
  if (allow(actor, action) === 'all') return {};
  if (actor.role === 'technician' && (await reader.settings()).techniciansSeeAll) return {};
  return ownScope(actor);
}

/** One's own alone, whatever the tenant shows. An actor without a technician or a job owns nothing: no row has an empty id. */
export function ownScope(actor: ActorContext): Scope {
  return actor.role === 'customer' ? { ofJob: actor.jobId ?? '' } : { ownedBy: actor.technicianId ?? '' };
}

export function seesAll(scope: Scope): boolean {
  return !('ownedBy' in scope && scope.ownedBy !== undefined) && !('ofJob' in scope && scope.ofJob !== undefined);
}

/** What the widgets are told they may do. */
export function capabilitiesFor(actor: ActorContext): Capabilities {
  if (actor.role === 'system') return Object.fromEntries(actions.map((action) => [action, 'all']));
  return capabilitiesOf(actor.role);
}
