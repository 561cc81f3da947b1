import type { Change, Event, Violation } from '@dispatchkit/contract';
import type { Reader } from '../ports/store.ts';

/** Where the records that events name lie. Read once for all who look at the events, whatever their territories. */
export interface TerritoryFacts {
  /** Territory by job; empty when it has none. */
  readonly jobs: ReadonlyMap<string, string>;
  readonly technicians: ReadonlyMap<string, readonly string[]>;
  /** Territories of all jobs there ever were at a site, or of a customer; an empty one stands for none. */
  readonly sites: ReadonlyMap<string, ReadonlySet<string>>;
  readonly customers: ReadonlyMap<string, ReadonlySet<string>>;
}

export async function readTerritoryFacts(reader: Reader, events: readonly Event[]): Promise<TerritoryFacts> {
  const named = {
    jobs: new Set<string>(),
    technicians: new Set<string>(),
    sites: new Set<string>(),
    customers: new Set<string>(),
  };
  const add = (ids: Set<string>, value: unknown) => typeof value === 'string' && ids.add(value);
  for (const { jobId, technicianId, changes } of events) {
    add(named.jobs, jobId);
    add(named.technicians, technicianId);
    for (const { kind, id, record, previous } of changes) {
      if (kind in named) named[kind as keyof typeof named].add(id);
      for (const fields of [record, previous]) {
        for (const field of ['jobId', 'dependsOnJobId']) add(named.jobs, fields?.[field]);
        add(named.technicians, fields?.technicianId);
        if (Array.isArray(fields?.technicianIds)) for (const each of fields.technicianIds) add(named.technicians, each);
      }
    }
  }
  const [jobs, technicians, sites, customers] = await Promise.all([
    withDeleted(reader, 'jobs', named.jobs),
    withDeleted(reader, 'technicians', named.technicians),
    reader.territoriesAt('sites', [...named.sites]),
    reader.territoriesAt('customers', [...named.customers]),
  ]);
  return {
    jobs: new Map(jobs.map(({ id, territory }) => [id, territory ?? ''])),
    technicians: new Map(technicians.map(({ id, territories }) => [id, territories])),
    sites,
    customers,
  };
}

async function withDeleted<K extends 'jobs' | 'technicians'>(reader: Reader, kind: K, ids: ReadonlySet<string>) {
  const live = await reader.getMany(kind, [...ids]);
  const found = new Set(live.map(({ id }) => id));
  const missing = [...ids].filter((id) => !found.has(id));
  const deleted = await Promise.all(missing.map((id) => reader.getDeleted(kind, id)));
  return [...live, ...deleted.flatMap((record) => record ?? [])];
}

export type Verdict = 'whole' | 'entered' | 'gone' | 'hidden';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What somebody limited to territories sees of a change. Jobs and technicians are judged by where they lay before and after it; what
 * hangs on them by where those are now. `entered`: it was somebody else's before.
 */
export function judgeTerritory(change: Change, territories: readonly string[], facts: TerritoryFacts): Verdict {
  const isMine = (territory: unknown) => territory === null || territory === '' || territories.includes(String(territory));
  const isSeenJob = (id: unknown) => typeof id === 'string' && isMine(facts.jobs.get(id) ?? '');
  const isAnyMine = (list: unknown) => !Array.isArray(list) || list.length === 0 || list.some(isMine);
  const isSeenTechnician = (id: unknown) => typeof id === 'string' && isAnyMine(facts.technicians.get(id) ?? []);
  const isSeenPlace = (found: ReadonlySet<string> | undefined) => found === undefined || isAnyMine([...found]);
  const by = (isSeen: (record: Fields) => boolean): Verdict => {
    const earlier = before(change);
    const [was, is] = [earlier !== null && isSeen(earlier), change.record !== null && isSeen(change.record)];
    // Of a deleted one the whole record is told as it was: whoever saw it then may hear that it is gone.
    if (change.record === null) return was ? 'whole' : 'hidden';
    if (!is) return was ? 'gone' : 'hidden';
    return earlier === null || was ? 'whole' : 'entered';
  };
  switch (change.kind) {
    case 'jobs':
      return by(({ territory }) => isMine(territory ?? ''));
    case 'technicians':
      return by((record) => isAnyMine(record.territories));
    case 'series':
      return by(({ job }) => isMine((job as Fields | undefined)?.territory ?? ''));
    case 'assignments':
      return by(({ jobId, technicianId }) => isSeenJob(jobId) && isSeenTechnician(technicianId));
    case 'shifts':
    case 'timeOff':
    case 'certifications':
      return by(({ technicianId }) => isSeenTechnician(technicianId));
    case 'dependencies':
      return by(({ jobId, dependsOnJobId }) => isSeenJob(jobId) && isSeenJob(dependsOnJobId));
    case 'crews':
      return by(({ technicianIds }) => !Array.isArray(technicianIds) || technicianIds.every(isSeenTechnician));
    case 'sites':
      return isSeenPlace(facts.sites.get(change.id)) ? 'whole' : 'hidden';
    case 'customers':
      return isSeenPlace(facts.customers.get(change.id)) ? 'whole' : 'hidden';
    default:
      return 'whole';
  }
}

/** Takes out of an event's head what names others' jobs, technicians and assignments. */
export function headWithin(event: Event, territories: readonly string[], facts: TerritoryFacts): Event {
  const isMine = (territory: string) => territory === '' || territories.includes(territory);
  const { jobId, technicianId, overridden } = event;
  const technicianOf = technicianId === null ? [] : (facts.technicians.get(technicianId) ?? []);
  const isForeignTechnician = technicianOf.length > 0 && !technicianOf.some(isMine);
  return {
    ...event,
    jobId: jobId !== null && isMine(facts.jobs.get(jobId) ?? '') ? jobId : null,
    technicianId: isForeignTechnician ? null : technicianId,
    ...(overridden ? { overridden: overridden.map(discreet) } : {}),
    ...(isForeignTechnician ? { checkIn: undefined } : {}),
  };
}

/** A broken rule without a word about the other job: it may be one that is not to be seen. */
export function discreet(violation: Violation): Violation {
  if (!namesOther(violation)) return violation;
  const { code, severity } = violation;
  return { code, severity, detail: discreetWords[code] ?? 'Another assignment stands against it' };
}

export function namesOther({ code, assignmentId }: Violation): boolean {
  return assignmentId !== undefined || code === 'dependency_unmet';
}

const discreetWords: Partial<Record<Violation['code'], string>> = {
  overlap: 'Overlaps another assignment',
  travel_infeasible: 'There is too little time to travel from or to another assignment',
  equipment_busy: 'Equipment is taken at that time',
  position_unknown: 'Another assignment has no position: travel was not judged',
  dependency_unmet: 'Waits for another job',
};

/** The record before the change, as far as it is told: a new one has none. */
export function before({ record, previous }: Change): Fields | null {
  return previous === undefined ? null : { ...record, ...previous };
}
