import { wallToInstant } from '@dispatchkit/scheduling';
import type { Conversion, ImportMap, TimeFormat } from './map-schema.ts';
import { RowFault } from './row-fault.ts';

export type Times = ImportMap['times'];

/**
 * Turns a text that is not empty into a value of the wanted type.
 * @throws RowFault `invalid_number`, `invalid_boolean`, `invalid_instant`, `invalid_day` or `invalid_position`
 */
export function convert(text: string, as: Conversion, times: Times, column: string | null): unknown {
  return conversion[as](text, times, column);
}

const conversion: Readonly<Record<Conversion, (text: string, times: Times, column: string | null) => unknown>> = {
  text: (text) => text,
  number: (text, _, column) => toNumber(text, column),
  integer: (text, _, column) => Math.round(toNumber(text, column)),
  boolean: (text, _, column) => toBoolean(text, column),
  instant: (text, times, column) => toInstant(text, times, column),
  day: (text, times, column) => wallParts(text, times.format, column).day,
  list: (text) => splitList(text),
  position: (text, _, column) => toPosition(text, column),
  skills: (text, _, column) => splitList(text).map((entry) => toSkill(entry, column)),
  certifications: (text) => splitList(text).map(toCertification),
};

function toNumber(text: string, column: string | null): number {
  // One comma and no point is a decimal comma; groups of thousands are not guessed.
  const plain = /^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  if (!Number.isFinite(value)) throw new RowFault('invalid_number', `"${text}" is not a number`, column);
  return value;
}

const trueWords = new Set(['true', 'yes', 'y', '1', 'on', 'x']);
const falseWords = new Set(['false', 'no', 'n', '0', 'off']);

function toBoolean(text: string, column: string | null): boolean {
  const word = text.toLowerCase();
  if (trueWords.has(word)) return true;
  if (falseWords.has(word)) return false;
  throw new RowFault('invalid_boolean', `"${text}" is neither yes nor no`, column);
}

function splitList(text: string): string[] {
  return text
    .split(/[;,|]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** `sewer` or `sewer:2`. */
function toSkill(entry: string, column: string | null): { key: string; level?: number } {
  const [key = '', level] = entry.split(':').map((part) => part.trim());
  return level === undefined ? { key } : { key, level: toNumber(level, column) };
}

/** `gas` or `gas:2027-01-31`. */
function toCertification(entry: string): { key: string; expiresOn: string | null } {
  const [key = '', expiresOn] = entry.split(':').map((part) => part.trim());
  return { key, expiresOn: expiresOn ?? null };
}

/** `37.77, -122.41`, with or without brackets. 0,0 is nowhere: no position. */
function toPosition(text: string, column: string | null): { latitude: number; longitude: number } | null {
  const parts = text.replace(/^[([]|[)\]]$/g, '').split(/[,;\s]+/);
  if (parts.length !== 2) throw new RowFault('invalid_position', `"${text}" is not a latitude and a longitude`, column);
  const [latitude, longitude] = parts.map((part) => toNumber(part, column)) as [number, number];
  if (latitude === 0 && longitude === 0) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    throw new RowFault('invalid_position', `"${text}" is not on the earth: latitude ±90, longitude ±180`, column);
  }
  return { latitude, longitude };
}

/** A rule of the form "wall time in a zone" or "instant with an offset" → UTC ISO 8601 ending in Z. */
function toInstant(text: string, times: Times, column: string | null): string {
  const fault = () => new RowFault('invalid_instant', `"${text}" is not a time as the map says (${times.format})`, column);
  if (times.format === 'epoch_seconds' || times.format === 'epoch_milliseconds') {
    const ms = toNumber(text, column) * (times.format === 'epoch_seconds' ? 1000 : 1);
    if (Math.abs(ms) > 8.64e15) throw fault();
    return isoOf(ms);
  }
  const parts = wallParts(text, times.format, column);
  if (parts.offsetMinutes !== null && times.offset === 'respect') {
    return isoOf(Date.parse(`${parts.day}T${parts.time}Z`) - parts.offsetMinutes * 60_000);
  }
  const ms = instantOfWall(`${parts.day}T${parts.time}`, times.timeZone);
  if (ms === null) throw fault();
  return isoOf(ms);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** Zone rules are slow to ask for (~20 µs); a file asks for the same hours again and again. Bounded, cleared when full. */
const hourOffsets = new Map<string, number>();

function instantOfWall(wall: string, timeZone: string): number | null {
  const wholeMs = Date.parse(`${wall}Z`);
  if (Number.isNaN(wholeMs)) return null;
  // Zones change on quarter hours at the finest, so the quarter decides the offset, in the skipped and the repeated hour too.
  const quarter = `${timeZone} ${Math.floor(wholeMs / 900_000)}`;
  let offsetMs = hourOffsets.get(quarter);
  if (offsetMs === undefined) {
    const ms = wallToInstant(wall, timeZone, 'explicit');
    if (ms === null) return null;
    offsetMs = wholeMs - ms;
    if (hourOffsets.size > 200_000) hourOffsets.clear();
    hourOffsets.set(quarter, offsetMs);
  }
  return wholeMs - offsetMs;
}

interface WallParts {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:mm:ss` */
  readonly time: string;
  /** Minutes east of UTC, or null when none is written. */
  readonly offsetMinutes: number | null;
}

const timePattern = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?`;
const patterns = {
  iso: new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${timePattern}$`),
  day_first: new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})${timePattern}$`),
  month_first: new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})${timePattern}$`),
} as const;

function wallParts(text: string, format: TimeFormat, column: string | null): WallParts {
  const fault = () => new RowFault('invalid_instant', `"${text}" is not a date or time as the map says (${format})`, column);
  const match = format in patterns ? patterns[format as keyof typeof patterns].exec(text) : null;
  if (!match) throw fault();
  const [first = '', second = '', third = ''] = match.slice(1, 4);
  const [year, month, dayOfMonth] =
    format === 'iso' ? [first, second, third] : format === 'day_first' ? [third, second, first] : [third, first, second];
  const day = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const hour = hourOf24(Number(match[4] ?? 0), match[7]);
  const time = `${String(hour).padStart(2, '0')}:${match[5] ?? '00'}:${match[6] ?? '00'}`;
  const instant = new Date(`${day}T${time}Z`);
  // 31 February parses in some runtimes by rolling over.
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) throw fault();
  return { day, time, offsetMinutes: offsetOf(match[8]) };
}

function hourOf24(hour: number, half: string | undefined): number {
  if (!half) return hour;
  const afternoon = /^p/i.test(half);
  return (hour % 12) + (afternoon ? 12 : 0);
}

function offsetOf(offset: string | undefined): number | null {
  if (offset === undefined) return null;
  if (offset === 'Z' || offset === 'UTC') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
}
