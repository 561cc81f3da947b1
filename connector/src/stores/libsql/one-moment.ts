import { lastSeq } from './event-log.ts';
import type { SqlRunner } from './sql-runner.ts';

/** How often it is tried. A tenant that is written to without a pause is better read in a transaction. */
const tries = 3;

/**
 * Reads that agree with each other, without a transaction: replicas hand each of those to the primary. Whatever changes records raises
 * the tenant's seq in the same transaction, and a replica applies transactions whole and in their order. So what was read between two
 * looks at one and the same seq is of one moment. What raises no seq (positions, retention) changes records one by one, and agrees with
 * any others.
 * @param work may be done several times
 * @returns undefined when something was written during each try
 */
export async function readAtOneMoment<T>(
  runner: SqlRunner,
  tenant: string,
  work: (runner: SqlRunner) => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  let before = await lastSeq(runner, tenant);
  for (let tried = 0; tried < tries; tried++) {
    const value = await work(runner);
    const after = await lastSeq(runner, tenant);
    if (after === before) return { value };
    before = after;
  }
  return undefined;
}
