import type {
  Assignment,
  Crew,
  Customer,
  Dependency,
  Equipment,
  Job,
  Settings,
  Shift,
  Site,
  Technician,
  TimeOff,
} from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import { DispatchError } from './errors.ts';
import type { Records } from './source.ts';
import { uuidv7 } from './uuid.ts';

const epoch = '2000-01-01T00:00:00.000Z';

/** What holds until a tenant says otherwise. Times are shown in UTC. */
export const defaultSettings: Settings = {
  name: 'Dispatch',
  timeZone: 'UTC',
  weekStartsOn: 1,
  workingHours: null,
  detourFactor: 1.3,
  travelSpeedKmh: 40,
  geofenceMeters: 200,
  snapMinutes: 15,
  techniciansSeeAll: false,
  labels: {},
  statusColors: {},
  customFields: [],
  mapCenter: null,
  mapZoom: null,
  jobNumbers: { prefix: 'J', yearDigits: 2, width: 5 },
  retention: { eventDays: null, closedJobDays: null, deletedDays: null, positionDays: null },
  version: 1,
  updatedAt: epoch,
};

function entity({ id }: { readonly id?: string }, nowIso: string) {
  // A new id costs more than all the rest of a record, so it is made only where one is missing.
  const known = id ?? uuidv7(Date.parse(nowIso));
  return { id: known, externalRef: null, version: 1, custom: {}, createdAt: nowIso, updatedAt: nowIso };
}

export function fillCustomer(partial: Partial<Customer>, nowIso: string = epoch): Customer {
  return { ...entity(partial, nowIso), name: '', phone: null, email: null, notes: '', ...partial };
}

export function fillSite(partial: Partial<Site>, nowIso: string = epoch): Site {
  return {
    ...entity(partial, nowIso),
    customerId: null,
    name: '',
    address: '',
    district: null,
    position: null,
    geocodeQuality: partial.position ? 'exact' : 'none',
    timeZone: null,
    accessNotes: '',
    ...partial,
  };
}

export function fillTechnician(partial: Partial<Technician>, nowIso: string = epoch): Technician {
  return {
    ...entity(partial, nowIso),
    name: '',
    status: 'available',
    color: '#4263eb',
    phone: null,
    email: null,
    skills: [],
    certifications: [],
    territories: [],
    crewId: null,
    home: null,
    timeZone: null,
    position: null,
    active: true,
    ...partial,
  };
}

export function fillShift(partial: Partial<Shift>, nowIso: string = epoch): Shift {
  return { ...entity(partial, nowIso), technicianId: '', startsAt: nowIso, endsAt: nowIso, breaks: [], ...partial };
}

export function fillTimeOff(partial: Partial<TimeOff>, nowIso: string = epoch): TimeOff {
  return { ...entity(partial, nowIso), technicianId: '', startsAt: nowIso, endsAt: nowIso, reason: '', ...partial };
}

export function fillCrew(partial: Partial<Crew>, nowIso: string = epoch): Crew {
  return { ...entity(partial, nowIso), name: 'Crew', color: '#4263eb', technicianIds: [], leadId: null, ...partial };
}

export function fillEquipment(partial: Partial<Equipment>, nowIso: string = epoch): Equipment {
  return { ...entity(partial, nowIso), name: 'Equipment', type: '', notes: '', ...partial };
}

export function fillDependency(partial: Partial<Dependency>, nowIso: string = epoch): Dependency {
  return { ...entity(partial, nowIso), jobId: '', dependsOnJobId: '', type: 'finish_to_start', lagMinutes: 0, ...partial };
}

export function fillJob(partial: Partial<Job>, nowIso: string = epoch): Job {
  const base = entity(partial, nowIso);
  return {
    ...base,
    number: partial.id ?? base.id,
    type: 'service_call',
    title: '',
    description: '',
    priority: 'normal',
    status: partial.explicitStatus ?? 'unscheduled',
    explicitStatus: null,
    statusReason: null,
    customerId: null,
    siteId: null,
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
    ...partial,
  };
}

/** Without `endsAt`, one hour after `startsAt`. */
export function fillAssignment(partial: Partial<Assignment>, nowIso: string = epoch): Assignment {
  const startsAt = partial.startsAt ?? nowIso;
  return {
    ...entity(partial, nowIso),
    jobId: '',
    technicianId: '',
    startsAt,
    endsAt: hourAfter(startsAt),
    status: 'scheduled',
    lock: 'planned',
    releasedAt: null,
    enRouteAt: null,
    arrivedAt: null,
    startedAt: null,
    completedAt: null,
    overridden: [],
    notes: '',
    ...partial,
  };
}

/** Left as it is when it is no time; `fill` says so then, with the name of the record. */
function hourAfter(startsAt: string): string {
  const startMs = Date.parse(startsAt);
  return Number.isNaN(startMs) ? startsAt : new Date(startMs + 3_600_000).toISOString();
}

/** Everything that counts with times relies on their being some. */
function withTimes<R extends { readonly id: string; readonly startsAt: string; readonly endsAt: string }>(
  kind: BoardKind,
  record: R,
): R {
  for (const field of ['startsAt', 'endsAt'] as const) {
    if (!Number.isNaN(Date.parse(record[field]))) continue;
    throw new DispatchError(
      'invalid',
      `${kind} ${record.id}: ${field} is ${String(record[field])}, give an instant such as 2026-11-20T17:30:00Z`,
    );
  }
  return record;
}

/** The fill function of each collection: a whole record from what is known, defaults for the rest, a new id when there is none. */
export const fill: { readonly [K in BoardKind]: (partial: Partial<Records[K]>, nowIso?: string) => Records[K] } = {
  jobs: fillJob,
  assignments: (partial, nowIso) => withTimes('assignments', fillAssignment(partial, nowIso)),
  technicians: fillTechnician,
  customers: fillCustomer,
  sites: fillSite,
  shifts: (partial, nowIso) => withTimes('shifts', fillShift(partial, nowIso)),
  timeOff: (partial, nowIso) => withTimes('timeOff', fillTimeOff(partial, nowIso)),
  crews: fillCrew,
  equipment: fillEquipment,
  dependencies: fillDependency,
};
