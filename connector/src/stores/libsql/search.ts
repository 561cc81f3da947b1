import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm';
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
  const texts = paths.map((path) => sql`coalesce(t.record ->> ${path}, '')`);
  const haystack = searchable(sql`(${sql.join([...texts, customTexts(sql`t.record`)], sql` || ' ' || `)})`);
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

/** Texts of the tenant's own fields. */
function customTexts(record: SQL): SQL {
  return sql`coalesce((select group_concat(value, ' ') from json_each(${record}, '$.custom') where type = 'text'), '')`;
}

/** At most 16 words of 64 characters: nobody types more, and a match costs by the word. */
function wordsOf(q: string): string[] {
  return [...q.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].slice(0, 16).map(([word]) => [...word].slice(0, 64).join(''));
}

/** Brings the full-text rows of these jobs up to date with jobs, sites and customers as they are now in the transaction. */
export async function reindexJobs(
  sqlRunner: SqlRunner,
  tenant: string,
  { changed, added }: { readonly changed: readonly string[]; readonly added: readonly string[] },
): Promise<void> {
  if (changed.length > 0) {
    const old = sql`select row_id from jobs where tenant = ${tenant} and ${isOneOf(sql`id`, changed)}`;
    await sqlRunner.later(sql`delete from jobs_search where rowid in (${old})`);
  }
  const jobIds = [...new Set([...changed, ...added])];
  if (jobIds.length === 0) return;
  await sqlRunner.later(sql`
    insert into jobs_search (rowid, number, title, description, address, district, customer)
    select j.row_id, j.number || ' ' || coalesce(j.external_ref, ''), ${writtenPlainly(sql`j.title`)},
      ${writtenPlainly(sql`(coalesce(j.record ->> '$.description', '') || ' ' || ${customTexts(sql`j.record`)})`)},
      ${writtenPlainly(sql`(coalesce(s.name, '') || ' ' || coalesce(s.address, ''))`)}, ${writtenPlainly(sql`s.district`)},
      ${writtenPlainly(sql`c.name`)}
    from jobs j
      left join sites s on s.tenant = j.tenant and s.id = j.site_id
      left join customers c on c.tenant = j.tenant and c.id = j.customer_id
    where j.tenant = ${tenant} and ${isOneOf(sql`j.id`, jobIds)} and j.deleted_at is null`);
}
