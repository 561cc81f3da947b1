import { temporal } from './temporal.ts';

/** Half-open stretch of instants in which a zone keeps one offset. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly offsetMs: number;
}

/** One local day. `minutes` is 1380, 1440 or 1500 in most zones; 0 for a day that a zone skipped. */
export interface DayRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly minutes: number;
}

/**
 * What is known of a zone. Temporal is asked once per stretch and per day: a call costs microseconds, and views ask
 * the same few days thousands of times per frame.
 */
export interface Zone {
  readonly timeZone: string;
  readonly stretches: Stretch[];
  readonly days: Map<number, DayRange>;
  last: Stretch;
}

const never: Stretch = { fromMs: 0, untilMs: 0, offsetMs: 0 };
const zones = new Map<string, Zone>();

/** @throws RangeError when the runtime does not know the zone (at its first use). */
export function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    zone = { timeZone, stretches: [], days: new Map(), last: never };
    readStretch(zone, 0);
    zones.set(timeZone, zone);
  }
  return zone;
}

/** Milliseconds to add to an instant to get the wall clock as if it were UTC. */
export function offsetAt(zone: Zone, ms: number): number {
  return stretchAt(zone, ms).offsetMs;
}

/** The stretch of one offset that holds the instant. */
export function stretchAt(zone: Zone, ms: number): Stretch {
  const last = zone.last;
  if (ms >= last.fromMs && ms < last.untilMs) return last;
  for (const stretch of zone.stretches) {
    if (ms >= stretch.fromMs && ms < stretch.untilMs) {
      zone.last = stretch;
      return stretch;
    }
  }
  return readStretch(zone, ms);
}

function readStretch(zone: Zone, ms: number): Stretch {
  if (!Number.isFinite(ms)) throw new RangeError(`Not an instant: ${ms}`);
  const { Instant } = temporal();
  const moment = Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone.timeZone);
  // "previous" looks strictly before, so a change at exactly this millisecond is found from the next one.
  const after = Instant.fromEpochMilliseconds(Math.floor(ms) + 1).toZonedDateTimeISO(zone.timeZone);
  const stretch = {
    fromMs: after.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    untilMs: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: moment.offsetNanoseconds / 1e6,
  };
  zone.stretches.push(stretch);
  zone.last = stretch;
  return stretch;
}
