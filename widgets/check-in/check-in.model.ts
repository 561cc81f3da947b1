import { type Command, type DispatchSource, spanOf } from '@dispatchkit/client';
import type { Assignment, Job, Site } from '@dispatchkit/contract';
import type { AssignmentStatus } from '@dispatchkit/contract/words';

/** One visit of the technician's day. */
export interface Visit {
  readonly assignment: Assignment;
  readonly job: Job;
  readonly site: Site | undefined;
  readonly startMs: number;
  readonly endMs: number;
}

/** Half-open interval in epoch milliseconds. */
interface Range {
  readonly startMs: number;
  readonly endMs: number;
}

/** Visits that touch the day and are not called off, in order of time. */
export function visitsOf(source: Pick<DispatchSource, 'tables'>, technicianId: string, day: Range): Visit[] {
  const visits: Visit[] = [];
  for (const assignment of source.tables.assignments.values()) {
    if (assignment.technicianId !== technicianId) continue;
    const { startMs, endMs } = spanOf(assignment);
    if (startMs >= day.endMs || endMs <= day.startMs) continue;
    const job = source.tables.jobs.get(assignment.jobId);
    if (!job || job.status === 'cancelled') continue;
    visits.push({ assignment, job, site: job.siteId ? source.tables.sites.get(job.siteId) : undefined, startMs, endMs });
  }
  return visits.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
}

/** Statuses in which a technician is busy with a visit. */
const underWay: ReadonlySet<AssignmentStatus> = new Set(['en_route', 'on_site', 'in_progress']);

/** The visit the page is about: the one under way, else the next that is neither done nor on hold. */
export function currentVisit(visits: readonly Visit[]): Visit | undefined {
  return (
    visits.find(({ assignment, job }) => underWay.has(assignment.status) && job.status !== 'on_hold') ??
    visits.find(({ assignment, job }) => assignment.status !== 'completed' && job.status !== 'on_hold')
  );
}

export type StepName = 'travel' | 'arrive' | 'start' | 'complete';
/** Where each step leads, in the order of a visit. */
export const stepTargets = {
  travel: 'en_route',
  arrive: 'on_site',
  start: 'in_progress',
  complete: 'completed',
} as const satisfies Record<StepName, AssignmentStatus>;
export const stepNames = Object.keys(stepTargets) as readonly StepName[];

/** The one step to take next; undefined when the visit is done. */
export function nextStep(status: AssignmentStatus): StepName | undefined {
  if (status === 'completed') return undefined;
  if (status === 'en_route') return 'arrive';
  if (status === 'on_site') return 'start';
  return status === 'in_progress' ? 'complete' : 'travel';
}

/** Holding is about the whole job, a step about the technician’s part of it. */
export function transitionOf({ job, assignment }: Visit, to: AssignmentStatus | 'on_hold') {
  const assignmentId = to === 'on_hold' ? undefined : assignment.id;
  return { type: 'transition', jobId: job.id, assignmentId, to } as const satisfies Command;
}

export interface Step {
  readonly name: StepName;
  readonly isDone: boolean;
  /** The last one done. */
  readonly isLatest: boolean;
  /** When it was done, epoch milliseconds; null when not yet or not known. */
  readonly atMs: number | null;
}

/** The four steps of a visit with their times. */
export function stepsOf(assignment: Assignment): Step[] {
  const stamps = {
    travel: assignment.enRouteAt,
    arrive: assignment.arrivedAt,
    start: assignment.startedAt,
    complete: assignment.completedAt,
  } as const satisfies Record<StepName, string | null>;
  const upcoming = nextStep(assignment.status);
  const done = upcoming ? stepNames.indexOf(upcoming) : stepNames.length;
  return stepNames.map((name, index) => {
    const stamp = stamps[name];
    return { name, isDone: index < done, isLatest: index === done - 1, atMs: index < done && stamp ? Date.parse(stamp) : null };
  });
}

/** Address for the phone's own navigation: position when there is one, else the printed address. Null when neither is known. */
export function navigationUrl(site: Site | undefined): string | null {
  if (site?.position) {
    const { latitude, longitude } = site.position;
    return `geo:${latitude},${longitude}?q=${latitude},${longitude}${site.address ? `(${encodeURIComponent(site.address)})` : ''}`;
  }
  return site?.address ? `geo:0,0?q=${encodeURIComponent(site.address)}` : null;
}
