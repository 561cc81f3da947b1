import type { durationEncodings } from '@dispatchkit/contract/manifest';
import { classObject, digits } from './calendar.ts';
import { good, type Outcome, wrong } from './outcome.ts';

export type DurationEncoding = (typeof durationEncodings)[number];

const minutesPer = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 } as const;

/** Ours are minutes, not rounded here: conversions may come after. Never negative. */
export function decodeDuration(raw: unknown, encoding: DurationEncoding): Outcome<number> {
  const minutes = minutesOf(raw, encoding);
  if (minutes === undefined || !Number.isFinite(minutes) || minutes < 0) {
    return wrong(`a duration (${encoding}) such as ${JSON.stringify(encodeMinutes(90, encoding))}`, raw);
  }
  return good(minutes);
}

export function encodeDuration(minutes: unknown, encoding: DurationEncoding): Outcome<unknown> {
  if (typeof minutes !== 'number' || !Number.isFinite(minutes) || minutes < 0) return wrong('a number of minutes', minutes);
  return good(encodeMinutes(minutes, encoding));
}

function encodeMinutes(minutes: number, encoding: DurationEncoding): unknown {
  const seconds = Math.round(minutes * 60);
  switch (encoding) {
    case 'seconds':
      return seconds;
    case 'minutes':
      return minutes;
    case 'hours':
      return short(minutes / 60);
    case 'days':
      return short(minutes / 1440);
    case 'iso':
      return isoText(seconds);
    case 'clock':
      return `${Math.floor(Math.round(minutes) / 60)}:${digits(Math.round(minutes) % 60)}`;
    case 'class-object':
      return { __class__: 'timedelta', seconds };
  }
}

/** Ten digits behind the point: a third of an hour reads back as 20 minutes, and hosts are spared binary fractions. */
function short(value: number): number {
  return Math.round(value * 1e10) / 1e10;
}

function isoText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = seconds % 60;
  if (seconds === 0) return 'PT0S';
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
}

function minutesOf(raw: unknown, encoding: DurationEncoding): number | undefined {
  switch (encoding) {
    case 'seconds':
    case 'minutes':
    case 'hours':
    case 'days': {
      const number = typeof raw === 'string' && /^\d{1,15}(?:\.\d{1,15})?$/.test(raw.trim()) ? Number(raw) : raw;
      return typeof number === 'number' ? number * minutesPer[encoding] : undefined;
    }
    case 'iso': {
      const form = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/;
      const match = typeof raw === 'string' && /\d/.test(raw) ? form.exec(raw.trim()) : null;
      if (match === null) return undefined;
      const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
      return (((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60;
    }
    case 'clock': {
      const match = typeof raw === 'string' ? /^(\d{1,5}):([0-5]\d)(?::([0-5]\d))?$/.exec(raw.trim()) : null;
      return match === null ? undefined : Number(match[1]) * 60 + Number(match[2]) + Number(match[3] ?? 0) / 60;
    }
    case 'class-object': {
      const object = classObject(raw, 'timedelta');
      const days = object?.['days'] ?? 0;
      const seconds = object?.['seconds'];
      return typeof seconds === 'number' && typeof days === 'number' ? days * 1440 + seconds / 60 : undefined;
    }
  }
}
