import type { Change, Event, RetentionCounts } from '@dispatchkit/contract';
import { type Kind, kinds } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import { getTableName } from 'drizzle-orm/table';
import type { Erasure, RetentionLimits, RetentionStore } from '../../ports/retention.ts';
import type { SqlRunner } from './sql-runner.ts';
import { tableOf } from './tables.ts';

interface Access {
  readonly read: <T>(work: (runner: SqlRunner) => Promise<T>) => Promise<T>;
  /** One transaction in the queue of writers. */
  readonly change: <T>(work: (runner: SqlRunner) => Promise<T>) => Promise<T>;
}

export function retentionOn({ read, change }: Access): RetentionStore {
  return {
    count: (tenant, limits) => read((runner) => count(runner, tenant, limits)),
    purgeEvents: (tenant, before, limit) => change((runner) => purgeEvents(runner, tenant, before, limit)),
    purgeEventSubjects: (tenant, after, limit) => change((runner) => purgeEventSubjects(runner, tenant, after, limit)),
    purgeDeleted: (tenant, kind, before, limit) =>
      change(async (runner) => {
        const rows = await runner.all(sql`
          delete from ${tableOf[kind]} where tenant = ${tenant} and id in (
            select t.id from ${tombstones(kind)} where ${deleted(kind, tenant, before)} limit ${limit}) returning id`);
        return rows.length;
      }),
    closedJobs: (tenant, before, limit) =>
      read(async (runner) => {
        const rows = await runner.all(sql`select t.id from jobs t where ${closed(tenant, before)} limit ${limit}`);
        return rows.map(({ id }) => String(id));
      }),
    purgePositions: (tenant, before) =>
      change(async (runner) => {
        const rows = await runner.all(sql`
          update technicians set record = json_set(record, '$.position', null)
          where tenant = ${tenant} and record ->> '$.position.at' < ${before} returning id`);
        return rows.length;
      }),
    eraseFields: (tenant, erasure, after, limit) => change((runner) => eraseFields(runner, tenant, erasure, after, limit)),
  };
}

/** Events are in the order of their instants; clocks that were set back only make some stay longer. */
async function purgeEvents(runner: SqlRunner, tenant: string, before: string, limit: number): Promise<number> {
  const rows = await runner.all(sql`
    delete from events where tenant = ${tenant} and seq < coalesce(
      (select min(seq) from (select seq, event ->> '$.at' as at from events where tenant = ${tenant} order by seq limit ${limit + 1})
        where at >= ${before}),
      (select max(seq) from (select seq from events where tenant = ${tenant} order by seq limit ${limit + 1})))
    returning seq`);
  return rows.length;
}

/** Walks the whole index once, a stretch at a time: rows are in the order of their subject and not of their event. */
async function purgeEventSubjects(runner: SqlRunner, tenant: string, after: string, limit: number): Promise<string | null> {
  const [last] = await runner.all(sql`
    select max(subject) as subject, count(*) as n from (
      select subject from event_subjects where tenant = ${tenant} and subject > ${after} order by subject limit ${limit})`);
  if (typeof last?.subject !== 'string') return null;
  await runner.all(sql`
    delete from event_subjects where tenant = ${tenant} and subject > ${after} and subject <= ${last.subject}
      and seq < (select coalesce(min(seq), 0) from events where tenant = ${tenant})`);
  return Number(last.n) < limit ? null : last.subject;
}

/** By the time of the last change, of which there is an index: what is old and still there is little, once rules are applied. */
function closed(tenant: string, before: string): SQL {
  return sql`t.tenant = ${tenant} and t.deleted_at is null and +t.status in ('completed', 'cancelled') and t.updated_at < ${before}
    and coalesce(t.completed_at, '') < ${before}`;
}

/** Rows that the database ties to others by a foreign key go after those. */
const tiedTo: Partial<Record<Kind, readonly { readonly from: Kind; readonly column: string }[]>> = {
  customers: [
    { from: 'jobs', column: 'customer_id' },
    { from: 'sites', column: 'customer_id' },
  ],
  sites: [{ from: 'jobs', column: 'site_id' }],
  jobs: [
    { from: 'assignments', column: 'job_id' },
    { from: 'dependencies', column: 'job_id' },
    { from: 'dependencies', column: 'depends_on_job_id' },
  ],
  technicians: [
    { from: 'assignments', column: 'technician_id' },
    { from: 'shifts', column: 'technician_id' },
    { from: 'timeOff', column: 'technician_id' },
    { from: 'certifications', column: 'technician_id' },
  ],
};

