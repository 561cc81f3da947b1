import { type HourMark, hourMarks } from '@dispatchkit/scheduling';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Maps instants to pixels from the start edge of the time area. Linear in elapsed time, so a 23-hour day is shorter by an hour. */
export interface Axis {
  /** Epoch milliseconds; the interval is half open. */
  readonly startMs: number;
  readonly endMs: number;
  readonly pixelsPerHour: number;
}

export function xOf(axis: Axis, ms: number): number {
  return ((ms - axis.startMs) / hourMs) * axis.pixelsPerHour;
}

export function msAt(axis: Axis, x: number): number {
  return axis.startMs + (x / axis.pixelsPerHour) * hourMs;
}

/** Pixels from the first to the last instant. */
export function lengthOf(axis: Axis): number {
  return xOf(axis, axis.endMs);
}

const stepsMinutes = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440] as const;

/** Smallest step between labelled ticks that leaves a label `labelPixels` of room. */
export function tickStep(axis: Axis, labelPixels: number): number {
  return stepsMinutes.find((minutes) => (minutes / 60) * axis.pixelsPerHour >= labelPixels) ?? 1440;
}

/** Ticks at whole wall times that fall into `[fromMs, toMs)`. */
export function ticksBetween(axis: Axis, fromMs: number, toMs: number, stepMinutes: number, timeZone: string): HourMark[] {
  return hourMarks(Math.max(axis.startMs, fromMs), Math.min(axis.endMs, toMs), timeZone, stepMinutes);
}

/** Hours across the visible width that one may choose. */
export const zoomHours = [1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 36, 48, 84, 168] as const;

/** The next step of zoom: `in` shows fewer hours. Stays inside what the range holds. */
export function zoomed(hours: number, direction: 'in' | 'out', rangeHours: number): number {
  if (direction === 'in') return zoomHours.findLast((step) => step < hours - 0.01) ?? zoomHours[0];
  return Math.min(rangeHours, zoomHours.find((step) => step > hours + 0.01) ?? rangeHours);
}

/** Bounds for continuous zooming by wheel. */
export function clampHours(hours: number, rangeHours: number): number {
  return Math.min(Math.max(hours, zoomHours[0]), rangeHours);
}

export interface Hours {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The hours a day opens with: 7 to 19 by the wall clock, widened to whole hours so that no work lies outside.
 * Several days open with their first day's morning.
 */
export function openingHours(range: Hours, morningMs: number, eveningMs: number, work: Iterable<Hours>): Hours {
  let startMs = morningMs;
  let endMs = eveningMs;
  for (const span of work) {
    if (span.endMs <= range.startMs || span.startMs >= range.endMs) continue;
    startMs = Math.min(startMs, span.startMs);
    endMs = Math.max(endMs, span.endMs);
  }
  const floor = range.startMs + Math.floor((startMs - range.startMs) / hourMs) * hourMs;
  const ceil = range.startMs + Math.ceil((endMs - range.startMs) / hourMs) * hourMs;
  return { startMs: Math.max(range.startMs, floor), endMs: Math.min(range.endMs, ceil) };
}

/** Shortest assignment that can be made by hand. */
export const shortestMinutes = 5;

/** Start and end after one edge was dragged to `ms` (already snapped): never shorter than five minutes. */
export function resized(span: Hours, edge: 'start' | 'end', ms: number): Hours {
  return edge === 'start'
    ? { startMs: Math.min(ms, span.endMs - shortestMinutes * minuteMs), endMs: span.endMs }
    : { startMs: span.startMs, endMs: Math.max(ms, span.startMs + shortestMinutes * minuteMs) };
}
