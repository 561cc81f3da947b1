import type { LivePosition } from '@dispatchkit/contract';
import { sql } from 'drizzle-orm/sql/sql';
import { canonicalInstant } from './canonical.ts';
import type { SqlRunner } from './sql-runner.ts';

/** A technician by id, and where they are now. */
export type Moved = readonly [id: string, position: LivePosition];

/** Keeps the positions that are newer than those known. @returns which they are, as they are kept */
export async function keepPositions(runner: SqlRunner, tenant: string, given: readonly Moved[]): Promise<Moved[]> {
  const positions = new Map(given.map(([id, position]) => [id, { ...position, at: canonicalInstant(position.at) }]));
  // Materialized and joined crosswise, the fixes lead to their technicians and not all technicians to the fixes.
  const rows = await runner.all(sql`
    with moved as materialized (
      select t.rowid as row_id, json_set(t.record, '$.position', json(fix.value)) as record
      from json_each(${JSON.stringify(Object.fromEntries(positions))}) fix
        cross join technicians t on t.tenant = ${tenant} and t.id = fix.key
      where t.deleted_at is null and coalesce(t.record ->> '$.position.at', '') < fix.value ->> '$.at')
    update technicians set record = moved.record from moved where technicians.rowid = moved.row_id
    returning id`);
  return rows.flatMap(({ id }): Moved[] => {
    const position = positions.get(String(id));
    return position ? [[String(id), position]] : [];
  });
}
