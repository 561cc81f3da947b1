import type { Kind } from '@dispatchkit/contract/words';
import type { Filters, Page, Reader, Records } from '../../ports/store.ts';
import { allow, ownScope, type Scope, scopeOf } from '../access.ts';
import type { ActorContext } from '../actor.ts';
import { expectCustomKnown } from '../custom-fields.ts';
import { definitions } from '../definitions/index.ts';
import { listRequest } from '../list-request.ts';
import type { ListOptions } from '../options.ts';

/** What a list can be narrowed to and sorted by. */
export type Selection = Omit<ListOptions, 'limit' | 'cursor' | 'total'> &
  Filters & { readonly from?: string; readonly to?: string };

const pageSize = 500;

export interface Pages<K extends Kind> {
  readonly scope: Scope;
  readonly total: number;
  /** The first is read already: whoever may not, or asked for nonsense, has been told. */
  readonly pages: AsyncIterable<Page<Records[K]>>;
}

/**
 * All that the actor may see of a selection, page by page, so that any number of records takes the memory of one page. Records are
 * each shown once; those that change meanwhile are shown as they are when their page is read.
 * @throws ProblemError `not_allowed`, `malformed_request`
 */
export async function openPages<K extends Kind>(
  reader: Reader,
  actor: ActorContext,
  kind: K,
  selection: Selection,
): Promise<Pages<K>> {
  const { defaultSort, actions, narrow, customEntity } =
    kind === 'assignments' ? assignments : definitions[kind as Exclude<Kind, 'assignments'>];
  await expectCustomKnown(reader, customEntity, selection);
  const readable = await scopeOf(actor, actions.read, reader);
  // Who exports own records only does so also where the whole day may be looked at.
  const scope = allow(actor, 'exports:read') === 'own' ? { ...readable, ...ownScope(actor) } : readable;
  const read = (cursor?: string) =>
    reader.list(kind, {
      ...listRequest({ ...selection, ...narrow?.(actor), limit: pageSize, total: cursor === undefined }, scope, defaultSort),
      ...(cursor === undefined ? {} : { cursor }),
      everyMatch: true,
    });
  const first = await read();
  return { scope, total: first.total ?? 0, pages: following(first, read) };
}

async function* following<K extends Kind>(
  first: Page<Records[K]>,
  read: (cursor: string) => Promise<Page<Records[K]>>,
): AsyncGenerator<Page<Records[K]>, void, void> {
  let page = first;
  yield page;
  while (page.nextCursor !== null) {
    page = await read(page.nextCursor);
    yield page;
  }
}

const assignments = {
  defaultSort: 'startsAt',
  actions: { read: 'assignments:read' },
  narrow: undefined,
  customEntity: undefined,
} as const;
