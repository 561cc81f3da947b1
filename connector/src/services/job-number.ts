import type { JobNumbers } from '@dispatchkit/contract';
import { dayOf } from '@dispatchkit/scheduling';
import type { Draft, Records, Writer } from '../ports/store.ts';

/** A new job with what it lacks: a number of the tenant's series, and the customer its site belongs to. */
export async function completeJob(writer: Writer, job: Draft<Records['jobs']>): Promise<Draft<Records['jobs']>> {
  const number = job.number === '' ? ((await nextJobNumbers(writer, 1))[0] ?? '') : job.number;
  const site = job.customerId === null && job.siteId !== null ? await writer.get('sites', job.siteId) : undefined;
  return { ...job, number, customerId: job.customerId ?? site?.customerId ?? null };
}

/** `J-26-00001`, `J-26-00002` …: per tenant and year of its zone, passing over numbers that were given by hand. */
export async function nextJobNumbers(writer: Writer, count: number): Promise<string[]> {
  const { timeZone, jobNumbers } = await writer.settings();
  const year = dayOf(Date.parse(writer.at), timeZone).slice(0, 4);
  // Numbers without a year would come again in the next one.
  const counter = jobNumbers.yearDigits === 0 ? 'job' : `job-${year.slice(2)}`;
  const numbers: string[] = [];
  while (numbers.length < count) {
    const missing = count - numbers.length;
    const first = await writer.nextNumber(counter, missing);
    const candidates = Array.from({ length: missing }, (_, i) => jobNumber(jobNumbers, year, first + i));
    const taken = await writer.jobNumbersTaken(candidates);
    numbers.push(...candidates.filter((number) => !taken.has(number)));
  }
  return numbers;
}

function jobNumber({ prefix, yearDigits, width }: JobNumbers, year: string, count: number): string {
  const shownYear = yearDigits === 0 ? '' : year.slice(-yearDigits);
  return [prefix, shownYear, String(count).padStart(width, '0')].filter((part) => part !== '').join('-');
}
