import type { SqlClient, SqlResult, SqlStatement } from './sql-client.ts';
import type { WriteQueue } from './write-queue.ts';

/** An opened database, before its schema is known. Made by `db.native.ts` or `db.web.ts`; nothing else knows a driver. */
export interface Database {
  readonly client: SqlClient;
  /** For reads somebody waits for; closed with `client`. Only where there is a server, which may not answer. */
  readonly reads?: SqlClient;
  /** The file or the host, for messages. Never with a token. */
  readonly name: string;
  /** It has one connection (`:memory:`), so reads have to wait for a running write. */
  readonly singleConnection: boolean;
  /** One per file, shared by all who have opened it in this process. */
  readonly writes: WriteQueue;
  /** A copy for reads. */
  readonly replica?: Replica;
}

/** A copy of a database that is a little behind. */
export interface Replica {
  readonly client: SqlClient;
  /** Runs reads in one request, on one state; for servers, of which two requests may not meet the same one. Files only go forward. */
  readonly readAtOnce?: (statements: SqlStatement[]) => Promise<SqlResult[]>;
  /**
   * Fetches what the primary has now; copies on a server see to it themselves. Only for the start: the driver holds up the whole process
   * meanwhile, without end when the primary hangs.
   */
  readonly sync?: () => Promise<void>;
}

/** The database cannot be used. The message names it and says what to do. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly reason: 'not_a_database' | 'not_ours' | 'newer' | 'cannot_open' | 'migration_failed';

  constructor(reason: DatabaseError['reason'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
