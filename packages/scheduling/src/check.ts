import type { Assignment, Job, Position, Technician, Travel, Violation } from '@dispatchkit/contract';
import { workingDayAt } from './capacity.ts';
import { parseSpan, positionOf, type SchedulingContext, spanOf, timeZoneOf } from './context.ts';
import { dependencyViolations } from './dependencies.ts';
import { type Interval, subtract, totalMinutes, union } from './intervals.ts';
import { isSameTour, originOf, type Stop, stopsNear, tourStart, travelBetween } from './legs.ts';
import { qualification } from './qualify.ts';
import { dayOf } from './time.ts';
import { clock, distance, duration } from './wording.ts';
import { type WorkingTime, workingTimes } from './working-times.ts';

const minuteMs = 60_000;

/** An assignment somebody thinks of making, or of moving when `assignmentId` names an existing one. */
export interface Proposal {
  readonly jobId: string;
  readonly technicianId: string;
  /** Instants, UTC ISO 8601; `endsAt` after `startsAt`. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** The assignment being moved; it never stands in its own way. */
  readonly assignmentId?: string;
}

export interface CheckResult {
  /** Empty when nothing speaks against it. In a fixed order: who, when, where, how much. */
  readonly violations: Violation[];
  /** The way to it from the stop before, or from home. */
  readonly travel: Travel;
}

/**
 * Which rules a proposal breaks, with numbers and a plain English sentence in the technician's (else the tenant's) zone.
 * Every rule of `violationCodes` that the context has data for is judged; all are `warning`, apart from the `note` position_unknown.
 * @throws RangeError when a time is not an instant.
 */
export function checkAssignment(proposal: Proposal, context: SchedulingContext): CheckResult {
  const { startMs, endMs } = parseSpan(proposal);
  const { technicianId } = proposal;
  const timeZone = timeZoneOf(technicianId, context);
  const job = context.job(proposal.jobId);
  const stops = stopsNear(technicianId, { startMs, endMs }, context, proposal.assignmentId);
  const neighbours = neighboursOf(startMs, stops);
  const position = positionOf(job, context);
  const origin = originOf(startMs, neighbours.previous, technicianId, context);
  const check: Check = {
    proposal,
    context,
    job,
    technician: context.technician(technicianId),
    startMs,
    endMs,
    timeZone,
    day: dayOf(startMs, timeZone),
    stops,
    ...neighbours,
    position,
    origin,
    travel: travelBetween(origin.position, position, context),
    found: [],
  };
  checkQualification(check);
  checkOverlap(check);
  checkShift(check);
  checkTimeOff(check);
  checkWindow(check);
  checkTravelTo(check);
  checkTravelOn(check);
  checkPositions(check);
  checkCapacity(check);
  checkEquipment(check);
  check.found.push(...dependencyViolations({ ...proposal, startMs, endMs, timeZone, day: check.day }, context));
  return { violations: check.found, travel: check.travel };
}

/** Everything the rules below share; each adds to `found`. */
interface Check extends Interval {
  readonly proposal: Proposal;
  readonly context: SchedulingContext;
  readonly job: Job | undefined;
  readonly technician: Technician | undefined;
  readonly timeZone: string;
  /** Local day of the start; wall times of other days are told with their day. */
  readonly day: string;
  readonly stops: readonly Stop[];
  readonly previous: Stop | undefined;
  readonly next: Stop | undefined;
  readonly position: Position | null;
  readonly origin: ReturnType<typeof originOf>;
  readonly travel: Travel;
  readonly found: Violation[];
}

function checkQualification(check: Check): void {
  const { job, technician, endMs, timeZone, found } = check;
  if (!job || !technician) return;
  // Certifications must last until the work ends; work that ends at midnight ends on the day before.
  for (const missing of qualification(job, technician, dayOf(endMs - 1, timeZone)).missing) {
    const { subject, neededLevel, heldLevel, expiredOn } = missing;
    if (missing.kind === 'skill') {
      const level = neededLevel === undefined ? '' : ` at level ${neededLevel}`;
      const held = heldLevel === undefined ? 'which the technician does not have' : `has level ${heldLevel}`;
      found.push(warning('skill_missing', `Needs ${subject}${level}, ${held}`, { subject, neededLevel }));
    } else if (missing.kind === 'certification') {
      const detail = expiredOn
        ? `Certification ${subject} expires on ${expiredOn}, before the work ends`
        : `Certification ${subject} is missing`;
      found.push(warning('certification_expired', detail, { subject, expiredOn }));
    } else {
      found.push(warning('territory', `The job lies in ${subject}, outside the technician's territories`, { subject }));
    }
  }
}

