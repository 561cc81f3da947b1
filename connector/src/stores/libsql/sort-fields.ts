import { jobStatuses, type Kind } from '@dispatchkit/contract/words';
import { type SQL, sql } from 'drizzle-orm/sql/sql';

/** What a list can be sorted by. `nullable` ones put records without a value last, in both directions. */
export interface SortField {
  readonly expression: SQL;
  readonly nullable: boolean;
}

const always = (expression: SQL): SortField => ({ expression, nullable: false });
const sometimes = (expression: SQL): SortField => ({ expression, nullable: true });

/** Words that have an order of their own sort by it, not by the alphabet. */
const inOrder = (column: string, words: readonly string[]): SQL =>
  sql.raw(`case ${column} ${words.map((word, rank) => `when '${word}' then ${rank}`).join(' ')} else ${words.length} end`);

const common = {
  id: always(sql`t.id`),
  createdAt: always(sql`t.created_at`),
  updatedAt: always(sql`t.updated_at`),
  externalRef: sometimes(sql`t.external_ref`),
};
const stretch = {
  ...common,
  technicianId: always(sql`t.technician_id`),
  startsAt: always(sql`t.starts_at`),
  endsAt: always(sql`t.ends_at`),
};
const name = always(sql`(t.name collate nocase)`);

export const sortFields: Readonly<Record<Kind, Readonly<Record<string, SortField>>>> = {
  jobs: {
    ...common,
    number: always(sql`t.number`),
    title: always(sql`(t.title collate nocase)`),
    type: always(sql`t.type`),
    priority: always(sql`t.priority_rank`),
    status: always(inOrder('t.status', jobStatuses)),
    durationMinutes: always(sql`t.duration_minutes`),
    requestedAt: sometimes(sql`t.requested_at`),
    windowStartsAt: sometimes(sql`t.window_starts_at`),
    windowEndsAt: sometimes(sql`t.window_ends_at`),
    dueAt: sometimes(sql`t.due_at`),
    completedAt: sometimes(sql`t.completed_at`),
    /** Start of the first assignment. */
    startsAt: sometimes(
      sql`(select min(a.starts_at) from assignments a where a.tenant = t.tenant and a.job_id = t.id and a.deleted_at is null)`,
    ),
    customer: sometimes(sql`(select c.name collate nocase from customers c where c.tenant = t.tenant and c.id = t.customer_id)`),
    district: sometimes(sql`(select s.district from sites s where s.tenant = t.tenant and s.id = t.site_id)`),
  },
  assignments: { ...stretch, jobId: always(sql`t.job_id`), status: always(sql`t.status`) },
  technicians: { ...common, name, status: always(sql`t.status`) },
  customers: { ...common, name },
  sites: { ...common, name, address: always(sql`(t.address collate nocase)`), district: sometimes(sql`t.district`) },
  shifts: stretch,
  timeOff: stretch,
  crews: { ...common, name },
  equipment: { ...common, name, type: always(sql`(t.record ->> '$.type')`) },
  certifications: {
    ...common,
    technicianId: always(sql`t.technician_id`),
    key: always(sql`t.key`),
    expiresOn: sometimes(sql`t.expires_on`),
  },
  dependencies: { ...common, jobId: always(sql`t.job_id`) },
  series: { ...common, name },
  views: { ...common, name, widget: always(sql`t.widget`) },
  apiKeys: { ...common, name },
  webhooks: { ...common, url: always(sql`t.url`) },
};
