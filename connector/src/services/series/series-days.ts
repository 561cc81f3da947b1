import type { Series } from '@dispatchkit/contract';
import { addDays, dayOf, dayRange, wallToInstant } from '@dispatchkit/scheduling';
import { occurrencesOf, recurrenceFault } from '@dispatchkit/scheduling/recurrence';

/** What says on which days a series falls. */
export type Rule = Pick<Series, 'rule' | 'startsOn' | 'skippedDays'> & {
  readonly windowStartsAtTime: string | null;
  readonly windowEndsAtTime: string | null;
};

export function ruleOf({ rule, startsOn, skippedDays, job }: Pick<Series, 'rule' | 'startsOn' | 'skippedDays' | 'job'>): Rule {
  const { windowStartsAtTime, windowEndsAtTime } = job;
  return { rule, startsOn, skippedDays, windowStartsAtTime, windowEndsAtTime };
}

/** What is wrong with the rule, as a sentence, or `null`. */
export function ruleFault(rule: Rule, timeZone: string): string | null {
  return recurrenceFault(recurrenceOf(rule, timeZone));
}

/** Its days from `from` on, `limit` at most, up to and with `to`. */
export function daysOf(rule: Rule, timeZone: string, from: string, to: string, limit = 400): string[] {
  const range = { fromMs: dayRange(from, timeZone).startMs, untilMs: dayRange(to, timeZone).endMs, limit };
  return occurrencesOf(recurrenceOf(rule, timeZone), range).map(({ day }) => day);
}

/** Days that jobs are made for: from today on, as far as the series looks ahead. */
export function horizonOf(series: Pick<Series, 'horizonDays'>, timeZone: string, nowMs: number): { from: string; to: string } {
  const from = dayOf(nowMs, timeZone);
  return { from, to: addDays(from, series.horizonDays) };
}

/** Without times the whole day is promised. A window that ends before it begins ends on the next day. */
export function windowOn(
  day: string,
  { windowStartsAtTime: starts, windowEndsAtTime: ends }: Rule,
  timeZone: string,
): { readonly windowStartsAt: string; readonly windowEndsAt: string; readonly dueAt: string } {
  const { startMs, endMs } = dayRange(day, timeZone);
  const windowMs = [starts === null ? startMs : instantAt(day, starts, timeZone)];
  windowMs.push(ends === null ? endMs : instantAt(starts !== null && ends <= starts ? addDays(day, 1) : day, ends, timeZone));
  const [windowStartsAt = '', windowEndsAt = ''] = windowMs.map((ms) => new Date(ms).toISOString());
  return { windowStartsAt, windowEndsAt, dueAt: new Date(Math.max(endMs, windowMs[1] ?? endMs)).toISOString() };
}

function instantAt(day: string, time: string, timeZone: string): number {
  return wallToInstant(`${day}T${time}`, timeZone) ?? Number.NaN;
}

/** Noon is never skipped by a change of the clocks; a promised time that is skipped is left out, as calendars do. */
function recurrenceOf({ rule, startsOn, skippedDays, windowStartsAtTime }: Rule, timeZone: string) {
  return { startsAt: `${startsOn}T${windowStartsAtTime ?? '12:00'}`, timeZone, rule, exceptDays: skippedDays };
}