function checkOverlap(check: Check): void {
  const { startMs, endMs, stops, found } = check;
  for (const stop of stops) {
    if (stop.startMs >= endMs) break;
    const minutes = (Math.min(endMs, stop.endMs) - Math.max(startMs, stop.startMs)) / minuteMs;
    if (!(minutes > 0)) continue;
    const comesFirst = startMs < stop.startMs;
    const detail = `Overlaps ${nameOf(stop.assignment, check)} (${at(stop.startMs, check)}–${at(stop.endMs, check)}) by ${duration(minutes)}`;
    found.push(
      warning('overlap', detail, {
        assignmentId: stop.assignment.id,
        minutes: Math.ceil(minutes),
        actualAt: iso(comesFirst ? endMs : startMs),
        limitAt: iso(comesFirst ? stop.startMs : stop.endMs),
      }),
    );
  }
}

function checkShift(check: Check): void {
  const { startMs, endMs, context, proposal, found } = check;
  const near = workingTimes(proposal.technicianId, { startMs, endMs }, context);
  const outside = subtract([{ startMs, endMs }], near);
  if (outside.length === 0) return;
  const minutes = Math.ceil(totalMinutes(outside));
  const shifts = union(near);
  const first = shifts[0];
  const last = shifts.at(-1);
  if (!first || !last) {
    const detail = `Not at work from ${at(startMs, check)} to ${at(endMs, check)}: ${duration(minutes)} outside`;
    found.push(warning('off_shift', detail, { minutes }));
  } else if (endMs > last.endMs) {
    const detail = `Ends ${at(endMs, check)}, ${limitOf(near.at(-1), 'end')} ${at(last.endMs, check)}: ${duration(minutes)} outside`;
    found.push(warning('off_shift', detail, { minutes, actualAt: iso(endMs), limitAt: iso(last.endMs) }));
  } else if (startMs < first.startMs) {
    const detail = `Starts ${at(startMs, check)}, ${limitOf(near[0], 'start')} ${at(first.startMs, check)}: ${duration(minutes)} outside`;
    found.push(warning('off_shift', detail, { minutes, actualAt: iso(startMs), limitAt: iso(first.startMs) }));
  } else {
    found.push(
      warning('off_shift', `${duration(minutes)} fall between two times of work`, { minutes, limitAt: iso(first.endMs) }),
    );
  }
}

/** What has the limit: `shift ends`, `working hours end`. */
function limitOf(time: WorkingTime | undefined, side: 'start' | 'end'): string {
  return time?.shift ? `shift ${side}s` : `working hours ${side}`;
}

function checkTimeOff(check: Check): void {
  const { startMs, endMs, context, proposal, found } = check;
  for (const timeOff of context.timeOffOf(proposal.technicianId)) {
    const away = spanOf(timeOff);
    const minutes = Math.ceil((Math.min(endMs, away.endMs) - Math.max(startMs, away.startMs)) / minuteMs);
    if (!(minutes > 0)) continue;
    // Why somebody is away is nobody's business here: the reason stays out of the sentence.
    const detail = `Away ${at(away.startMs, check)}–${at(away.endMs, check)}: ${duration(minutes)} of the work fall into it`;
    const comesFirst = startMs < away.startMs;
    found.push(
      warning('time_off', detail, {
        minutes,
        actualAt: iso(comesFirst ? endMs : startMs),
        limitAt: iso(comesFirst ? away.startMs : away.endMs),
      }),
    );
  }
}

