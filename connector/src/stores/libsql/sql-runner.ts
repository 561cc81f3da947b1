import type { Client, Row, Transaction } from '@libsql/client';
import type { SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { ProblemError } from '../../services/errors.ts';
import { codeOf } from './database.ts';

const dialect = new SQLiteSyncDialect();

/** Runs statements, alone or inside a transaction. */
export interface SqlRunner {
  all(query: SQL): Promise<Row[]>;
}

/** @throws ProblemError `store_unavailable` when the database does not answer; SQL never gets into the detail */
export function runnerOn(target: Client | Transaction): SqlRunner {
  return {
    async all(query) {
      const { sql, params } = dialect.sqlToQuery(query);
      try {
        // Parameters are made of strings, numbers and null alone: everything else is bound as JSON text.
        return (await target.execute({ sql, args: params as (string | number | null)[] })).rows;
      } catch (error) {
        throw translate(error);
      }
    },
  };
}

/**
 * Ends a transaction, committed or not, and waits until the database knows. `close` alone says so in the background: a worker may end
 * before, and a transaction left open holds up every write behind it.
 */
export async function endTransaction(transaction: Transaction): Promise<void> {
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
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_FULL' || code === 'SQLITE_IOERR' || code === 'SERVER_ERROR')
    return unavailable(error);
  if (code.startsWith('HRANA') || code === 'CLIENT_CLOSED' || isNetworkFault(error)) return unavailable(error);
  return error;
}

/** A server that cannot be reached shows as the TypeError of `fetch`. */
function isNetworkFault(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|connect/i.test(error.message);
}

function unavailable(cause: unknown): ProblemError {
  return new ProblemError('store_unavailable', 'The database does not answer.', { hint: 'Try again in a few seconds.', cause });
}
