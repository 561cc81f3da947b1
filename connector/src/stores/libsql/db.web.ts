import { createClient } from '@libsql/client/web';
import { type Database, DatabaseError } from './database.ts';
import { impatientFetch, replicaPatienceMs } from './patience.ts';
import { replicaOnServer } from './replica-on-server.ts';
import { ServerClient } from './server-client.ts';
import { WriteQueue } from './write-queue.ts';

export interface WebDatabaseOptions {
  /** `https://` or `libsql://` of a libSQL server. */
  readonly url: string;
  readonly authToken?: string;
  /** Of a read replica. */
  readonly readUrl?: string;
}

/** Opens a database over HTTP, where there is no native code (workers). @throws DatabaseError `cannot_open` */
export function openWebDatabase({ url, authToken, readUrl }: WebDatabaseOptions): Database {
  try {
    const token = authToken ? { authToken } : {};
    const client = new ServerClient((more) => createClient({ url, ...token, ...more }));
    const fetch = impatientFetch(replicaPatienceMs);
    return {
      client,
      reads: client.reads,
      ...(readUrl === undefined ? {} : { replica: replicaOnServer(createClient({ url: readUrl, fetch, ...token })) }),
      name: new URL(url).host,
      singleConnection: false,
      writes: new WriteQueue(),
    };
  } catch (cause) {
    throw new DatabaseError(
      'cannot_open',
      'The database address cannot be used. Set DISPATCHKIT_DATABASE_URL to the https:// or libsql:// address of a libSQL server.',
      cause,
    );
  }
}
