import type { Assignment, Job } from '@dispatchkit/contract';
import { type AssignmentStatus, assignmentStatuses } from '@dispatchkit/contract/words';
import { estimateTravel, weekRange } from '@dispatchkit/scheduling';
import { readSnapshotRecords, type SnapshotRecords } from '../ports/snapshot-records.ts';
import type { Draft, Store } from '../ports/store.ts';
import { applyStatuses, type DemoOptions } from './generate.ts';
import { livePositions } from './live-positions.ts';
import type { Placement } from './planner.ts';
import { assignmentOf, plannedStatus } from './progress.ts';
import { type Random, seededRandom } from './random.ts';
import { demoMeta, putAll, seedPositions } from './seed.ts';

const dayMs = 86_400_000;

/** Whether anybody but the demo itself has changed something; their work is not thrown away. */
export async function hasOthersWork(store: Store, tenant: string): Promise<boolean> {
  const reader = store.read(tenant);
  for (let after = 0; ; ) {
    const events = await reader.tail(after, 500);
    if (events.some(({ actor }) => actor.id !== demoMeta.actor.id && actor.role !== 'system')) return true;
    const last = events.at(-1);
    if (!last) return false;
    after = last.seq;
  }
}

/**
 * Lets the time since the last start pass in a demo: what should be over is over, whoever should be at work is. Nothing is moved,
 * taken back or given to somebody else. Returns how many assignments went on.
 */
export async function catchUp(store: Store, tenant: string, options: DemoOptions): Promise<number> {
  const { nowMs, weekOf } = options;
  const random = seededRandom(`${options.seed} ${nowMs}`);
  const [first = weekOf] = weekRange(weekOf, 1);
  const startMs = Date.parse(`${first}T00:00:00Z`) - dayMs;
  const interval = { from: new Date(startMs).toISOString(), to: new Date(startMs + 10 * dayMs).toISOString() };
  const week = await readSnapshotRecords(store.read(tenant), { ...interval, jobs: 'window', maxJobs: 50_000 });
  const jobs = new Map(week.jobs.map((job) => [job.id, job]));

  const moved = week.assignments.flatMap((assignment) => progressed(assignment, jobs, week, options, random));
  const byId = new Map(moved.map((assignment) => [assignment.id, assignment]));
  const assignments: Draft<Assignment>[] = week.assignments.map((assignment) => byId.get(assignment.id) ?? assignment);
  const touched = new Set(moved.map(({ jobId }) => jobId));
  const changedJobs: Draft<Job>[] = week.jobs.filter(({ id }) => touched.has(id)).map((job) => ({ ...job }));
  applyStatuses(changedJobs, assignments);
  const technicians = livePositions({ ...week, assignments }, nowMs, random);
  await store.write(tenant, demoMeta, async (writer) => {
    await putAll(writer, { technicians, jobs: changedJobs, assignments: moved });
    writer.describe({ type: 'jobs.imported', reload: true });
  });
  await seedPositions(store, tenant, technicians);
  return moved.length;
}

type Week = SnapshotRecords;

function progressed(
  assignment: Assignment,
  jobs: ReadonlyMap<string, Job>,
  week: Week,
  { nowMs }: DemoOptions,
  random: Random,
): Draft<Assignment>[] {
  const job = jobs.get(assignment.jobId);
  if (!job || job.explicitStatus !== null) return [];
  const placement = placementOf(assignment, job, week);
  const status = plannedStatus(placement, nowMs);
  if (rank(status) <= rank(assignment.status)) return [];
  const fresh = assignmentOf(placement, assignment.id, status, nowMs, random);
  // What was stamped before stays; only what happened since is new.
  const stamps = (['releasedAt', 'enRouteAt', 'arrivedAt', 'startedAt', 'completedAt'] as const).map((key) => [
    key,
    assignment[key] ?? fresh[key],
  ]);
  return [{ ...assignment, status, ...Object.fromEntries(stamps) }];
}

function placementOf(assignment: Assignment, job: Job, { technicians, sites, settings }: Week): Placement {
  const [startMs, endMs] = [Date.parse(assignment.startsAt), Date.parse(assignment.endsAt)];
  const home = technicians.find(({ id }) => id === assignment.technicianId)?.home;
  const site = sites.find(({ id }) => id === job.siteId);
  const minutes = Math.min(30, estimateTravel(home, site?.position, settings).minutes ?? 10);
  return { jobId: job.id, technicianId: assignment.technicianId, startMs, endMs, departMs: startMs - minutes * 60_000 };
}

function rank(status: AssignmentStatus): number {
  return assignmentStatuses.indexOf(status);
}
