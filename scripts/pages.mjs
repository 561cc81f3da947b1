import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * One of the builds of widgets/vite.config.ts.
 * @typedef {'npm' | 'script' | 'pages' | 'bench'} Build
 */

/** What the builds are made of: a change in any of these files makes a new one. */
const inputs = ['package-lock.json', 'tsconfig.base.json', 'widgets/**/*', 'packages/*/src/**/*', 'packages/*/package.json'];
const isNoInput = /(^|[/\\])(node_modules|dist)([/\\]|$)|\.(test|stories)\.ts$|\.md$/;

/** Builds the console pages into `widgets/dist/pages`, unless they are up to date. Throws when the build fails. */
export function ensurePages() {
  if (isUpToDate('pages')) return;
  console.log('Building the console page …');
  buildWidgets('pages');
}

/** Builds the files of the script tag into `widgets/dist/script`, unless they are up to date. Throws when the build fails. */
export function ensureScript() {
  if (!isUpToDate('script')) buildWidgets('script');
}

/** @param {Build} mode */
export function buildWidgets(mode) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const made = hashOfInputs();
  // A build that breaks off leaves something that is not up to date.
  rmSync(stampOf(mode), { force: true });
  const result = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'widgets/vite.config.ts', '--mode', mode, '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: 'inherit',
      // The mode only picks what is built; every build is a production build.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (result.status !== 0) throw new Error(`The widgets could not be built (${mode}); the reason is above.`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stampOf(mode), made);
}

/** @param {'script' | 'pages'} mode */
function isUpToDate(mode) {
  const stamp = stampOf(mode);
  const isThere = existsSync(stamp) && existsSync(join(root, 'widgets', 'dist', mode));
  return isThere && readFileSync(stamp, 'utf8') === hashOfInputs();
}

/**
 * File that says what a build was made of.
 * @param {Build} mode
 */
function stampOf(mode) {
  return join(root, '.cache', `${mode}-stamp`);
}

function hashOfInputs() {
  const hash = createHash('sha256');
  const paths = globSync(inputs, { cwd: root, exclude: (path) => isNoInput.test(path) });
  for (const path of paths.filter((candidate) => !isNoInput.test(candidate)).sort()) {
    const file = join(root, path);
    if (statSync(file).isFile()) hash.update(path).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}
