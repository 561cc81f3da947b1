import type { BoardKind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { SnapshotRequest, SnapshotTexts } from '../../ports/store.ts';
import { lastSeq } from './event-log.ts';
import { jobsOfInterest, overlapping, ownJobsOf } from './filters.ts';
import { recordsText } from './rows.ts';
import { readSettings } from './settings-row.ts';
import type { SqlRunner } from './sql-runner.ts';
import { tableOf } from './tables.ts';
import { withinTerritories } from './territories.ts';

/** Inside a transaction, so that it is of one moment. A board of a thousand jobs takes long, so others have their turn in between. */
export async function readSnapshot(runner: SqlRunner, tenant: string, request: SnapshotRequest): Promise<SnapshotTexts> {
  const { territories } = request;
  const within = (kind: BoardKind) =>
    territories === undefined ? sql`` : sql` and ${withinTerritories(kind, tenant, territories)}`;
  const select = (kind: BoardKind, condition: SQL) =>
    recordsText(runner, sql`select t.record from ${tableOf[kind]} t where t.tenant = ${tenant} and ${condition}`);
  const selectInTurn = async (kind: BoardKind, condition: SQL) => {
    await runner.giveWay?.();
    return select(kind, condition);
  };
  const live = sql`t.deleted_at is null`;
  const mine = (column: SQL) => (request.ownedBy === undefined ? live : sql`${live} and ${column} = ${request.ownedBy}`);

  const own = request.ownedBy === undefined ? live : sql`${live} and t.id in (${ownJobsOf(tenant, request.ownedBy)})`;
  const visible = sql`${own}${within('jobs')}`;
  const jobs = await selectJobs(runner, tenant, request, visible);
  const sites = sql`select value from json_each(${jobs.siteIds})`;
  const customersOfSites = sql`select customer_id from sites where tenant = ${tenant} and id in (${sites})`;
  const stretches = sql`${mine(sql`t.technician_id`)} and ${overlapping(request)}${within('shifts')}`;
  return {
    seq: await lastSeq(runner, tenant),
    settings: await readSettings(runner, tenant),
    records: {
      jobs: jobs.text,
      assignments: await selectInTurn(
        'assignments',
        // Of the jobs above; as a shift, it is seen with its technician.
        sql`${mine(sql`t.technician_id`)} and t.job_id in (select value from json_each(${jobs.ids}))${within('shifts')}`,
      ),
      technicians: await select('technicians', sql`${mine(sql`t.id`)}${within('technicians')}`),
      customers: await selectInTurn(
        'customers',
        sql`t.id in (select value from json_each(${jobs.customerIds}) union ${customersOfSites})`,
      ),
      sites: await select('sites', sql`t.id in (${sites})`),
      shifts: await selectInTurn('shifts', stretches),
      timeOff: await select('timeOff', stretches),
      crews: await select('crews', sql`${live}${within('crews')}`),
      equipment: await select('equipment', live),
      dependencies: await select(
        'dependencies',
        sql`${live} and (t.job_id in (select value from json_each(${jobs.ids}))
          or t.depends_on_job_id in (select value from json_each(${jobs.ids})))${within('dependencies')}`,
      ),
    },
    truncated: jobs.truncated,
    jobsTotal: await countJobs(runner, tenant, visible),
  };
}

/** Ordering thousands of whole records is only worth it when some have to be left out. */
async function selectJobs(runner: SqlRunner, tenant: string, request: SnapshotRequest, visible: SQL) {
  const open = sql`t.status not in ('completed', 'cancelled')`;
  const wanted = request.jobs === 'all' ? visible : sql`${visible} and (${open} or ${jobsOfInterest(tenant, request)})`;
  const query = async (order: SQL, limit: number) => {
    // What belongs to them is found by these lists, so nothing has to be read out of the records here.
    const [row] = await runner.all(sql`
      select count(*) as n, group_concat(record, ',') as records, json_group_array(id) as ids,
        json_group_array(distinct site_id) as site_ids, json_group_array(distinct customer_id) as customer_ids
      from (select t.record, t.id, t.site_id, t.customer_id from jobs t where t.tenant = ${tenant} and ${wanted} ${order} limit ${limit})`);
    return {
      count: Number(row?.n ?? 0),
      text: `[${row?.records ?? ''}]`,
      ids: String(row?.ids),
      siteIds: String(row?.site_ids),
      customerIds: String(row?.customer_ids),
    };
  };
  const jobs = await query(sql``, request.maxJobs + 1);
  if (jobs.count <= request.maxJobs) return { ...jobs, truncated: false };
  const first = await query(sql`order by ${open} desc, coalesce(t.requested_at, t.created_at) desc, t.id desc`, request.maxJobs);
  return { ...first, truncated: true };
}

async function countJobs(runner: SqlRunner, tenant: string, visible: SQL): Promise<number> {
  const rows = await runner.all(sql`select count(*) as n from jobs t where t.tenant = ${tenant} and ${visible}`);
  return Number(rows[0]?.n ?? 0);
}
