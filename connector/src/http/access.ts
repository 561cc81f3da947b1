import { type Method, methods } from '@dispatchkit/contract';
import { grantFor } from '../services/access.ts';
import type { ActorContext } from '../services/index.ts';
import type { Identity } from './auth/identity.ts';
import type { Operation } from './operations/operation.ts';
import { refuse } from './problem.ts';

/** Refuses a role that may not do this at all. What it may do only to its own is decided by the service. */
export function checkRole(identity: Identity, operation: Operation): void {
  if (grantFor(identity, operation.action) !== 'none') return;
  throw refuse('not_allowed', {
    detail: `${identity.role === 'api_key' ? 'The API key' : `The role ${identity.role}`} may not do this (${operation.action}).`,
    hint: 'Ask somebody whose role may, or sign in with another one.',
    headers: {
      'www-authenticate': `Bearer realm="dispatchkit", error="insufficient_scope", scope="${operation.action}"`,
    },
  });
}

/** Who asks, as services want to know it. Only the token decides on tenant, role and person. */
export function actorOf(identity: Identity, headers: Headers, requestId: string): ActorContext {
  const { kind, tenant, id, name, role, technicianId, jobId, scopes, territories, tokenId, expiresAtMs } = identity;
  const credentials = { kind, role, territories, tokenId, expiresAtMs, ...(scopes === undefined ? {} : { scopes }) };
  return { ...credentials, tenant, id, name, technicianId, jobId, method: readMethod(headers), requestId };
}

function readMethod(headers: Headers): Method {
  const value = headers.get('dispatch-method');
  if (value === null) return 'api';
  const method = methods.find((known) => known === value);
  if (method !== undefined) return method;
  throw refuse('malformed_request', {
    detail: 'The header Dispatch-Method is not one of the known methods.',
    hint: `Send one of: ${methods.join(', ')}.`,
  });
}
