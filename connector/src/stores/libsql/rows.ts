import type { Kind } from '@dispatchkit/contract/words';
import type { Row } from '@libsql/client';
import type { Records } from '../../ports/store.ts';

/** Only this store writes the column, and only records that passed the contract's schema, so it is not checked again. */
export function parseRecord<K extends Kind>(row: Row): Records[K] {
  return JSON.parse(String(row.record)) as Records[K];
}

export function parseRecords<K extends Kind>(rows: readonly Row[]): Records[K][] {
  return rows.map((row) => parseRecord<K>(row));
}
