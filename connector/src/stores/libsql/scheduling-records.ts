import type { Assignment, Job } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { Interval, Records, SchedulingRecords } from '../../ports/store.ts';
import { overlapping } from './filters.ts';
import { parseRecord, parseRecords } from './rows.ts';
import type { SqlRow } from './sql-client.ts';
import type { SqlRunner } from './sql-runner.ts';
import { isOneOf, valuesOf } from './tables.ts';

/** The rules look at most three days around a placement; one more for days that begin earlier or end later in another zone. */
const marginMs = 96 * 3_600_000;

/** In two statements, one more each when equipment is shared and when jobs wait for others: to a database on a server each of them is a journey. */
export async function readSchedulingRecords(
  runner: SqlRunner,
  tenant: string,
  jobIds: readonly string[],
  technicianIds: readonly string[],
  interval: Interval,
): Promise<SchedulingRecords> {
  const around = overlapping({
    from: new Date(Date.parse(interval.from) - marginMs).toISOString(),
    to: new Date(Date.parse(interval.to) + marginMs).toISOString(),
  });
  const live = sql`t.tenant = ${tenant} and t.deleted_at is null`;
  const theirs = sql`${live} and ${isOneOf(sql`t.technician_id`, technicianIds)} and ${around}`;
  // Of the technicians, and all of the jobs themselves: a promised window is kept once any part of the job starts in it. One by one
  // and not with `or`, for which the database would read every assignment there is.
  const near = byKind(
    await runner.all(sql`
      select 'jobs' as kind, record from jobs t where ${live} and ${isOneOf(sql`t.id`, jobIds)}
      union all select 'technicians', record from technicians t where ${live} and ${isOneOf(sql`t.id`, technicianIds)}
      union all select 'shifts', record from shifts t where ${theirs}
      union all select 'timeOff', record from time_off t where ${theirs}
      union all select 'assignments', record from assignments t where ${theirs}
      union all select 'assignments', record from assignments t where ${live} and ${isOneOf(sql`t.job_id`, jobIds)}
      union all select 'dependencies', record from dependencies t where ${live} and ${isOneOf(sql`t.job_id`, jobIds)}
      union all select 'dependencies', record from dependencies t where ${live} and ${isOneOf(sql`t.depends_on_job_id`, jobIds)}`),
  );
  const dependencies = uniqueById(near.dependencies);
  const linkedJobs = dependencies.flatMap(({ jobId, dependsOnJobId }) => [jobId, dependsOnJobId]);
  const assignments = uniqueById([
    ...near.assignments,
    ...(await sharingEquipment(runner, tenant, near.jobs, around)),
    ...(await assignmentsOfJobs(runner, tenant, linkedJobs)),
  ]);
  const neededJobs = [...new Set([...jobIds, ...linkedJobs, ...assignments.map((assignment) => assignment.jobId)])];
  const known = new Set(jobIds);
  const furtherJobs = neededJobs.filter((id) => !known.has(id));
  const siteIds = [...new Set(near.jobs.flatMap(({ siteId }) => siteId ?? []))];
  const ofNearJobs = sql`select 'sites' as kind, record from sites t where t.tenant = ${tenant} and ${isOneOf(sql`t.id`, siteIds)}`;
  const further = byKind(
    await runner.all(
      furtherJobs.length === 0
        ? ofNearJobs
        : sql`
      ${ofNearJobs}
      union select 'sites', record from sites t where t.tenant = ${tenant}
        and t.id in (select site_id from jobs where tenant = ${tenant} and id in ${valuesOf(furtherJobs)})
      union all select 'jobs', record from jobs t where ${live} and t.id in ${valuesOf(furtherJobs)}`,
    ),
  );
  const { technicians, shifts, timeOff } = near;
  return { jobs: [...near.jobs, ...further.jobs], sites: further.sites, technicians, assignments, shifts, timeOff, dependencies };
}

/** However far away: a job may wait for one of next month. */
async function assignmentsOfJobs(runner: SqlRunner, tenant: string, jobIds: readonly string[]): Promise<readonly Assignment[]> {
  if (jobIds.length === 0) return [];
  const rows = await runner.all(sql`
    select t.record from assignments t where t.tenant = ${tenant} and t.deleted_at is null and ${isOneOf(sql`t.job_id`, jobIds)}`);
  return parseRecords<'assignments'>(rows);
}

/** Assignments of open jobs that need a piece of equipment one of these needs. Few jobs need any, and then nothing is read. */
async function sharingEquipment(
  runner: SqlRunner,
  tenant: string,
  jobs: readonly Job[],
  around: SQL,
): Promise<readonly Assignment[]> {
  const equipmentIds = [...new Set(jobs.flatMap((job) => job.equipmentIds))];
  if (equipmentIds.length === 0) return [];
  const rows = await runner.all(sql`
    select t.record from assignments t where t.tenant = ${tenant} and t.deleted_at is null and ${around} and t.job_id in (
      select o.id from jobs o, json_each(o.record, '$.equipmentIds') oe
      where o.tenant = ${tenant} and o.deleted_at is null and o.status not in ('completed', 'cancelled')
        and oe.value in ${valuesOf(equipmentIds)})`);
  return parseRecords<'assignments'>(rows);
}

/** Kinds the rules read. */
type RuledKind = Exclude<BoardKind, 'crews' | 'equipment'>;

/** Rows of `kind` and `record` by their kind. */
function byKind(rows: readonly SqlRow[]): { readonly [K in RuledKind]: Records[K][] } {
  const records: { readonly [K in RuledKind]: Records[K][] } = {
    jobs: [],
    assignments: [],
    technicians: [],
    customers: [],
    sites: [],
    shifts: [],
    timeOff: [],
    dependencies: [],
  };
  for (const row of rows) (records[row.kind as RuledKind] as Records[RuledKind][]).push(parseRecord<RuledKind>(row));
  return records;
}

function uniqueById<T extends { readonly id: string }>(records: readonly T[]): T[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
