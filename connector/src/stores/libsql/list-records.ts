import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { Filters, ListRequest, Page, Records, SortKey, Tombstone } from '../../ports/store.ts';
import { malformedQuery } from '../../services/errors.ts';
import { decodeCursor, encodeCursor, type Position } from './cursor.ts';
import { conditionsOf, customValue } from './filters.ts';
import { sitesInside } from './grid.ts';
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
  const { page, total } = await readPage(runner, tenant, kind, request, keys);
  return new StoredPage<Records[K]>(String(page.records ?? ''), {
    deleted: JSON.parse(String(page.deleted)) as Tombstone[],
    nextCursor: Number(page.found) > request.limit ? encodeCursor(request.sort, positionOf(keys, page)) : null,
    ...(total === undefined ? {} : { total }),
  });
}

interface Read {
  /** See `pageOf`. */
  readonly page: SqlRow;
  /** None when it was not asked for, or when there is more than was counted. */
  readonly total?: number | undefined;
}

async function readPage(
  runner: SqlRunner,
  tenant: string,
  kind: Kind,
  request: ListRequest,
  keys: readonly Key[],
): Promise<Read> {
  const { filters, everyMatch } = request;
  const match = kind === 'jobs' && filters.q !== undefined && !everyMatch ? matchOf(filters.q) : undefined;
  if (match === undefined) return everyRow(runner, tenant, kind, request, keys);
  const exact = await newestMatches(runner, tenant, request, keys, match.exact);
  return exact.matches < mostMatches ? newestMatches(runner, tenant, request, keys, match.beginnings) : exact;
}

async function everyRow(
  runner: SqlRunner,
  tenant: string,
  kind: Kind,
  request: ListRequest,
  keys: readonly Key[],
): Promise<Read> {
  const conditions = [...conditionsOf(kind, tenant, request.filters), ...afterCursor(request, keys)];
  const hint = (await isSmallArea(runner, tenant, kind, request.filters)) ? sql`indexed by jobs_site` : sql``;
  const found = sql`
    select t.id, ${contentColumns(sql`t`, request.filters)} ${sql.join(columnsOf(keys))} from ${tableOf[kind]} t ${hint}
    where ${all(conditions)} order by ${orderBy(keys)} limit ${request.limit + 1}`;
  // In the same statement as the page: it sees the same state, and needs no transaction for that.
  const counted = sql`(${countUpTo(tenant, kind, request)})`;
  const isWhole = request.cursor === undefined ? sql`count(*) <= ${request.limit}` : sql`false`;
  const total = request.total ? sql`case when ${isWhole} then count(*) else ${counted} end` : sql`null`;
  const [page = {}] = await runner.all(pageOf(request, found, sql`${total} as total`));
  const isCounted = request.total && (request.totalUpTo === undefined || Number(page.total) <= request.totalUpTo);
  return { page, total: isCounted ? Number(page.total) : undefined };
}

/**
 * A page as a single row, because handing out one long text costs much less than fifty rows of columns: `records` (joined by commas),
 * `deleted` (tombstones), how many were `found`, and `id` and the keys of the last one shown, which are those of the row with the highest
 * number.
 * @param found in order, and one more than the limit when there are further ones: id, keys and `contentColumns`
 */
function pageOf({ limit, sort, filters }: ListRequest, found: SQL, more: SQL): SQL {
  const isShown = sql`t.nth <= ${limit}`;
  const tombstone = sql`json_object('id', t.id, 'version', t.version, 'deletedAt', t.deleted_at)`;
  const contents = mayBeDeleted(filters)
    ? sql`group_concat(t.record, ',') filter (where ${isShown} and t.deleted_at is null) as records,
        json_group_array(${tombstone}) filter (where ${isShown} and t.deleted_at is not null) as deleted`
    : sql`group_concat(t.record, ',') filter (where ${isShown}) as records, '[]' as deleted`;
  return sql`
    select ${contents}, count(*) as found, max(case when ${isShown} then t.nth end) as last,
      t.id, ${sql.join(sort.map((_, i) => sql`t.${keyColumn(i)}, `))} ${more}
    from (select *, row_number() over () as nth from (${found})) t`;
}

const mayBeDeleted = ({ updatedSince }: Filters): boolean => updatedSince !== undefined;

/** What a page is made of, of a table or of what was found in it. */
const contentColumns = (table: SQL, filters: Filters): SQL =>
  mayBeDeleted(filters) ? sql`${table}.version, ${table}.deleted_at, ${table}.record` : sql`${table}.record`;

/** Matches of words that are listed. A word that tens of thousands of jobs have in common is not a question. */
const mostMatches = 300;

/**
 * With words to find, the newest jobs that match everything are picked first: the index of words gives them in that order and one by
 * one, so a common word costs no more among a million jobs than among thousands. Only when the very words find fewer, their
 * beginnings are tried, for which the index puts all matches together before it gives the first.
 */
async function newestMatches(
  runner: SqlRunner,
  tenant: string,
  request: ListRequest,
  keys: readonly Key[],
  words: string,
): Promise<Read & { readonly matches: number }> {
  const { q: _, ...filters } = request.filters;
  const matching = sql`
    select t.row_id, t.id ${sql.join(columnsOf(keys))} from jobs_search cross join jobs t on t.row_id = jobs_search.rowid
    where jobs_search match ${words} and ${all(conditionsOf('jobs', tenant, filters))}
    order by jobs_search.rowid desc limit ${mostMatches}`;
  // Sorted by what was read of them already: of the jobs themselves only those that are shown are read.
  const foundKeys = keys.map((key, i) => ({ ...key, expression: sql`t.${keyColumn(i)}` }));
  const found = sql`
    select t.*, ${contentColumns(sql`job`, filters)} from (
      select * from matching t where ${all([sql`true`, ...afterCursor(request, foundKeys)])}
      order by ${orderBy(foundKeys)} limit ${request.limit + 1}
    ) t cross join jobs job on job.row_id = t.row_id`;
  const [page = {}] = await runner.all(sql`
    with matching as materialized (${matching})
    ${pageOf(request, found, sql`(select count(*) from matching) as matches`)}`);
  const matches = Number(page.matches);
  if (!request.total) return { page, matches };
  if (matches < mostMatches) return { page, matches, total: matches };
  const [counted] = request.totalUpTo === undefined ? await runner.all(countUpTo(tenant, 'jobs', request)) : [];
  return { page, matches, ...(counted ? { total: Number(counted.total) } : {}) };
}

const keyColumn = (index: number): SQL => sql.raw(`key_${index}`);

const columnsOf = (keys: readonly Key[]): SQL[] => keys.map((key, i) => sql`, ${key.expression} as ${keyColumn(i)}`);

function afterCursor({ sort, cursor }: ListRequest, keys: readonly Key[]): SQL[] {
  return cursor === undefined ? [] : [after(keys, decodeCursor(sort, cursor))];
}

/** Counts matches, but not much further than is wanted. */
function countUpTo(tenant: string, kind: Kind, { filters, totalUpTo }: ListRequest): SQL {
  const bound = totalUpTo === undefined ? sql`` : sql`limit ${totalUpTo + 1}`;
  const where = all(conditionsOf(kind, tenant, filters));
  return sql`select count(*) as total from (select 1 from ${tableOf[kind]} t where ${where} ${bound})`;
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
