/** Pure rules of field scheduling: no I/O, no DOM, no clock. */
export { checkAssignment, type Proposal } from './check.ts';
export {
  occupiedBy,
  positionOf,
  type SchedulingContext,
  type SchedulingRecords,
  type SchedulingSettings,
  schedulingContext,
  timeZoneOf,
} from './context.ts';
export { type CheckInFacts, type CheckInJudgement, checkInOutcome } from './geofence.ts';
export { type Interval, intersect, overlaps, subtract, totalMinutes, union } from './intervals.ts';
export { type Leg, legsOf } from './legs.ts';
export { type Missing, type Qualification, qualification } from './qualify.ts';
export { afterLastStop, nextSlot, type SlotRequest } from './slots.ts';
export { ensureTemporal, provideTemporal, type TemporalApi } from './temporal.ts';
export {
  addDays,
  atSameWallTime,
  type DayRange,
  dayOf,
  dayRange,
  daysBetween,
  type HourMark,
  hourMarks,
  snap,
  type WallTime,
  type Weekday,
  wallOf,
  wallToInstant,
  weekdayOf,
  weekRange,
} from './time.ts';
export { distanceMeters, estimateTravel, type TravelSettings } from './travel.ts';
export { type WorkingTime, workingTimes } from './working-times.ts';
export { type Workload, workload } from './workload.ts';