function checkWindow(check: Check): void {
  const { job, startMs, found } = check;
  if (!job || isWindowKeptByAnother(check)) return;
  if (job.windowEndsAt !== null && startMs > Date.parse(job.windowEndsAt)) {
    const limitMs = Date.parse(job.windowEndsAt);
    const minutes = Math.ceil((startMs - limitMs) / minuteMs);
    const detail = `Arrives ${at(startMs, check)}, window closes ${at(limitMs, check)}: ${duration(minutes)} late`;
    found.push(warning('window_missed', detail, { minutes, actualAt: iso(startMs), limitAt: iso(limitMs) }));
  } else if (job.windowStartsAt !== null && startMs < Date.parse(job.windowStartsAt)) {
    const limitMs = Date.parse(job.windowStartsAt);
    const minutes = Math.ceil((limitMs - startMs) / minuteMs);
    const detail = `Arrives ${at(startMs, check)}, window opens ${at(limitMs, check)}: ${duration(minutes)} early`;
    found.push(warning('window_missed', detail, { minutes, actualAt: iso(startMs), limitAt: iso(limitMs) }));
  }
}

/** A promise is about the first visit: the second day of a job, or the second of a crew, does not break it again. */
function isWindowKeptByAnother(check: Check): boolean {
  const { job, context, proposal } = check;
  if (!job || (job.windowStartsAt === null && job.windowEndsAt === null) || !context.assignmentsOfJob) return false;
  const opensMs = job.windowStartsAt === null ? Number.NEGATIVE_INFINITY : Date.parse(job.windowStartsAt);
  const closesMs = job.windowEndsAt === null ? Number.POSITIVE_INFINITY : Date.parse(job.windowEndsAt);
  for (const assignment of context.assignmentsOfJob(job.id)) {
    if (assignment.id === proposal.assignmentId) continue;
    const { startMs } = spanOf(assignment);
    if (startMs >= opensMs && startMs <= closesMs) return true;
  }
  return false;
}

/** Can the technician be there in time, from the stop before or from home when the shift starts? */
function checkTravelTo(check: Check): void {
  const { startMs, previous, origin, travel, context, proposal, found } = check;
  if (travel.minutes === null) return;
  let leavesMs: number;
  let place: string;
  if (origin.from === 'assignment' && previous) {
    // Two at once is an overlap, which has been told.
    if (previous.endMs > startMs) return;
    leavesMs = previous.endMs;
    place = nameOf(previous.assignment, check);
  } else {
    const tourMs = tourStart(startMs, proposal.technicianId, context);
    if (tourMs === undefined) return;
    leavesMs = tourMs;
    place = 'home';
  }
  const arrivesMs = leavesMs + travel.minutes * minuteMs;
  if (arrivesMs <= startMs) return;
  const minutes = Math.ceil((arrivesMs - startMs) / minuteMs);
  const detail = `Leaves ${place} ${at(leavesMs, check)}, ${way(travel)}, arrives ${at(arrivesMs, check)}, starts ${at(startMs, check)}: ${duration(minutes)} short`;
  found.push(
    warning('travel_infeasible', detail, {
      assignmentId: origin.from === 'assignment' ? previous?.assignment.id : undefined,
      minutes,
      travelMinutes: travel.minutes,
      distanceMeters: travel.distanceMeters ?? undefined,
      actualAt: iso(arrivesMs),
      limitAt: iso(startMs),
    }),
  );
}

/** Can the technician be at the next stop in time after this one? */
function checkTravelOn(check: Check): void {
  const { endMs, next, position, context, proposal, found } = check;
  if (!next || next.startMs < endMs || !isSameTour(endMs, next.startMs, proposal.technicianId, context)) return;
  const travel = travelBetween(position, positionOf(context.job(next.assignment.jobId), context), context);
  if (travel.minutes === null) return;
  const arrivesMs = endMs + travel.minutes * minuteMs;
  if (arrivesMs <= next.startMs) return;
  const minutes = Math.ceil((arrivesMs - next.startMs) / minuteMs);
  const name = nameOf(next.assignment, check);
  const detail = `Ends ${at(endMs, check)}, ${way(travel)} to ${name}, arrives ${at(arrivesMs, check)}, which starts ${at(next.startMs, check)}: ${duration(minutes)} short`;
  found.push(
    warning('travel_infeasible', detail, {
      assignmentId: next.assignment.id,
      minutes,
      travelMinutes: travel.minutes,
      distanceMeters: travel.distanceMeters ?? undefined,
      actualAt: iso(arrivesMs),
      limitAt: iso(next.startMs),
    }),
  );
}