/** The index of deleted rows is short; left to itself the database would go through all there are. */
function tombstones(kind: Kind): SQL {
  return sql`${tableOf[kind]} t indexed by ${sql.raw(`${getTableName(tableOf[kind])}_deleted_ref`)}`;
}

function deleted(kind: Kind, tenant: string, before: string): SQL {
  const free = (tiedTo[kind] ?? []).map(
    ({ from, column }) =>
      sql`not exists (select 1 from ${tableOf[from]} r where r.tenant = ${tenant} and r.${sql.raw(column)} = t.id)`,
  );
  return sql.join([sql`t.tenant = ${tenant} and t.deleted_at < ${before}`, ...free], sql` and `);
}

async function count(runner: SqlRunner, tenant: string, limits: RetentionLimits): Promise<RetentionCounts> {
  const number = async (query: SQL) => Number((await runner.all(query))[0]?.n ?? 0);
  const { eventsBefore, closedJobsBefore, deletedBefore, positionsBefore } = limits;
  let gone = 0;
  if (deletedBefore !== undefined) {
    for (const kind of kinds) {
      gone += await number(
        sql`select count(*) as n from ${tombstones(kind)} where t.tenant = ${tenant} and t.deleted_at < ${deletedBefore}`,
      );
    }
  }
  return {
    events: eventsBefore === undefined ? 0 : await countEvents(runner, tenant, eventsBefore),
    closedJobs:
      closedJobsBefore === undefined
        ? 0
        : await number(sql`select count(*) as n from jobs t where ${closed(tenant, closedJobsBefore)}`),
    deleted: gone,
    positions:
      positionsBefore === undefined
        ? 0
        : await number(sql`
            select count(*) as n from technicians where tenant = ${tenant} and record ->> '$.position.at' < ${positionsBefore}`),
  };
}

/** Seqs have no gap and their instants rise, so the end of the old ones is found by halving, without reading them all. */
async function countEvents(runner: SqlRunner, tenant: string, before: string): Promise<number> {
  const [ends] = await runner.all(sql`select min(seq) as first, max(seq) as last from events where tenant = ${tenant}`);
  const first = Number(ends?.first ?? 0);
  let [low, high] = [first, Number(ends?.last ?? 0)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await runner.all(sql`select event ->> '$.at' as at from events where tenant = ${tenant} and seq = ${middle}`);
    if (String(row?.at) < before) low = middle + 1;
    else high = middle;
  }
  return low - first;
}

async function eraseFields(
  runner: SqlRunner,
  tenant: string,
  { kind, id, fields }: Erasure,
  after: number,
  limit: number,
): Promise<number | null> {
  if (after === 0) await eraseRecord(runner, tenant, { kind, id, fields });
  // Of events that are gone the subjects may still be there.
  const rows = await runner.all(sql`
    select s.seq, e.event from event_subjects s left join events e on e.tenant = s.tenant and e.seq = s.seq
    where s.tenant = ${tenant} and s.subject = ${subjectOf(kind, id)} and s.seq > ${after} order by s.seq limit ${limit}`);
  for (const { seq, event: text } of rows) {
    if (typeof text !== 'string') continue;
    const event = JSON.parse(text) as Event;
    const changes = event.changes.map((change) =>
      change.kind === kind && change.id === id ? withErased(change, fields) : change,
    );
    const erased = JSON.stringify({ ...event, changes });
    if (erased !== text) await runner.later(sql`update events set event = ${erased} where tenant = ${tenant} and seq = ${seq}`);
  }
  return rows.length < limit ? null : Number(rows.at(-1)?.seq);
}

async function eraseRecord(runner: SqlRunner, tenant: string, { kind, id, fields }: Erasure): Promise<void> {
  const patched = Object.entries(fields).reduce<SQL>(
    (record, [name, value]) => sql`json_set(${record}, ${`$.${name}`}, json(${JSON.stringify(value)}))`,
    sql`record`,
  );
  await runner.all(sql`update ${tableOf[kind]} set record = ${patched} where tenant = ${tenant} and id = ${id}`);
}

function withErased(change: Change, fields: Readonly<Record<string, unknown>>): Change {
  const cover = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Object.hasOwn(fields, name) ? fields[name] : value]));
  return {
    ...change,
    record: change.record && cover(change.record),
    ...(change.previous === undefined ? {} : { previous: cover(change.previous) }),
  };
}

/** What event_subjects calls a record. */
export function subjectOf(kind: Kind | 'settings', id: string): string {
  if (kind === 'jobs') return `job:${id}`;
  return kind === 'technicians' ? `technician:${id}` : `${kind}:${id}`;
}
