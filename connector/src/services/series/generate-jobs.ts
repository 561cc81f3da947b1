import type { Job, Series, Settings } from '@dispatchkit/contract';
import type { Draft, Writer } from '../../ports/store.ts';
import { jobs as jobDefinition } from '../definitions/jobs.ts';
import { nextJobNumbers } from '../job-number.ts';
import { daysOf, horizonOf, ruleOf, windowOn } from './series-days.ts';

/*
 * The job of a day has an id made of the series and the day, so that it is made once, however often and by whomever it is tried, and
 * the jobs of a series are found without searching. Whatever somebody has begun to work with is theirs: a series only touches
 * jobs of days to come that nobody has placed, held or closed.
 */

export function occurrenceId(seriesId: string, day: string): string {
  return `${seriesId}.${day.replaceAll('-', '')}`;
}

/** More changes than readers should be told one by one: they read the whole again. */
export const maxListed = 100;

/** A series id leaves room for the day. */
export const maxSeriesIdLength = 55;

/** What the jobs of a series take over from it. */
const templateFields = [
  'title',
  'description',
  'type',
  'priority',
  'customerId',
  'siteId',
  'durationMinutes',
  'skills',
  'certifications',
  'equipmentIds',
  'territory',
  'custom',
] as const satisfies readonly (keyof Series['job'] & keyof Job)[];

export interface Generated {
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Makes the jobs of days to come fit the series: makes those that are missing, gives those of before what has changed in the
 * template, and takes back those whose day it does not have any more. `after` is `null` when it is deleted.
 */
export async function fitJobs(writer: Writer, after: Series | null, before: Series | undefined): Promise<Generated> {
  const settings = await writer.settings();
  const wanted = new Set(after ? daysToCome(writer, after, settings) : []);
  const former = before ? daysToCome(writer, before, settings) : [];
  const id = after?.id ?? before?.id ?? '';
  const there = new Map(
    (
      await writer.getMany(
        'jobs',
        [...new Set([...wanted, ...former])].map((day) => occurrenceId(id, day)),
      )
    ).map((job) => [job.id, job]),
  );
  const jobOn = (day: string) => there.get(occurrenceId(id, day));

  const removed = await takeBack(
    writer,
    former.flatMap((day) => (wanted.has(day) ? [] : (jobOn(day) ?? []))),
  );
  if (!after) return { created: 0, changed: 0, removed };
  const zone = zoneOf(after, settings);
  const kept = [...wanted].flatMap((day) => jobOn(day) ?? []);
  const changed = before ? await bringAlong(writer, kept, before, after, zone) : 0;
  const missing = [...wanted].filter((day) => jobOn(day) === undefined);
  const created = await make(writer, after, missing, zone);
  if (created > 0) {
    const generatedUntil = missing.reduce((a, b) => (a > b ? a : b), after.generatedUntil ?? '');
    await writer.put('series', { ...after, generatedUntil });
  }
  return { created, changed, removed };
}

/** Days of the series that have no job yet, for the background. */
export function daysToCome({ at }: Pick<Writer, 'at'>, series: Series, settings: Settings): string[] {
  if (!series.active) return [];
  const zone = zoneOf(series, settings);
  const { from, to } = horizonOf(series, zone, Date.parse(at));
  return daysOf(ruleOf(series), zone, from, to);
}

export function zoneOf({ timeZone }: Pick<Series, 'timeZone'>, settings: Settings): string {
  return timeZone ?? settings.timeZone;
}

/** What somebody else counts on stays, also when the series has gone from it. */
async function takeBack(writer: Writer, jobs: readonly Job[]): Promise<number> {
  let removed = 0;
  for (const job of jobs) {
    if (!isUntouched(job) || Object.keys(await writer.references('jobs', job.id)).length > 0) continue;
    await writer.remove('jobs', job.id);
    removed += 1;
  }
  return removed;
}

/** Only what has changed in the template: what somebody wrote into one job stays there. */
async function bringAlong(writer: Writer, jobs: readonly Job[], before: Series, after: Series, zone: string): Promise<number> {
  const fields = templateFields.filter((field) => JSON.stringify(before.job[field]) !== JSON.stringify(after.job[field]));
  const news: Partial<Job> = Object.fromEntries(fields.map((field) => [field, after.job[field]]));
  // Without a customer of its own the job is for whose site it is.
  if ('siteId' in news || 'customerId' in news) news.customerId = await customerOf(writer, after);
  const isWindowNew =
    before.job.windowStartsAtTime !== after.job.windowStartsAtTime ||
    before.job.windowEndsAtTime !== after.job.windowEndsAtTime ||
    before.timeZone !== after.timeZone;
  if (fields.length === 0 && !isWindowNew) return 0;
  const open = jobs.filter(isUntouched);
  await writer.putMany(
    'jobs',
    open.map((job) => ({ ...job, ...news, ...(isWindowNew ? windowOn(job.occurrenceOn ?? '', ruleOf(after), zone) : {}) })),
  );
  return open.length;
}

/** A job of a series (and not one that somebody gave such an id) that nobody has begun to work with. */
function isUntouched({ status, explicitStatus, occurrenceOn }: Job): boolean {
  return status === 'unscheduled' && explicitStatus === null && typeof occurrenceOn === 'string';
}

async function make(writer: Writer, series: Series, days: readonly string[], zone: string): Promise<number> {
  if (days.length === 0) return 0;
  const earlier = await earlierNumbers(writer, series.id, days);
  const fresh = (await nextJobNumbers(writer, days.length - earlier.size)).values();
  const customerId = await customerOf(writer, series);
  await writer.putMany(
    'jobs',
    days.map((day) => ({
      ...jobOf(series, day, zone, writer.at),
      customerId,
      number: earlier.get(day) ?? fresh.next().value ?? '',
    })),
  );
  return days.length;
}

/** A job that was taken back comes again under the number it had, unless somebody else has it now. */
async function earlierNumbers(writer: Writer, seriesId: string, days: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const earlier = new Map<string, string>();
  for (const day of days) {
    const deleted = await writer.getDeleted('jobs', occurrenceId(seriesId, day));
    if (deleted) earlier.set(day, deleted.number);
  }
  const taken = await writer.jobNumbersTaken([...earlier.values()]);
  for (const [day, number] of earlier) if (taken.has(number)) earlier.delete(day);
  return earlier;
}

async function customerOf(writer: Writer, { job: { customerId, siteId } }: Series): Promise<string | null> {
  if (customerId !== null || siteId === null) return customerId;
  return (await writer.get('sites', siteId))?.customerId ?? null;
}

function jobOf(series: Series, day: string, zone: string, at: string): Draft<Job> {
  const id = occurrenceId(series.id, day);
  const template = Object.fromEntries(templateFields.map((field) => [field, series.job[field]]));
  const command = { ...template, title: series.job.title, source: 'series', requestedAt: at };
  return {
    ...jobDefinition.fresh(command, id, at),
    ...windowOn(day, ruleOf(series), zone),
    seriesId: series.id,
    occurrenceOn: day,
  };
}
