import type { Position, Skill } from '@dispatchkit/contract';
import { estimateTravel, type TravelSettings } from '@dispatchkit/scheduling';
import type { Random } from './random.ts';

const minuteMs = 60_000;
/** Planned starts are whole multiples of this. */
const gridMs = 5 * minuteMs;

/** Share of the open jobs that are looked at for each stop. */
const considered = 0.15;

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export interface PlannableJob {
  readonly id: string;
  readonly durationMinutes: number;
  readonly skills: readonly Skill[];
  readonly position: Position;
  /** Minutes of detour it is worth; higher is wanted more. */
  readonly urgencyMinutes: number;
}

export interface PlannableShift extends Span {
  readonly technicianId: string;
  readonly skills: readonly Skill[];
  readonly home: Position;
  /** Breaks and time off: no work in them. */
  readonly blocked: readonly Span[];
  /** Share of the shift to be filled, 0 to 1. */
  readonly fill: number;
}

/** A job at its place in a technician's day. */
export interface Placement extends Span {
  readonly jobId: string;
  readonly technicianId: string;
  /** When to leave for it. */
  readonly departMs: number;
}

/**
 * Fills shifts with jobs, good rather than best: whoever is free first takes the nearest job they are qualified for, urgent ones
 * counting as nearer. Travel lies between the stops, nothing overlaps, nothing leaves its shift or runs into a break.
 * Jobs that find no place are left out.
 */
export function planShifts(
  jobs: readonly PlannableJob[],
  shifts: readonly PlannableShift[],
  settings: TravelSettings,
  random: Random,
): Placement[] {
  const open = new Map(jobs.map((job) => [job.id, job]));
  const placements: Placement[] = [];
  const tours: Tour[] = shifts.map((shift) => ({ shift, atMs: shift.startMs, position: shift.home }));
  while (tours.length > 0) {
    tours.sort((a, b) => a.atMs - b.atMs);
    const [tour] = tours;
    const stop = tour && nextStop(tour, open.values(), settings, random);
    if (!tour || !stop) {
      tours.shift();
      continue;
    }
    open.delete(stop.job.id);
    placements.push({
      jobId: stop.job.id,
      technicianId: tour.shift.technicianId,
      startMs: stop.startMs,
      endMs: stop.endMs,
      departMs: stop.departMs,
    });
    tour.atMs = stop.endMs;
    tour.position = stop.job.position;
  }
  return placements;
}

interface Tour {
  readonly shift: PlannableShift;
  atMs: number;
  position: Position;
}

interface Stop extends Span {
  readonly job: PlannableJob;
  readonly departMs: number;
}

function nextStop(tour: Tour, jobs: Iterable<PlannableJob>, settings: TravelSettings, random: Random): Stop | undefined {
  const { shift } = tour;
  const enoughMs = shift.startMs + (shift.endMs - shift.startMs) * shift.fill;
  if (tour.atMs >= enoughMs) return undefined;
  let best: Stop | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  // Now and then an hour stays free: a day without gaps leaves a dispatcher nothing to do.
  const slackMinutes = random.chance(0.13) ? random.integer(55, 100) : random.integer(0, 8);
  for (const job of jobs) {
    // Nobody sees every job at once; a plan that always took the very nearest would have no travel in it.
    if (!canDo(shift.skills, job.skills) || !random.chance(considered)) continue;
    const travelMinutes = estimateTravel(tour.position, job.position, settings).minutes ?? 0;
    if (travelMinutes - job.urgencyMinutes >= bestCost) continue;
    const stop = firstFit(tour, job, travelMinutes, slackMinutes);
    if (!stop) continue;
    // Waiting costs as much as driving: before a break, the job that still fits wins.
    const cost = (stop.startMs - tour.atMs) / minuteMs - job.urgencyMinutes;
    if (cost >= bestCost) continue;
    best = stop;
    bestCost = cost;
  }
  return best;
}

/** The first time at which the job fits before the end of the shift. */
function firstFit({ shift, atMs }: Tour, job: PlannableJob, travelMinutes: number, slackMinutes: number): Stop | undefined {
  const travelMs = travelMinutes * minuteMs;
  const durationMs = job.durationMinutes * minuteMs;
  let leaveMs = atMs + slackMinutes * minuteMs;
  for (let attempt = 0; attempt <= shift.blocked.length; attempt++) {
    const startMs = Math.ceil((leaveMs + travelMs) / gridMs) * gridMs;
    const endMs = startMs + durationMs;
    if (endMs > shift.endMs) return undefined;
    // Nobody drives in a break either.
    const blocker = shift.blocked.find((block) => startMs - travelMs < block.endMs && endMs > block.startMs);
    if (!blocker) return { job, startMs, endMs, departMs: startMs - travelMs };
    leaveMs = blocker.endMs;
  }
  return undefined;
}

export function canDo(held: readonly Skill[], needed: readonly Skill[]): boolean {
  return needed.every(({ key, level = 0 }) => held.some((skill) => skill.key === key && (skill.level ?? 9) >= level));
}
