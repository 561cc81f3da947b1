import { wallOf } from './time.ts';

/** Wall times of one conversation: `09:05` on the reference day, `2026-11-21 09:05` on any other. */
export function clock(ms: number, timeZone: string, referenceDay: string): string {
  const { day, hour, minute } = wallOf(ms, timeZone);
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  return day === referenceDay ? time : `${day} ${time}`;
}

/** `45 min`, `2 h`, `2 h 05 min`. Part minutes are rounded up, so that nothing too late reads as 0 min. */
export function duration(minutes: number): string {
  const whole = Math.ceil(minutes);
  if (whole < 120) return `${whole} min`;
  return whole % 60 === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${twoDigits(whole % 60)} min`;
}

/** `850 m`, `12.4 km`. */
export function distance(meters: number): string {
  return meters < 1000 ? `${Math.round(meters)} m` : `${(meters / 1000).toFixed(1)} km`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
