import { setImmediate } from 'node:timers/promises';
import File from 'libsql';
import { codeOf } from './database.ts';
import { type BringToDisk, Journal } from './journal.ts';
import type {
  SqlClient,
  SqlClientAhead,
  SqlResult,
  SqlRow,
  SqlStatement,
  SqlTransaction,
  SqlTransactionMode,
} from './sql-client.ts';

export interface FileClientOptions {
  /** How long to wait for another process that writes, milliseconds. */
  readonly busyTimeoutMs: number;
  /** Default: of this system. */
  readonly bringToDisk?: BringToDisk;
}

/** More transactions at once than this is a fault of the caller, who has to queue them. */
const maxConnections = 20;

/**
 * Pages a connection keeps of the file; it takes only what it has read. The engine's 2 MB hold the indices of ten thousand jobs, not those
 * of a million.
 */
const maxCachedKibibytes = 32 * 1024;

/**
 * Pages of the log, 32 MB, at which a commit brings them into the file. The engine waits for the disk with the whole process then, and longer
 * than for any commit; at its 1,000 pages a busy server did so twice a second. Opening a file after a crash reads the log once, which takes
 * a fraction of a second.
 */
const maxPagesInLog = 8_000;

/** Statements differ by what is filtered and sorted, so there are more than anybody would count; the oldest go. */
const maxPreparedStatements = 300;

const begin: Readonly<Record<SqlTransactionMode, string>> = {
  write: 'begin immediate',
  read: 'begin transaction readonly',
};

/**
 * A database in a file, asked through the driver itself and not through the client made for servers, because statements stay prepared
 * then: preparing one costs as much as running it, and nearly all of ours are the same few dozen (docs/decisions/0011). Each call
 * borrows a connection, a transaction for as long as it lasts. Everything runs on this thread but the waiting for the disk: what was written
 * is there when the call settles, and may be read a moment before. Who goes `ahead` waits for that apart, so that others may write meanwhile.
 */
export class FileClient implements SqlClient {
  readonly protocol = 'file';
  readonly #path: string;
  readonly #options: FileClientOptions;
  readonly #journal: Journal;
  readonly #idle: FileConnection[] = [];
  #borrowed = 0;
  #isClosed = false;

  /** @throws SqliteError when the file cannot be opened */
  constructor(path: string, options: FileClientOptions) {
    this.#path = path;
    this.#options = options;
    this.#journal = new Journal(path, options.bringToDisk);
    this.#release(this.#borrow());
  }

  async execute(statement: SqlStatement): Promise<SqlResult> {
    const result = this.#execute(statement);
    if (isWriting.test(textOf(statement))) await this.#settled();
    return result;
  }

  async transaction(mode: SqlTransactionMode): Promise<SqlTransaction> {
    return this.#begin(mode, mode === 'write' ? () => this.#settled() : undefined);
  }

  readonly ahead: SqlClientAhead = {
    execute: async (statement) => this.#execute(statement),
    transaction: async (mode) => this.#begin(mode),
    settled: () => this.#settled(),
  };

  async giveWay(): Promise<void> {
    await setImmediate();
  }

  /** Whatever is committed is in the file itself then, unless somebody else is still at it. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const [first] = this.#idle;
    first?.takeInJournal();
    for (const connection of this.#idle.splice(0)) connection.close();
    this.#journal.release();
  }

  #execute(statement: SqlStatement): SqlResult {
    const connection = this.#borrow();
    try {
      const result = connection.run(statement);
      if (connection.leavesDiskToUs && isWriting.test(textOf(statement))) this.#journal.written();
      return result;
    } finally {
      this.#release(connection);
    }
  }

  #begin(mode: SqlTransactionMode, settled?: () => Promise<void>): SqlTransaction {
    const connection = this.#borrow();
    try {
      if (mode === 'write') connection.leaveDiskToUs();
      connection.run(begin[mode]);
      const isOurs = mode === 'write' && connection.leavesDiskToUs;
      return new FileTransaction(connection, {
        onEnd: () => this.#release(connection),
        onCommitted: () => {
          if (isOurs) this.#journal.written();
          return settled?.();
        },
      });
    } catch (error) {
      this.#release(connection);
      throw error;
    }
  }

  async #settled(): Promise<void> {
    try {
      await this.#journal.settled();
    } catch (cause) {
      throw new FileClientError('The disk does not take what was written.', 'SQLITE_IOERR_FSYNC', { cause });
    }
  }

  #borrow(): FileConnection {
    if (this.#isClosed) throw new FileClientError('The database is closed.', 'CLIENT_CLOSED');
    if (this.#borrowed >= maxConnections) {
      throw new FileClientError(`More than ${maxConnections} transactions at once.`, 'TRANSACTION_ACTIVE');
    }
    const connection = this.#idle.pop() ?? new FileConnection(this.#path, this.#options);
    this.#borrowed += 1;
    return connection;
  }

  #release(connection: FileConnection): void {
    this.#borrowed -= 1;
    if (!this.#isClosed && !connection.isSpoiled) {
      this.#idle.push(connection);
      return;
    }
    connection.close();
    this.#journal.release();
  }
}

interface TransactionPorts {
  readonly onEnd: () => void;
  /** What it gives is waited for before `commit` settles. */
  readonly onCommitted: () => Promise<void> | undefined;
}

