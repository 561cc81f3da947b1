import type { Store, Writer } from '../ports/store.ts';
import { type ActorContext, writeMetaOf } from './actor.ts';
import { ProblemError } from './errors.ts';

/**
 * A unit of work whose answer holds a secret that is kept nowhere. With an idempotency key it happens once all the same; whoever
 * repeats it, because the answer was lost, is told that it has happened.
 * @param work returns what may be kept of the answer
 * @param toldAgain says of it what has happened, and what to do without the secret
 * @throws ProblemError `already_exists` when an earlier request with the key has done it
 */
export async function writeShownOnce<T>(
  store: Store,
  actor: ActorContext,
  work: (writer: Writer) => Promise<T>,
  toldAgain: (earlier: T) => { readonly detail: string; readonly hint: string },
): Promise<T> {
  let isReplay = false;
  const onReplay = () => {
    isReplay = true;
  };
  const { idempotency, ...meta } = writeMetaOf(actor);
  const once = idempotency ? { ...meta, idempotency: { ...idempotency, onReplay } } : meta;
  const { result } = await store.write(actor.tenant, once, work);
  if (!isReplay) return result;
  const { detail, hint } = toldAgain(result);
  throw new ProblemError('already_exists', detail, { hint });
}
