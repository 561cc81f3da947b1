/** Half-open stretch of instants in epoch milliseconds: `startMs` belongs to it, `endMs` does not. Empty when they meet. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** Whether two intervals share an instant. Touching ends do not, and an empty interval shares nothing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.startMs, b.startMs) < Math.min(a.endMs, b.endMs);
}

/** The same instants in order, without overlaps, touching and empty parts. */
export function union(intervals: Iterable<Interval>): Interval[] {
  const sorted = [...intervals].filter(({ startMs, endMs }) => startMs < endMs).sort((a, b) => a.startMs - b.startMs);
  const joined: Interval[] = [];
  for (const interval of sorted) {
    const last = joined.at(-1);
    if (last && interval.startMs <= last.endMs) {
      if (interval.endMs > last.endMs) joined[joined.length - 1] = { startMs: last.startMs, endMs: interval.endMs };
    } else {
      joined.push({ startMs: interval.startMs, endMs: interval.endMs });
    }
  }
  return joined;
}

/** What is in both, joined and in order. */
export function intersect(a: Iterable<Interval>, b: Iterable<Interval>): Interval[] {
  const left = union(a);
  const right = union(b);
  const common: Interval[] = [];
  for (let i = 0, j = 0; ; ) {
    const x = left[i];
    const y = right[j];
    if (!x || !y) return common;
    const startMs = Math.max(x.startMs, y.startMs);
    const endMs = Math.min(x.endMs, y.endMs);
    if (startMs < endMs) common.push({ startMs, endMs });
    if (x.endMs < y.endMs) i += 1;
    else j += 1;
  }
}

/** What is in `from` and in none of `taken`, joined and in order. */
export function subtract(from: Iterable<Interval>, taken: Iterable<Interval>): Interval[] {
  const holes = union(taken);
  const rest: Interval[] = [];
  for (const { startMs, endMs } of union(from)) {
    let at = startMs;
    for (const hole of holes) {
      if (hole.endMs <= at) continue;
      if (hole.startMs >= endMs) break;
      if (hole.startMs > at) rest.push({ startMs: at, endMs: hole.startMs });
      at = hole.endMs;
    }
    if (at < endMs) rest.push({ startMs: at, endMs });
  }
  return rest;
}

/** Minutes covered, each instant once. */
export function totalMinutes(intervals: Iterable<Interval>): number {
  let ms = 0;
  for (const { startMs, endMs } of union(intervals)) ms += endMs - startMs;
  return ms / 60_000;
}
