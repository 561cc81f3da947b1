import type { Job, Position, Site } from '@dispatchkit/contract';
import type { AssignmentStatus } from '@dispatchkit/contract/words';
import type { TravelSettings } from '@dispatchkit/scheduling';
import { plannable } from './generate.ts';
import { type Placement, type PlannableJob, type PlannableShift, planShifts } from './planner.ts';
import { plannedStatus } from './progress.ts';
import type { Random } from './random.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Work that is under way now began at most so long ago. */
const underWayMs = 40 * minuteMs;
/** So many jobs are looked at for one day; more only costs time. */
const poolSize = 600;

export interface PlanFromNowOptions {
  readonly jobs: readonly Job[];
  readonly positionOf: (siteId: string | null) => Site['position'];
  readonly shifts: readonly PlannableShift[];
  /** Local day of an instant. */
  readonly dayOf: (ms: number) => string;
  readonly settings: TravelSettings;
  readonly nowMs: number;
  readonly random: Random;
}

/** Placements with how far they have come. */
export type WeekPlan = readonly { readonly placement: Placement; readonly status: AssignmentStatus }[];

/**
 * Plans real requests: the hours behind with those that were closed on that day, the hours ahead with open ones, nearer days
 * fuller than those far ahead. Nothing is said to be done that is open in the file, and nothing is open that is done.
 */
export function planFromNow(options: PlanFromNowOptions): WeekPlan {
  const { shifts, nowMs, random, dayOf } = options;
  const borderMs = nowMs - underWayMs;
  const closed = poolByDay(options);
  const open = random.shuffled(options.jobs.filter(isWaiting).flatMap((job) => plannable(job, options.positionOf)));
  const plan: { placement: Placement; status: AssignmentStatus }[] = [];
  const taken = new Set<string>();

  const days = [...new Set(shifts.map(({ startMs }) => dayOf(startMs)))];
  for (const day of days) {
    const ofDay = shifts.filter(({ startMs }) => dayOf(startMs) === day);
    const behind = ofDay
      .filter(({ startMs }) => startMs < borderMs)
      .map((shift) => ({ ...shift, endMs: Math.min(shift.endMs, borderMs), fill: 0.92 }));
    const done = planShifts(closed.get(day) ?? [], behind, options.settings, random);
    for (const placement of done) plan.push({ placement, status: 'completed' });

    const ahead = ofDay.filter(({ endMs }) => endMs > nowMs).map((shift) => continued(shift, done, options, borderMs));
    const pool = open.filter(({ id }) => !taken.has(id)).slice(0, poolSize);
    const daysAhead = Math.max(0, Math.round((Math.min(...ofDay.map(({ startMs }) => startMs)) - nowMs) / dayMs));
    const fill = [0.9, 0.7, 0.5, 0.34, 0.24, 0.18][daysAhead] ?? 0.14;
    for (const placement of planShifts(
      pool,
      ahead.map((shift) => ({ ...shift, fill })),
      options.settings,
      random,
    )) {
      taken.add(placement.jobId);
      const status = plannedStatus(placement, nowMs);
      // It is open in the file; work that would be over by now is still under way.
      plan.push({ placement, status: status === 'completed' ? 'in_progress' : status });
    }
  }
  return plan;
}

function isWaiting({ status }: Job): boolean {
  return status === 'unscheduled';
}

/** Closed requests by the day they were closed on. */
function poolByDay({ jobs, positionOf, dayOf, nowMs, random }: PlanFromNowOptions): Map<string, PlannableJob[]> {
  const pools = new Map<string, PlannableJob[]>();
  for (const job of random.shuffled(jobs)) {
    if (job.status !== 'completed' || !job.completedAt) continue;
    const completedMs = Date.parse(job.completedAt);
    if (completedMs > nowMs || completedMs < nowMs - 8 * dayMs) continue;
    const day = dayOf(completedMs);
    const pool = pools.get(day) ?? [];
    pools.set(day, pool);
    if (pool.length < poolSize) pool.push(...plannable(job, positionOf));
  }
  return pools;
}

/** The rest of a shift, from where the technician's last finished job left them. */
function continued(
  shift: PlannableShift,
  done: readonly Placement[],
  { jobs, positionOf }: PlanFromNowOptions,
  borderMs: number,
): PlannableShift {
  const own = done.filter(({ technicianId, startMs }) => technicianId === shift.technicianId && startMs >= shift.startMs);
  const last = own.toSorted((a, b) => a.endMs - b.endMs).at(-1);
  const site = last && jobs.find(({ id }) => id === last.jobId)?.siteId;
  const home: Position = (site && positionOf(site)) || shift.home;
  return { ...shift, home, startMs: Math.max(shift.startMs, last?.endMs ?? borderMs) };
}
