/** How an endpoint has been doing. Kept while it fails; an endpoint that works has none. */
export interface Circuit {
  readonly failuresInRow: number;
  readonly failingSinceMs: number;
  /** Nothing is sent before this. */
  readonly pausedUntilMs: number;
  /** Pauses in a row: each is twice as long. */
  readonly pauses: number;
  /** One message is on its way to see whether it works again; others wait until this. */
  readonly probeUntilMs: number;
}

/** So many failures in a row open the circuit. */
const tolerated = 5;
const firstPauseMs = 30_000;
const longestPauseMs = 30 * 60_000;
const firstSlowdownMs = 10_000;
const longestSlowdownMs = 5 * 60_000;

export function circuitOf(memory: Readonly<Record<string, unknown>> | undefined): Circuit | undefined {
  // Only `remember` writes it, with what the functions below return.
  return memory as Circuit | undefined;
}

export function isOpen(circuit: Circuit | undefined): boolean {
  return circuit !== undefined && circuit.failuresInRow >= tolerated;
}

/** After a failure. An overloaded endpoint is only slowed down; others are left alone after five failures in a row. */
export function afterFailure(
  before: Circuit | undefined,
  { nowMs, isOverload, retryAfterMs }: { nowMs: number; isOverload: boolean; retryAfterMs: number | null },
): Circuit {
  const failuresInRow = (before?.failuresInRow ?? 0) + 1;
  const opens = failuresInRow >= tolerated;
  const pauses = (before?.pauses ?? 0) + (opens || isOverload ? 1 : 0);
  const double = (firstMs: number, longestMs: number) => Math.min(firstMs * 2 ** Math.min(pauses - 1, 20), longestMs);
  const waits = [
    before?.pausedUntilMs ?? 0,
    ...(opens ? [nowMs + double(firstPauseMs, longestPauseMs)] : []),
    ...(isOverload ? [nowMs + double(firstSlowdownMs, longestSlowdownMs)] : []),
    ...(retryAfterMs === null ? [] : [nowMs + retryAfterMs]),
  ];
  return {
    failuresInRow,
    failingSinceMs: before?.failingSinceMs ?? nowMs,
    pausedUntilMs: Math.max(...waits),
    pauses,
    probeUntilMs: 0,
  };
}
