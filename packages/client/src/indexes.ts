import type { Assignment, Dependency, Job, Shift, TimeOff } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import type { DispatchSource, SourceChange, Tables } from './source.ts';
import type { Row } from './tables.ts';

/** Half-open interval in epoch milliseconds. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}
interface Timed {
  readonly startsAt: string;
  readonly endsAt: string;
}

const spans = new WeakMap<Timed, Span>();

/** Start and end of a record in epoch milliseconds, read once per record. */
export function spanOf(record: Timed): Span {
  let span = spans.get(record);
  if (!span) {
    span = { startMs: Date.parse(record.startsAt), endMs: Date.parse(record.endsAt) };
    spans.set(record, span);
  }
  return span;
}

/**
 * Assignments, shifts and time off by whom and what they belong to, in order of start. Lists keep their identity until
 * something in them changes, so `===` tells whether a row must be drawn again.
 */
export class Indexes {
  readonly #assignmentsByTechnician = new Groups<Assignment>((assignment) => assignment.technicianId);
  readonly #assignmentsByJob = new Groups<Assignment>((assignment) => assignment.jobId);
  readonly #shifts = new Groups<Shift>((shift) => shift.technicianId);
  readonly #timeOff = new Groups<TimeOff>((timeOff) => timeOff.technicianId);
  readonly #dependencies = new Map<string, Set<Dependency>>();
  readonly #knownDependencies = new Map<string, Dependency>();
  readonly #jobsByEquipment = new Map<string, Set<string>>();
  readonly #equipmentOfJobs = new Map<string, readonly string[]>();

  /** With `span`, those that meet it. Without, all that are loaded. */
  assignmentsOfTechnician(technicianId: string, span?: Span): readonly Assignment[] {
    return this.#assignmentsByTechnician.get(technicianId, span);
  }

  assignmentsOfJob(jobId: string): readonly Assignment[] {
    return this.#assignmentsByJob.get(jobId);
  }

  shiftsOf(technicianId: string, span?: Span): readonly Shift[] {
    return this.#shifts.get(technicianId, span);
  }

  timeOffOf(technicianId: string, span?: Span): readonly TimeOff[] {
    return this.#timeOff.get(technicianId, span);
  }

  /** What the job waits for, and what waits for it. */
  dependenciesOf(jobId: string): Iterable<Dependency> {
    return this.#dependencies.get(jobId) ?? none;
  }

  /** Ids of jobs that need the equipment. */
  jobsNeeding(equipmentId: string): ReadonlySet<string> {
    return this.#jobsByEquipment.get(equipmentId) ?? noIds;
  }

  /** Takes over one record as it is now; `undefined` when it is gone. */
  put(kind: BoardKind, id: string, row: Row | undefined): void {
    if (kind === 'assignments') {
      this.#assignmentsByTechnician.put(id, row as Assignment | undefined);
      this.#assignmentsByJob.put(id, row as Assignment | undefined);
    } else if (kind === 'shifts') this.#shifts.put(id, row as Shift | undefined);
    else if (kind === 'timeOff') this.#timeOff.put(id, row as TimeOff | undefined);
    else if (kind === 'dependencies') this.#putDependency(id, row as Dependency | undefined);
    else if (kind === 'jobs') this.#putEquipment(id, (row as Job | undefined)?.equipmentIds);
  }

