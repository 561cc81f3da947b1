import type {
  Assignment,
  Dependency,
  Job,
  Position,
  Settings,
  Shift,
  Site,
  Technician,
  TimeOff,
  Travel,
} from '@dispatchkit/contract';
import { type Interval, overlaps } from './intervals.ts';

/** Settings the rules read, immutable as records are. A full `Settings` fits. Without working hours only shifts count. */
export type SchedulingSettings = Pick<Settings, 'timeZone' | 'detourFactor' | 'travelSpeedKmh'> &
  Partial<Pick<Settings, 'workingHours'>>;

/**
 * What the rules may look up. A lookup answers `undefined` (or nothing) for what it does not know; rules that need it are then
 * not judged. Records are taken as immutable: one that changes must be replaced by another object.
 */
export interface SchedulingContext {
  readonly settings: SchedulingSettings;
  job(id: string): Job | undefined;
  site(id: string): Site | undefined;
  technician(id: string): Technician | undefined;
  /** Assignments that are not deleted, in any order; at least those within three days of the times asked about. */
  assignmentsOf(technicianId: string): Iterable<Assignment>;
  /** Recorded shifts. When somebody works is asked of `workingTimes`, which knows working hours too. */
  shiftsOf(technicianId: string): Iterable<Shift>;
  timeOffOf(technicianId: string): Iterable<TimeOff>;
  /** All assignments of a job, so that a promised window is kept once any of them starts in it. */
  assignmentsOfJob?(jobId: string): Iterable<Assignment>;
  /** What the job waits for and what waits for it. Without this lookup the order of jobs is not judged; it needs `assignmentsOfJob`. */
  dependenciesOf?(jobId: string): Iterable<Dependency>;
  /** An assignment of another job that has the equipment in `[startMs, endMs)`. Without this lookup equipment is not judged. */
  equipmentBusy?(
    equipmentId: string,
    startMs: number,
    endMs: number,
    exceptAssignmentId?: string,
    exceptJobId?: string,
  ): Assignment | undefined;
  /** Travel over a road network; where it answers nothing the straight-line estimate is used. */
  travel?(from: Position, to: Position): Travel | undefined;
  /** Now, for what is still free; epoch milliseconds. */
  readonly nowMs?: number;
}

/** Records to build a context from. */
export interface SchedulingRecords {
  readonly settings: SchedulingSettings;
  readonly jobs: Iterable<Job>;
  readonly sites: Iterable<Site>;
  readonly technicians: Iterable<Technician>;
  readonly assignments: Iterable<Assignment>;
  readonly shifts: Iterable<Shift>;
  readonly timeOff: Iterable<TimeOff>;
  /** Left out: the order of jobs is not judged. */
  readonly dependencies?: Iterable<Dependency>;
  readonly travel?: (from: Position, to: Position) => Travel | undefined;
  readonly nowMs?: number;
}

/** A context over plain lists, indexed once. It shows the records as they were; build another after a change. */
export function schedulingContext(records: SchedulingRecords): SchedulingContext {
  const jobs = byId(records.jobs);
  const sites = byId(records.sites);
  const technicians = byId(records.technicians);
  const assignments = groupBy(records.assignments, (assignment) => assignment.technicianId);
  const ofJob = groupBy(records.assignments, (assignment) => assignment.jobId);
  const shifts = groupBy(records.shifts, (shift) => shift.technicianId);
  const timeOff = groupBy(records.timeOff, (away) => away.technicianId);
  const dependencies = groupByEach(records.dependencies ?? [], ({ jobId, dependsOnJobId }) => [jobId, dependsOnJobId]);
  const jobsWithEquipment = groupByEach(jobs.values(), (job) => job.equipmentIds);
  return {
    settings: records.settings,
    nowMs: records.nowMs,
    travel: records.travel,
    job: (id) => jobs.get(id),
    site: (id) => sites.get(id),
    technician: (id) => technicians.get(id),
    assignmentsOf: (id) => assignments.get(id) ?? [],
    shiftsOf: (id) => shifts.get(id) ?? [],
    timeOffOf: (id) => timeOff.get(id) ?? [],
    assignmentsOfJob: (id) => ofJob.get(id) ?? [],
    dependenciesOf: (id) => dependencies.get(id) ?? [],
    equipmentBusy(equipmentId, startMs, endMs, exceptAssignmentId, exceptJobId) {
      const asked = { startMs, endMs };
      for (const job of jobsWithEquipment.get(equipmentId) ?? []) {
        if (job.id === exceptJobId) continue;
        for (const assignment of ofJob.get(job.id) ?? []) {
          if (assignment.id === exceptAssignmentId) continue;
          const taken = occupiedBy(assignment, job);
          if (taken && overlaps(taken, asked)) return assignment;
        }
      }
      return undefined;
    },
  };
}

