/** Instant of the wire for epoch milliseconds, to the second. */
export function isoOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
