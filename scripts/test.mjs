// `npm test`: runs every suite, shows failures in full and ends with the line `N passed, N failed`.
// `npm test -- widgets end-to-end` runs only the suites named.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireChrome } from './chrome.mjs';
import { ensurePages, ensureScript } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {import('./test-totals.mjs').Totals} Totals */

/** In the order of what a failure costs to find elsewhere: cheap and precise first. */
const suites = {
  packages: () => nodeTests(['packages/*/{src,test}/**/*.test.ts', 'connector/{src,test}/**/*.test.ts']),
  repository: () => nodeTests(['tests/*.test.ts', 'tests/integration/**/*.test.ts', 'bench/**/*.test.ts']),
  /** The connector on every runtime with every store; see `npm run test:runtimes`. */
  runtimes: () => runForTotals(['--conditions=dispatchkit-source', 'connector/runtime-tests/main.ts']),
  /** Adapters against real host systems, where these can run. */
  hosts: () => nodeTests(['tests/hosts/**/*.test.ts']),
  widgets: () => runForTotals(['node_modules/@web/test-runner/dist/bin.js', '--config', 'widgets/web-test-runner.config.js']),
  'end-to-end': () => {
    // Here, and not by the first file that needs them: files run side by side.
    ensurePages();
    ensureScript();
    return nodeTests(['tests/e2e/**/*.test.ts']);
  },
};

process.chdir(root);
process.env.CHROME_PATH = requireChrome();
// Every file of tests is a process, and most load the same few hundred modules: these are stripped of types and compiled once.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');
const chosen = chooseSuites(process.argv.slice(2));
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const failures = [];
for (const name of chosen) {
  console.log(`\n── ${name}`);
  const startedMs = performance.now();
  const totals = runSuite(name);
  total.passed += totals.passed;
  total.failed += totals.failed;
  failures.push(...totals.failures.map((failure) => `${name}: ${failure}`));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const skipped = totals.skipped ? `, ${totals.skipped} skipped` : '';
  console.log(`── ${name}: ${totals.passed} passed, ${totals.failed} failed${skipped} in ${seconds} s`);
}
process.exitCode = total.failed === 0 ? 0 : 1;
// Far above they are told in full; here is where one looks first.
if (failures.length > 0) console.log(`\nWhat failed:\n${failures.map(beginningOf).join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/**
 * @param {string[]} names
 * @returns {(keyof typeof suites)[]}
 */
function chooseSuites(names) {
  const all = /** @type {(keyof typeof suites)[]} */ (Object.keys(suites));
  const unknown = names.filter((name) => !all.some((known) => known === name));
  if (unknown.length > 0) {
    console.error(`There is no suite ${unknown.join(', ')}. Suites: ${all.join(', ')}.`);
    process.exit(2);
  }
  return names.length > 0 ? all.filter((name) => names.includes(name)) : all;
}

/**
 * Runs a suite. One that breaks or runs no test at all counts as a failure, so that an empty suite never looks green.
 * @param {keyof typeof suites} name
 * @returns {Totals}
 */
function runSuite(name) {
  try {
    const totals = suites[name]();
    if (totals.passed + totals.failed > 0) return totals;
    console.error('No test ran.');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return { passed: 0, failed: 1, skipped: 0, failures: [] };
}

/** @param {string} failure */
function beginningOf(failure) {
  return failure.split('\n').slice(0, 8).join('\n');
}

/**
 * Two files at a time. What a file needs beside what it tests it starts itself: connectors, browsers, databases, an ERP.
 * @param {string[]} patterns
 */
function nodeTests(patterns) {
  const files = globSync(patterns, { cwd: root, exclude: ['**/node_modules', '**/dist'] });
  if (files.length === 0) throw new Error(`No test file matches ${patterns.join(', ')}.`);
  const reporter = '--test-reporter=./scripts/node-reporter.mjs';
  // A promise that nobody settles would otherwise hang the whole run.
  const timeout = '--test-timeout=120000';
  return runForTotals(['--conditions=dispatchkit-source', '--test', reporter, timeout, '--test-concurrency=2', ...files.sort()]);
}

/**
 * Runs Node with the arguments given; the reporter inside writes its totals to a file.
 * @param {string[]} args
 * @returns {Totals}
 */
function runForTotals(args) {
  const folder = mkdtempSync(join(tmpdir(), 'dispatchkit-test-'));
  const totalsFile = join(folder, 'totals.json');
  try {
    const { status } = spawnSync(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DISPATCHKIT_TEST_TOTALS: totalsFile },
    });
    if (!existsSync(totalsFile)) throw new Error(`The run ended with status ${status} before it could report.`);
    const totals = JSON.parse(readFileSync(totalsFile, 'utf8'));
    // For example a fault outside of any test: the tests are fine, the run is not.
    if (status !== 0 && totals.failed === 0) totals.failed = 1;
    return totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
