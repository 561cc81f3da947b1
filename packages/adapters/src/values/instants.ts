import type { instantEncodings } from '@dispatchkit/contract/manifest';
import { wallOf, wallToInstant } from '@dispatchkit/scheduling';
import { type ClockParts, classObject, type DayParts, digits, isPlausibleMs, utcMs, wholeNumber } from './calendar.ts';
import { good, type Outcome, wrong } from './outcome.ts';

export type InstantEncoding = (typeof instantEncodings)[number];

/**
 * Ours is UTC ISO 8601 with milliseconds. Wall times of the host (`iso-local`, `sql-local`) are in `timeZone`: one that the clock skips is
 * read as the later side, one that it shows twice as the first; of the second showing nothing can be written that reads back as it.
 */
export function decodeInstant(raw: unknown, encoding: InstantEncoding, timeZone: string): Outcome<string> {
  const ms = instantMs(raw, encoding, timeZone);
  if (ms === undefined) return wrong(`an instant (${encoding}) such as ${JSON.stringify(example(encoding, timeZone))}`, raw);
  if (!isPlausibleMs(ms)) return wrong('an instant from 1900 to 2199', raw);
  return good(new Date(ms).toISOString());
}

/** @returns what the host wants to see, or a fault when `instant` is none. */
export function encodeInstant(instant: unknown, encoding: InstantEncoding, timeZone: string): Outcome<unknown> {
  const ms = typeof instant === 'string' ? textMs(instant, undefined) : undefined;
  if (ms === undefined || !isPlausibleMs(ms)) return wrong('an instant such as 2026-11-20T17:30:00Z', instant);
  return good(encodeMs(ms, encoding, timeZone));
}

function encodeMs(ms: number, encoding: InstantEncoding, timeZone: string): unknown {
  const utc = new Date(ms);
  switch (encoding) {
    case 'iso':
      return utc.toISOString().replace('.000Z', 'Z');
    case 'iso-local':
      return wallText(ms, timeZone, 'T');
    case 'sql-local':
      return wallText(ms, timeZone, ' ');
    case 'sql-utc':
      return utc.toISOString().slice(0, 19).replace('T', ' ');
    case 'dotnet':
      return `/Date(${ms})/`;
    case 'unix-seconds':
      return Math.floor(ms / 1000);
    case 'unix-milliseconds':
      return ms;
    case 'class-object':
      return {
        __class__: 'datetime',
        year: utc.getUTCFullYear(),
        month: utc.getUTCMonth() + 1,
        day: utc.getUTCDate(),
        hour: utc.getUTCHours(),
        minute: utc.getUTCMinutes(),
        second: utc.getUTCSeconds(),
        microsecond: utc.getUTCMilliseconds() * 1000,
      };
  }
}

function wallText(ms: number, timeZone: string, between: string): string {
  const wall = wallOf(ms, timeZone);
  return `${wall.day}${between}${digits(wall.hour)}:${digits(wall.minute)}:${digits(wall.second)}`;
}

function example(encoding: InstantEncoding, timeZone: string): unknown {
  return encodeMs(Date.UTC(2026, 10, 20, 8), encoding, timeZone);
}

function instantMs(raw: unknown, encoding: InstantEncoding, timeZone: string): number | undefined {
  switch (encoding) {
    case 'iso':
      return typeof raw === 'string' ? textMs(raw, undefined) : undefined;
    case 'iso-local':
    case 'sql-local':
      return typeof raw === 'string' ? textMs(raw, timeZone) : undefined;
    case 'sql-utc':
      return typeof raw === 'string' ? textMs(raw, 'UTC') : undefined;
    case 'dotnet':
      return dotnetMs(raw);
    case 'unix-seconds':
      return numberOf(raw, 1000);
    case 'unix-milliseconds':
      return numberOf(raw, 1);
    case 'class-object':
      return classMs(raw);
  }
}

const instantText =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?$/;

/** An offset in the text counts; without one it is a wall time in `timeZone`, or nothing when no zone is given. */
function textMs(text: string, timeZone: string | undefined): number | undefined {
  const match = instantText.exec(text.length > 40 ? '' : text.trim());
  if (match === null) return undefined;
  const day: DayParts = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const clock: ClockParts = {
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Number(match[6] ?? 0),
    millisecond: Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)),
  };
  const wallMs = utcMs(day, clock);
  if (wallMs === undefined) return undefined;
  const offset = match[8];
  if (offset !== undefined) return wallMs - offsetMs(offset);
  return timeZone === undefined ? undefined : wallInstant(day, clock, wallMs, timeZone);
}

/** The instant of a wall time that the calendar has, or undefined when the zone is unknown here. */
export function wallInstant(day: DayParts, clock: ClockParts, wallMs: number, timeZone: string): number | undefined {
  if (timeZone === 'UTC' || !isPlausibleMs(wallMs)) return wallMs;
  const text = `${digits(day.year, 4)}-${digits(day.month)}-${digits(day.day)}T${digits(clock.hour)}:${digits(clock.minute)}:${digits(clock.second)}`;
  const ms = wallToInstant(text, timeZone);
  return ms === null ? undefined : ms + clock.millisecond;
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0);
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** “/Date(1795163659000)/”; an offset behind the number only says where it was written. */
export function dotnetMs(raw: unknown): number | undefined {
  const match = typeof raw === 'string' ? /^\/Date\((-?\d{1,15})(?:[+-]\d{1,4})?\)\/$/.exec(raw) : null;
  return match === null ? undefined : Number(match[1]);
}

function numberOf(raw: unknown, factor: number): number | undefined {
  const number = typeof raw === 'string' && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(raw) ? Number(raw) : raw;
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number * factor) : undefined;
}

function classMs(raw: unknown): number | undefined {
  const object = classObject(raw, 'datetime');
  if (object === undefined) return undefined;
  const ms = utcMs(
    { year: wholeNumber(object, 'year'), month: wholeNumber(object, 'month'), day: wholeNumber(object, 'day') },
    {
      hour: wholeNumber(object, 'hour', 0),
      minute: wholeNumber(object, 'minute', 0),
      second: wholeNumber(object, 'second', 0),
      millisecond: Math.floor(wholeNumber(object, 'microsecond', 0) / 1000),
    },
  );
  return ms !== undefined && Number.isFinite(ms) ? ms : undefined;
}
