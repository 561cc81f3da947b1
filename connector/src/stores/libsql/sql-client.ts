/*
 * What the store asks of a driver. The client of `@libsql/client` (servers, replicas, memory) fits as it is; files have one of ours.
 */

export type SqlValue = string | number | bigint | ArrayBuffer | null;

/** A row by the names of its columns. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

export type SqlStatement = string | { readonly sql: string; readonly args: SqlValue[] };

export interface SqlResult {
  readonly rows: SqlRow[];
}

export type SqlTransactionMode = 'write' | 'read';

export interface SqlClient {
  /** `file` for files; nothing but a function call lies between then. */
  readonly protocol: string;
  execute(statement: SqlStatement): Promise<SqlResult>;
  transaction(mode: SqlTransactionMode): Promise<SqlTransaction>;
  /** Of drivers that bring changes to the disk apart from committing them. With the others a change is safe once it is committed. */
  readonly ahead?: SqlClientAhead;
  /** Lets others on this thread go first. Drivers that wait for a server do so anyway and have none. */
  giveWay?(): Promise<void>;
  close(): void;
}

/** The same database, for who waits for the disk afterwards: calls settle, and others see the change, before it is there. */
export interface SqlClientAhead extends Pick<SqlClient, 'execute' | 'transaction'> {
  /** Settles when everything committed so far is on the disk. */
  settled(): Promise<void>;
}

export interface SqlTransaction {
  execute(statement: SqlStatement): Promise<SqlResult>;
  batch(statements: SqlStatement[]): Promise<SqlResult[]>;
  /** As of the client. What the transaction sees stays as it was. */
  giveWay?(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Rolls back what was not committed. */
  close(): void;
}
