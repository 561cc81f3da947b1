import type { Kind } from '@dispatchkit/contract/words';
import type { Filters, Reader, Records, SortKey } from '../ports/store.ts';

const atOnce = 500;

/** All records that fit, page by page, so that any number takes the memory of one page. By id unless `sort` says otherwise. */
export async function* everyRecord<K extends Kind>(
  reader: Pick<Reader, 'list'>,
  kind: K,
  filters: Filters = {},
  sort: readonly SortKey[] = [],
): AsyncGenerator<Records[K], void, void> {
  let cursor: string | undefined;
  do {
    const page = await reader.list(kind, { filters, sort, limit: atOnce, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** As `everyRecord`, all at once: for those of which there are never many. */
export async function allRecords<K extends Kind>(...asked: Parameters<typeof everyRecord<K>>): Promise<Records[K][]> {
  const records: Records[K][] = [];
  for await (const record of everyRecord(...asked)) records.push(record);
  return records;
}
