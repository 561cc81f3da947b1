import type { Change, Event } from '@dispatchkit/contract';
import { onceDone } from '../internal/once-done.ts';
import type { Reader } from '../ports/store.ts';
import { everyRecord } from './every-record.ts';
import type { Sight } from './sight.ts';
import { readTerritoryFacts, type TerritoryFacts } from './territory-sight.ts';

/** What has to be known beside some events to tell who may see them. Read once for all who look at them. */
export interface Surroundings {
  readonly techniciansSeeAll: boolean;
  /** Who is assigned to the jobs that the events touch. */
  readonly techniciansOfJobs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where the records lie that the events name. There for those who are limited to territories. */
  readonly facts?: TerritoryFacts | undefined;
  /** Reads them, once however many ask. */
  readFacts?(): Promise<TerritoryFacts>;
}

/** What somebody has to know beside the events. */
export async function surroundingsFor({ territories }: Sight, around: Surroundings): Promise<Surroundings> {
  return territories === undefined ? around : { ...around, facts: await around.readFacts?.() };
}

/** @param reader of the newest records (`Store.readNewest`): older ones would hide events from those whom they are for */
export async function readSurroundings(reader: Reader, events: readonly Event[]): Promise<Surroundings> {
  const changes = events.flatMap((event) => event.changes);
  const jobIds = [...new Set(changes.flatMap(jobsTouched))];
  const { techniciansSeeAll } = await reader.settings();
  return {
    techniciansSeeAll,
    techniciansOfJobs: await techniciansOf(reader, jobIds),
    readFacts: onceDone(() => readTerritoryFacts(reader, events)),
  };
}

/** Jobs a change is about, or leads to. */
export function jobsTouched({ kind, id, record, previous }: Change): string[] {
  if (kind === 'jobs') return [id];
  return kind === 'dependencies' ? valuesOf(['jobId', 'dependsOnJobId'], record, previous) : [];
}

function valuesOf(fields: readonly string[], ...records: (Readonly<Record<string, unknown>> | null | undefined)[]): string[] {
  const values = records.flatMap((record) => fields.map((field) => record?.[field]));
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}

async function techniciansOf(reader: Reader, jobIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const technicians = new Map<string, Set<string>>(jobIds.map((id) => [id, new Set()]));
  if (jobIds.length === 0) return technicians;
  for await (const { jobId, technicianId } of everyRecord(reader, 'assignments', { jobId: jobIds })) {
    technicians.get(jobId)?.add(technicianId);
  }
  return technicians;
}
