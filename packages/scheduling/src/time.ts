import { temporal } from './temporal.ts';
import { type DayRange, offsetAt, stretchAt, type Zone, zoneOf } from './zone.ts';

export type { DayRange } from './zone.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Monday 1 … Sunday 7, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What the clock on the wall shows. */
export interface WallTime {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A tick of a time axis: an instant whose wall time is a whole multiple of the step. */
export interface HourMark {
  readonly ms: number;
  readonly hour: number;
  readonly minute: number;
  readonly day: string;
}

/**
 * First and last instant (exclusive) of a local day, and its length: 23 and 25 hours happen.
 * Where midnight is skipped the day starts at the first wall time there is.
 * @throws RangeError when `day` is not a calendar day, or the zone is unknown.
 */
export function dayRange(day: string, timeZone: string): DayRange {
  const zone = zoneOf(timeZone);
  const number = dayNumber(day);
  let range = zone.days.get(number);
  if (!range) {
    const startMs = startOfDay(number, zone);
    const endMs = startOfDay(number + 1, zone);
    range = { startMs, endMs, minutes: (endMs - startMs) / minuteMs };
    if (zone.days.size >= 4096) zone.days.clear();
    zone.days.set(number, range);
  }
  return range;
}

/** The local day an instant falls on. */
export function dayOf(ms: number, timeZone: string): string {
  return dayText(Math.floor((ms + offsetAt(zoneOf(timeZone), ms)) / dayMs));
}

/** `count` calendar days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return dayText(dayNumber(day) + count);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekdayOf(day: string): Weekday {
  // Day 0, 1970-01-01, was a Thursday.
  return (((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The seven days of the week that holds `day`; `weekStartsOn` counts from Monday = 1. */
export function weekRange(day: string, weekStartsOn: number): string[] {
  const first = dayNumber(day) - ((weekdayOf(day) - weekStartsOn + 7) % 7);
  return Array.from({ length: 7 }, (_, index) => dayText(first + index));
}

/** What the clock on the wall shows at an instant. */
export function wallOf(ms: number, timeZone: string): WallTime {
  const local = ms + offsetAt(zoneOf(timeZone), ms);
  const number = Math.floor(local / dayMs);
  const second = Math.floor((local - number * dayMs) / 1000);
  return {
    day: dayText(number),
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  };
}

/**
 * The instant of a wall time `YYYY-MM-DDTHH:mm[:ss]`, in epoch milliseconds.
 *
 * A wall time that happens twice means the first. One that the clock skips depends on who asks: `explicit` (somebody typed it)
 * moves to the later side, so 02:30 becomes 03:30; `recurrence` (a rule made it) answers `null`, the instance is left out
 * (RFC 5545 §3.3.5 and §3.3.10).
 * @throws RangeError when `local` is not such a wall time, or the zone is unknown.
 */
export function wallToInstant(local: string, timeZone: string, rule: 'explicit' | 'recurrence' = 'explicit'): number | null {
  const zone = zoneOf(timeZone);
  const localMs = parseLocal(local);
  // No zone is more than 26 hours from another, so nothing within 36 hours means that nothing needs to be decided.
  const stretch = stretchAt(zone, localMs);
  if (localMs - 36 * hourMs >= stretch.fromMs && localMs + 36 * hourMs < stretch.untilMs) return localMs - stretch.offsetMs;
  const ms = temporal().PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  const skipped = ms + offsetAt(zone, ms) !== localMs;
  return skipped && rule === 'recurrence' ? null : ms;
}

/**
 * The instant on another day at which the clock on the wall shows the same: moving work to tomorrow keeps 09:00 at 09:00 also
 * when the clocks change. Skipped and repeated wall times are read as somebody's explicit wish.
 * @throws RangeError when `day` is not a calendar day, or the zone is unknown.
 */
export function atSameWallTime(ms: number, day: string, timeZone: string): number {
  const wall = wallOf(ms, timeZone);
  if (wall.day === day) return ms;
  const local = `${day}T${twoDigits(wall.hour)}:${twoDigits(wall.minute)}:${twoDigits(wall.second)}`;
  return (wallToInstant(local, timeZone) ?? Number.NaN) + (((ms % 1000) + 1000) % 1000);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * Ticks of a time axis in `[startMs, endMs)`: every instant whose wall time is a whole multiple of `stepMinutes` since midnight.
 * Skipped wall times have no tick, repeated ones have two.
 * @throws RangeError when `stepMinutes` is not from 1 to 1440.
 */
export function hourMarks(startMs: number, endMs: number, timeZone: string, stepMinutes: number): HourMark[] {
  const zone = zoneOf(timeZone);
  const stepMs = checkedStep(stepMinutes);
  const marks: HourMark[] = [];
  for (let from = startMs; from < endMs; ) {
    const stretch = stretchAt(zone, from);
    const until = Math.min(endMs, stretch.untilMs);
    for (
      let local = nextStep(from + stretch.offsetMs, stepMs);
      local < until + stretch.offsetMs;
      local = nextStep(local + 1, stepMs)
    ) {
      const number = Math.floor(local / dayMs);
      const minute = Math.floor((local - number * dayMs) / minuteMs);
      marks.push({ ms: local - stretch.offsetMs, hour: Math.floor(minute / 60), minute: minute % 60, day: dayText(number) });
    }
    from = until;
  }
  return marks;
}

/**
 * The nearest instant whose wall time is a whole multiple of `stepMinutes` since midnight; halfway goes to the later one.
 * @throws RangeError when `stepMinutes` is not from 1 to 1440.
 */
export function snap(ms: number, stepMinutes: number, timeZone: string): number {
  const stepMs = checkedStep(stepMinutes);
  const { fromMs, untilMs, offsetMs } = stretchAt(zoneOf(timeZone), ms);
  const before = previousStep(ms + offsetMs, stepMs) - offsetMs;
  const after = nextStep(ms + offsetMs, stepMs) - offsetMs;
  if (before >= fromMs && after < untilMs) return ms - before < after - ms ? before : after;
  return nearestMark(ms, stepMinutes, timeZone);
}

/** Near a change of the clock the neighbours are looked up, as one may be missing or come twice. */
function nearestMark(ms: number, stepMinutes: number, timeZone: string): number {
  const reachMs = stepMinutes * minuteMs + 30 * hourMs;
  let nearest = Number.NaN;
  for (const mark of hourMarks(ms - reachMs, ms + reachMs, timeZone, stepMinutes)) {
    if (Number.isNaN(nearest) || Math.abs(mark.ms - ms) <= Math.abs(nearest - ms)) nearest = mark.ms;
  }
  return nearest;
}

function checkedStep(stepMinutes: number): number {
  if (!(stepMinutes >= 1 && stepMinutes <= 1440)) throw new RangeError(`A step is 1 to 1440 minutes, not ${stepMinutes}`);
  return stepMinutes * minuteMs;
}

/** Steps count from each midnight anew, so that a step that does not divide the day still marks midnight. */
function previousStep(localMs: number, stepMs: number): number {
  const midnight = Math.floor(localMs / dayMs) * dayMs;
  return midnight + Math.floor((localMs - midnight) / stepMs) * stepMs;
}

function nextStep(localMs: number, stepMs: number): number {
  const midnight = Math.floor(localMs / dayMs) * dayMs;
  return Math.min(midnight + Math.ceil((localMs - midnight) / stepMs) * stepMs, midnight + dayMs);
}

function startOfDay(number: number, zone: Zone): number {
  return temporal().PlainDate.from(dayText(number)).toZonedDateTime(zone.timeZone).epochMilliseconds;
}

const numbers = new Map<string, number>();
const texts = new Map<number, string>();

/** Days since 1970-01-01. */
function dayNumber(day: string): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // Date.parse turns 02-30 into 03-02.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError(`Not a day: ${day}`);
  if (numbers.size >= 8192) numbers.clear();
  numbers.set(day, ms / dayMs);
  return ms / dayMs;
}

function dayText(number: number): string {
  let day = texts.get(number);
  if (day === undefined) {
    day = new Date(number * dayMs).toISOString().slice(0, 10);
    if (texts.size >= 8192) texts.clear();
    texts.set(number, day);
  }
  return day;
}

function parseLocal(local: string): number {
  const parts = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(local);
  if (!parts) throw new RangeError(`Not a wall time: ${local}. Give YYYY-MM-DDTHH:mm or YYYY-MM-DDTHH:mm:ss`);
  const [, day = '', hour, minute, second = 0] = parts;
  return dayNumber(day) * dayMs + Number(hour) * hourMs + Number(minute) * minuteMs + Number(second) * 1000;
}
