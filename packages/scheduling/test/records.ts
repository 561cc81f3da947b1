import type { Assignment, Job, Shift, Site, Technician, TimeOff } from '@dispatchkit/contract';

const base = {
  externalRef: null,
  version: 1,
  custom: {},
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

/** Complete records for tests: say what matters, the rest is plain. */
export function aJob(fields: Partial<Job> = {}): Job {
  return {
    ...base,
    id: 'j1',
    number: 'J-1',
    type: 'service_call',
    title: 'Leak',
    description: '',
    priority: 'normal',
    status: 'unscheduled',
    explicitStatus: null,
    statusReason: null,
    customerId: null,
    siteId: 's1',
    durationMinutes: 60,
    skills: [],
    certifications: [],
    equipmentIds: [],
    territory: null,
    requestedAt: null,
    windowStartsAt: null,
    windowEndsAt: null,
    dueAt: null,
    completedAt: null,
    source: null,
    quotedPrice: null,
    ...fields,
  };
}

export function aSite(fields: Partial<Site> = {}): Site {
  return {
    ...base,
    id: 's1',
    customerId: null,
    name: '',
    address: '',
    district: null,
    position: { latitude: 37.77, longitude: -122.42 },
    geocodeQuality: 'exact',
    timeZone: null,
    accessNotes: '',
    ...fields,
  };
}

export function aTechnician(fields: Partial<Technician> = {}): Technician {
  return {
    ...base,
    id: 't1',
    name: 'Ada',
    status: 'available',
    color: '#4263eb',
    phone: null,
    email: null,
    skills: [],
    certifications: [],
    territories: [],
    crewId: null,
    home: { latitude: 37.77, longitude: -122.42 },
    timeZone: null,
    position: null,
    active: true,
    ...fields,
  };
}

export function anAssignment(fields: Partial<Assignment> = {}): Assignment {
  return {
    ...base,
    id: 'a1',
    jobId: 'j1',
    technicianId: 't1',
    startsAt: '2026-11-20T17:00:00Z',
    endsAt: '2026-11-20T18:00:00Z',
    status: 'scheduled',
    lock: 'planned',
    releasedAt: null,
    enRouteAt: null,
    arrivedAt: null,
    startedAt: null,
    completedAt: null,
    overridden: [],
    notes: '',
    ...fields,
  };
}

export function aShift(fields: Partial<Shift> = {}): Shift {
  return {
    ...base,
    id: 'sh1',
    technicianId: 't1',
    startsAt: '2026-11-20T16:00:00Z',
    endsAt: '2026-11-21T01:00:00Z',
    breaks: [],
    ...fields,
  };
}

export function someTimeOff(fields: Partial<TimeOff> = {}): TimeOff {
  return {
    ...base,
    id: 'o1',
    technicianId: 't1',
    startsAt: '2026-11-20T20:00:00Z',
    endsAt: '2026-11-20T22:00:00Z',
    reason: 'Dentist',
    ...fields,
  };
}
