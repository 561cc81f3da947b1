import type { Bbox } from '../../ports/store.ts';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadiusMeters = 6_371_008.8;
const degrees = (radians: number) => (radians * 180) / Math.PI;

/** The smallest box that holds the circle; it may cross the 180th meridian, and around a pole it goes all the way round. */
export function boxAround({ latitude, longitude }: Place, radiusMeters: number): Bbox {
  // A hair wider, so that what lies on the circle is not lost to rounding.
  const angle = (radiusMeters / earthRadiusMeters) * (1 + 1e-9);
  const south = latitude - degrees(angle);
  const north = latitude + degrees(angle);
  if (south <= -90 || north >= 90) return { south: Math.max(south, -90), north: Math.min(north, 90), west: -180, east: 180 };
  const half = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos((latitude * Math.PI) / 180))));
  return { south, north, west: wrapped(longitude - half), east: wrapped(longitude + half) };
}

function wrapped(longitude: number): number {
  if (longitude < -180) return longitude + 360;
  return longitude > 180 ? longitude - 360 : longitude;
}
