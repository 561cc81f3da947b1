import { mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createClient } from '@libsql/client';
import { openNativeDatabase } from '../../stores/libsql/db.native.ts';

/** A database to be backed up: a file, or on a server. */
export interface Source {
  readonly url: string;
  readonly authToken?: string | undefined;
}

/**
 * Writes one committed state of a database into a new file, while others go on reading and writing. The file appears when it is
 * complete and on disk, or not at all, and is for its owner alone: everything is in there.
 */
export async function copyDatabase(source: Source, target: string): Promise<void> {
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  await writeFile(partial, '', { mode: 0o600, flag: 'wx' });
  try {
    await (source.url.startsWith('file:') ? vacuumInto(source.url, partial) : fetchInto(source, partial));
    await toDisk(partial);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}

async function vacuumInto(url: string, target: string): Promise<void> {
  const { client } = openNativeDatabase({ url });
  try {
    await client.execute({ sql: 'vacuum into ?', args: [target] });
  } finally {
    client.close();
  }
}

/** A replica of its own, fetched once, holds one committed state of the server. */
async function fetchInto({ url, authToken }: Source, target: string): Promise<void> {
  const folder = await mkdtemp(join(dirname(target), '.backup-'));
  try {
    const replica = `file:${join(folder, 'replica.db')}`;
    const client = createClient({ url: replica, syncUrl: url, ...(authToken ? { authToken } : {}) });
    try {
      await client.sync();
    } finally {
      client.close();
    }
    await vacuumInto(replica, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Otherwise a power failure soon after could leave a backup that looks complete and is not. */
export async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
