import type { Assignment, Job, Shift, Site, Technician, TimeOff } from '@dispatchkit/contract';
import { type AssignmentStatus, deriveJobStatus } from '@dispatchkit/contract/words';
import { checkAssignment, dayOf, dayRange, daysBetween, weekRange } from '@dispatchkit/scheduling';
import type { Draft } from '../ports/store.ts';
import { afterHours, makeConflicts } from './conflicts.ts';
import { isoOf } from './iso.ts';
import { requestKinds } from './kinds.ts';
import { livePositions } from './live-positions.ts';
import { people } from './people.ts';
import { createPlaces } from './places.ts';
import { type Placement, type PlannableJob, type PlannableShift, planShifts } from './planner.ts';
import { assignmentOf, lateOnes, plannedStatus } from './progress.ts';
import { type Random, seededRandom } from './random.ts';
import { createRequests, type Requests } from './requests.ts';
import { shiftsOf, timeOffOf } from './shifts.ts';
import { demoSettings, demoTechnicians } from './technicians.ts';
import { addWaiting } from './waiting.ts';
import { contextOf, type DemoSettings, type DemoWeek, type WeekRecords } from './week.ts';

const minuteMs = 60_000;

export interface DemoOptions {
  /** Any day of the week wanted, `YYYY-MM-DD`. */
  readonly weekOf: string;
  /** The same seed, week and moment give the same records. */
  readonly seed: string;
  /** IANA zone the city lives in. */
  readonly timeZone: string;
  /** The moment it is, epoch milliseconds: what lies before is done. */
  readonly nowMs: number;
}

/** Share of the shifts that is planned, by days from today; the days before are full, the days far ahead hold a few. */
const fillAhead = [0.92, 0.7, 0.5, 0.34, 0.24, 0.18, 0.14];

/**
 * A made-up week of a city's field work: 24 technicians with homes, skills and shifts, their jobs planned with travel between them, and
 * about 64 jobs that still wait. Pure: no clock, no chance of its own. Kinds, shares, hours and places follow a real city
 * (see kinds.ts and city.ts).
 */
export function generateDemo(options: DemoOptions): DemoWeek {
  const random = seededRandom(options.seed);
  const days = weekRange(options.weekOf, 1);
  const settings = demoSettings(options.timeZone);
  const technicians = demoTechnicians(random);
  const shifts = shiftsOf(days, options.timeZone);
  const timeOff = timeOffOf(days, shifts, options.nowMs, options.timeZone);
  const places = createPlaces(random);
  const requests = createRequests(random, places);

  const placements = days.flatMap((day) =>
    planDay(day, { ...options, settings, technicians, shifts, timeOff, requests, positionOf: positionsBy(places.sites) }, random),
  );
  const planned = new Set(placements.map(({ jobId }) => jobId));
  const plannedJobs = requests.jobs.filter(({ id }) => planned.has(id));
  promiseWindows(placements, plannedJobs, random);
  const conflictJobs = makeConflicts(placements, new Map(plannedJobs.map((job) => [job.id, job])), options.nowMs);

  const waitingFrom = requests.jobs.length;
  addWaiting(requests, options.nowMs, random);
  const emergency = addAfterHours(requests, shifts, placements, timeOff, options.nowMs);
  if (emergency) {
    placements.push(emergency);
    conflictJobs.push(emergency.jobId);
  }
  const waiting = requests.jobs.slice(waitingFrom);
  const jobs = numbered([...plannedJobs, ...waiting], options.timeZone);

  const assignments = progressOf(placements, options.nowMs, random);
  applyStatuses(jobs, assignments);
  const lists = { settings, technicians, customers: places.customers, sites: places.sites, jobs, assignments, shifts, timeOff };
  const conflicts = recordOverrides(lists, new Set(conflictJobs));
  return { ...lists, sites: usedSites(places.sites, jobs), technicians: livePositions(lists, options.nowMs, random), conflicts };
}