const spans = new WeakMap<object, Interval>();

/** Times of a record as numbers, parsed once per record. @throws RangeError when they are no instants. */
export function spanOf(record: { readonly startsAt: string; readonly endsAt: string }): Interval {
  let span = spans.get(record);
  if (!span) {
    span = parseSpan(record);
    spans.set(record, span);
  }
  return span;
}

/** The same for an object that may still change, such as a proposal under the pointer. */
export function parseSpan({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Interval {
  const startMs = Date.parse(startsAt);
  const endMs = Date.parse(endsAt);
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) throw new RangeError(`Not instants: ${startsAt}, ${endsAt}`);
  return { startMs, endMs };
}

/**
 * The time an assignment takes from its technician, or `null` when it takes none.
 *
 * - Finished work still took its time, up to the moment it was finished when that was earlier than planned.
 * - A cancelled or held job asks nobody to be anywhere; parts of it that were finished before still count.
 * - A job closed as a whole frees those parts that were to begin after it was closed.
 */
export function occupiedBy(assignment: Assignment, job: Job | undefined): Interval | null {
  const span = spanOf(assignment);
  if (assignment.status === 'completed') return finishedSpan(assignment, span);
  if (!job) return span;
  if (job.status === 'cancelled' || job.status === 'on_hold') return null;
  if (job.status === 'completed' && job.completedAt !== null && span.startMs >= Date.parse(job.completedAt)) return null;
  return span;
}

const finished = new WeakMap<Assignment, Interval>();

function finishedSpan(assignment: Assignment, planned: Interval): Interval {
  if (assignment.completedAt === null) return planned;
  let span = finished.get(assignment);
  if (!span) {
    const doneMs = Date.parse(assignment.completedAt);
    span = doneMs > planned.startMs && doneMs < planned.endMs ? { startMs: planned.startMs, endMs: doneMs } : planned;
    finished.set(assignment, span);
  }
  return span;
}

/** Zone in which a technician's days begin and end: their own, else the tenant's. */
export function timeZoneOf(technicianId: string, context: SchedulingContext): string {
  return context.technician(technicianId)?.timeZone ?? context.settings.timeZone;
}

/** Where a job is done; `null` when that is not known. */
export function positionOf(job: Job | undefined, context: SchedulingContext): Position | null {
  return (job?.siteId && context.site(job.siteId)?.position) || null;
}

function byId<T extends { readonly id: string }>(records: Iterable<T>): Map<string, T> {
  const map = new Map<string, T>();
  for (const record of records) map.set(record.id, record);
  return map;
}

function groupBy<T>(records: Iterable<T>, keyOf: (record: T) => string): Map<string, T[]> {
  return groupByEach(records, (record) => [keyOf(record)]);
}

function groupByEach<T>(records: Iterable<T>, keysOf: (record: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    for (const key of keysOf(record)) {
      const group = groups.get(key);
      if (group) group.push(record);
      else groups.set(key, [record]);
    }
  }
  return groups;
}
