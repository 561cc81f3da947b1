import { systemTimers, type Timers } from '../../ports/timers.ts';
import { answeredWithin, impatientFetch, primaryPatienceMs } from './patience.ts';
import type { SqlClient, SqlResult, SqlStatement, SqlTransaction, SqlTransactionMode } from './sql-client.ts';

/** Opens a client of the driver on one address, with this way of asking. */
export type OpenClient = (options: { readonly fetch?: (request: Request) => Promise<Response> }) => SqlClient;

/**
 * A primary on a server. It may hang: hold its connections and answer nothing. `reads` gives it up after ten seconds with
 * `store_unavailable`, for whoever waits for a page. Everything else waits as long as it takes: what writes must learn whether it was
 * written, and tools ask for what takes minutes.
 */
export class ServerClient implements SqlClient {
  readonly protocol: string;
  readonly reads: SqlClient;
  readonly #client: SqlClient;
  readonly #impatient: SqlClient;

  constructor(open: OpenClient, timers: Timers = systemTimers) {
    this.#client = open({});
    // Two clients, because it cannot be said of one request of theirs that it may be given up.
    this.#impatient = open({ fetch: impatientFetch(primaryPatienceMs) });
    this.protocol = this.#client.protocol;
    this.reads = new ImpatientClient(this.#impatient, timers);
  }

  execute(statement: SqlStatement): Promise<SqlResult> {
    return this.#client.execute(statement);
  }

  transaction(mode: SqlTransactionMode): Promise<SqlTransaction> {
    return this.#client.transaction(mode);
  }

  close(): void {
    this.#client.close();
    this.#impatient.close();
  }
}

/** Refuses what is not answered in time, also while it waits for its turn in the client. */
class ImpatientClient implements SqlClient {
  readonly protocol: string;
  readonly #client: SqlClient;
  readonly #timers: Timers;

  constructor(client: SqlClient, timers: Timers) {
    this.protocol = client.protocol;
    this.#client = client;
    this.#timers = timers;
  }

  execute(statement: SqlStatement): Promise<SqlResult> {
    return this.#inTime(this.#client.execute(statement));
  }

  async transaction(mode: SqlTransactionMode): Promise<SqlTransaction> {
    const opening = this.#client.transaction(mode);
    const transaction = await this.#inTime(opening).catch((error: unknown) => {
      // Nobody would close one that is opened after all.
      opening.then(
        (opened) => opened.close(),
        () => {},
      );
      throw error;
    });
    return {
      execute: (statement) => this.#inTime(transaction.execute(statement)),
      batch: (statements) => this.#inTime(transaction.batch(statements)),
      commit: () => this.#inTime(transaction.commit()),
      rollback: () => this.#inTime(transaction.rollback()),
      close: () => transaction.close(),
    };
  }

  close(): void {
    this.#client.close();
  }

  #inTime<T>(answer: Promise<T>): Promise<T> {
    return answeredWithin(primaryPatienceMs, this.#timers, answer);
  }
}
