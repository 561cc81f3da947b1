import type { Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import {
  apiKeys,
  assignments,
  certifications,
  crews,
  customers,
  dependencies,
  equipment,
  jobs,
  series,
  shifts,
  sites,
  technicians,
  timeOff,
  views,
  webhooks,
} from './schema.ts';

export const tableOf = {
  jobs,
  assignments,
  technicians,
  customers,
  sites,
  shifts,
  timeOff,
  crews,
  equipment,
  certifications,
  dependencies,
  series,
  views,
  apiKeys,
  webhooks,
} as const satisfies Record<Kind, unknown>;

/** The values as one JSON parameter: no limit on their number, and one statement text for any number of them. */
export function valuesOf(values: readonly string[]): SQL {
  return sql`(select value from json_each(${JSON.stringify(values)}))`;
}

/** True for rows whose column holds one of the values. A single one is compared, which is cheaper to prepare and to plan. */
export function isOneOf(column: SQL, values: readonly string[]): SQL {
  const [first] = values;
  return values.length === 1 && first !== undefined ? sql`${column} = ${first}` : sql`${column} in ${valuesOf(values)}`;
}

/** Rows of a kind that point at a record: with a column, or with a list in the record that holds its id. */
interface Referrer {
  readonly from: Kind;
  readonly column?: SQL;
  readonly list?: string;
  /** Others do not count. */
  readonly where?: SQL;
}

/** The condition under which a row refers to the record of that id. */
export function refersTo({ column, list, where }: Referrer, id: string): SQL {
  const names = column
    ? sql`${column} = ${id}`
    : sql`exists (select 1 from json_each(record, ${list ?? '$'}) e where e.value = ${id})`;
  return where ? sql`${where} and ${names}` : names;
}

/** Which columns point at which kind; the other way round it answers "who refers to this?". */
export const referencesTo: Readonly<Record<Kind, readonly Referrer[]>> = {
  customers: [
    { from: 'jobs', column: sql`customer_id` },
    { from: 'sites', column: sql`customer_id` },
    { from: 'series', column: sql`record ->> '$.job.customerId'` },
  ],
  sites: [
    { from: 'jobs', column: sql`site_id` },
    { from: 'series', column: sql`record ->> '$.job.siteId'` },
  ],
  jobs: [
    { from: 'assignments', column: sql`job_id` },
    { from: 'dependencies', column: sql`job_id` },
    { from: 'dependencies', column: sql`depends_on_job_id` },
  ],
  technicians: [
    { from: 'assignments', column: sql`technician_id` },
    { from: 'shifts', column: sql`technician_id` },
    { from: 'timeOff', column: sql`technician_id` },
    { from: 'certifications', column: sql`technician_id` },
  ],
  crews: [{ from: 'technicians', column: sql`record ->> '$.crewId'` }],
  assignments: [],
  shifts: [],
  timeOff: [],
  // Work that is over keeps the ids it was done with.
  equipment: [
    { from: 'jobs', list: '$.equipmentIds', where: sql`status not in ('completed', 'cancelled')` },
    { from: 'series', list: '$.job.equipmentIds' },
  ],
  certifications: [],
  dependencies: [],
  series: [],
  views: [],
  apiKeys: [],
  webhooks: [],
};
