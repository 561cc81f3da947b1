import type { dateEncodings } from '@dispatchkit/contract/manifest';
import { classObject, dayParts, dayText, digits, wholeNumber } from './calendar.ts';
import { dotnetMs } from './instants.ts';
import { good, type Outcome, wrong } from './outcome.ts';

export type DateEncoding = (typeof dateEncodings)[number];

/** Ours is `YYYY-MM-DD`. A time behind the day (`2026-11-20T00:00:00`) is left away. */
export function decodeDate(raw: unknown, encoding: DateEncoding): Outcome<string> {
  const day = dayOfRaw(raw, encoding);
  if (day !== undefined && (day < '1900' || day >= '2200')) return wrong('a day from 1900 to 2199', raw);
  return day === undefined
    ? wrong(`a day (${encoding}) such as ${JSON.stringify(encodeDay('2026-11-20', encoding))}`, raw)
    : good(day);
}

export function encodeDate(day: unknown, encoding: DateEncoding): Outcome<unknown> {
  if (typeof day !== 'string' || dayParts(day) === undefined || day < '1900' || day >= '2200')
    return wrong('a day such as 2026-11-20', day);
  return good(encodeDay(day, encoding));
}

function encodeDay(day: string, encoding: DateEncoding): unknown {
  const { year, month, day: number } = dayParts(day) ?? { year: 1970, month: 1, day: 1 };
  switch (encoding) {
    case 'iso':
      return day;
    case 'compact':
      return `${digits(year, 4)}${digits(month)}${digits(number)}`;
    case 'dotnet':
      return `/Date(${Date.parse(`${day}T00:00:00Z`)})/`;
    case 'class-object':
      return { __class__: 'date', year, month, day: number };
  }
}

function dayOfRaw(raw: unknown, encoding: DateEncoding): string | undefined {
  switch (encoding) {
    case 'iso': {
      const match = typeof raw === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ].{0,30})?$/.exec(raw.trim()) : null;
      const day = match?.[1];
      return day === undefined || dayParts(day) === undefined ? undefined : day;
    }
    case 'compact': {
      const match = /^(\d{4})(\d{2})(\d{2})$/.exec(
        typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : '',
      );
      return match === null ? undefined : dayText({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
    }
    case 'dotnet': {
      const ms = dotnetMs(raw);
      return ms === undefined || Math.abs(ms) > 8.64e15 ? undefined : isoDay(ms);
    }
    case 'class-object': {
      const object = classObject(raw, 'date', 'datetime');
      if (object === undefined) return undefined;
      return dayText({ year: wholeNumber(object, 'year'), month: wholeNumber(object, 'month'), day: wholeNumber(object, 'day') });
    }
  }
}

function isoDay(ms: number): string | undefined {
  const day = new Date(ms).toISOString().slice(0, 10);
  return dayParts(day) === undefined ? undefined : day;
}
