import type { Technician } from '@dispatchkit/contract';
import type { Draft } from '../ports/store.ts';
import { cityCenter, neighborhoods, pickPosition } from './city.ts';
import { people } from './people.ts';
import type { Random } from './random.ts';
import type { DemoSettings } from './week.ts';

/** Settings of the demo's tenant. */
export function demoSettings(timeZone: string): DemoSettings {
  return {
    name: 'City Field Services',
    timeZone,
    weekStartsOn: 1,
    workingHours: null,
    detourFactor: 1.35,
    travelSpeedKmh: 26,
    geofenceMeters: 150,
    snapMinutes: 15,
    techniciansSeeAll: true,
    labels: {},
    statusColors: {},
    customFields: [],
    mapCenter: { ...cityCenter },
    mapZoom: 12,
    jobNumbers: { prefix: 'J', yearDigits: 2, width: 5 },
    retention: { eventDays: null, closedJobDays: null, deletedDays: null, positionDays: null },
  };
}

/** The technicians, off duty, nowhere yet. */
export function demoTechnicians(random: Random): Draft<Technician>[] {
  return people.map((person, index) => {
    const area = neighborhoods.find(({ name }) => name === person.home);
    if (!area) throw new RangeError(`No neighbourhood ${person.home}`);
    return {
      id: person.id,
      externalRef: null,
      custom: {},
      name: person.name,
      status: 'off_duty',
      color: person.color,
      phone: `+1 415 555 01${String(50 + index).padStart(2, '0')}`,
      email: `${person.id.slice('tech-'.length)}@example.org`,
      skills: [...person.skills],
      certifications: person.certifications.map((key) => ({ key, expiresOn: null })),
      territories: [],
      crewId: person.crewId,
      home: pickPosition(random, area),
      timeZone: null,
      position: null,
      active: true,
    };
  });
}