function checkPositions(check: Check): void {
  const { job, position, origin, previous, found } = check;
  if (!job) return;
  if (!position) {
    found.push(note('The job has no position: travel was not judged', { subject: 'job' }));
  } else if (!origin.position && origin.from === 'assignment' && previous) {
    const detail = `${nameOf(previous.assignment, check)} before has no position: travel was not judged`;
    found.push(note(detail, { subject: 'job', assignmentId: previous.assignment.id }));
  } else if (!origin.position) {
    found.push(note('The technician has no home position: travel was not judged', { subject: 'technician' }));
  }
}

/** Days nobody works are told by off_shift, and not again here. */
function checkCapacity(check: Check): void {
  const { startMs, proposal, context, found } = check;
  const day = workingDayAt(startMs, proposal.technicianId, context);
  if (day.shiftMinutes === 0) return;
  const { workMs, travelMinutes } = dayLoad(check, day);
  const total = workMs / minuteMs + travelMinutes;
  const minutes = Math.ceil(total - day.shiftMinutes);
  if (minutes <= 0) return;
  const detail =
    `${duration(workMs / minuteMs)} of work and ${duration(travelMinutes)} of travel on ${day.day}, ` +
    `the working day has ${duration(day.shiftMinutes)}: ${duration(minutes)} too much`;
  found.push(warning('over_capacity', detail, { minutes, travelMinutes }));
}

/** Work and travel of a working day with the proposal in its place; what starts in the day counts in full. */
function dayLoad(check: Check, day: Interval): { workMs: number; travelMinutes: number } {
  const { startMs, endMs, stops, position, proposal, context } = check;
  let workMs = endMs - startMs;
  let travelMinutes = check.travel.minutes ?? 0;
  let previous: Stop | undefined;
  let latest: Stop | undefined;
  for (const stop of stops) {
    if (stop.startMs >= day.endMs) break;
    previous = latest;
    if (!latest || stop.endMs > latest.endMs) latest = stop;
    if (stop.startMs < day.startMs) continue;
    workMs += stop.endMs - stop.startMs;
    const comesAfter = stop === check.next && isSameTour(endMs, stop.startMs, proposal.technicianId, context);
    const from = comesAfter ? position : originOf(stop.startMs, previous, proposal.technicianId, context).position;
    travelMinutes += travelBetween(from, positionOf(context.job(stop.assignment.jobId), context), context).minutes ?? 0;
  }
  return { workMs, travelMinutes };
}

function checkEquipment(check: Check): void {
  const { job, startMs, endMs, proposal, context, found } = check;
  if (!job || !context.equipmentBusy) return;
  for (const equipmentId of job.equipmentIds) {
    const taker = context.equipmentBusy(equipmentId, startMs, endMs, proposal.assignmentId, job.id);
    if (!taker) continue;
    const taken = spanOf(taker);
    const detail = `${equipmentId} is taken by ${nameOf(taker, check)} (${at(taken.startMs, check)}–${at(taken.endMs, check)})`;
    found.push(
      warning('equipment_busy', detail, {
        subject: equipmentId,
        assignmentId: taker.id,
        actualAt: iso(startMs),
        limitAt: iso(taken.endMs),
      }),
    );
  }
}

/** The stop a technician would come from and the one after; `stops` are in order of start. */
function neighboursOf(startMs: number, stops: readonly Stop[]): { previous: Stop | undefined; next: Stop | undefined } {
  let previous: Stop | undefined;
  for (const stop of stops) {
    if (stop.startMs >= startMs) return { previous, next: stop };
    if (!previous || stop.endMs > previous.endMs) previous = stop;
  }
  return { previous, next: undefined };
}

function warning(code: Violation['code'], detail: string, facts: Partial<Violation>): Violation {
  return { code, severity: 'warning', detail, ...present(facts) };
}

function note(detail: string, facts: Partial<Violation>): Violation {
  return { code: 'position_unknown', severity: 'note', detail, ...present(facts) };
}

/** Leaves out what is not known, so that a violation looks the same before and after it went through JSON. */
function present(facts: Partial<Violation>): Partial<Violation> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function nameOf(assignment: Assignment, check: Check): string {
  return check.context.job(assignment.jobId)?.number ?? 'another job';
}

function at(ms: number, check: Check): string {
  return clock(ms, check.timeZone, check.day);
}

function way(travel: Travel): string {
  const meters = travel.distanceMeters === null ? '' : ` (${distance(travel.distanceMeters)})`;
  return `travels ${duration(travel.minutes ?? 0)}${meters}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
