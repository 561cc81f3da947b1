import { sql } from 'drizzle-orm';
import type { Interval, SchedulingRecords } from '../../ports/store.ts';
import { overlapping } from './filters.ts';
import { parseRecords } from './rows.ts';
import type { SqlRunner } from './sql-runner.ts';
import { valuesOf } from './tables.ts';

/** Enough to hold the whole calendar days around an instant in any zone, and a night shift that began the day before. */
const marginMs = 48 * 3_600_000;

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
  const assignments = parseRecords<'assignments'>(await runner.all(sql`select record from assignments t where ${theirs}`));
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
