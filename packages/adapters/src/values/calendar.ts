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

/** Instants outside these years are mistakes, and the contract refuses them. */
export function isPlausibleMs(ms: number): boolean {
  return ms >= Date.UTC(1900, 0, 1) && ms < Date.UTC(2200, 0, 1);
}

/** Epoch milliseconds of a wall time read in UTC; undefined when there is no such day or time. */
export function utcMs({ year, month, day }: DayParts, { hour, minute, second, millisecond }: ClockParts): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
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
