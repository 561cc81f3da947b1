import { MemorySource, type MemorySourceOptions } from '@dispatchkit/client';
import type { Assignment, Job, Settings, Shift, Site, Technician } from '@dispatchkit/contract';
import { type AssignmentStatus, deriveJobStatus } from '@dispatchkit/contract/words';
import { dayOf, wallToInstant } from '@dispatchkit/scheduling';
import { districts, people, streets, works } from './sample-places.ts';

/** How big the sample is and when it plays. */
export interface SampleOptions {
  /** Technicians on shift, at most as many as there are names (24). Default 12. */
  readonly technicians?: number;
  /** Default 120. Those no shift has room for are unscheduled or were done on earlier days. */
  readonly jobs?: number;
  /** False leaves everything unscheduled. Default true. */
  readonly assignments?: boolean;
  /** Epoch milliseconds. Default 11:24 on `day` in San Francisco. */
  readonly now?: number;
  /** `YYYY-MM-DD` in San Francisco. Default the day of `now`, or 2026-11-20. */
  readonly day?: string;
  readonly seed?: number;
}

/** Records of every kind, as plain lists. */
export interface SampleRecords {
  readonly settings: Settings;
  readonly nowMs: number;
  readonly day: string;
  readonly jobs: Job[];
  readonly sites: Site[];
  readonly technicians: Technician[];
  readonly shifts: Shift[];
  readonly assignments: Assignment[];
}

export const sampleZone = 'America/Los_Angeles';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A day of a city's field work: the same options give the same records. About one job in five waits; statuses follow the clock. */
export function sampleRecords(options: SampleOptions = {}): SampleRecords {
  const day = options.day ?? (options.now === undefined ? '2026-11-20' : dayOf(options.now, sampleZone));
  const at = (time: string) => wallToInstant(`${day}T${time}`, sampleZone) ?? 0;
  const nowMs = options.now ?? at('11:24');
  const random = randomFrom(options.seed ?? 7);
  const technicians = people.slice(0, options.technicians ?? 12).map(([name, color], index) => technician(name, color, index));
  const shifts = technicians.map((one, index) => shift(one.id, index, at));
  const sites: Site[] = [];
  const jobs: Job[] = [];
  for (let index = 0; index < (options.jobs ?? 120); index++) {
    const place = site(index, random);
    sites.push(place);
    jobs.push(job(index, place, nowMs, random));
  }
  const assignments = options.assignments === false ? [] : schedule(jobs, technicians, shifts, nowMs, random);
  follow(technicians, assignments);
  return { settings, nowMs, day, jobs, sites, technicians, shifts, assignments };
}

/** The same day as a live source; its clock stands at the sample's now unless `more.now` says otherwise. */
export function sampleSource(options: SampleOptions = {}, more: MemorySourceOptions = {}): MemorySource {
  const { nowMs, day: _, ...records } = sampleRecords(options);
  return new MemorySource({ now: () => nowMs, ...records, ...more });
}

const settings: Settings = {
  name: 'Bay Field Services',
  timeZone: sampleZone,
  weekStartsOn: 1,
  workingHours: null,
  detourFactor: 1.3,
  travelSpeedKmh: 30,
  geofenceMeters: 200,
  snapMinutes: 15,
  techniciansSeeAll: false,
  labels: {},
  statusColors: {},
  customFields: [{ key: 'agency', label: 'Agency', entity: 'job', kind: 'select', options: ['Sewer Ops', 'Housing'] }],
  mapCenter: { latitude: 37.7599, longitude: -122.4368 },
  mapZoom: 12,
  jobNumbers: { prefix: 'J', yearDigits: 2, width: 5 },
  retention: { eventDays: null, closedJobDays: null, deletedDays: null, positionDays: null },
  version: 1,
  updatedAt: '2026-01-05T09:00:00.000Z',
};

function entity(id: string) {
  const since = '2026-01-05T09:00:00.000Z';
  return { id, externalRef: null, version: 1, custom: {}, createdAt: since, updatedAt: since };
}

