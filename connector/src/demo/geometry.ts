/** Degrees, WGS 84. */
export type Point = { readonly latitude: number; readonly longitude: number };

/** A point on the straight way between two; share 0 is the first, 1 the second. */
export function along(from: Point, to: Point, share: number): Point {
  return {
    latitude: from.latitude + (to.latitude - from.latitude) * share,
    longitude: from.longitude + (to.longitude - from.longitude) * share,
  };
}

/** Degrees from north, over a distance so short that the earth is flat. */
export function bearing(from: Point, to: Point): number {
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180);
  const degrees = (Math.atan2(east, to.latitude - from.latitude) * 180) / Math.PI;
  return Math.round((degrees + 360) % 360);
}
