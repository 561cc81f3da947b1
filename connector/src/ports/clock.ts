/** What time it is. A port, so that tests choose the time. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };

/** Instant of the wire (UTC, milliseconds, `Z`) for epoch milliseconds. */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}
