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
  /** Today there, `YYYY-MM-DD`. */
  readonly day: string;
  /** The instant of a wall time today, ISO. */
  readonly at: (time: string) => string;
}

/**
 * Three technicians on shift from 6 to 22 and four jobs at one place, so that a move breaks no rule unless a test wants it:
 * `flood` and `odor` wait, `manhole` is with Ana 14–15, `basin` is with Ben 16–17. Assignment ids are `a-` and the job's.
 */
export async function furnish(connector: DemoConnector, zone: string): Promise<Desk> {
  const today = Temporal.Now.plainDateISO(zone);
  const at = (time: string) =>
    today
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant()
      .toString();
  const position = { latitude: 37.7601, longitude: -122.4202 };
  await connector.call('PATCH', '/v1/settings', {
    body: { timeZone: zone, snapMinutes: 15, geofenceMeters: 150, mapCenter: position, mapZoom: 14 },
    ifMatch: (await connector.call<{ version: number }>('GET', '/v1/settings')).version,
  });
  const people = [
    { id: 'ana', name: 'Ana Ruiz', color: '#4263eb' },
    { id: 'ben', name: 'Ben Okafor', color: '#0b7285' },
    { id: 'cleo', name: 'Cleo Marsh', color: '#c2255c' },
  ];
  for (const person of people) {
    await connector.call('POST', '/v1/technicians', { body: { ...person, home: position } });
    await connector.call('POST', '/v1/shifts', {
      body: { technicianId: person.id, startsAt: at('06:00'), endsAt: at('22:00') },
    });
  }
  await connector.call('POST', '/v1/sites', { body: { id: 'site', address: '1720 26th Street', district: 'Mission', position } });
  const titles = {
    flood: 'Flooding on street',
    odor: 'Odor at catch basin',
    manhole: 'Manhole cover',
    basin: 'Catch basin full',
  };
  for (const [id, title] of Object.entries(titles)) {
    await connector.call('POST', '/v1/jobs', { body: { id, title, siteId: 'site', durationMinutes: 60 } });
  }
  await place(connector, { id: 'a-manhole', jobId: 'manhole', technicianId: 'ana', startsAt: at('14:00') });
  await place(connector, { id: 'a-basin', jobId: 'basin', technicianId: 'ben', startsAt: at('16:00') });
  return { day: today.toString(), at };
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
