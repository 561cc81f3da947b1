/** Tryton's JSON for an instant. */
export interface TrytonInstant {
  readonly __class__: 'datetime';
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export function instant(ms: number): TrytonInstant {
  const at = new Date(ms);
  return {
    __class__: 'datetime',
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: at.getUTCMilliseconds() * 1_000,
  };
}

export function millisecondsOf({ year, month, day, hour, minute, second, microsecond }: TrytonInstant): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, microsecond / 1_000);
}

export function effort(minutes: number): object {
  return { __class__: 'timedelta', seconds: minutes * 60 };
}
