import { isOpen, jobStatuses } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { Bbox, NearestRequest, Placed, Records } from '../../ports/store.ts';
import { conditionsOf } from './filters.ts';
import { inside, rowsTouched, sitesInside } from './grid.ts';
import { parseRecord } from './rows.ts';
import type { SqlRunner } from './sql-runner.ts';

const openStatuses: readonly string[] = jobStatuses.filter(isOpen);

/** The nearest of the box, nearest first. */
export async function nearest<K extends 'jobs' | 'technicians'>(
  runner: SqlRunner,
  tenant: string,
  kind: K,
  request: NearestRequest,
): Promise<Placed<Records[K]>[]> {
  const rows = await runner.all(kind === 'jobs' ? nearestJobs(tenant, request) : nearestTechnicians(tenant, request));
  return rows.map((row) => ({
    record: parseRecord<K>(row),
    position: { latitude: Number(row.latitude), longitude: Number(row.longitude) },
  }));
}

/** Only the few records that are answered are read themselves. */
function nearestJobs(tenant: string, { box, limit, filters, ...from }: NearestRequest): SQL {
  const areOpen = filters.status?.every((status) => openStatuses.includes(status));
  const placed = areOpen ? openJobsInside(tenant, box) : jobsInside(tenant, box);
  const where = sql.join(conditionsOf('jobs', tenant, filters), sql` and `);
  return sql`
    select job.record, found.latitude, found.longitude from (
      select t.row_id, latitude, longitude, ${nearness(from)} as nearness
      from ${placed} and ${where} order by nearness, t.id limit ${limit}
    ) found cross join jobs job on job.row_id = found.row_id order by found.nearness, job.id`;
}

/** Places of open work are kept by themselves, because most work is over. */
const openJobsInside = (tenant: string, box: Bbox): SQL => sql`
  open_job_places indexed by open_job_places_grid cross join jobs t on t.row_id = open_job_places.job_row_id
  where open_job_places.tenant = ${tenant} and ${rowsTouched(sql`cell`, box)} and ${inside(box)}`;

/** Places and statuses are read off indices. */
const jobsInside = (tenant: string, box: Bbox): SQL => sql`
  (${sitesInside(tenant, box, sql`id, latitude, longitude`)}) site cross join jobs t indexed by jobs_site
  where t.site_id = site.id`;

/** Technicians are few and move all the time: keeping an index of where they are would cost more than looking at each. */
function nearestTechnicians(tenant: string, { box, limit, filters, ...from }: NearestRequest): SQL {
  const where = sql.join([...conditionsOf('technicians', tenant, filters), inside(box)], sql` and `);
  return sql`select t.record, latitude, longitude from technicians t where ${where} order by ${nearness(from)}, t.id limit ${limit}`;
}

/** Grows with the distance: the haversine without its last steps. */
function nearness({ centre }: Pick<NearestRequest, 'centre'>): SQL {
  const half = (column: SQL, degrees: number) => sql`sin(radians(${column} - ${degrees}) / 2)`;
  const latitude = half(sql`latitude`, centre.latitude);
  const longitude = half(sql`longitude`, centre.longitude);
  const cosine = Math.cos((centre.latitude * Math.PI) / 180);
  return sql`(${latitude} * ${latitude} + ${cosine} * cos(radians(latitude)) * ${longitude} * ${longitude})`;
}
