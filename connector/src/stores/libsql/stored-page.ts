import type { Page, Tombstone } from '../../ports/store.ts';

/** A page that reads its records only for those who look at them. */
export class StoredPage<T> implements Page<T> {
  readonly deleted: readonly Tombstone[];
  readonly nextCursor: string | null;
  readonly total?: number;
  readonly #texts: string;
  #items: readonly T[] | undefined;

  /** @param texts records as they are stored, in order, with commas between them */
  constructor(texts: string, { deleted, nextCursor, total }: Omit<Page<T>, 'items' | 'itemsText'>) {
    this.#texts = texts;
    this.deleted = deleted;
    this.nextCursor = nextCursor;
    if (total !== undefined) this.total = total;
  }

  get items(): readonly T[] {
    this.#items ??= JSON.parse(this.itemsText) as T[];
    return this.#items;
  }

  // Neither of the two is carried along by `...page`: whoever changes the items does not pass on what they were made of.
  get itemsText(): string {
    return `[${this.#texts}]`;
  }
}
