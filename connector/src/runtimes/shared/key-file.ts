import { randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JWK } from 'jose';
import type { KeyFile } from '../../ports/key-file.ts';

/** Keeps the development key in a file that only its owner can read (mode 0600). */
export function keyFileAt(path: string): KeyFile {
  return {
    async loadOrKeep(make) {
      const kept = await load(path);
      if (kept !== undefined) return kept;
      await keep(path, await make());
      const key = await load(path);
      if (key === undefined) throw new Error(`The development key ${path} has vanished while it was being made. Start again.`);
      return key;
    },
  };
}

async function load(path: string): Promise<JWK | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new Error(`The development key ${path} cannot be read. Check who owns it.`, { cause: error });
  }
  // Somebody may have copied it about; whoever can read it can be anybody.
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) await chmod(path, 0o600);
  try {
    return JSON.parse(text) as JWK;
  } catch (cause) {
    throw new Error(`The development key ${path} is not a key. Delete the file; a new one is made at the next start.`, { cause });
  }
}

/** Written aside and then linked into place: nobody sees half a file, and of two starts at once the first one's key stays. */
async function keep(path: string, key: JWK): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  try {
    await link(aside, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(aside);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
