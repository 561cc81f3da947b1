import type { BoardKind } from '@dispatchkit/contract/words';
import type { Reader, Records, SnapshotRequest, SnapshotTexts } from './store.ts';

/** A snapshot with its records read, for who works with them. */
export type SnapshotRecords = Omit<SnapshotTexts, 'records'> & { readonly [K in BoardKind]: Records[K][] };

export async function readSnapshotRecords(reader: Reader, request: SnapshotRequest): Promise<SnapshotRecords> {
  const { records, ...rest } = await reader.snapshot(request);
  // Only the store writes these texts, of records that passed the contract's schema.
  const read = Object.entries(records).map(([kind, text]) => [kind, JSON.parse(text) as unknown]);
  return { ...rest, ...(Object.fromEntries(read) as { readonly [K in BoardKind]: Records[K][] }) };
}
