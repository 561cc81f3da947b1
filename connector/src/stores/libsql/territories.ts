import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import { valuesOf } from './tables.ts';

/**
 * Rows (aliased `t`) that somebody limited to these territories sees. A job or technician without a territory is everybody's; what hangs
 * on jobs and technicians is seen when all of those are, so nothing seen refers to something hidden. A site or customer is seen with any
 * job seen there, and while no job was ever there: then it is nobody's yet.
 */
export function withinTerritories(kind: Kind, tenant: string, territories: readonly string[]): SQL {
  // As parameters and not as one list of JSON: a list would be unpacked anew for every row.
  const mine = sql`(${sql.join(
    ['', ...territories].map((territory) => sql`${territory}`),
    sql`, `,
  )})`;
  const jobIsSeen = (record: SQL) => sql`coalesce(${record} ->> '$.territory', '') in ${mine}`;
  const technicianIsSeen = (record: SQL) => sql`(json_array_length(${record}, '$.territories') = 0 or exists (
    select 1 from json_each(${record}, '$.territories') where value in ${mine}))`;
  const ofSeenJob = (id: SQL) =>
    sql`exists (select 1 from jobs j where j.tenant = ${tenant} and j.id = ${id} and ${jobIsSeen(sql`j.record`)})`;
  // Looks at nothing of the row itself, so it is answered once for all rows.
  const ofSeenTechnician = (id: SQL) =>
    sql`${id} in (select w.id from technicians w where w.tenant = ${tenant} and ${technicianIsSeen(sql`w.record`)})`;
  const jobsAt = (site: SQL) => sql`select 1 from jobs j where j.tenant = ${tenant} and j.site_id = ${site}`;
  const siteIsSeen = (site: SQL) =>
    sql`(not exists (${jobsAt(site)}) or exists (${jobsAt(site)} and ${jobIsSeen(sql`j.record`)}))`;
  switch (kind) {
    case 'jobs':
      return jobIsSeen(sql`t.record`);
    case 'technicians':
      return technicianIsSeen(sql`t.record`);
    case 'assignments':
      return sql`${ofSeenJob(sql`t.job_id`)} and ${ofSeenTechnician(sql`t.technician_id`)}`;
    case 'shifts':
    case 'timeOff':
    case 'certifications':
      return ofSeenTechnician(sql`t.technician_id`);
    case 'dependencies':
      return sql`${ofSeenJob(sql`t.job_id`)} and ${ofSeenJob(sql`t.depends_on_job_id`)}`;
    case 'sites':
      return siteIsSeen(sql`t.id`);
    case 'customers': {
      const jobsOf = sql`select 1 from jobs j where j.tenant = ${tenant} and j.customer_id = t.id`;
      const sitesOf = sql`select 1 from sites s where s.tenant = ${tenant} and s.customer_id = t.id`;
      return sql`(exists (${jobsOf} and ${jobIsSeen(sql`j.record`)}) or exists (${sitesOf} and ${siteIsSeen(sql`s.id`)})
        or not (exists (${jobsOf}) or exists (${sitesOf})))`;
    }
    case 'series':
      return jobIsSeen(sql`json_extract(t.record, '$.job')`);
    case 'crews':
      return sql`not exists (
        select 1 from json_each(t.record, '$.technicianIds') m where not (${ofSeenTechnician(sql`m.value`)}))`;
    default:
      return sql`true`;
  }
}

/** Territories of the jobs at these sites, or of these customers and their sites, one row each. A site without a job counts as one of none. */
export function territoriesOf(kind: 'sites' | 'customers', tenant: string, ids: readonly string[]): SQL {
  const territory = sql`coalesce(j.record ->> '$.territory', '') as territory`;
  if (kind === 'sites') {
    return sql`select distinct j.site_id as id, ${territory} from jobs j where j.tenant = ${tenant} and j.site_id in ${valuesOf(ids)}`;
  }
  return sql`
    select j.customer_id as id, ${territory} from jobs j where j.tenant = ${tenant} and j.customer_id in ${valuesOf(ids)}
    union select s.customer_id, ${territory} from sites s left join jobs j on j.tenant = s.tenant and j.site_id = s.id
    where s.tenant = ${tenant} and s.customer_id in ${valuesOf(ids)}`;
}
