import { link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';
import type { SqlClient } from '../../stores/libsql/sql-client.ts';
import { CliError } from '../fail.ts';

/** What is to be replaced, looked at before anything is done. */
export interface Place {
  readonly path: string;
  /** `foreign`: there is a file, and it is no database. */
  readonly state: 'free' | 'empty' | 'used' | 'foreign';
}

/**
 * Looks at the file a backup is to be restored to, and makes sure that no program has it open: journal and file are one afterwards.
 * @throws CliError when a program has it open
 */
export async function lookAt(path: string, table: 'tenants' | 'directory_tenants'): Promise<Place> {
  if (!(await exists(path))) return { path, state: 'free' };
  // Opening what is no database any more may take its journal away, which somebody may still read something out of.
  if (!(await looksLikeDatabase(path))) return { path, state: 'foreign' };
  const { client } = openNativeDatabase({ url: `file:${path}`, busyTimeoutMs: 1000 });
  try {
    // Only possible for whoever has the file alone.
    await client.execute('pragma journal_mode = delete');
    return { path, state: (await hasRows(client, table)) ? 'used' : 'empty' };
  } catch (cause) {
    if (/locked|busy/i.test(String(cause))) {
      throw new CliError(`${path} is in use.`, 'Stop the connector (and whatever else has the database open), then restore.', {
        cause,
      });
    }
    return { path, state: 'foreign' };
  } finally {
    client.close();
  }
}

async function looksLikeDatabase(path: string): Promise<boolean> {
  const header = Buffer.from('SQLite format 3\0');
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(header.length), position: 0 });
    // A file that was made and never written is an empty database.
    return bytesRead === 0 || buffer.equals(header);
  } finally {
    await handle.close();
  }
}

async function hasRows(client: SqlClient, table: string): Promise<boolean> {
  const known = await client.execute("select name from sqlite_master where type = 'table'");
  if (known.rows.length === 0) return false;
  // A database of somebody else is not empty either.
  if (!known.rows.some(({ name }) => name === table)) return true;
  return (await client.execute(`select 1 from ${table} limit 1`)).rows.length > 0;
}

/**
 * Puts a prepared file (in the same folder) in the place of another one, in one step: there is always either the old or the new one.
 * The old one is kept under another name, which is returned.
 */
export async function putInPlace(prepared: string, { path, state }: Place, at: string): Promise<string | undefined> {
  const aside = state === 'free' ? undefined : `${path}.replaced-${at.replaceAll(/[:.]/g, '')}`;
  // A journal without its file, or of a file that was no database, would be taken for the new one's.
  for (const suffix of ['-wal', '-shm', '-journal']) {
    if (await exists(path + suffix)) await rename(path + suffix, `${aside ?? path}.stale${suffix}`);
  }
  if (aside !== undefined) await keepAside(path, aside);
  await rename(prepared, path);
  await folderToDisk(dirname(path));
  return aside;
}

async function keepAside(path: string, aside: string): Promise<void> {
  try {
    await link(path, aside);
  } catch {
    // A disk without hard links: for a moment there is neither, and running the command again mends it.
    await rename(path, aside);
  }
}

async function folderToDisk(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  // Not every system can do it for folders.
  await handle?.sync().catch(() => {});
  await handle?.close();
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export async function removeIfThere(path: string): Promise<void> {
  await rm(path, { force: true });
}