interface DayContext {
  readonly settings: DemoSettings;
  readonly technicians: readonly Draft<Technician>[];
  readonly shifts: readonly Draft<Shift>[];
  readonly timeOff: readonly Draft<TimeOff>[];
  readonly requests: Requests;
  readonly positionOf: (siteId: string | null) => Site['position'];
  readonly timeZone: string;
  readonly nowMs: number;
}

function planDay(day: string, context: DayContext, random: Random): Placement[] {
  const { nowMs, timeZone, requests, settings } = context;
  const { startMs } = dayRange(day, timeZone);
  const ahead = daysBetween(dayOf(nowMs, timeZone), day);
  const fill = ahead <= 0 ? 0.92 : (fillAhead[ahead] ?? 0.1);
  // Some go home early, some are full: what is still free today differs from one to the next.
  const fillOf = () => (ahead === 0 ? random.integer(60, 95) / 100 : fill);
  const isOfDay = (shift: Draft<Shift>) => dayOf(Date.parse(shift.startsAt), timeZone) === day;
  const shifts = plannableShifts(context, isOfDay, fill).map((shift) => ({ ...shift, fill: fillOf() }));
  const minutes = shifts.reduce((sum, shift) => sum + ((shift.endMs - shift.startMs) / minuteMs) * fill, 0);
  // Twice what fits, so that everybody finds work of their trade nearby; what is left over never came in.
  const pool = Array.from({ length: Math.ceil(minutes / 36) }, () => requests.beforeDay(startMs));
  return planShifts(
    pool.flatMap((job) => plannable(job, context.positionOf)),
    shifts,
    settings,
    random,
  );
}

/** Shifts with what blocks them. Without a technician's home there is nowhere to start from, and the shift is left out. */
export function plannableShifts(
  { technicians, shifts, timeOff }: Pick<DayContext, 'technicians' | 'shifts' | 'timeOff'>,
  isWanted: (shift: Draft<Shift>) => boolean,
  fill: number,
): PlannableShift[] {
  const spanOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
    startMs: Date.parse(startsAt),
    endMs: Date.parse(endsAt),
  });
  return shifts.filter(isWanted).flatMap((shift) => {
    const technician = technicians.find(({ id }) => id === shift.technicianId);
    if (!technician?.home) return [];
    const away = timeOff.filter(({ technicianId }) => technicianId === shift.technicianId).map(spanOf);
    const blocked = [...shift.breaks.map(spanOf), ...away].sort((a, b) => a.startMs - b.startMs);
    return [{ technicianId: technician.id, skills: technician.skills, home: technician.home, blocked, fill, ...spanOf(shift) }];
  });
}

const urgencyMinutes = { urgent: 12, high: 4, normal: 0, low: -2 } as const;

export function plannable(job: Draft<Job>, positionOf: (siteId: string | null) => Site['position']): PlannableJob[] {
  const position = positionOf(job.siteId);
  if (!position) return [];
  return [
    {
      id: job.id,
      durationMinutes: job.durationMinutes,
      skills: job.skills,
      position,
      urgencyMinutes: urgencyMinutes[job.priority],
    },
  ];
}

/** Sites are added while the week is made, so they are looked up when asked for. */
function positionsBy(sites: readonly Draft<Site>[]): (siteId: string | null) => Site['position'] {
  const known = new Map<string, Site['position']>();
  return (siteId) => {
    if (siteId === null) return null;
    for (let i = known.size; i < sites.length; i++) {
      const site = sites[i];
      if (site) known.set(site.id, site.position);
    }
    return known.get(siteId) ?? null;
  };
}

/** People at home were promised a time; the plan keeps it. */
function promiseWindows(placements: readonly Placement[], jobs: readonly Draft<Job>[], random: Random): void {
  const starts = new Map(placements.map(({ jobId, startMs }) => [jobId, startMs]));
  for (const job of jobs) {
    const startMs = starts.get(job.id);
    if (startMs === undefined || job.skills.some(({ key }) => key === 'cleaning') || !random.chance(0.3)) continue;
    const hourMs = 60 * minuteMs;
    const opensMs = Math.floor(startMs / hourMs) * hourMs - random.integer(0, 1) * hourMs;
    job.windowStartsAt = isoOf(opensMs);
    job.windowEndsAt = isoOf(opensMs + random.integer(2, 3) * hourMs);
  }
}

