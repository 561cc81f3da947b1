import type { Dependency } from '@dispatchkit/contract';
import type { Draft, Reader, Writer } from '../ports/store.ts';
import { ProblemError } from './errors.ts';
import { allRecords, everyRecord } from './every-record.ts';

/** What puts jobs into an order in time. Being done by the same technician does not. */
function isOrder({ type }: Pick<Dependency, 'type'>): boolean {
  return type !== 'same_technician';
}

/**
 * Follows what the other job waits for, and what those wait for: the waiting job must not be among them.
 * `seen` reads what may be named.
 * @throws ProblemError `dependency_cycle` that names the jobs of the circle, `already_exists` when one waits for the other already
 */
export async function expectNoCycle(writer: Writer, seen: Pick<Reader, 'getMany'>, dependency: Draft<Dependency>): Promise<void> {
  const { id, jobId, dependsOnJobId } = dependency;
  const own = (await allRecords(writer, 'dependencies', { jobId: [jobId] })).filter((other) => other.id !== id);
  if (own.some((other) => other.dependsOnJobId === dependsOnJobId && isOrder(other) === isOrder(dependency))) {
    throw new ProblemError('already_exists', 'The job waits for that one already.', {
      hint: 'Change the dependency that is there.',
      errors: [{ pointer: '/dependsOnJobId', detail: 'The job waits for that one already.' }],
    });
  }
  if (!isOrder(dependency)) return;
  /** From each job that was reached, the one that waits for it. */
  const waiter = new Map<string, string>([[dependsOnJobId, jobId]]);
  for (let reached = [dependsOnJobId]; reached.length > 0; ) {
    const next: string[] = [];
    for await (const other of everyRecord(writer, 'dependencies', { jobId: reached })) {
      if (!isOrder(other) || other.id === id || waiter.has(other.dependsOnJobId)) continue;
      waiter.set(other.dependsOnJobId, other.jobId);
      if (other.dependsOnJobId === jobId) throw await cycle(seen, jobId, waiter);
      next.push(other.dependsOnJobId);
    }
    reached = next;
  }
}

/** "J-26-00001 would wait for J-26-00003, which waits for J-26-00001." At most ten are named. */
async function cycle(seen: Pick<Reader, 'getMany'>, jobId: string, waiter: ReadonlyMap<string, string>): Promise<ProblemError> {
  const ids = [jobId];
  for (let at = waiter.get(jobId); at !== undefined && at !== jobId; at = waiter.get(at)) ids.push(at);
  const waiting = [jobId, ...ids.slice(1).toReversed()];
  const numbers = new Map((await seen.getMany('jobs', waiting)).map((job) => [job.id, job.number]));
  const names = waiting.map((id) => numbers.get(id) ?? 'a job of others');
  const between = names.length > 10 ? [...names.slice(1, 6), `${names.length - 10} more`, ...names.slice(-4)] : names.slice(1);
  const chain = [...between, names[0] ?? ''].join(', which waits for ');
  return new ProblemError('dependency_cycle', `${names[0]} would wait for ${chain}.`, {
    hint: 'Leave one of these dependencies out, or delete one of those that are there.',
    errors: [{ pointer: '/dependsOnJobId', detail: 'This closes the circle.' }],
  });
}
