import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { Bbox, CustomFilter, Filters, Interval } from '../../ports/store.ts';
import { inside, sitesInside } from './grid.ts';
import { matching } from './search.ts';
import { isOneOf } from './tables.ts';
import { withinTerritories } from './territories.ts';

/** Conditions on the table aliased `t`; all of them must hold. */
export function conditionsOf(kind: Kind, tenant: string, filters: Filters): SQL[] {
  const conditions = [sql`t.tenant = ${tenant}`];
  const add = (condition: SQL | undefined) => condition && conditions.push(condition);
  const oneOf = (column: SQL, values: readonly string[] | undefined) => values && add(isOneOf(column, values));

  add(filters.updatedSince === undefined ? sql`t.deleted_at is null` : changedSince(tenant, filters.updatedSince, filters));
  oneOf(sql`t.id`, filters.ids);
  if (filters.externalRef !== undefined) add(sql`t.external_ref = ${filters.externalRef}`);
  oneOf(sql`t.status`, filters.status);
  oneOf(sql`t.priority`, filters.priority);
  oneOf(kind === 'equipment' ? sql`t.record ->> '$.type'` : sql`t.type`, filters.type);
  oneOf(sql`t.customer_id`, filters.customerId);
  oneOf(sql`t.site_id`, filters.siteId);
  oneOf(sql`t.job_id`, filters.jobId);
  if (filters.technicianId) add(byTechnician(kind, tenant, filters.technicianId));
  if (filters.district) add(byDistrict(kind, tenant, filters.district));
  const active = kind === 'series' ? sql`t.record ->> '$.active'` : sql`t.active`;
  if (filters.active !== undefined) add(sql`${active} = ${filters.active ? 1 : 0}`);
  if (filters.interval) add(kind === 'jobs' ? jobsOfInterest(tenant, filters.interval) : overlapping(filters.interval));
  if (filters.bbox) add(inBox(kind, tenant, filters.bbox));
  if (filters.ownedBy !== undefined) add(ownedBy(kind, tenant, filters.ownedBy));
  if (filters.ofJob !== undefined) add(ofJob(kind, filters.ofJob));
  if (filters.territories !== undefined) add(withinTerritories(kind, tenant, filters.territories));
  if (filters.viewsOf !== undefined) add(sql`(t.owner_id is null or t.owner_id = ${filters.viewsOf})`);
  if (filters.seriesId) add(ofSeries(filters.seriesId));
  oneOf(sql`t.record ->> '$.crewId'`, filters.crewId);
  if (filters.skill) add(listHolds('$.skills', '$.key', filters.skill));
  if (filters.certification) add(listHolds('$.certifications', kind === 'jobs' ? '$' : '$.key', filters.certification));
  if (kind === 'jobs') oneOf(sql`t.record ->> '$.territory'`, filters.territory);
  else if (filters.territory) add(listHolds('$.territories', '$', filters.territory));
  oneOf(sql`t.record ->> '$.lock'`, filters.lock);
  oneOf(sql`t.record ->> '$.key'`, filters.key);
  oneOf(sql`t.record ->> '$.widget'`, filters.widget);
  if (filters.enabled !== undefined) add(sql`t.record ->> '$.enabled' = ${filters.enabled ? 1 : 0}`);
  if (filters.expiresBefore !== undefined) add(sql`t.expires_on < ${filters.expiresBefore}`);
  oneOf(sql`t.depends_on_job_id`, filters.dependsOnJobId);
  if (filters.dependenciesOf !== undefined)
    add(sql`(t.job_id = ${filters.dependenciesOf} or t.depends_on_job_id = ${filters.dependenciesOf})`);
  for (const custom of filters.custom ?? []) add(customMatches(custom));
  if (filters.q !== undefined) add(matching(kind, filters.q));
  return conditions;
}

function changedSince(tenant: string, since: string, { orJobChanged }: Filters): SQL {
  if (!orJobChanged) return sql`t.updated_at >= ${since}`;
  const jobs = sql`select id from jobs where tenant = ${tenant} and updated_at >= ${since}`;
  return sql`(t.updated_at >= ${since} or (t.deleted_at is null and t.job_id in (${jobs})))`;
}

/** Their ids begin with that of the series and a dot, so they are a stretch of the index; the slash comes after the dot. */
function ofSeries(ids: readonly string[]): SQL {
  const stretches = ids.map((id) => sql`(t.id > ${`${id}.`} and t.id < ${`${id}/`} and t.record ->> '$.seriesId' = ${id})`);
  return sql`(${sql.join(stretches, sql` or `)})`;
}

/** A list in the record has an entry with one of the values; `$` is the entry itself. */
function listHolds(list: string, path: string, values: readonly string[]): SQL {
  const value = path === '$' ? sql`e.value` : sql`e.value ->> ${path}`;
  return sql`exists (select 1 from json_each(t.record, ${list}) e where ${isOneOf(value, values)})`;
}

