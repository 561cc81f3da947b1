import type { Assignment, Job, Technician } from '@dispatchkit/contract';
import { assignmentStatuses, jobTypes, priorities } from '@dispatchkit/contract/words';

/** What the benchmarks show: the fields the pages read, of records as the connector gives them. */
export type BenchJob = Pick<
  Job,
  | 'id'
  | 'version'
  | 'number'
  | 'title'
  | 'type'
  | 'priority'
  | 'status'
  | 'durationMinutes'
  | 'territory'
  | 'requestedAt'
  | 'dueAt'
  | 'source'
  | 'updatedAt'
  | 'description'
>;
export type BenchTechnician = Pick<Technician, 'id' | 'version' | 'name' | 'color'>;
export type BenchAssignment = Pick<Assignment, 'id' | 'version' | 'jobId' | 'technicianId' | 'startsAt' | 'endsAt' | 'status'>;

/** Monday; all generated days count from here. */
export const firstDay = Date.UTC(2026, 10, 16);
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Same seed, same numbers: every subject and every run gets the same work. Uniform in [0, 1); xorshift (Marsaglia, 2003). */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const things = [
  'Street light',
  'Water main',
  'Sidewalk',
  'Sign',
  'Hydrant',
  'Tree',
  'Drain',
  'Meter',
  'Traffic signal',
  'Bench',
  'Railing',
  'Boiler',
];
const faults = [
  'out',
  'leaking',
  'broken',
  'blocked',
  'to be replaced',
  'loose',
  'noisy',
  'to be inspected',
  'damaged',
  'overgrown',
];
const districts = ['Mission', 'Sunset', 'Richmond', 'Bayview', 'Marina', 'Castro', 'Excelsior', 'Potrero'];
const sources = ['web', 'phone', 'app'];
const openStatuses = ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress'] as const;

export function makeJobs(count: number, seed = 1): BenchJob[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const requestedMs = firstDay - Math.floor(random() * 30 * 24 * 60) * minuteMs;
    // Always four digits, so that numbers in the order of digits and of size come in the same order.
    const place = Math.floor(random() * 9000) + 1000;
    return {
      id: `job-${index}`,
      version: 1,
      number: `J-26-${String(index).padStart(6, '0')}`,
      title: `${pick(things)} ${pick(faults)} at ${place}`,
      description: '',
      type: pick(jobTypes),
      priority: pick(priorities),
      status: pick(openStatuses),
      // Minutes of their own each, so that an order by them has one right answer.
      durationMinutes: 15 + ((index * 7919) % (count * 3)),
      territory: pick(districts),
      source: pick(sources),
      requestedAt: new Date(requestedMs).toISOString(),
      dueAt: new Date(requestedMs + 3 * dayMs).toISOString(),
      updatedAt: new Date(requestedMs).toISOString(),
    };
  });
}

export function makeTechnicians(count: number): BenchTechnician[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `technician-${index}`,
    version: 1,
    name: `Technician ${String(index + 1).padStart(3, '0')}`,
    color: `#${(((index * 2654435761) >>> 8) & 0xffffff).toString(16).padStart(6, '0')}`,
  }));
}

/** Work from 06:00 to 20:00 UTC, spread over the technicians and `days` days from {@link firstDay}; some of it overlaps. */
export function makeAssignments(
  count: number,
  technicians: readonly BenchTechnician[],
  days: number,
  seed = 2,
): BenchAssignment[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const dayStart = firstDay + Math.floor(random() * days) * dayMs;
    const startsMs = dayStart + (6 * 60 + Math.floor(random() * 12 * 4) * 15) * minuteMs;
    const durationMinutes = 30 + Math.floor(random() * 6) * 15;
    return {
      id: `assignment-${index}`,
      version: 1,
      jobId: `job-${index}`,
      technicianId: technicians[index % technicians.length]?.id ?? '',
      startsAt: new Date(startsMs).toISOString(),
      endsAt: new Date(startsMs + durationMinutes * minuteMs).toISOString(),
      status: assignmentStatuses[index % assignmentStatuses.length] ?? 'scheduled',
    };
  });
}

/** The same work by this technician at this time, one version on. */
export function assignmentAt(old: BenchAssignment, technicianId: string, startsMs: number): BenchAssignment {
  const lengthMs = Date.parse(old.endsAt) - Date.parse(old.startsAt);
  return {
    ...old,
    technicianId,
    version: old.version + 1,
    startsAt: new Date(startsMs).toISOString(),
    endsAt: new Date(startsMs + lengthMs).toISOString(),
  };
}

/** WGS 84 degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Jobs of a city: three in four near one of its eight centres, the others anywhere in it. */
export function makePlaces(count: number, seed = 6): (Place & { readonly id: string })[] {
  const random = randomFrom(seed);
  const west = -122.51;
  const south = 37.71;
  const size = 0.1;
  const centres = districts.map(() => ({ latitude: south + random() * size, longitude: west + random() * size }));
  return Array.from({ length: count }, (_, index) => {
    const centre = centres[Math.floor(random() * centres.length * 1.33)];
    const spread = () => (random() + random() + random() - 1.5) * 0.02;
    const latitude = centre ? centre.latitude + spread() : south + random() * size;
    const longitude = centre ? centre.longitude + spread() : west + random() * size;
    return { id: `job-${index}`, latitude, longitude };
  });
}
