import type { Snapshot } from '@dispatchkit/contract';
import type { TrytonClient } from '../../../hosts/support/tryton-client.ts';
import { statusesOf } from '../../../hosts/support/tryton-company.ts';
import type { DemoConnector } from '../connector.ts';
import { effort, instant } from './tryton-values.ts';

const atOnce = 50;

/** More than fit into any pane. Tryton takes its time: it plans the whole project again for each task that has times. */
const jobCount = 320;

/** As much of a made-up week as fills the board: the jobs that wait, and those planned nearest to now. */
export async function weekOf(demo: DemoConnector): Promise<Snapshot> {
  const today = Temporal.Now.plainDateISO('UTC');
  const window = { from: `${today.subtract({ days: 7 })}T00:00:00Z`, to: `${today.add({ days: 8 })}T00:00:00Z`, jobs: 'all' };
  const week = await demo.call<Snapshot>('GET', `/v1/snapshot?${new URLSearchParams(window)}`);
  const now = Date.parse(week.serverAt);
  const awayMs = new Map(week.assignments.map(({ jobId, startsAt }) => [jobId, Math.abs(Date.parse(startsAt) - now)]));
  const nearest = week.jobs.toSorted((a, b) => (awayMs.get(a.id) ?? 0) - (awayMs.get(b.id) ?? 0)).slice(0, jobCount);
  const [jobs, sites] = [new Set(nearest.map(({ id }) => id)), new Set(nearest.map(({ siteId }) => siteId))];
  return {
    ...week,
    jobs: nearest,
    sites: week.sites.filter(({ id }) => sites.has(id)),
    assignments: week.assignments.filter(({ jobId }) => jobs.has(jobId)),
  };
}

/** Ids at Tryton, by ours. */
export interface TrytonWeek {
  readonly technicians: ReadonlyMap<string, number>;
  readonly sites: ReadonlyMap<string, number>;
}

/** Puts a week into a Tryton: a project for each site, with its jobs as tasks. */
export async function fillTrytonWeek(client: TrytonClient, company: number, week: Snapshot): Promise<TrytonWeek> {
  const statuses = await statusesOf(client);
  const create = async <T extends { readonly id: string }>(
    model: string,
    records: readonly T[],
    rowOf: (record: T) => object,
  ) => {
    const ids = new Map<string, number>();
    for (let start = 0; start < records.length; start += atOnce) {
      const batch = records.slice(start, start + atOnce);
      const made = await client.create(model, batch.map(rowOf));
      for (const [i, { id }] of batch.entries()) ids.set(id, made[i] ?? Number.NaN);
    }
    return ids;
  };
  const people = await create('party.party', week.technicians, ({ name }) => ({ name }));
  const technicians = await create('company.employee', week.technicians, ({ id }) => ({ party: people.get(id), company }));
  const customers = await create('party.party', week.customers, ({ name }) => ({ name }));
  const sites = await create('party.address', week.sites, ({ customerId, address }) => ({
    party: customers.get(customerId ?? '') ?? 1,
    street: address,
  }));
  const projects = await create('project.work', week.sites, ({ id, address, customerId }) => ({
    ...{ name: `Service at ${address}`, type: 'project', company, status: statuses.Open },
    ...{ party: customers.get(customerId ?? '') ?? 1, party_address: sites.get(id) },
  }));
  const planned = new Map(week.assignments.map((assignment) => [assignment.jobId, assignment]));
  await create('project.work', week.jobs, ({ id, title, description, durationMinutes, siteId, status }) => {
    const assignment = planned.get(id);
    const isDone = status === 'completed';
    return {
      ...{ name: title, comment: description, type: 'task', company, effort_duration: effort(durationMinutes) },
      ...{
        parent: projects.get(siteId ?? '') ?? null,
        status: isDone ? statuses.Done : statuses.Open,
        progress: isDone ? 1 : null,
      },
      ...(assignment && {
        constraint_start_time: instant(Date.parse(assignment.startsAt)),
        constraint_finish_time: instant(Date.parse(assignment.endsAt)),
        allocations: [['create', [{ employee: technicians.get(assignment.technicianId), percentage: 100 }]]],
      }),
    };
  });
  return { technicians, sites };
}

/** What Tryton has no place for is entered here, as a company would: where sites are, who can what, and when they work. */
export async function completeWeek(connector: DemoConnector, atTryton: TrytonWeek, week: Snapshot): Promise<void> {
  const { timeZone, mapCenter, mapZoom, name } = week.settings;
  const { version } = await connector.call<{ version: number }>('GET', '/v1/settings');
  await connector.call('PATCH', '/v1/settings', { body: { timeZone, mapCenter, mapZoom, name }, ifMatch: version });
  const window = new URLSearchParams({ from: week.from, to: week.to, jobs: 'all' });
  const here = await connector.call<Snapshot>('GET', `/v1/snapshot?${window}`);
  const mirrored = (records: readonly { readonly id: string; readonly version: number; readonly externalRef: string | null }[]) =>
    new Map(records.map((record) => [record.externalRef, record]));
  const technicians = mirrored(here.technicians);
  const sites = mirrored(here.sites);
  const technicianOf = (id: string) => technicians.get(String(atTryton.technicians.get(id)));
  const change = (path: string, record: { id: string; version: number } | undefined, body: object) =>
    record && connector.call('PATCH', `${path}/${record.id}`, { body, ifMatch: record.version });

  for (const { id, color, skills, home } of week.technicians) {
    await change('/v1/technicians', technicianOf(id), { color, skills, home });
  }
  for (const { id, position, district } of week.sites) {
    await change('/v1/sites', sites.get(String(atTryton.sites.get(id))), { position, district });
  }
  for (const { technicianId, startsAt, endsAt, breaks } of week.shifts) {
    const body = { technicianId: technicianOf(technicianId)?.id, startsAt, endsAt, breaks };
    await connector.call('POST', '/v1/shifts', { body });
  }
  for (const { technicianId, startsAt, endsAt, reason } of week.timeOff) {
    const body = { technicianId: technicianOf(technicianId)?.id, startsAt, endsAt, reason };
    await connector.call('POST', '/v1/time-off', { body });
  }
}
