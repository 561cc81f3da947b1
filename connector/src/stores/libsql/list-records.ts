import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm';
import type { Filters, ListRequest, Page, Records, SortKey, Tombstone } from '../../ports/store.ts';
import { malformedQuery } from '../../services/errors.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';
import { conditionsOf, customValue } from './filters.ts';
import { sitesInside } from './grid.ts';
import { parseRecord } from './rows.ts';
import { matchOf } from './search.ts';
import { type SortField, sortFields } from './sort-fields.ts';
import type { SqlRow } from './sql-client.ts';
import type { SqlRunner } from './sql-runner.ts';
import { StoredPage } from './stored-page.ts';
import { tableOf } from './tables.ts';

type Key = SortField & Pick<SortKey, 'descending'>;

/** One page, by position and not by number: what is inserted before it does not push anything over its edge. */
export async function listRecords<K extends Kind>(
  runner: SqlRunner,
  tenant: string,
  kind: K,
  request: ListRequest,
): Promise<Page<Records[K]>> {
  const keys = request.sort.map((key) => keyOf(kind, key));
  const found = await newestMatches(runner, tenant, kind, request);
  const conditions = found
    ? [sql`t.row_id in (select value from json_each(${JSON.stringify(found)}))`]
    : conditionsOf(kind, tenant, request.filters);
  const start = request.cursor === undefined ? undefined : decodeCursor(request.sort, request.cursor);
  const where = all(start ? [...conditions, after(keys, start)] : conditions);
  const sortValues = keys.map((key, i) => sql`, ${key.expression} as ${sql.raw(`key_${i}`)}`);

  const hint = (await isSmallArea(runner, tenant, kind, request.filters)) ? sql`indexed by jobs_site` : sql``;

  // In the same statement as the page: it sees the same state, and needs no transaction for that.
  const isCounted = request.total === true && (found === undefined || request.totalUpTo === undefined);
  const countOf = countUpTo(tenant, kind, request);
  const totalColumn = isCounted ? sql`, (${countOf}) as total` : sql``;

  const rows = await runner.all(sql`
    select t.id, t.deleted_at, t.record ${sql.join(sortValues)} ${totalColumn} from ${tableOf[kind]} t ${hint}
    where ${where} order by ${orderBy(keys)} limit ${request.limit + 1}`);
  const shown = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? shown.at(-1) : undefined;
  const texts = shown.filter((row) => row.deleted_at === null).map((row) => String(row.record));
  return new StoredPage<Records[K]>(texts, {
    deleted: shown.filter((row) => row.deleted_at !== null).map((row) => tombstoneOf(row)),
    nextCursor: last ? encodeCursor(request.sort, positionOf(keys, last)) : null,
    ...(request.total
      ? totalOf(
          request,
          isCounted
            ? (rows[0]?.total ?? (await runner.all(countOf))[0]?.total)
            : found && found.length < mostMatches
              ? found.length
              : undefined,
        )
      : {}),
  });
}

/** Matches of words that are listed. A word that tens of thousands of jobs have in common is not a question. */
const mostMatches = 500;

/**
 * With words to find, the newest jobs that match everything are picked first: the index of words gives them in that order and one by
 * one, so a common word costs no more among a million jobs than among thousands. Only when the very words find fewer, their
 * beginnings are tried, for which the index puts all matches together before it gives the first.
 */
async function newestMatches(
  runner: SqlRunner,
  tenant: string,
  kind: Kind,
  { filters: { q, ...others }, everyMatch }: ListRequest,
): Promise<number[] | undefined> {
  const match = kind === 'jobs' && q !== undefined && !everyMatch ? matchOf(q) : undefined;
  if (match === undefined) return undefined;
  const newest = async (words: string) => {
    const rows = await runner.all(sql`
      select t.row_id from jobs_search cross join jobs t on t.row_id = jobs_search.rowid
      where jobs_search match ${words} and ${all(conditionsOf(kind, tenant, others))}
      order by jobs_search.rowid desc limit ${mostMatches}`);
    return rows.map((row) => Number(row.row_id));
  };
  const exact = await newest(match.exact);
  return exact.length < mostMatches ? newest(match.beginnings) : exact;
}

/** Counts matches, but not much further than is wanted. */
function countUpTo(tenant: string, kind: Kind, { filters, totalUpTo }: ListRequest): SQL {
  const bound = totalUpTo === undefined ? sql`` : sql`limit ${totalUpTo + 1}`;
  const where = all(conditionsOf(kind, tenant, filters));
  return sql`select count(*) as total from (select 1 from ${tableOf[kind]} t where ${where} ${bound})`;
}

/** None when more was found than was counted. */
function totalOf({ totalUpTo }: ListRequest, counted: unknown): { readonly total?: number } {
  if (typeof counted !== 'number' || (totalUpTo !== undefined && counted > totalUpTo)) return {};
  return { total: counted };
}

/** So many sites have few enough jobs to read and sort them all. */
const fewSites = 200;

/**
 * Whether jobs are best looked up by the sites in the box. The database has no idea how many those are: it would walk all jobs in
 * the wanted order, which is right for a city and slow for a street.
 */
async function isSmallArea(runner: SqlRunner, tenant: string, kind: Kind, { bbox }: Filters): Promise<boolean> {
  if (kind !== 'jobs' || !bbox) return false;
  const rows = await runner.all(sql`select count(*) as n from (${sitesInside(tenant, bbox)} limit ${fewSites + 1})`);
  return Number(rows[0]?.n) <= fewSites;
}

function keyOf(kind: Kind, { field, descending }: SortKey): Key {
  const [, customKey] = /^custom\.([a-z]\w*)$/.exec(field) ?? [];
  if (customKey !== undefined) return { expression: customValue(customKey), nullable: true, descending };
  const fields = sortFields[kind];
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!known)
    throw malformedQuery(
      'sort',
      `"${field}" is not a field to sort by.`,
      `Sort by ${Object.keys(fields).join(', ')}; put - before one for descending.`,
    );
  return { ...known, descending };
}

const all = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

/**
 * Records without a value come last. Descending they do so by themselves; ascending it is said in the form for which the database can
 * still walk an index: `nulls last` for the first key, an index on `… is null` for later ones.
 */
function orderBy(keys: readonly Key[]): SQL {
  const parts = keys.flatMap(({ expression, nullable, descending }, i) => {
    if (descending) return [sql`${expression} desc`];
    if (!nullable) return [expression];
    return i === 0 ? [sql`${expression} asc nulls last`] : [sql`${expression} is null`, expression];
  });
  return sql.join([...parts, sql`t.id`], sql`, `);
}

/** True for what comes after the position: later in the first key, or equal in it and after in the rest. */
function after(keys: readonly Key[], { values, id }: Position): SQL {
  return keys.reduceRight<SQL>((rest, key, i) => {
    const value = values[i] ?? null;
    if (value === null) return sql`(${key.expression} is null and ${rest})`;
    const later = key.descending ? sql`${key.expression} < ${value}` : sql`${key.expression} > ${value}`;
    const without = key.nullable ? sql` or ${key.expression} is null` : sql``;
    return sql`(${later}${without} or (${key.expression} = ${value} and ${rest}))`;
  }, sql`t.id > ${id}`);
}

function positionOf(keys: readonly Key[], row: SqlRow): Position {
  return { values: keys.map((_, i) => scalar(row[`key_${i}`])), id: String(row.id) };
}

function scalar(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function tombstoneOf(row: SqlRow): Tombstone {
  const { version } = parseRecord(row);
  return { id: String(row.id), version, deletedAt: String(row.deleted_at) };
}
