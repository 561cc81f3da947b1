import { sql } from 'drizzle-orm/sql/sql';
import type { SqlRunner } from './sql-runner.ts';

/** How often it is tried. A tenant that is written to without a pause is better read in a transaction. */
const tries = 3;

/** Makes a runner that tells the tenant's seq with every statement, before its answer: what is answered is of that seq or of a newer one. */
export type RunnerThatTells = (told: (seq: number) => void) => SqlRunner;

/**
 * Reads that agree with each other, without a transaction: replicas hand each of those to the primary. Whatever changes records raises
 * the tenant's seq in the same transaction, and a replica applies transactions whole and in their order. So what was read at one and
 * the same seq, with another look at it in the end, is of one moment. What raises no seq (positions, retention) changes records one by
 * one, and agrees with any others.
 * @param work may be done several times
 * @returns undefined when something was written during each try
 */
export async function readAtOneMoment<T>(
  runnerThatTells: RunnerThatTells,
  work: (runner: SqlRunner) => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  for (let tried = 0; tried < tries; tried++) {
    let first: number | undefined;
    const runner = runnerThatTells((seq) => {
      first ??= seq;
      if (seq !== first) throw new AnotherMoment();
    });
    try {
      const value = await work(runner);
      await runner.all(sql`select 1`);
      return { value };
    } catch (error) {
      if (!(error instanceof AnotherMoment)) throw error;
    }
  }
  return undefined;
}

class AnotherMoment extends Error {}
