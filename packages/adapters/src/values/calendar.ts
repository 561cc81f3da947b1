/* Days and times of day as numbers. Only what the calendar has: 31 April is nothing. */

export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface ClockParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const earliestMs = Date.UTC(1900, 0, 1);
const latestMs = Date.UTC(2200, 0, 1);

/** Instants outside these years are mistakes, and the contract refuses them. */
export function isPlausibleMs(ms: number): boolean {
  return ms >= earliestMs && ms < latestMs;
}

/** After so many years the calendar begins again. */
const cycleYears = 400;
const cycleMs = 146_097 * 86_400_000;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Epoch milliseconds of a wall time read in UTC; undefined when there is no such day or time. */
export function utcMs({ year, month, day }: DayParts, { hour, minute, second, millisecond }: ClockParts): number | undefined {
  const isDay = Number.isInteger(year) && day >= 1 && day <= daysIn(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  // A cycle later, since `Date.UTC` takes the years 0 to 99 for those of the twentieth century.
  return Date.UTC(year + cycleYears, month - 1, day, hour, minute, second, millisecond) - cycleMs;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0);
}

export const midnight: ClockParts = { hour: 0, minute: 0, second: 0, millisecond: 0 };

/** `YYYY-MM-DD`, or undefined when there is no such day. */
export function dayText(parts: DayParts): string | undefined {
  if (utcMs(parts, midnight) === undefined) return undefined;
  return `${digits(parts.year, 4)}-${digits(parts.month)}-${digits(parts.day)}`;
}

export function dayParts(day: string): DayParts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return undefined;
  const parts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return utcMs(parts, midnight) === undefined ? undefined : parts;
}

export function digits(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

/** A whole number of an object, such as `hour` of `{"__class__":"time","hour":8}`. */
export function wholeNumber(object: Readonly<Record<string, unknown>>, name: string, otherwise?: number): number {
  const value = Object.hasOwn(object, name) ? object[name] : otherwise;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : Number.NaN;
}

/** Members of `{"__class__": "name", …}`, when the value is one of these. */
export function classObject(raw: unknown, ...names: readonly string[]): Readonly<Record<string, unknown>> | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const object = raw as Readonly<Record<string, unknown>>;
  return names.includes(String(object['__class__'])) ? object : undefined;
}
