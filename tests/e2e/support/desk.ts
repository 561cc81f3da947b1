import type { Assignment, Event } from '@dispatchkit/contract';
import type { DemoConnector } from './connector.ts';

/** A zone in which it is now between twelve and one: whatever the hour, there is work behind and work ahead, and no midnight near. */
export function middayZone(nowMs = Date.now()): string {
  const hours = 12 - new Date(nowMs).getUTCHours();
  if (hours === 0) return 'Etc/UTC';
  // POSIX counts the other way round: Etc/GMT-3 is three hours ahead.
  return hours > 0 ? `Etc/GMT-${hours}` : `Etc/GMT+${-hours}`;
}

export interface Desk {
  readonly zone: string;
  /** Today there, `YYYY-MM-DD`. */
  readonly day: string;
  /** The instant of a wall time today, ISO. */
  readonly at: (time: string) => string;
}

export function deskIn(zone: string): Desk {
  const today = Temporal.Now.plainDateISO(zone);
  const at = (time: string) =>
    today
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant()
      .toString();
  return { zone, day: today.toString(), at };
}

export const deskPeople = [
  { id: 'ana', name: 'Ana Ruiz', color: '#4263eb' },
  { id: 'ben', name: 'Ben Okafor', color: '#0b7285' },
  { id: 'cleo', name: 'Cleo Marsh', color: '#c2255c' },
] as const;
export const deskSite = { id: 'site', address: '1720 26th Street' } as const;
export const deskJobs = [
  { id: 'flood', title: 'Flooding on street' },
  { id: 'odor', title: 'Odor at catch basin' },
  { id: 'manhole', title: 'Manhole cover' },
  { id: 'basin', title: 'Catch basin full' },
] as const;
/** When these start; each takes an hour. */
export const deskAssignments = [
  { id: 'a-manhole', jobId: 'manhole', technicianId: 'ana', time: '14:00' },
  { id: 'a-basin', jobId: 'basin', technicianId: 'ben', time: '16:00' },
] as const;

/**
 * Three technicians on shift from 6 to 22 and four jobs at one place, so that a move breaks no rule unless a test wants it:
 * `flood` and `odor` wait, `manhole` is with Ana 14–15, `basin` is with Ben 16–17. Assignment ids are `a-` and the job's.
 * @param refs names of the records at an ERP, by our id
 */
export async function furnish(
  connector: DemoConnector,
  { zone, at }: Desk,
  refs: Readonly<Record<string, string>> = {},
): Promise<void> {
  const position = { latitude: 37.7601, longitude: -122.4202 };
  await connector.call('PATCH', '/v1/settings', {
    body: { timeZone: zone, snapMinutes: 15, geofenceMeters: 150, mapCenter: position, mapZoom: 14 },
    ifMatch: (await connector.call<{ version: number }>('GET', '/v1/settings')).version,
  });
  const make = <T extends { readonly id: string }>(path: string, body: T) =>
    connector.call('POST', path, { body: { ...body, externalRef: refs[body.id] ?? null } });
  for (const person of deskPeople) {
    await make('/v1/technicians', { ...person, home: position });
    await connector.call('POST', '/v1/shifts', {
      body: { technicianId: person.id, startsAt: at('06:00'), endsAt: at('22:00') },
    });
  }
  await make('/v1/sites', { ...deskSite, district: 'Mission', position });
  for (const job of deskJobs) await make('/v1/jobs', { ...job, siteId: deskSite.id, durationMinutes: 60 });
  for (const { time, ...assignment } of deskAssignments) {
    await make('/v1/assignments', { ...assignment, startsAt: at(time) });
  }
}

export function place(
  connector: DemoConnector,
  assignment: Pick<Assignment, 'id' | 'jobId' | 'technicianId' | 'startsAt'>,
): Promise<Assignment> {
  return connector.call('POST', '/v1/assignments', { body: assignment });
}

/** Puts an assignment elsewhere, as another program would. */
export async function move(
  connector: DemoConnector,
  id: string,
  to: Partial<Pick<Assignment, 'technicianId' | 'startsAt'>>,
): Promise<void> {
  const { version } = await connector.call<Assignment>('GET', `/v1/assignments/${id}`);
  await connector.call('PATCH', `/v1/assignments/${id}`, { body: to, ifMatch: version });
}

/** What has happened to a job, newest first. */
export async function historyOf(connector: DemoConnector, jobId: string): Promise<readonly Event[]> {
  return (await connector.call<{ items: Event[] }>('GET', `/v1/jobs/${jobId}/events`)).items;
}
