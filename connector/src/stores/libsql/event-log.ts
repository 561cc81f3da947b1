import type { Change, Event } from '@dispatchkit/contract';
import { type SQL, sql } from 'drizzle-orm/sql/sql';
import type { EventRequest } from '../../ports/store.ts';
import { subjectOf } from './retention.ts';
import type { SqlRunner } from './sql-runner.ts';

/** Takes the tenant's next seq. The row is made on the first write of a tenant; a rolled-back write gives its seq back. */
export async function takeSeq(runner: SqlRunner, tenant: string): Promise<number> {
  const [known] = await runner.all(sql`update tenants set last_seq = last_seq + 1 where id = ${tenant} returning last_seq`);
  if (known) return Number(known.last_seq);
  const rows = await runner.all(sql`
    insert into tenants (id, last_seq) values (${tenant}, 1)
    on conflict (id) do update set last_seq = last_seq + 1 returning last_seq`);
  return Number(rows[0]?.last_seq);
}

export async function lastSeq(runner: SqlRunner, tenant: string): Promise<number> {
  const rows = await runner.all(sql`select last_seq from tenants where id = ${tenant}`);
  return Number(rows[0]?.last_seq ?? 0);
}

export async function firstSeq(runner: SqlRunner, tenant: string): Promise<number> {
  const rows = await runner.all(sql`select min(seq) as seq from events where tenant = ${tenant}`);
  return Number(rows[0]?.seq ?? 0);
}

/** Appends the event and notes which records it is about, and which jobs and technicians it concerns. */
export async function appendEvent(runner: SqlRunner, tenant: string, event: Event, changes: readonly Change[]): Promise<void> {
  await runner.later(sql`insert into events (tenant, seq, event) values (${tenant}, ${event.seq}, ${JSON.stringify(event)})`);
  const subjects = subjectsOf(event, changes);
  if (subjects.length === 0) return;
  await runner.later(sql`
    insert into event_subjects (tenant, subject, seq)
    select ${tenant}, value, ${event.seq} from json_each(${JSON.stringify(subjects)})`);
}

export async function readEvents(runner: SqlRunner, tenant: string, request: EventRequest): Promise<Event[]> {
  const conditions = [sql`e.tenant = ${tenant}`];
  if (request.after !== undefined) conditions.push(sql`e.seq > ${request.after}`);
  if (request.before !== undefined) conditions.push(sql`e.seq < ${request.before}`);
  if (request.jobId !== undefined) conditions.push(concerns(tenant, `job:${request.jobId}`));
  if (request.technicianId !== undefined) conditions.push(concerns(tenant, `technician:${request.technicianId}`));
  if (request.record !== undefined) conditions.push(concerns(tenant, subjectOf(request.record.kind, request.record.id)));
  const direction = request.descending ? sql`desc` : sql`asc`;
  const rows = await runner.all(sql`
    select e.event from events e where ${sql.join(conditions, sql` and `)} order by e.seq ${direction} limit ${request.limit}`);
  return rows.map((row) => JSON.parse(String(row.event)) as Event);
}

function concerns(tenant: string, subject: string): SQL {
  return sql`e.seq in (select seq from event_subjects where tenant = ${tenant} and subject = ${subject})`;
}

/** `changes` are given apart, because an event that asks for a reload does not list them. */
function subjectsOf(event: Event, changes: readonly Change[]): string[] {
  const subjects = new Set<string>();
  const job = (id: unknown) => typeof id === 'string' && subjects.add(`job:${id}`);
  const technician = (id: unknown) => typeof id === 'string' && subjects.add(`technician:${id}`);
  job(event.jobId);
  technician(event.technicianId);
  for (const change of changes) {
    subjects.add(subjectOf(change.kind, change.id));
    for (const fields of [change.record, change.previous]) {
      job(fields?.jobId);
      technician(fields?.technicianId);
    }
  }
  return [...subjects];
}
