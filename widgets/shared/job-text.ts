import type { DispatchSource } from '@dispatchkit/client';
import type { Job, Site, Technician, Violation } from '@dispatchkit/contract';
import type { Localizer } from './localize.ts';
import { shared } from './messages.ts';

/** Where the work is, in the fewest words: address, else the site's name, else empty. */
export function placeOf(site: Site | undefined): string {
  return site?.address || site?.name || '';
}

export function siteOf(source: DispatchSource, job: Job): Site | undefined {
  return job.siteId ? source.tables.sites.get(job.siteId) : undefined;
}

/** `AR` for Ana Ruiz; one letter for a single name. */
export function initialsOf(technician: Pick<Technician, 'name'>): string {
  const words = technician.name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

export type Urgency = 'late' | 'soon' | 'later' | 'none';
const soonMinutes = 60;
const nearMinutes = 48 * 60;

/** How a due time stands against now: `soon` within the hour. */
export function urgencyOf(dueMs: number | null, nowMs: number): Urgency {
  if (dueMs === null) return 'none';
  if (dueMs < nowMs) return 'late';
  return dueMs - nowMs < soonMinutes * 60_000 ? 'soon' : 'later';
}

/** What a narrow place has room for: `30 min late`, `in 18 min`, `1 h 06`; the day when it is two days away or more. */
export function dueText(localizer: Localizer, dueMs: number, nowMs: number): string {
  const minutes = (dueMs - nowMs) / 60_000;
  if (minutes >= soonMinutes && minutes < nearMinutes) return localizer.duration(minutes);
  return dueDistance(localizer, dueMs, nowMs) || localizer.shortDay(dueMs);
}

/** What stands beside a due time that is written out: `30 min late`, `in 12 h 37`; empty when it is two days away or more. */
export function dueDistance(localizer: Localizer, dueMs: number, nowMs: number): string {
  const minutes = (dueMs - nowMs) / 60_000;
  if (minutes < 0) return localizer.text(shared, 'minutesLate', { duration: localizer.duration(-minutes) });
  return minutes < nearMinutes ? localizer.text(shared, 'dueIn', { duration: localizer.duration(minutes) }) : '';
}

/** A broken rule as a sentence with its numbers. */
export function violationText(localizer: Localizer, violation: Violation, source?: DispatchSource): string {
  const other = violation.assignmentId ? source?.tables.assignments.get(violation.assignmentId) : undefined;
  const otherJob = other ? source?.tables.jobs.get(other.jobId) : undefined;
  const skill = violation.subject ?? '';
  const subject =
    violation.neededLevel !== undefined && violation.neededLevel > 0
      ? localizer.text(shared, 'skillLevel', { skill, level: violation.neededLevel })
      : violation.code === 'overlap'
        ? (otherJob?.title ?? skill)
        : skill;
  return localizer.text(shared, `violation.${violation.code}`, {
    subject,
    duration: localizer.duration(violation.minutes ?? 0),
    actual: violation.actualAt ? localizer.time(Date.parse(violation.actualAt)) : '',
    limit: violation.limitAt ? localizer.time(Date.parse(violation.limitAt)) : '',
  });
}
