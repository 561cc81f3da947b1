import type { Actor } from '@dispatchkit/contract';
import type { Action, ActorRole, Method } from '@dispatchkit/contract/words';
import type { Idempotency, WriteMeta } from '../ports/store.ts';

/** Who asks, for which tenant, and how. Made by authentication; nothing in it comes from a body. */
export interface ActorContext {
  readonly tenant: string;
  /** `sub` of the token, `api-key:ID`, or `system`. */
  readonly id: string;
  readonly name: string | null;
  /** `system` is the connector itself and its command line: it may do everything. `api_key` may do what its `scopes` say. */
  readonly role: ActorRole;
  /** What it signed in with. Absent: the connector itself. */
  readonly kind?: ActorKind;
  /** Of the token, when it has one; the id of an API key. */
  readonly tokenId?: string | null;
  /** Of an API key: what it may do, on all rows. */
  readonly scopes?: readonly Action[];
  /** The only territories whose rows are theirs; absent or `null`: all. */
  readonly territories?: readonly string[] | null;
  /** Of a token or key: epoch milliseconds; `null` never. */
  readonly expiresAtMs?: number | null;
  /** Which technician a `technician` is; without one, that role sees nothing of its own. */
  readonly technicianId: string | null;
  /** The one job a `customer` token is for. */
  readonly jobId?: string | null;
  readonly method: Method;
  readonly requestId: string | null;
  /** For POST with `Idempotency-Key`: the service then happens once and answers the same again. */
  readonly idempotency?: Idempotency;
  /** Told how far the log is once a change is written. */
  readonly onWritten?: (seq: number) => void;
  /** Aborted when nobody waits for the answer any more: what has not begun to write by then is not done. */
  readonly signal?: AbortSignal;
}

/** `user`: a token of an identity provider · `embed`, `customer`: signed by the connector · `apiKey`: another system. */
export type ActorKind = 'user' | 'embed' | 'apiKey' | 'customer';

/** The connector itself acting for a tenant: imports, seeds, background work. */
export function systemActor(tenant: string, method: Method = 'system'): ActorContext {
  return { tenant, id: 'system', name: null, role: 'system', technicianId: null, method, requestId: null };
}

/** What an event keeps of who did it. */
export function actorOf(context: ActorContext): Actor {
  return { id: context.id, name: context.name, role: context.role };
}

export function writeMetaOf(context: ActorContext): WriteMeta {
  return {
    actor: actorOf(context),
    method: context.method,
    requestId: context.requestId,
    ...(context.idempotency ? { idempotency: context.idempotency } : {}),
    ...(context.onWritten ? { onWritten: context.onWritten } : {}),
    ...(context.signal ? { signal: context.signal } : {}),
  };
}