function technician(name: string, color: string, index: number): Technician {
  const district = districts[(index * 7) % districts.length] ?? districts[0];
  const trade = ['sewer', 'glazier', 'sewer', 'labor'][index % 4] ?? 'sewer';
  return {
    ...entity(`technician-${pad(index + 1, 2)}`),
    name,
    status: 'available',
    color,
    phone: null,
    email: null,
    skills: trade === 'labor' ? [{ key: 'labor' }] : [{ key: trade, level: 1 + (index % 3) }, { key: 'labor' }],
    certifications: [],
    territories: [],
    crewId: null,
    home: district ? { latitude: district.latitude, longitude: district.longitude } : null,
    timeZone: null,
    position: null,
    active: true,
  };
}

function shift(technicianId: string, index: number, at: (time: string) => number): Shift {
  const starts = index % 4 === 3 ? '09:00' : index % 5 === 4 ? '07:30' : '08:00';
  return {
    ...entity(`shift-${pad(index + 1, 2)}`),
    technicianId,
    startsAt: iso(at(starts)),
    endsAt: iso(at(index % 7 === 6 ? '15:00' : '17:00')),
    breaks: [{ startsAt: iso(at('12:00')), endsAt: iso(at('12:30')) }],
  };
}

function site(index: number, random: () => number): Site {
  const district = districts[Math.floor(random() * districts.length)];
  const street = streets[Math.floor(random() * streets.length)] ?? '';
  // A few requests come without an address: that is what real ones are like.
  const known = district && random() > 0.04;
  return {
    ...entity(`site-${pad(index + 1, 5)}`),
    customerId: null,
    name: '',
    address: known ? `${100 + Math.floor(random() * 2400)} ${street}` : '',
    district: known ? district.name : null,
    position: known
      ? { latitude: district.latitude + (random() - 0.5) * 0.012, longitude: district.longitude + (random() - 0.5) * 0.014 }
      : null,
    geocodeQuality: known ? 'interpolated' : 'none',
    timeZone: null,
    accessNotes: '',
  };
}

function job(index: number, place: Site, nowMs: number, random: () => number): Job {
  const work = pickWork(random() * 100);
  const roll = random();
  const priority = roll < 0.08 ? 'urgent' : roll < 0.3 ? 'high' : roll > 0.95 ? 'low' : 'normal';
  const requestedMs = nowMs - Math.round(random() * 2 * dayMs);
  const dueMs = nowMs + Math.round((random() * 620 - 40) * minuteMs);
  return {
    ...entity(`job-${pad(index + 1, 5)}`),
    number: `J-26-${pad(1480 + index, 5)}`,
    type: work.type,
    title: work.title,
    description: '',
    priority,
    status: 'unscheduled',
    explicitStatus: null,
    statusReason: null,
    customerId: null,
    siteId: place.id,
    durationMinutes: work.durationMinutes,
    skills: work.skill ? [{ key: work.skill, ...(random() < 0.2 ? { level: 2 } : {}) }] : [],
    certifications: [],
    equipmentIds: [],
    territory: null,
    requestedAt: iso(requestedMs),
    windowStartsAt: null,
    windowEndsAt: null,
    dueAt: random() < 0.06 ? null : iso(dueMs),
    completedAt: null,
    source: random() < 0.5 ? 'app' : 'phone',
    quotedPrice: null,
    custom: { agency: work.skill === 'sewer' ? 'Sewer Ops' : 'Housing' },
  };
}

function pickWork(roll: number): (typeof works)[number] {
  let sum = 0;
  for (const work of works) {
    sum += work.share;
    if (roll < sum) return work;
  }
  return works[0] as (typeof works)[number];
}

/** Fills the shifts in order, with the way between; every fifth job waits, and what finds no room was done before or waits. */
function schedule(
  jobs: Job[],
  technicians: readonly Technician[],
  shifts: readonly Shift[],
  nowMs: number,
  random: () => number,
): Assignment[] {
  const assignments: Assignment[] = [];
  const free = shifts.map((one) => Date.parse(one.startsAt) + Math.round(random() * 20) * minuteMs);
  for (const [index, one] of jobs.entries()) {
    if (index % 5 === 0) continue;
    const who = technicians.findIndex((candidate, slot) => canDo(candidate, one) && hasRoom(slot, one, free, shifts));
    const person = technicians[who];
    if (!person) {
      closeEarlier(one, nowMs, random);
      continue;
    }
    const startMs = placeAt(free[who] ?? 0, one, shifts[who]);
    const endMs = startMs + one.durationMinutes * minuteMs;
    const made = assignment(assignments.length, one, person, startMs, endMs, nowMs);
    assignments.push(made);
    one.status = deriveJobStatus(null, [made.status]);
    if (made.status === 'completed') one.completedAt = made.completedAt;
    free[who] = endMs + (6 + Math.round(random() * 14)) * minuteMs;
    if (random() < 0.12) free[who] = (free[who] ?? 0) + 30 * minuteMs;
    // The emptiest go first, so that work spreads over everybody.
    rotate(technicians as Technician[], shifts as Shift[], free, who);
  }
  for (const [index, status] of [[10, 'on_hold'] as const, [20, 'cancelled'] as const]) {
    const held = jobs[index];
    if (!held) continue;
    held.status = held.explicitStatus = status;
    held.statusReason = status === 'on_hold' ? 'Waiting for parts' : 'Duplicate request';
  }
  return assignments;
}

