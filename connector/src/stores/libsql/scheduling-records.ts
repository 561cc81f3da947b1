import { type SQL, sql } from 'drizzle-orm';
import type { Interval, SchedulingRecords } from '../../ports/store.ts';
import { overlapping } from './filters.ts';
import { parseRecords } from './rows.ts';
import type { SqlRunner } from './sql-runner.ts';
import { valuesOf } from './tables.ts';

/** The rules look at most three days around a placement; one more for days that begin earlier or end later in another zone. */
const marginMs = 96 * 3_600_000;

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
  const theirs = sql`t.tenant = ${tenant} and t.deleted_at is null and t.technician_id in ${valuesOf(technicianIds)} and ${around}`;
  // Theirs, and all of the jobs themselves: a promised window is kept once any part of the job starts in it.
  const assignments = parseRecords<'assignments'>(
    await runner.all(sql`
      select record from assignments t where ${theirs}
      union
      select record from assignments t where t.tenant = ${tenant} and t.deleted_at is null
        and (t.job_id in ${valuesOf(jobIds)} or (${around} and t.job_id in (${sharingEquipment(tenant, jobIds)})))`),
  );
  const shifts = parseRecords<'shifts'>(await runner.all(sql`select record from shifts t where ${theirs}`));
  const timeOff = parseRecords<'timeOff'>(await runner.all(sql`select record from time_off t where ${theirs}`));
  const technicians = parseRecords<'technicians'>(
    await runner.all(
      sql`select record from technicians where tenant = ${tenant} and deleted_at is null and id in ${valuesOf(technicianIds)}`,
    ),
  );
  const neededJobs = [...new Set([...jobIds, ...assignments.map((assignment) => assignment.jobId)])];
  const jobs = parseRecords<'jobs'>(
    await runner.all(
      sql`select record from jobs where tenant = ${tenant} and deleted_at is null and id in ${valuesOf(neededJobs)}`,
    ),
  );
  const siteIds = [...new Set(jobs.flatMap((job) => job.siteId ?? []))];
  const sites = parseRecords<'sites'>(
    await runner.all(sql`select record from sites where tenant = ${tenant} and id in ${valuesOf(siteIds)}`),
  );
  return { jobs, sites, technicians, assignments, shifts, timeOff };
}

/** Jobs that need a piece of equipment one of these needs. Answers nothing, at once, when these need none. */
function sharingEquipment(tenant: string, jobIds: readonly string[]): SQL {
  const needed = sql`
    select e.value from jobs j, json_each(j.record, '$.equipmentIds') e where j.tenant = ${tenant} and j.id in ${valuesOf(jobIds)}`;
  return sql`
    select o.id from jobs o, json_each(o.record, '$.equipmentIds') oe
    where exists (${needed}) and o.tenant = ${tenant} and o.deleted_at is null
      and o.status not in ('completed', 'cancelled') and oe.value in (${needed})`;
}
