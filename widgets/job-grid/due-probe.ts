import { dueText } from '../shared/job-text.ts';
import type { Localizer } from '../shared/localize.ts';

const minuteMilliseconds = 60_000;
const dayMinutes = 24 * 60;
/** The longest of each kind a duration has: minutes, hours with minutes, days. */
const lateMinutes = [58, 2 * dayMinutes - 2, 728 * dayMinutes];
const days = new WeakMap<Localizer, string>();

/**
 * Every due time that may be the longest of the language, a line each: drawn where nobody sees it, it says how wide the column has to
 * be, whatever the jobs on screen.
 */
export function longestDueTexts(localizer: Localizer): string {
  const late = lateMinutes.map((minutes) => dueText(localizer, 0, minutes * minuteMilliseconds));
  const soon = dueText(localizer, 58 * minuteMilliseconds, 0);
  return [...late, soon, daysOf(localizer)].join('\n');
}

/** Each day of the week in each month, with two digits. */
function daysOf(localizer: Localizer): string {
  let texts = days.get(localizer);
  if (texts === undefined) {
    const all = Array.from({ length: 7 * 12 }, (_, index) =>
      localizer.shortDay(Date.UTC(2026, index % 12, 20 + Math.floor(index / 12), 12)),
    );
    texts = all.join('\n');
    days.set(localizer, texts);
  }
  return texts;
}
