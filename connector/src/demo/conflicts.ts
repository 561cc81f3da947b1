import type { Job, Shift, TimeOff } from '@dispatchkit/contract';
import type { Draft } from '../ports/store.ts';
import { isoOf } from './iso.ts';
import type { Placement } from './planner.ts';

const minuteMs = 60_000;

/**
 * Breaks a plan in two places, on purpose, so that people see what a conflict looks like: one job overlaps the one before it, one
 * comes after its promised window has closed. Both lie ahead of `nowMs`. Returns the ids of the jobs.
 */
export function makeConflicts(placements: Placement[], jobs: ReadonlyMap<string, Draft<Job>>, nowMs: number): string[] {
  const ahead = placements
    .filter(({ departMs }) => departMs > nowMs + 10 * minuteMs)
    .sort((a, b) => a.startMs - b.startMs || (a.jobId < b.jobId ? -1 : 1));
  const overlapping = ahead.find((placement) => {
    const before = previousOf(placement, placements);
    return before !== undefined && before.departMs > nowMs && placement.startMs - before.endMs < 60 * minuteMs;
  });
  const broken: string[] = [];
  if (overlapping) {
    const before = previousOf(overlapping, placements);
    if (before) {
      const startMs = before.endMs - 20 * minuteMs;
      const shiftedMs = overlapping.startMs - startMs;
      placements[placements.indexOf(overlapping)] = {
        ...overlapping,
        startMs,
        endMs: overlapping.endMs - shiftedMs,
        departMs: overlapping.departMs - shiftedMs,
      };
      const job = jobs.get(overlapping.jobId);
      // Overlapping shall be all that is wrong with it.
      if (job) Object.assign(job, { windowStartsAt: null, windowEndsAt: null });
      broken.push(overlapping.jobId);
    }
  }
  const late = ahead.find(({ jobId, startMs }) => jobId !== overlapping?.jobId && startMs > nowMs + 40 * minuteMs);
  const lateJob = late && jobs.get(late.jobId);
  if (late && lateJob) {
    lateJob.windowStartsAt = isoOf(late.startMs - 150 * minuteMs);
    lateJob.windowEndsAt = isoOf(late.startMs - 30 * minuteMs);
    broken.push(late.jobId);
  }
  return broken;
}

function previousOf(placement: Placement, placements: readonly Placement[]): Placement | undefined {
  let previous: Placement | undefined;
  for (const other of placements) {
    if (other.technicianId !== placement.technicianId || other.startMs >= placement.startMs) continue;
    if (!previous || other.startMs > previous.startMs) previous = other;
  }
  return previous && placement.startMs - previous.endMs < 4 * 60 * minuteMs ? previous : undefined;
}

/**
 * Where an emergency after hours would go: soon after the end of a shift that is not over yet and has room for it, so that being out
 * of hours is all that is wrong with it.
 */
export function afterHours(
  shifts: readonly Draft<Shift>[],
  placements: readonly Placement[],
  timeOff: readonly Draft<TimeOff>[],
  nowMs: number,
  durationMinutes: number,
): Placement | undefined {
  const travelMinutes = 25;
  const byEnd = [...shifts].sort((a, b) => (a.endsAt < b.endsAt ? -1 : 1));
  const shift = byEnd.find(
    (candidate) =>
      Date.parse(candidate.endsAt) > nowMs && freeMinutes(candidate, placements, timeOff) >= durationMinutes + 2 * travelMinutes,
  );
  if (!shift) return undefined;
  const startMs = Date.parse(shift.endsAt) + 45 * minuteMs;
  return {
    jobId: '',
    technicianId: shift.technicianId,
    startMs,
    endMs: startMs + durationMinutes * minuteMs,
    departMs: startMs - travelMinutes * minuteMs,
  };
}

/** What work, travel and breaks leave of a shift. */
function freeMinutes(shift: Draft<Shift>, placements: readonly Placement[], timeOff: readonly Draft<TimeOff>[]): number {
  const [startMs, endMs] = [Date.parse(shift.startsAt), Date.parse(shift.endsAt)];
  const isAway = timeOff.some(
    (away) => away.technicianId === shift.technicianId && Date.parse(away.startsAt) < endMs && Date.parse(away.endsAt) > startMs,
  );
  if (isAway) return 0;
  let freeMs = endMs - startMs;
  for (const pause of shift.breaks) freeMs -= Date.parse(pause.endsAt) - Date.parse(pause.startsAt);
  for (const placement of placements) {
    if (placement.technicianId === shift.technicianId && placement.startMs >= startMs && placement.startMs < endMs)
      freeMs -= placement.endMs - placement.departMs;
  }
  return freeMs / minuteMs;
}