/**
 * Values come as texts from an address and match what a person would see: "10" the number 10 and the text "10", "true" the truth.
 * (Out of the JSON a truth is 1; its type says which.)
 */
function customMatches({ key, values }: CustomFilter): SQL {
  const value = customValue(key);
  if (values === undefined) return sql`${value} is not null`;
  const path = `$.custom."${key}"`;
  const wanted = values.flatMap((one) => {
    if (typeof one === 'boolean' || one === 'true' || one === 'false') {
      return [sql`json_type(t.record, ${path}) = ${String(one)}`, sql`${value} = ${String(one)}`];
    }
    const isNumber = typeof one === 'number' || /^-?\d+(?:\.\d+)?$/.test(one);
    const ofNumber = sql`(${value} = ${Number(one)} and json_type(t.record, ${path}) in ('integer', 'real'))`;
    return [sql`${value} = ${String(one)}`, ...(isNumber ? [ofNumber] : [])];
  });
  return sql`(${sql.join(wanted, sql` or `)})`;
}

/** One of the tenant's own fields, as a number or a text. */
export function customValue(key: string): SQL {
  return sql`(t.record ->> ${`$.custom."${key}"`})`;
}

function byTechnician(kind: Kind, tenant: string, ids: readonly string[]): SQL {
  if (kind === 'crews') return listHolds('$.technicianIds', '$', ids);
  if (kind !== 'jobs') return isOneOf(sql`t.technician_id`, ids);
  return sql`t.id in (select job_id from assignments where tenant = ${tenant} and deleted_at is null and ${isOneOf(sql`technician_id`, ids)})`;
}

function byDistrict(kind: Kind, tenant: string, districts: readonly string[]): SQL {
  if (kind === 'sites') return isOneOf(sql`t.district`, districts);
  return sql`t.site_id in (select id from sites where tenant = ${tenant} and ${isOneOf(sql`district`, districts)})`;
}

/** Jobs a board for the interval would show beside the open ones: assigned, requested, due or completed in it. */
export function jobsOfInterest(tenant: string, interval: Partial<Interval>): SQL {
  const from = interval.from ?? '';
  const to = interval.to ?? '~';
  const inside = (column: SQL) => sql`(${column} >= ${from} and ${column} < ${to})`;
  return sql`(${inside(sql`t.requested_at`)} or ${inside(sql`t.due_at`)} or ${inside(sql`t.completed_at`)} or t.id in (
    select job_id from assignments where tenant = ${tenant} and deleted_at is null and ends_at > ${from} and starts_at < ${to}))`;
}

/** Instants are compared as text: they are written alike, and `~` comes after all of them. */
export function overlapping(interval: Partial<Interval>): SQL {
  return sql`(t.ends_at > ${interval.from ?? ''} and t.starts_at < ${interval.to ?? '~'})`;
}

function inBox(kind: Kind, tenant: string, box: Bbox): SQL {
  if (kind === 'technicians') return inside(box);
  return sql`${kind === 'jobs' ? sql`t.site_id` : sql`t.id`} in (${sitesInside(tenant, box)})`;
}

/** What is a technician's own: assignments, and the jobs, sites and customers those lead to. */
function ownedBy(kind: Kind, tenant: string, technicianId: string): SQL {
  const ownJobs = ownJobsOf(tenant, technicianId);
  switch (kind) {
    case 'jobs':
      return sql`t.id in (${ownJobs})`;
    case 'technicians':
      return sql`t.id = ${technicianId}`;
    case 'sites':
      return sql`t.id in (select site_id from jobs where tenant = ${tenant} and id in (${ownJobs}))`;
    case 'customers':
      return sql`t.id in (select customer_id from jobs where tenant = ${tenant} and id in (${ownJobs}))`;
    case 'dependencies':
      return sql`t.job_id in (${ownJobs})`;
    case 'assignments':
    case 'shifts':
    case 'timeOff':
    case 'certifications':
      return sql`t.technician_id = ${technicianId}`;
    case 'views':
      // Whose a view is depends on the person, not on the technician: see `viewsOf`.
      return sql`true`;
    default:
      return sql`false`;
  }
}

export function ownJobsOf(tenant: string, technicianId: string): SQL {
  return sql`select job_id from assignments where tenant = ${tenant} and deleted_at is null and technician_id = ${technicianId}`;
}

function ofJob(kind: Kind, jobId: string): SQL {
  if (kind === 'jobs') return sql`t.id = ${jobId}`;
  // What is only planned is nobody's business outside.
  return kind === 'assignments' ? sql`t.job_id = ${jobId} and t.record ->> '$.releasedAt' is not null` : sql`false`;
}
