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
  const { timeZone } = await writer.settings();
  const year = dayOf(Date.parse(writer.at), timeZone).slice(2, 4);
  const numbers: string[] = [];
  while (numbers.length < count) {
    const missing = count - numbers.length;
    const first = await writer.nextNumber(`job-${year}`, missing);
    const candidates = Array.from({ length: missing }, (_, i) => `J-${year}-${String(first + i).padStart(5, '0')}`);
    const taken = await writer.jobNumbersTaken(candidates);
    numbers.push(...candidates.filter((number) => !taken.has(number)));
  }
  return numbers;
}
