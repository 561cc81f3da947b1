import { atSameWallTime, dayOf, weekdayOf } from '@dispatchkit/scheduling';
import type { MappedRecord } from '../import/index.ts';
import { isoOf } from './iso.ts';

export interface ShiftDatesOptions {
  /** The seven days of the week wanted, in any order. */
  readonly days: readonly string[];
  readonly timeZone: string;
  readonly nowMs: number;
}

/**
 * Moves a request into a week: same weekday, same wall time, same length from request to close. What would be closed after `nowMs`
 * is still open. A request without a time stays as it is.
 */
export function shiftDates(record: MappedRecord, { days, timeZone, nowMs }: ShiftDatesOptions): MappedRecord {
  const requestedMs = millisecondsOf(record.requestedAt);
  if (requestedMs === undefined) return record;
  const weekday = weekdayOf(dayOf(requestedMs, timeZone));
  const day = days.find((candidate) => weekdayOf(candidate) === weekday);
  if (day === undefined) return record;
  const movedMs = atSameWallTime(requestedMs, day, timeZone);
  const shifted: MappedRecord = { ...record, requestedAt: isoOf(movedMs) };
  for (const field of ['dueAt', 'windowStartsAt', 'windowEndsAt', 'completedAt'] as const) {
    const ms = millisecondsOf(record[field]);
    if (ms !== undefined) shifted[field] = isoOf(ms + movedMs - requestedMs);
  }
  const completedMs = millisecondsOf(shifted.completedAt);
  if (completedMs !== undefined && completedMs > nowMs) {
    delete shifted.completedAt;
    delete shifted.explicitStatus;
  }
  return shifted;
}

function millisecondsOf(instant: unknown): number | undefined {
  if (typeof instant !== 'string') return undefined;
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? undefined : ms;
}
