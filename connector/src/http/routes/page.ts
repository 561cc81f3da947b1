import type { Page } from '../../ports/store.ts';

/** A page as the wire shows it: tombstones only where they can be. */
export function pageAnswer<T>({ items, deleted, nextCursor, total }: Page<T>) {
  return {
    items: [...items],
    ...(deleted.length === 0 ? {} : { deleted: [...deleted] }),
    nextCursor,
    ...(total === undefined ? {} : { total }),
  };
}
