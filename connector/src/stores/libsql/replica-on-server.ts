import type { Replica } from './database.ts';
import type { SqlClient, SqlResult, SqlStatement } from './sql-client.ts';

interface BatchClient extends SqlClient {
  batch(statements: SqlStatement[], mode: 'read'): Promise<SqlResult[]>;
}

/** A read replica behind a client of the driver. It answers a transaction itself as long as that is a single request. */
export function replicaOnServer(client: BatchClient): Replica {
  return { client, readAtOnce: (statements) => client.batch(statements, 'read') };
}