function canDo(person: Technician, one: Job): boolean {
  return one.skills.every((needed) =>
    person.skills.some((held) => held.key === needed.key && (held.level ?? 9) >= (needed.level ?? 0)),
  );
}

function hasRoom(slot: number, one: Job, free: readonly number[], shifts: readonly Shift[]): boolean {
  const shiftOf = shifts[slot];
  if (!shiftOf) return false;
  return placeAt(free[slot] ?? 0, one, shiftOf) + one.durationMinutes * minuteMs <= Date.parse(shiftOf.endsAt);
}

/** The earliest start that does not run into the break. */
function placeAt(freeMs: number, one: Job, shiftOf: Shift | undefined): number {
  const pause = shiftOf?.breaks[0];
  if (!pause) return freeMs;
  const meets = freeMs < Date.parse(pause.endsAt) && freeMs + one.durationMinutes * minuteMs > Date.parse(pause.startsAt);
  return meets ? Date.parse(pause.endsAt) + 8 * minuteMs : freeMs;
}

function rotate(technicians: Technician[], shifts: Shift[], free: number[], who: number): void {
  for (const list of [technicians, shifts, free] as unknown[][]) list.push(...list.splice(who, 1));
}

function closeEarlier(one: Job, nowMs: number, random: () => number): void {
  const doneMs = nowMs - dayMs - Math.round(random() * 6 * dayMs);
  one.status = one.explicitStatus = 'completed';
  one.completedAt = iso(doneMs);
  one.requestedAt = iso(doneMs - Math.round(random() * dayMs));
  one.dueAt = iso(doneMs + Math.round((random() - 0.2) * 300) * minuteMs);
}

function assignment(index: number, one: Job, person: Technician, startMs: number, endMs: number, nowMs: number): Assignment {
  const status = statusAt(startMs, endMs, nowMs, index);
  const isReleased = status !== 'scheduled';
  return {
    ...entity(`assignment-${pad(index + 1, 5)}`),
    jobId: one.id,
    technicianId: person.id,
    startsAt: iso(startMs),
    endsAt: iso(endMs),
    status,
    lock: 'planned',
    releasedAt: isReleased ? iso(Math.min(nowMs, startMs) - 60 * minuteMs) : null,
    enRouteAt: null,
    arrivedAt: null,
    startedAt: status === 'completed' || status === 'in_progress' ? iso(startMs) : null,
    completedAt: status === 'completed' ? iso(endMs) : null,
    overridden: [],
    notes: '',
  };
}

function statusAt(startMs: number, endMs: number, nowMs: number, index: number): AssignmentStatus {
  if (endMs <= nowMs) return 'completed';
  if (startMs <= nowMs) return index % 3 === 0 ? 'on_site' : 'in_progress';
  if (startMs <= nowMs + 75 * minuteMs) return 'en_route';
  return startMs <= nowMs + 180 * minuteMs ? 'dispatched' : 'scheduled';
}

/** What technicians do is what their work says. */
function follow(technicians: Technician[], assignments: readonly Assignment[]): void {
  technicians.sort((a, b) => (a.id < b.id ? -1 : 1));
  const doing = new Map<string, Technician['status']>();
  for (const { technicianId, status } of assignments) {
    if (status === 'on_site' || status === 'in_progress') doing.set(technicianId, 'on_job');
    else if (status === 'en_route' && !doing.has(technicianId)) doing.set(technicianId, 'traveling');
  }
  for (const one of technicians) one.status = doing.get(one.id) ?? one.status;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Numbers in [0, 1) that a seed determines (a 32-bit Weyl sequence, mixed). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
  };
}
