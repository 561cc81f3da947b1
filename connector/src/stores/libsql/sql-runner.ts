import type { SQL } from 'drizzle-orm/sql/sql';
import type { SqlClient, SqlRow, SqlStatement, SqlTransaction } from './sql-client.ts';
import { statementOf } from './statement-of.ts';
import { isAway, unavailable } from './unavailable.ts';

/** Runs statements, alone or inside a transaction. */
export interface SqlRunner {
  all(query: SQL): Promise<SqlRow[]>;
  /**
   * Runs a statement whose rows nobody needs, at the latest before the next `all`, in order. In a transaction it goes along with that one,
   * which saves a round trip on a server; what is wrong with it is thrown there or at the end.
   */
  later(query: SQL): Promise<void>;
  /** Lets others on this thread go first, where a database runs on it. */
  giveWay?(): Promise<void>;
}

/** Of a transaction: what was put off has to be sent before the end. */
export interface TransactionRunner extends SqlRunner {
  flush(): Promise<void>;
}

/** @throws ProblemError `store_unavailable` when the database does not answer; SQL never gets into the detail */
export function runnerOn(target: Pick<SqlClient | SqlTransaction, 'execute' | 'giveWay'>): SqlRunner {
  const all = async (query: SQL) => {
    try {
      return (await target.execute(statementOf(query))).rows;
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    all,
    async later(query) {
      await all(query);
    },
    async giveWay() {
      await target.giveWay?.();
    },
  };
}

/** As `runnerOn`, with as few round trips as possible. */
export function transactionRunnerOn(transaction: SqlTransaction): TransactionRunner {
  let putOff: SqlStatement[] = [];
  const send = async (statements: SqlStatement[]): Promise<SqlRow[]> => {
    putOff = [];
    try {
      const [first, ...others] = statements;
      if (first === undefined) return [];
      if (others.length === 0) return (await transaction.execute(first)).rows;
      return (await transaction.batch(statements)).at(-1)?.rows ?? [];
    } catch (error) {
      throw translate(error);
    }
  };
  return {
    all: (query) => send([...putOff, statementOf(query)]),
    async later(query) {
      putOff.push(statementOf(query));
    },
    async flush() {
      await send(putOff);
    },
  };
}

/**
 * Ends a transaction, committed or not, and waits until the database knows. `close` alone says so in the background: a worker may end
 * before, and a transaction left open holds up every write behind it.
 */
export async function endTransaction(transaction: SqlTransaction): Promise<void> {
  try {
    await transaction.rollback();
  } catch {
    // The database gives up by itself what nobody goes on with.
  } finally {
    transaction.close();
  }
}

/** What the driver throws, as a refusal the caller may see. Constraint errors are left for the writer, which knows the record. */
export function translate(error: unknown): unknown {
  return isAway(error) ? unavailable(error) : error;
}
