import type { Assignment, Job, Technician } from '@dispatchkit/contract';
import { deriveJobStatus } from '@dispatchkit/contract/words';
import type { Writer } from '../ports/store.ts';
import { underWayStatuses } from './progress.ts';

/**
 * Brings the derived status and the time of completion of a job in line with its assignments. Its version rises only when
 * something of it changes.
 */
export async function settleJob(writer: Writer, job: Job): Promise<Job> {
  const [settled = job] = await settle(writer, [job]);
  return settled;
}

export async function settleJobs(writer: Writer, jobIds: Iterable<string>): Promise<void> {
  await settle(writer, await writer.getMany('jobs', [...new Set(jobIds)]));
}

async function settle(writer: Writer, jobs: readonly Job[]): Promise<Job[]> {
  const assignments = await writer.assignmentsOfJobs(jobs.map(({ id }) => id));
  const byJob = Map.groupBy(assignments, ({ jobId }) => jobId);
  return writer.putMany(
    'jobs',
    jobs.map((job) => settled(job, byJob.get(job.id) ?? [], writer.at)),
  );
}

function settled(job: Job, assignments: readonly Assignment[], at: string): Job {
  const status = deriveJobStatus(
    job.explicitStatus,
    assignments.map((assignment) => assignment.status),
  );
  return { ...job, status, completedAt: status === 'completed' ? completionOf(job, assignments, at) : null };
}

/** When the last of its parts was done; for a job closed as a whole, what was said then. */
function completionOf(job: Job, assignments: readonly Assignment[], at: string): string {
  if (job.explicitStatus === 'completed') return job.completedAt ?? at;
  const ends = assignments.flatMap((assignment) => assignment.completedAt ?? []);
  return ends.reduce((latest, end) => (end > latest ? end : latest), ends[0] ?? job.completedAt ?? at);
}

/**
 * Lets a technician's status follow the work under way: driving, on a job, or free again. A break or the end of the day that was
 * set by hand stays until new work begins.
 */
export async function settleTechnicians(writer: Writer, technicianIds: Iterable<string>): Promise<void> {
  const ids = [...new Set(technicianIds)];
  const underWay = await writer.assignmentsOfTechnicians(ids, underWayStatuses);
  for (const technician of await writer.getMany('technicians', ids)) {
    const own = underWay.filter((assignment) => assignment.technicianId === technician.id);
    const status = statusOf(technician, own);
    if (status !== technician.status) await writer.put('technicians', { ...technician, status });
  }
}

function statusOf(technician: Technician, underWay: readonly Assignment[]): Technician['status'] {
  if (underWay.some((assignment) => assignment.status !== 'en_route')) return 'on_job';
  if (underWay.length > 0) return 'traveling';
  return technician.status === 'on_job' || technician.status === 'traveling' ? 'available' : technician.status;
}
