import type { Action, Kind } from '@dispatchkit/contract/words';
import type { Filters, Page, Reader, Records } from '../ports/store.ts';
import { scopeOf } from './access.ts';
import type { ActorContext } from './actor.ts';
import { type CustomEntity, expectCustomKnown } from './custom-fields.ts';
import { expectFitFilters, pageFor, recordFor } from './customer-view.ts';
import { notFound } from './errors.ts';
import { listRequest } from './list-request.ts';
import type { ListOptions } from './options.ts';

export interface Readable {
  readonly noun: string;
  readonly actions: { readonly read: Action };
  readonly defaultSort: string;
  readonly customEntity?: CustomEntity;
  /** What an actor sees of it, where that depends on the person and not on the role. */
  narrow?(actor: ActorContext): Filters;
}

/** A page of what the actor may see. */
export async function listVisible<K extends Kind>(
  reader: Reader,
  actor: ActorContext,
  kind: K,
  readable: Readable,
  options: ListOptions & Filters & { readonly from?: string; readonly to?: string } = {},
): Promise<Page<Records[K]>> {
  const scope = await scopeOf(actor, readable.actions.read, reader);
  expectFitFilters(actor, options);
  await expectCustomKnown(reader, readable.customEntity, options);
  const request = listRequest({ ...options, ...readable.narrow?.(actor) }, scope, readable.defaultSort);
  return pageFor(actor, kind, await reader.list(kind, request));
}

/** @throws ProblemError `not_found` also for what is there but not the actor's */
export async function getVisible<K extends Kind>(
  reader: Reader,
  actor: ActorContext,
  kind: K,
  readable: Readable,
  id: string,
  action: Action = readable.actions.read,
): Promise<Records[K]> {
  const scope = await scopeOf(actor, action, reader);
  const page = await reader.list(kind, { filters: { ids: [id], ...scope, ...readable.narrow?.(actor) }, sort: [], limit: 1 });
  const [record] = page.items;
  if (!record) throw notFound(readable.noun, id);
  return recordFor(actor, kind, record);
}