class FileTransaction implements SqlTransaction {
  readonly #connection: FileConnection;
  readonly #ports: TransactionPorts;
  #isOver = false;

  constructor(connection: FileConnection, ports: TransactionPorts) {
    this.#connection = connection;
    this.#ports = ports;
  }

  async execute(statement: SqlStatement): Promise<SqlResult> {
    this.#expectOpen();
    return this.#connection.run(statement);
  }

  async batch(statements: readonly SqlStatement[]): Promise<SqlResult[]> {
    this.#expectOpen();
    return statements.map((statement) => this.#connection.run(statement));
  }

  async giveWay(): Promise<void> {
    await setImmediate();
  }

  async commit(): Promise<void> {
    this.#expectOpen();
    this.#connection.run('commit');
    this.#end();
    await this.#ports.onCommitted();
  }

  async rollback(): Promise<void> {
    this.close();
  }

  close(): void {
    if (this.#isOver) return;
    // The engine ends a transaction by itself when the disk is full, for example.
    if (this.#connection.isInTransaction) this.#connection.run('rollback');
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#ports.onEnd();
  }

  #expectOpen(): void {
    if (this.#isOver || !this.#connection.isInTransaction) {
      throw new FileClientError('The transaction is over.', 'TRANSACTION_CLOSED');
    }
  }
}

interface Prepared {
  readonly statement: ReturnType<InstanceType<typeof File>['prepare']>;
  /** It gives rows. Kept beside it: finding out costs as much as a small statement does. */
  readonly hasRows: boolean;
}

/** One connection with its prepared statements. */
class FileConnection {
  readonly #file: InstanceType<typeof File>;
  readonly #prepared = new Map<string, Prepared>();

  /**
   * A statement failed half-way, as when the file is busy. It keeps what it saw of the file, and everything after it would see no newer
   * state; the driver has no way to end it but its collection as garbage.
   */
  isSpoiled = false;

  /** It writes the journal and does not wait until that is on the disk. */
  leavesDiskToUs = false;

  constructor(path: string, { busyTimeoutMs }: FileClientOptions) {
    this.#file = new File(path, { timeout: busyTimeoutMs });
    try {
      this.#file.exec(`pragma cache_size = -${maxCachedKibibytes}`);
      this.#file.exec(`pragma wal_autocheckpoint = ${maxPagesInLog}`);
    } catch {
      // What is wrong with the file is said of what somebody wants of it.
    }
  }

  get isInTransaction(): boolean {
    return this.#file.inTransaction;
  }

  run(statement: SqlStatement): SqlResult {
    const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement;
    const { statement: prepared, hasRows } = this.#prepare(sql);
    try {
      if (hasRows) return { rows: prepared.all(args) as SqlRow[] };
      prepared.run(args);
      return { rows: [] };
    } catch (error) {
      // A constraint is found at the very end.
      if (!codeOf(error).startsWith('SQLITE_CONSTRAINT')) this.isSpoiled = true;
      throw error;
    }
  }

  /** Only with a write-ahead log, which a new file does not have yet: without one the order in which things get to the disk matters. */
  leaveDiskToUs(): void {
    if (this.leavesDiskToUs) return;
    const [mode] = this.run('pragma journal_mode').rows;
    if (mode?.journal_mode !== 'wal') return;
    this.#file.exec('pragma synchronous = normal');
    this.leavesDiskToUs = true;
  }

  takeInJournal(): void {
    try {
      this.run('pragma wal_checkpoint(truncate)');
    } catch {
      // It is read along with the file by whoever opens it next.
    }
  }

  close(): void {
    this.#prepared.clear();
    this.#file.close();
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#file.prepare(sql);
    const prepared: Prepared = { statement, hasRows: statement.reader };
    if (!isRepeated.test(sql)) return prepared;
    const [oldest] = this.#prepared.keys();
    if (oldest !== undefined && this.#prepared.size >= maxPreparedStatements) this.#prepared.delete(oldest);
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

function textOf(statement: SqlStatement): string {
  return typeof statement === 'string' ? statement : statement.sql;
}

/** Values are bound, so these words stand for themselves. One too many only waits for the disk once more. */
const isWriting = /\b(?:insert|update|delete|replace|create|alter|drop|vacuum|pragma)\b/i;

/** Changes of the schema and pragmas come once. */
const isRepeated = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;

class FileClientError extends Error {
  override readonly name = 'FileClientError';
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
