import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { Bbox } from '../../ports/store.ts';

/*
 * Sites are indexed by rows of a hundredth of a degree of latitude (about 1.1 km), and by longitude within a row. A box is then a
 * range of longitudes in each of its rows; an index on latitude and longitude alone would read a band around the whole earth.
 */

/** Row of the grid a site lies in. Written exactly as in the index, or the database would not know it again. */
export const cellOfSite: SQL = sql.raw('cast((latitude + 90.0) * 100 as integer)');

/** Higher boxes (about 450 km) hold so much that no index helps. */
const maxRows = 400;

/** Rows of the grid that the box touches, or undefined when they are too many. */
export function rowsOf({ south, north }: Bbox): readonly number[] | undefined {
  const first = Math.floor((south + 90) * 100);
  const last = Math.floor((north + 90) * 100);
  // Degrees times 100 may fall just beside a whole number, here and in the database: one row more on either side costs nothing.
  return last - first < maxRows ? Array.from({ length: last - first + 3 }, (_, i) => first - 1 + i) : undefined;
}

/** Whether the place of a row lies in the box. Columns are named without a table. */
export function inside(box: Bbox): SQL {
  const { west, south, east, north } = box;
  const longitude =
    west <= east ? sql`longitude between ${west} and ${east}` : sql`(longitude >= ${west} or longitude <= ${east})`;
  return sql`latitude between ${south} and ${north} and ${longitude}`;
}

/** Whether a row of the grid is one of those that the box touches; true when they are too many to name. */
export function rowsTouched(row: SQL, box: Bbox): SQL {
  const rows = rowsOf(box);
  return rows ? sql`${row} in (select value from json_each(${JSON.stringify(rows)}))` : sql`true`;
}

/** Ids of the sites in the box. */
export function sitesInside(tenant: string, box: Bbox, columns: SQL = sql`id`): SQL {
  const rows = rowsOf(box);
  if (!rows) return sql`select ${columns} from sites where tenant = ${tenant} and deleted_at is null and ${inside(box)}`;
  return sql`select ${columns} from sites indexed by sites_grid where tenant = ${tenant} and deleted_at is null
    and ${rowsTouched(cellOfSite, box)} and ${inside(box)}`;
}
