import { createClient } from '@libsql/client';
import { type Database, DatabaseError } from './database.ts';
import { FileClient } from './file-client.ts';
import { impatientFetch } from './replica-patience.ts';
import type { SqlClient } from './sql-client.ts';
import { WriteQueue, writeQueueOf } from './write-queue.ts';

export interface NativeDatabaseOptions {
  /** `file:path`, `:memory:`, or `http(s)://`, `libsql://` of a server. */
  readonly url: string;
  readonly authToken?: string;
  /** Of a read replica of the server `url`. */
  readonly readUrl?: string;
  /** Of the primary, for an embedded replica in the file `url`. */
  readonly syncUrl?: string;
  /** How often an embedded replica fetches what others have written, seconds, default 1. */
  readonly syncSeconds?: number;
  /** How long to wait for another process that writes, milliseconds, default 5000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database on Node, Deno or Bun.
 * @throws DatabaseError `cannot_open` when the file or its folder cannot be used
 */
export function openNativeDatabase(options: NativeDatabaseOptions): Database {
  const { url, authToken, readUrl, syncUrl, busyTimeoutMs = 5000 } = options;
  const isMemory = url === ':memory:' || url.startsWith('file::memory:');
  const name = nameOf(url);
  const token = authToken ? { authToken } : {};
  try {
    const open = (address: string): SqlClient =>
      address.startsWith('file:') && !isMemory
        ? new FileClient(pathOf(address), { busyTimeoutMs })
        : createClient({ url: address, timeout: busyTimeoutMs, ...token });
    if (syncUrl !== undefined) return openEmbeddedReplica(options, syncUrl);
    return {
      client: open(url),
      name,
      singleConnection: isMemory,
      writes: isMemory ? new WriteQueue() : writeQueueOf(name),
      ...(readUrl === undefined ? {} : { replica: { client: createClient({ url: readUrl, fetch: impatientFetch, ...token }) } }),
    };
  } catch (cause) {
    throw new DatabaseError(
      'cannot_open',
      `The database ${name} cannot be opened. Check that its folder exists and may be written to, or name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`,
      cause,
    );
  }
}

/** Reads in a file beside the program, writes at the primary: nothing is ever written into the file but what comes from there. */
function openEmbeddedReplica({ url, authToken, syncSeconds = 1 }: NativeDatabaseOptions, syncUrl: string): Database {
  const token = authToken ? { authToken } : {};
  const replica = createClient({ url, syncUrl, syncInterval: syncSeconds, ...token });
  return {
    client: createClient({ url: syncUrl, ...token }),
    name: nameOf(syncUrl),
    singleConnection: false,
    writes: writeQueueOf(nameOf(syncUrl)),
    replica: {
      client: replica,
      sync: async () => {
        await replica.sync();
      },
    },
  };
}

/** For messages: never with a token. */
function nameOf(url: string): string {
  return url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '');
}

/** Of a `file:` address, which may be percent-encoded. */
function pathOf(url: string): string {
  return decodeURIComponent(nameOf(url));
}
