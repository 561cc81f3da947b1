import type { BoardKind } from '@dispatchkit/contract/words';
import type { Records } from './source.ts';

/** A record of any collection. */
export type Row = Records[BoardKind];
export type MutableTables = { readonly [K in BoardKind]: Map<string, Records[K]> };

export function emptyTables(): MutableTables {
  return {
    jobs: new Map(),
    assignments: new Map(),
    technicians: new Map(),
    customers: new Map(),
    sites: new Map(),
    shifts: new Map(),
    timeOff: new Map(),
    crews: new Map(),
    equipment: new Map(),
    dependencies: new Map(),
  };
}

/** One collection seen as rows of any kind. The caller keeps kind and row together. */
export function rowsOf(tables: MutableTables, kind: BoardKind): Map<string, Row> {
  return tables[kind] as Map<string, Row>;
}
