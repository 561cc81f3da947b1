import type { Change, Event } from '@dispatchkit/contract';
import type { Reader } from '../ports/store.ts';

/** What has to be known beside some events to tell who may see them. Read once for all who look at them. */
export interface Surroundings {
  readonly techniciansSeeAll: boolean;
  /** Who is assigned to the jobs that the events touch. */
  readonly techniciansOfJobs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of the jobs and technicians that the events touch or lead to. None, or an empty list, is everybody's. */
  readonly territoryOfJobs: ReadonlyMap<string, string | null>;
  readonly territoriesOfTechnicians: ReadonlyMap<string, readonly string[]>;
}

export async function readSurroundings(reader: Reader, events: readonly Event[]): Promise<Surroundings> {
  const changes = events.flatMap((event) => event.changes);
  const jobIds = [...new Set(changes.flatMap(jobsTouched))];
  const technicianIds = [...new Set(changes.flatMap(techniciansTouched))];
  const { techniciansSeeAll } = await reader.settings();
  const jobs = await reader.getMany('jobs', jobIds);
  const technicians = await reader.getMany('technicians', technicianIds);
  return {
    techniciansSeeAll,
    techniciansOfJobs: await techniciansOf(reader, jobIds),
    territoryOfJobs: new Map(jobs.map(({ id, territory }) => [id, territory])),
    territoriesOfTechnicians: new Map(technicians.map(({ id, territories }) => [id, territories])),
  };
}

/** Jobs a change is about, or leads to. */
export function jobsTouched({ kind, id, record, previous }: Change): string[] {
  if (kind === 'jobs') return [id];
  const fields = kind === 'dependencies' ? ['jobId', 'dependsOnJobId'] : kind === 'assignments' ? ['jobId'] : [];
  return valuesOf(fields, record, previous);
}

export function techniciansTouched({ kind, id, record, previous }: Change): string[] {
  return kind === 'technicians' ? [id] : valuesOf(['technicianId'], record, previous);
}

function valuesOf(fields: readonly string[], ...records: (Readonly<Record<string, unknown>> | null | undefined)[]): string[] {
  const values = records.flatMap((record) => fields.map((field) => record?.[field]));
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}

async function techniciansOf(reader: Reader, jobIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const technicians = new Map<string, Set<string>>(jobIds.map((id) => [id, new Set()]));
  let cursor: string | null | undefined;
  while (jobIds.length > 0 && cursor !== null) {
    const page = await reader.list('assignments', {
      filters: { jobId: jobIds },
      sort: [],
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { jobId, technicianId } of page.items) technicians.get(jobId)?.add(technicianId);
    cursor = page.nextCursor;
  }
  return technicians;
}
