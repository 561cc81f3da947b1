import { createClient } from '@libsql/client';
import { type Database, DatabaseError } from './database.ts';
import { FileClient } from './file-client.ts';
import { impatientFetch, replicaPatienceMs } from './patience.ts';
import { replicaOnServer } from './replica-on-server.ts';
import { ServerClient } from './server-client.ts';
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
  const { url, authToken, readUrl, syncUrl } = options;
  const name = nameOf(url);
  const token = authToken ? { authToken } : {};
  try {
    if (syncUrl !== undefined) return openEmbeddedReplica(options, syncUrl);
    const fetch = impatientFetch(replicaPatienceMs);
    return {
      ...openPrimary(options),
      name,
      singleConnection: isMemory(url),
      writes: isMemory(url) ? new WriteQueue() : writeQueueOf(name),
      ...(readUrl === undefined ? {} : { replica: replicaOnServer(createClient({ url: readUrl, fetch, ...token })) }),
    };
  } catch (cause) {
    throw new DatabaseError(
      'cannot_open',
      `The database ${name} cannot be opened. Check that its folder exists and may be written to, or name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`,
      cause,
    );
  }
}

function openPrimary({ url, authToken, busyTimeoutMs = 5000 }: NativeDatabaseOptions): Pick<Database, 'client' | 'reads'> {
  if (isMemory(url)) return { client: createClient({ url, timeout: busyTimeoutMs }) };
  if (url.startsWith('file:')) return { client: new FileClient(pathOf(url), { busyTimeoutMs }) };
  const client = new ServerClient((more) => createClient({ url, ...(authToken ? { authToken } : {}), ...more }));
  return { client, reads: client.reads };
}

/** Reads in a file beside the program, writes at the primary: nothing is ever written into the file but what comes from there. */
function openEmbeddedReplica({ url, authToken, syncSeconds = 1 }: NativeDatabaseOptions, syncUrl: string): Database {
  const token = authToken ? { authToken } : {};
  const replica = createClient({ url, syncUrl, syncInterval: syncSeconds, ...token });
  return {
    ...openPrimary({ url: syncUrl, ...token }),
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

function isMemory(url: string): boolean {
  return url === ':memory:' || url.startsWith('file::memory:');
}

/** For messages: never with a token. */
function nameOf(url: string): string {
  return url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '');
}

/** The file an address names; undefined for servers and memory. */
export function fileOf(url: string): string | undefined {
  return url.startsWith('file:') && !isMemory(url) ? pathOf(url) : undefined;
}

/** Of a `file:` address, which may be percent-encoded. */
function pathOf(url: string): string {
  return decodeURIComponent(nameOf(url));
}
