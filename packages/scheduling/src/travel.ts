import type { Position, Settings, Travel } from '@dispatchkit/contract';

/** Mean radius of the earth (IUGG), metres. */
const earthRadiusMeters = 6_371_008.8;

/** Settings that estimates need. */
export type TravelSettings = Pick<Settings, 'detourFactor' | 'travelSpeedKmh'>;

export const unknownTravel: Travel = Object.freeze({ minutes: null, distanceMeters: null, quality: 'unknown' });

/** Great-circle distance in metres (haversine, sphere of the mean radius; within 0.6 % of the ellipsoid). */
export function distanceMeters(a: Position, b: Position): number {
  const latitudeA = radians(a.latitude);
  const latitudeB = radians(b.latitude);
  const h =
    Math.sin((latitudeB - latitudeA) / 2) ** 2 +
    Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Travel guessed from the straight line: metres × `detourFactor`, at `travelSpeedKmh`, minutes rounded up.
 * The same position is 0 minutes; without a position on either side it is `unknown`.
 */
export function estimateTravel(
  from: Position | null | undefined,
  to: Position | null | undefined,
  settings: TravelSettings,
): Travel {
  if (!from || !to) return unknownTravel;
  const meters = distanceMeters(from, to) * settings.detourFactor;
  return {
    minutes: Math.ceil((meters * 60) / (settings.travelSpeedKmh * 1000)),
    distanceMeters: Math.round(meters),
    quality: 'estimate',
  };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
