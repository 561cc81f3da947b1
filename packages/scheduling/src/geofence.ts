import type { CheckInOutcome, Position } from '@dispatchkit/contract';
import { distanceMeters } from './travel.ts';

/** What is known at the moment of a check-in. */
export interface CheckInFacts {
  /** Position of the site; `null` when it has none. */
  readonly site: Position | null;
  /** What the device measured; `null` when it gave nothing (timed out, or the person went on without). */
  readonly fix: { readonly latitude: number; readonly longitude: number; readonly accuracyMeters: number | null } | null;
  /** Answer of the person (or the browser) to the question for location. */
  readonly permission: 'granted' | 'denied' | 'prompt';
  readonly online: boolean;
  readonly geofenceMeters: number;
}

/** How a check-in is kept. `distanceMeters` is rounded, `null` when a position is missing. */
export interface CheckInJudgement {
  readonly outcome: CheckInOutcome;
  readonly distanceMeters: number | null;
}

/**
 * Names a check-in; it never refuses one.
 *
 * `no_permission` location was denied · `skipped` there is no fix or no position of the site to compare · `low_accuracy` the fix is
 * vaguer than the fence and could lie on either side of it · else inside or outside, with the accuracy counted in the worker's favour.
 */
export function checkInOutcome(facts: CheckInFacts): CheckInJudgement {
  const { site, fix, geofenceMeters } = facts;
  const distance = site && fix ? distanceMeters(site, fix) : null;
  const rounded = distance === null ? null : Math.round(distance);
  if (facts.permission === 'denied') return { outcome: 'no_permission', distanceMeters: rounded };
  if (!fix || distance === null) return { outcome: 'skipped', distanceMeters: rounded };
  const accuracy = fix.accuracyMeters ?? 0;
  const outside = distance - accuracy > geofenceMeters;
  if (!outside && accuracy > geofenceMeters) return { outcome: 'low_accuracy', distanceMeters: rounded };
  if (facts.online) return { outcome: outside ? 'outside_geofence' : 'ok', distanceMeters: rounded };
  return { outcome: outside ? 'offline_outside' : 'offline_ok', distanceMeters: rounded };
}
