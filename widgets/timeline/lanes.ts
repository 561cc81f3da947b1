/** Bars that share time lie in lanes above each other, so that none hides another. */
interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Lanes {
  /** Lane of each span, from 0. */
  readonly laneOf: readonly number[];
  /** Lanes needed, at least 1. */
  readonly count: number;
}

/** Gives each span the first lane that is free when it starts. `spans` are in order of start. Touching spans share a lane. */
export function lanesOf(spans: readonly Span[]): Lanes {
  const freeAt: number[] = [];
  const laneOf: number[] = [];
  for (const span of spans) {
    let lane = freeAt.findIndex((ms) => ms <= span.startMs);
    if (lane < 0) lane = freeAt.length;
    freeAt[lane] = span.endMs;
    laneOf.push(lane);
  }
  return { laneOf, count: Math.max(1, freeAt.length) };
}

/** Latest end of the first `i + 1` spans: rises with `i`, which is what makes a search by end possible. */
export function reachOf(spans: readonly Span[]): Float64Array {
  const reach = new Float64Array(spans.length);
  let latest = Number.NEGATIVE_INFINITY;
  for (const [index, span] of spans.entries()) {
    latest = Math.max(latest, span.endMs);
    reach[index] = latest;
  }
  return reach;
}

/** Index range `[first, last)` that holds every span meeting `[fromMs, toMs)`; some inside may end before it. Two binary searches. */
export function meeting(
  spans: readonly Span[],
  reach: Float64Array,
  fromMs: number,
  toMs: number,
): { first: number; last: number } {
  const first = firstIndex(reach.length, (index) => (reach[index] ?? 0) > fromMs);
  const last = firstIndex(spans.length, (index) => (spans[index]?.startMs ?? 0) >= toMs);
  return { first, last: Math.max(first, last) };
}

/** First index from 0 to `length` for which a condition that turns true once holds. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
