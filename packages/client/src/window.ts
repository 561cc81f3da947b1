import type { Interval } from './source.ts';

const dayMs = 86_400_000;
/** The connector answers for 366 days at most; a board needs far less, and every day more is more to load. */
const longestMs = 93 * dayMs;

/** From the start of yesterday to eight days ahead, in UTC: today is in it in every zone, and a week's view too. */
export function defaultWindow(nowMs: number): Interval {
  const todayMs = Math.floor(nowMs / dayMs) * dayMs;
  return { from: new Date(todayMs - dayMs).toISOString(), to: new Date(todayMs + 8 * dayMs).toISOString() };
}

export function covers(outer: Interval, inner: Interval): boolean {
  return Date.parse(outer.from) <= Date.parse(inner.from) && Date.parse(outer.to) >= Date.parse(inner.to);
}

/** The shortest interval that holds both, unless that would be more than three months: then the added one alone. */
export function joined(before: Interval, added: Interval): Interval {
  const fromMs = Math.min(Date.parse(before.from), Date.parse(added.from));
  const toMs = Math.max(Date.parse(before.to), Date.parse(added.to));
  if (toMs - fromMs > longestMs) return added;
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
