import { type DispatchSource, indexesOf, spanOf } from '@dispatchkit/client';
import type { Assignment, Customer, Job, Site } from '@dispatchkit/contract';
import { isOpen } from '@dispatchkit/contract/words';

/** A job with what a row tells about it. */
export interface JobFacts {
  readonly job: Job;
  readonly site: Site | undefined;
  readonly customer: Customer | undefined;
  /** In order of start. */
  readonly assignments: readonly Assignment[];
  /** The one a row speaks of: the first not yet done, else the last. */
  readonly assignment: Assignment | undefined;
  /** Names of the technicians, each once, in order of their assignments. */
  readonly technicianNames: readonly string[];
}

/** Looks up everything about a job in what a source has loaded. Cheap: nothing is copied. */
export function factsFrom(source: DispatchSource): (job: Job) => JobFacts {
  const { tables } = source;
  const indexes = indexesOf(source);
  return (job) => {
    const assignments = indexes.assignmentsOfJob(job.id);
    return {
      job,
      site: job.siteId ? tables.sites.get(job.siteId) : undefined,
      customer: job.customerId ? tables.customers.get(job.customerId) : undefined,
      assignments,
      assignment: assignments.find(({ status }) => status !== 'completed') ?? assignments.at(-1),
      technicianNames: namesOf(assignments, (id) => tables.technicians.get(id)?.name),
    };
  };
}

/** When the job is to be done; null when it is not placed. Epoch milliseconds. */
export function scheduledMs({ assignment }: JobFacts): number | null {
  return assignment ? spanOf(assignment).startMs : null;
}

/** Until when it should be done; null when nobody said, and when it is done or called off: then nothing is late any more. */
export function dueMs({ job }: JobFacts): number | null {
  return job.dueAt && isOpen(job.status) ? Date.parse(job.dueAt) : null;
}

const nobody: readonly string[] = [];

function namesOf(assignments: readonly Assignment[], nameOf: (technicianId: string) => string | undefined): readonly string[] {
  if (assignments.length === 0) return nobody;
  const names = new Set<string>();
  for (const { technicianId } of assignments) {
    const name = nameOf(technicianId);
    if (name) names.add(name);
  }
  return [...names];
}
