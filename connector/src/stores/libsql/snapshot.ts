import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm';
import type { Records, SnapshotRecords, SnapshotRequest } from '../../ports/store.ts';
import { lastSeq } from './event-log.ts';
import { jobsOfInterest, overlapping, ownJobsOf } from './filters.ts';
import { readRecords } from './rows.ts';
import { readSettings } from './settings-row.ts';
import type { SqlRunner } from './sql-runner.ts';
import { tableOf, valuesOf } from './tables.ts';
import { withinTerritories } from './territories.ts';

export async function readSnapshot(runner: SqlRunner, tenant: string, request: SnapshotRequest): Promise<SnapshotRecords> {
  const { territories } = request;
  const within = (kind: Kind) => (territories === undefined ? sql`` : sql` and ${withinTerritories(kind, tenant, territories)}`);
  const select = <K extends Kind>(kind: K, condition: SQL): Promise<Records[K][]> =>
    readRecords<K>(
      runner,
      sql`select t.record from ${tableOf[kind]} t where t.tenant = ${tenant} and ${condition}${within(kind)}`,
    );
  const live = sql`t.deleted_at is null`;
  const byId = (ids: Iterable<string>) => sql`t.id in ${valuesOf([...ids])}`;
  const mine = (column: SQL) => (request.ownedBy === undefined ? live : sql`${live} and ${column} = ${request.ownedBy}`);

  const own = request.ownedBy === undefined ? live : sql`${live} and t.id in (${ownJobsOf(tenant, request.ownedBy)})`;
  const visible = sql`${own}${within('jobs')}`;
  const { jobs, truncated } = await selectJobs(runner, tenant, request, visible);
  const jobIds = jobs.map((job) => job.id);
  const assignments = await select('assignments', sql`${mine(sql`t.technician_id`)} and t.job_id in ${valuesOf(jobIds)}`);
  const sites = await select('sites', byId(present(jobs, 'siteId')));
  const customers = await select('customers', byId([...present(jobs, 'customerId'), ...present(sites, 'customerId')]));
  const technicians = await select('technicians', mine(sql`t.id`));
  const stretches = sql`${mine(sql`t.technician_id`)} and ${overlapping(request)}`;
  return {
    seq: await lastSeq(runner, tenant),
    settings: await readSettings(runner, tenant),
    jobs,
    truncated,
    jobsTotal: await countJobs(runner, tenant, visible),
    assignments,
    sites,
    customers,
    technicians,
    shifts: await select('shifts', stretches),
    timeOff: await select('timeOff', stretches),
  };
}

/** Ordering thousands of whole records is only worth it when some have to be left out. */
async function selectJobs(runner: SqlRunner, tenant: string, request: SnapshotRequest, visible: SQL) {
  const open = sql`t.status not in ('completed', 'cancelled')`;
  const wanted = request.jobs === 'all' ? visible : sql`${visible} and (${open} or ${jobsOfInterest(tenant, request)})`;
  const query = (order: SQL, limit: number) =>
    readRecords<'jobs'>(
      runner,
      sql`select t.record from jobs t where t.tenant = ${tenant} and ${wanted} ${order} limit ${limit}`,
    );
  const jobs = await query(sql``, request.maxJobs + 1);
  if (jobs.length <= request.maxJobs) return { jobs, truncated: false };
  const first = await query(sql`order by ${open} desc, coalesce(t.requested_at, t.created_at) desc, t.id desc`, request.maxJobs);
  return { jobs: first, truncated: true };
}

async function countJobs(runner: SqlRunner, tenant: string, visible: SQL): Promise<number> {
  const rows = await runner.all(sql`select count(*) as n from jobs t where t.tenant = ${tenant} and ${visible}`);
  return Number(rows[0]?.n ?? 0);
}

function present<F extends string>(records: readonly { readonly [P in F]: string | null }[], field: F): Set<string> {
  const values = new Set<string>();
  for (const record of records) {
    const value = record[field];
    if (value !== null) values.add(value);
  }
  return values;
}