/** An emergency after somebody's shift: work out of hours is seen, never hidden. */
function addAfterHours(
  requests: Requests,
  shifts: readonly Draft<Shift>[],
  placements: readonly Placement[],
  timeOff: readonly Draft<TimeOff>[],
  nowMs: number,
): Placement | undefined {
  const kind = requestKinds.find(({ type }) => type === 'emergency');
  const place =
    kind &&
    afterHours(
      shifts.filter(({ technicianId }) => canTake(technicianId, kind.skill.key)),
      placements,
      timeOff,
      nowMs,
      kind.durationMinutes + 45,
    );
  if (!kind || !place) return undefined;
  const job = requests.waiting(nowMs, place.endMs + 60 * minuteMs, { kind });
  return { ...place, jobId: job.id, endMs: place.startMs + job.durationMinutes * minuteMs };
}

function canTake(technicianId: string, skill: string): boolean {
  return people.some(
    ({ id, skills }) => id === technicianId && skills.some(({ key, level }) => key === skill && (level ?? 9) >= 2),
  );
}

/** `J-26-01494`: year and order of request. */
function numbered(jobs: Draft<Job>[], timeZone: string): Draft<Job>[] {
  const sorted = jobs.sort((a, b) => ((a.requestedAt ?? '') < (b.requestedAt ?? '') ? -1 : 1));
  for (const [i, job] of sorted.entries()) {
    const year = dayOf(Date.parse(job.requestedAt ?? ''), timeZone).slice(2, 4);
    job.number = `J-${year}-${String(firstNumber + i).padStart(5, '0')}`;
  }
  return sorted;
}
/** The city has worked before this week. */
export const firstNumber = 1001;

function progressOf(placements: readonly Placement[], nowMs: number, random: Random): Draft<Assignment>[] {
  const late = lateOnes(placements, nowMs);
  return placements.map((placement, i) => {
    const status: AssignmentStatus = late.get(placement) ?? plannedStatus(placement, nowMs);
    return assignmentOf(placement, `assignment-${String(i + 1).padStart(4, '0')}`, status, nowMs, random);
  });
}

export function applyStatuses(jobs: readonly Draft<Job>[], assignments: readonly Draft<Assignment>[]): void {
  const byJob = new Map<string, Draft<Assignment>[]>();
  for (const assignment of assignments) byJob.set(assignment.jobId, [...(byJob.get(assignment.jobId) ?? []), assignment]);
  for (const job of jobs) {
    const own = byJob.get(job.id) ?? [];
    job.status = deriveJobStatus(
      job.explicitStatus,
      own.map(({ status }) => status),
    );
    if (job.status === 'completed')
      job.completedAt ??=
        own
          .map(({ completedAt }) => completedAt ?? '')
          .sort()
          .at(-1) || null;
  }
}

/** Whoever breaks a rule on purpose says so: the codes are kept with the assignment. */
function recordOverrides(lists: WeekRecords, jobIds: ReadonlySet<string>): string[] {
  const context = contextOf(lists);
  const broken = lists.assignments.filter(({ jobId }) => jobIds.has(jobId));
  for (const assignment of broken) {
    const { violations } = checkAssignment({ ...assignment, assignmentId: assignment.id }, context);
    assignment.overridden = [...new Set(violations.filter(({ severity }) => severity === 'warning').map(({ code }) => code))];
  }
  return broken.map(({ id }) => id);
}

function usedSites(sites: readonly Draft<Site>[], jobs: readonly Draft<Job>[]): Draft<Site>[] {
  const used = new Set(jobs.map(({ siteId }) => siteId));
  return sites.filter(({ id }) => used.has(id));
}
