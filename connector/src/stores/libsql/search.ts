import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import { folded, patternOf, searchable, writtenPlainly } from './fold-letters.ts';
import type { SqlRunner } from './sql-runner.ts';
import { isOneOf } from './tables.ts';

/** What `q` looks at, for kinds that are small enough to be scanned. Jobs have a full-text index. */
const searched: Partial<Record<Kind, readonly string[]>> = {
  technicians: ['$.name', '$.phone', '$.email', '$.externalRef'],
  customers: ['$.name', '$.phone', '$.email', '$.notes', '$.externalRef'],
  sites: ['$.name', '$.address', '$.district', '$.externalRef'],
  timeOff: ['$.reason'],
  assignments: ['$.notes'],
  crews: ['$.name', '$.externalRef'],
  equipment: ['$.name', '$.type', '$.notes', '$.externalRef'],
  certifications: ['$.key', '$.number', '$.notes', '$.externalRef'],
  series: ['$.name', '$.job.title', '$.externalRef'],
  views: ['$.name', '$.widget'],
  apiKeys: ['$.name', '$.prefix'],
  webhooks: ['$.url', '$.description'],
};

/**
 * Records that hold every word of `q`: of jobs a word that begins so, of other kinds anywhere. Neither case nor accents count. Text
 * without a letter or digit finds nothing.
 */
export function matching(kind: Kind, q: string): SQL {
  const match = matchOf(q);
  if (match === undefined) return sql`false`;
  if (kind === 'jobs') return sql`t.row_id in (select rowid from jobs_search where jobs_search match ${match.beginnings})`;
  const words = wordsOf(q);
  const paths = searched[kind];
  if (!paths) return sql`false`;
  const texts = paths.map((path) => `coalesce(t.record ->> '${path}', '')`);
  const haystack = sql.raw(searchable(`(${[...texts, customTexts('t.record')].join(` || ' ' || `)})`));
  return sql.join(
    words.map((word) => sql`${haystack} glob ${patternOf(word)}`),
    sql` and `,
  );
}

/** What the index of jobs is asked for; undefined for text without a letter or digit, which finds nothing. */
export function matchOf(q: string): { readonly exact: string; readonly beginnings: string } | undefined {
  // Words hold letters, marks and digits only, so quoting them leaves nothing of the query language.
  const words = wordsOf(q).map(asWritten);
  if (words.length === 0) return undefined;
  const asked = (suffix: string) =>
    words.map((variants) => `(${variants.map((word) => `"${word}"${suffix}`).join(' OR ')})`).join(' AND ');
  return { exact: asked(''), beginnings: asked('*') };
}

/** The index knows case and accents; letters such as ł are in it as l, and as they are where a job was last changed by an older version. */
function asWritten(word: string): string[] {
  return [...new Set([word, folded(word)])];
}

/** Texts of the tenant's own fields, as SQL. */
function customTexts(record: string): string {
  return `coalesce((select group_concat(value, ' ') from json_each(${record}, '$.custom') where type = 'text'), '')`;
}

/** At most 16 words of 64 characters: nobody types more, and a match costs by the word. */
function wordsOf(q: string): string[] {
  return [...q.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].slice(0, 16).map(([word]) => [...word].slice(0, 64).join(''));
}

const indexed = sql.raw(`
  select j.row_id, j.number || ' ' || coalesce(j.external_ref, ''), ${writtenPlainly('j.title')},
    ${writtenPlainly(`(coalesce(j.record ->> '$.description', '') || ' ' || ${customTexts('j.record')})`)},
    ${writtenPlainly("(coalesce(s.name, '') || ' ' || coalesce(s.address, ''))")}, ${writtenPlainly('s.district')},
    ${writtenPlainly('c.name')}
  from jobs j
    left join sites s on s.tenant = j.tenant and s.id = j.site_id
    left join customers c on c.tenant = j.tenant and c.id = j.customer_id`);

/** Brings the full-text rows of these jobs up to date with jobs, sites and customers as they are now in the transaction. */
export async function reindexJobs(
  sqlRunner: SqlRunner,
  tenant: string,
  { changed, removed = [] }: { readonly changed: readonly string[]; readonly removed?: readonly string[] },
): Promise<void> {
  if (removed.length > 0) {
    const old = sql`select row_id from jobs where tenant = ${tenant} and ${isOneOf(sql`id`, removed)}`;
    await sqlRunner.later(sql`delete from jobs_search where rowid in (${old})`);
  }
  if (changed.length === 0) return;
  await sqlRunner.later(sql`
    insert or replace into jobs_search (rowid, number, title, description, address, district, customer) ${indexed}
    where j.tenant = ${tenant} and ${isOneOf(sql`j.id`, changed)} and j.deleted_at is null`);
}
