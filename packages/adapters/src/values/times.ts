import type { timeEncodings } from '@dispatchkit/contract/manifest';
import { classObject, digits, wholeNumber } from './calendar.ts';
import { good, type Outcome, wrong } from './outcome.ts';

export type TimeEncoding = (typeof timeEncodings)[number];

/** Ours is `HH:mm:ss`, from 00:00:00 to 23:59:59. Fractions of seconds are left away. */
export function decodeTime(raw: unknown, encoding: TimeEncoding): Outcome<string> {
  const time = timeOfRaw(raw, encoding);
  return time === undefined
    ? wrong(`a time of day (${encoding}) such as ${JSON.stringify(encodeClock(8, 30, 0, encoding))}`, raw)
    : good(time);
}

export function encodeTime(time: unknown, encoding: TimeEncoding): Outcome<unknown> {
  const match = typeof time === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(time) : null;
  if (match === null) return wrong('a time of day such as 08:30', time);
  return good(encodeClock(Number(match[1]), Number(match[2]), Number(match[3] ?? 0), encoding));
}

function encodeClock(hour: number, minute: number, second: number, encoding: TimeEncoding): unknown {
  switch (encoding) {
    case 'clock':
      return `${digits(hour)}:${digits(minute)}`;
    case 'clock-seconds':
      return `${digits(hour)}:${digits(minute)}:${digits(second)}`;
    case 'dotnet-duration':
      return `PT${digits(hour)}H${digits(minute)}M${digits(second)}S`;
    case 'class-object':
      return { __class__: 'time', hour, minute, second, microsecond: 0 };
  }
}

function timeOfRaw(raw: unknown, encoding: TimeEncoding): string | undefined {
  if (encoding === 'class-object') {
    const object = classObject(raw, 'time', 'datetime');
    if (object === undefined) return undefined;
    return clockText(wholeNumber(object, 'hour', 0), wholeNumber(object, 'minute', 0), wholeNumber(object, 'second', 0));
  }
  const form =
    encoding === 'dotnet-duration'
      ? /^PT(?:(\d{1,2})H)?(?:(\d{1,2})M)?(?:(\d{1,2})(?:\.\d{1,9})?S)?$/
      : /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/;
  const match = typeof raw === 'string' && raw !== 'PT' ? form.exec(raw.trim()) : null;
  return match === null ? undefined : clockText(Number(match[1] ?? 0), Number(match[2] ?? 0), Number(match[3] ?? 0));
}

function clockText(hour: number, minute: number, second: number): string | undefined {
  const is = (value: number, below: number) => Number.isInteger(value) && value < below;
  return is(hour, 24) && is(minute, 60) && is(second, 60) ? `${digits(hour)}:${digits(minute)}:${digits(second)}` : undefined;
}
