/**
 * How hard to try: `DISPATCHKIT_FUZZ=20 npm test` makes twenty times as many cases as a normal run. Failures name their seed, and
 * `DISPATCHKIT_FUZZ_SEED` plays one again.
 */
const factor = Number(process.env.DISPATCHKIT_FUZZ ?? 1);

/** So many cases, times the factor. */
export function cases(standard: number): number {
  return Math.max(1, Math.round(standard * factor));
}

/** Whether every case there is should be made, not a choice of them. */
export const isThorough = factor > 1;

export const seed = process.env.DISPATCHKIT_FUZZ_SEED === undefined ? {} : { seed: Number(process.env.DISPATCHKIT_FUZZ_SEED) };
