import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { PageFile, Pages } from '../../ports/pages.ts';

/** Where `npm run build` puts the console and the check-in page. */
export const builtPages = fileURLToPath(new URL('../../../../widgets/dist/pages/', import.meta.url));

/** Whether the pages have been built there. */
export async function hasPages(directory: string): Promise<boolean> {
  return (await find(directory, 'index.html')) !== undefined;
}

const stored = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const;

/** Pages from a directory; `name.br` and `name.gz` beside a file are its compressed forms. */
export function pagesDirectory(directory: string): Pages {
  return {
    async open(path, accept) {
      const plain = await find(directory, path);
      if (plain === undefined) return undefined;
      for (const { encoding, suffix } of stored) {
        const compressed = accept.has(encoding) ? await find(directory, path + suffix) : undefined;
        if (compressed) return { ...pageFile(compressed), encoding };
      }
      return pageFile(plain);
    },
  };
}

interface Found {
  readonly path: string;
  readonly bytes: number;
  readonly changedAtMs: number;
}

/** The path has been checked for `..`; links that lead outside are caught here. */
async function find(directory: string, path: string): Promise<Found | undefined> {
  try {
    const root = await realpath(directory);
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return undefined;
    const { size, mtimeMs, isFile } = await stat(real).then((stats) => ({ ...stats, isFile: stats.isFile() }));
    return isFile ? { path: real, bytes: size, changedAtMs: mtimeMs } : undefined;
  } catch {
    // Not there, a file where a directory should be, a name too long: all mean that there is no such page.
    return undefined;
  }
}

function pageFile({ path, bytes, changedAtMs }: Found): PageFile {
  return {
    body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
    bytes,
    revision: `${bytes.toString(36)}-${Math.floor(changedAtMs).toString(36)}`,
  };
}
