// Part of `npm run release`: a bill of materials (CycloneDX) for every package that is published, in its dist/. It holds what the
// package brings along and nothing else, as the lockfile has it.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ 'bom-ref': string, name: string, version: string }} Component
 * @typedef {{ metadata: { component?: Component }, components: Component[], dependencies: { ref: string, dependsOn: string[] }[] }} Sbom
 */

/** Folders of the packages that are published. */
export function publishedFolders() {
  return globSync('{packages/*,connector,widgets}/package.json', { cwd: root })
    .filter((path) => !JSON.parse(readFileSync(join(root, path), 'utf8')).private)
    .map((path) => dirname(path));
}

/**
 * The bill of materials of one package.
 * @param {string} folder
 * @returns {Sbom}
 */
export function sbomOf(folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  // Without `--omit dev`: npm would leave out whatever the repository itself also uses for development, such as hono.
  const args = [
    'sbom',
    '--sbom-format',
    'cyclonedx',
    '--sbom-type',
    'library',
    '--package-lock-only',
    '--loglevel',
    'error',
    '-w',
    folder,
  ];
  const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64e6, shell: process.platform === 'win32' });
  return reduced(JSON.parse(text), manifest);
}

/**
 * Keeps what can be reached from the package by what it needs to run, and makes the package the subject.
 * @param {Sbom} sbom
 * @param {{ name: string, version: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} manifest
 * @returns {Sbom}
 */
function reduced(sbom, manifest) {
  const edges = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const own = `${manifest.name}@${manifest.version}`;
  const needed = new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }));
  const direct = (edges.get(own) ?? []).filter((ref) => needed.has(ref.slice(0, ref.lastIndexOf('@'))));
  /** @type {Set<string>} */
  const reached = new Set();
  const reach = (/** @type {string} */ ref) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    for (const next of edges.get(ref) ?? []) reach(next);
  };
  for (const ref of direct) reach(ref);
  const subject = sbom.components.find((component) => component['bom-ref'] === own);
  if (subject === undefined) throw new Error(`npm sbom does not know ${own}.`);
  return {
    ...sbom,
    metadata: { ...sbom.metadata, component: subject },
    components: sbom.components.filter((component) => reached.has(component['bom-ref'])),
    dependencies: [{ ref: own, dependsOn: direct }, ...sbom.dependencies.filter(({ ref }) => reached.has(ref))],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const folder of publishedFolders()) {
    const path = join(folder, 'dist', 'sbom.cdx.json');
    const sbom = sbomOf(folder);
    mkdirSync(join(root, folder, 'dist'), { recursive: true });
    writeFileSync(join(root, path), `${JSON.stringify(sbom, null, 2)}\n`);
    console.log(`${path}: ${sbom.components.length} components`);
  }
}
