import { createClient } from '@libsql/client';
import { type Database, DatabaseError } from './database.ts';
import { WriteQueue, writeQueueOf } from './write-queue.ts';

export interface NativeDatabaseOptions {
  /** `file:path`, `:memory:`, or `http(s)://`, `libsql://` of a server. */
  readonly url: string;
  readonly authToken?: string;
  /** Of the primary, for an embedded replica in the file `url`. */
  readonly syncUrl?: string;
  /** How long to wait for another process that writes, milliseconds, default 5000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens a database on Node, Deno or Bun.
 * @throws DatabaseError `cannot_open` when the file or its folder cannot be used
 */
export function openNativeDatabase(options: NativeDatabaseOptions): Database {
  const { url, authToken, syncUrl, busyTimeoutMs = 5000 } = options;
  const isMemory = url === ':memory:' || url.startsWith('file::memory:');
  const name = url.replace(/^file:(\/\/(?=\/))?/, '').replace(/\?.*$/, '');
  try {
    const client = createClient({
      url,
      timeout: busyTimeoutMs,
      ...(authToken ? { authToken } : {}),
      ...(syncUrl ? { syncUrl } : {}),
    });
    return {
      client,
      name,
      singleConnection: isMemory || syncUrl !== undefined,
      writes: isMemory ? new WriteQueue() : writeQueueOf(name),
    };
  } catch (cause) {
    throw new DatabaseError(
      'cannot_open',
      `The database ${name} cannot be opened. Check that its folder exists and may be written to, or name another file with DISPATCHKIT_DATABASE_URL=file:PATH.`,
      cause,
    );
  }
}
