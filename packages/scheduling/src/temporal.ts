/** The part of Temporal these rules use; both the built-in one and `temporal-polyfill` fit. */
export interface TemporalApi {
  readonly Instant: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(timeZone: string): ZonedMoment } };
  readonly PlainDate: { from(day: string): { toZonedDateTime(timeZone: string): ZonedMoment } };
  readonly PlainDateTime: {
    from(local: string): {
      toZonedDateTime(timeZone: string, options: { disambiguation: 'earlier' | 'later' | 'compatible' }): ZonedMoment;
    };
  };
}

/** What is read of a `Temporal.ZonedDateTime`. */
interface ZonedMoment {
  readonly epochMilliseconds: number;
  readonly offsetNanoseconds: number;
  getTimeZoneTransition(direction: 'next' | 'previous'): { readonly epochMilliseconds: number } | null;
}

let provided: TemporalApi | undefined;

/** Sets the Temporal to use where the runtime has none. Nothing global is touched. */
export function provideTemporal(implementation: TemporalApi): void {
  provided = implementation;
}

/**
 * Makes sure that the rules have a Temporal: resolves at once where the runtime has one, loads `temporal-polyfill` otherwise.
 * Await it once before the first use; on runtimes with Temporal it is not needed.
 */
export async function ensureTemporal(): Promise<void> {
  if (builtIn() || provided) return;
  const polyfill = await import('temporal-polyfill');
  provided ??= polyfill.Temporal;
}

/**
 * The Temporal in use: the one provided, else the built-in one.
 * @throws Error when there is neither; await `ensureTemporal()` first.
 */
export function temporal(): TemporalApi {
  const api = provided ?? builtIn();
  if (!api) throw new Error('This runtime has no Temporal. Await ensureTemporal() before using @dispatchkit/scheduling.');
  return api;
}

function builtIn(): TemporalApi | undefined {
  return (globalThis as { Temporal?: TemporalApi }).Temporal;
}
