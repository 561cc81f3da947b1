// `npm run build`: everything that is published or deployed. Packages in the order of their arrows, each type-checked against the built ones.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWidgets, ensurePages } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

try {
  for (const folder of inDependencyOrder(
    globSync('{packages/*,connector,widgets}/tsconfig.build.json').map((path) => dirname(path)),
  )) {
    console.log(`Building ${folder} …`);
    if (folder === 'widgets') for (const mode of /** @type {const} */ (['npm', 'script'])) buildWidgets(mode);
    else rmSync(join(folder, 'dist'), { recursive: true, force: true });
    compile(folder);
    lintPackage(folder);
  }
  ensurePages();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {string} folder */
function compile(folder) {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', join(folder, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${folder} does not compile; the reasons are above.`);
}

/**
 * Reads the manifest as npm, bundlers and TypeScript will, and says what they would stumble over.
 * @param {string} folder
 */
function lintPackage(folder) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/publint/src/cli.js', 'run', folder, '--level', 'warning', '--strict'],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`${folder}/package.json is not fit to be published; the reasons are above.`);
}

/**
 * Each folder after those it depends on.
 * @param {string[]} folders
 */
function inDependencyOrder(folders) {
  const manifests = folders.map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }));
  const byName = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  /** @type {Set<string>} */
  const ordered = new Set();
  const visit = (/** @type {{ folder: string, dependencies?: Record<string, string> }} */ manifest) => {
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const dependency = byName.get(name);
      if (dependency && !ordered.has(dependency.folder)) visit(dependency);
    }
    ordered.add(manifest.folder);
  };
  for (const manifest of manifests) if (existsSync(manifest.folder)) visit(manifest);
  return [...ordered];
}