  rebuild(tables: Tables): void {
    for (const groups of [this.#assignmentsByTechnician, this.#assignmentsByJob]) groups.reset(tables.assignments);
    this.#shifts.reset(tables.shifts);
    this.#timeOff.reset(tables.timeOff);
    for (const id of [...this.#knownDependencies.keys()]) if (!tables.dependencies.has(id)) this.#putDependency(id, undefined);
    for (const [id, dependency] of tables.dependencies) this.#putDependency(id, dependency);
    for (const id of [...this.#equipmentOfJobs.keys()]) if (!tables.jobs.has(id)) this.#putEquipment(id, undefined);
    for (const [id, job] of tables.jobs) this.#putEquipment(id, job.equipmentIds);
  }

  apply(tables: Tables, change: SourceChange): void {
    if (change.all) this.rebuild(tables);
    else {
      for (const kind of ['jobs', 'assignments', 'shifts', 'timeOff', 'dependencies'] as const) {
        for (const id of change.touched[kind] ?? []) this.put(kind, id, tables[kind].get(id));
      }
    }
  }

  #putDependency(id: string, dependency: Dependency | undefined): void {
    const before = this.#knownDependencies.get(id);
    if (before === dependency) return;
    if (before) for (const jobId of [before.jobId, before.dependsOnJobId]) this.#dependencies.get(jobId)?.delete(before);
    if (!dependency) {
      this.#knownDependencies.delete(id);
      return;
    }
    this.#knownDependencies.set(id, dependency);
    for (const jobId of [dependency.jobId, dependency.dependsOnJobId]) {
      const known = this.#dependencies.get(jobId);
      if (known) known.add(dependency);
      else this.#dependencies.set(jobId, new Set([dependency]));
    }
  }

  #putEquipment(jobId: string, equipmentIds: readonly string[] | undefined): void {
    const before = this.#equipmentOfJobs.get(jobId);
    if (before === equipmentIds) return;
    for (const equipmentId of before ?? []) this.#jobsByEquipment.get(equipmentId)?.delete(jobId);
    if (!equipmentIds || equipmentIds.length === 0) {
      this.#equipmentOfJobs.delete(jobId);
      return;
    }
    this.#equipmentOfJobs.set(jobId, equipmentIds);
    for (const equipmentId of equipmentIds) {
      const jobs = this.#jobsByEquipment.get(equipmentId);
      if (jobs) jobs.add(jobId);
      else this.#jobsByEquipment.set(equipmentId, new Set([jobId]));
    }
  }
}

const none: readonly never[] = Object.freeze([]);
const noIds: ReadonlySet<string> = new Set();

/** Records by the value of one field, each group in order of start, sorted when it is read. */
class Groups<T extends Timed & { readonly id: string }> {
  readonly #groupOf: (record: T) => string;
  readonly #records = new Map<string, T>();
  readonly #members = new Map<string, Set<string>>();
  readonly #lists = new Map<string, readonly T[]>();

  constructor(groupOf: (record: T) => string) {
    this.#groupOf = groupOf;
  }

  get(group: string, span?: Span): readonly T[] {
    const list = this.#list(group);
    if (!span || list.length === 0) return list;
    return list.filter((record) => {
      const { startMs, endMs } = spanOf(record);
      return startMs < span.endMs && endMs > span.startMs;
    });
  }

  put(id: string, record: T | undefined): void {
    const before = this.#records.get(id);
    if (before === record) return;
    const groupBefore = before && this.#groupOf(before);
    const group = record && this.#groupOf(record);
    if (groupBefore !== undefined) {
      this.#lists.delete(groupBefore);
      if (groupBefore !== group) this.#leave(groupBefore, id);
    }
    if (!record || group === undefined) {
      this.#records.delete(id);
      return;
    }
    this.#records.set(id, record);
    this.#lists.delete(group);
    const members = this.#members.get(group);
    if (members) members.add(id);
    else this.#members.set(group, new Set([id]));
  }

  reset(records: ReadonlyMap<string, T>): void {
    for (const id of [...this.#records.keys()]) if (!records.has(id)) this.put(id, undefined);
    for (const [id, record] of records) this.put(id, record);
  }

  #leave(group: string, id: string): void {
    const members = this.#members.get(group);
    members?.delete(id);
    if (members?.size === 0) this.#members.delete(group);
  }

  #list(group: string): readonly T[] {
    const known = this.#lists.get(group);
    if (known) return known;
    const members = this.#members.get(group);
    if (!members) return none;
    const list: T[] = [];
    for (const id of members) {
      const record = this.#records.get(id);
      if (record) list.push(record);
    }
    list.sort((a, b) => spanOf(a).startMs - spanOf(b).startMs || (a.id < b.id ? -1 : 1));
    this.#lists.set(group, list);
    return list;
  }
}

const ofSources = new WeakMap<DispatchSource, Indexes>();

/** A source of ours says that these indexes follow it at once. */
export function adoptIndexes(source: DispatchSource, indexes: Indexes): void {
  ofSources.set(source, indexes);
}

/**
 * The indexes of any source, made once. Those of our own sources are always exact; those of a host's own source follow its
 * `subscribe`, so they are exact whenever a listener is called.
 */
export function indexesOf(source: DispatchSource): Indexes {
  let indexes = ofSources.get(source);
  if (!indexes) {
    indexes = new Indexes();
    indexes.rebuild(source.tables);
    ofSources.set(source, indexes);
    const made = indexes;
    source.subscribe((change) => made.apply(source.tables, change));
  }
  return indexes;
}
