import type { Page } from '../../ports/store.ts';

/** A page as the wire shows it: tombstones only where they can be. */
export function pageAnswer<T>(page: Page<T>): PageAnswer<T> {
  return new PageAnswer(page);
}

/** The body of an answer. Its records are only read for those who look at them. */
export class PageAnswer<T> {
  readonly deleted?: Page<T>['deleted'][number][];
  readonly nextCursor: string | null;
  readonly total?: number;
  readonly #page: Page<T>;

  constructor(page: Page<T>) {
    const { deleted, nextCursor, total } = page;
    this.#page = page;
    if (deleted.length > 0) this.deleted = [...deleted];
    this.nextCursor = nextCursor;
    if (total !== undefined) this.total = total;
  }

  get items(): T[] {
    return [...this.#page.items];
  }

  /** As JSON; records that go out as they are stored are not even read. */
  get text(): string {
    const items = this.#page.itemsText ?? JSON.stringify(this.#page.items);
    return `{"items":${items},${JSON.stringify(this).slice(1)}`;
  }
}
