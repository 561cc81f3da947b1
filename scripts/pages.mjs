import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, '.cache', 'pages-stamp');
const builtPage = join(root, 'widgets', 'dist', 'pages', 'index.html');

/** What the pages are made of: a change in any of these files makes a new build. */
const inputs = ['package-lock.json', 'tsconfig.base.json', 'widgets/**/*', 'packages/*/src/**/*', 'packages/*/package.json'];
const isNoInput = /(^|[/\\])(node_modules|dist)([/\\]|$)|\.(test|stories)\.ts$|\.md$/;

/** Builds the console pages into `widgets/dist/pages`, unless they are up to date. Throws when the build fails. */
export function ensurePages() {
  const wanted = hashOfInputs();
  if (existsSync(builtPage) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  console.log('Building the console page …');
  buildWidgets('pages');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

/**
 * Runs one of the builds of widgets/vite.config.ts.
 * @param {'npm' | 'script' | 'pages' | 'bench'} mode
 */
export function buildWidgets(mode) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
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
