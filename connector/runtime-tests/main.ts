// `npm run test:runtimes`: the whole HTTP suite on every runtime with every store, and the matrix of how that went.
// `npm run test:runtimes -- bun/file workerd/sqld` runs only those named.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cellNamed, cells, missingFor, nameOfCell } from './support/cells.ts';
import { installPrograms } from './support/install.ts';
import { matrix, type Outcome, type Result, shown } from './support/matrix.ts';
import { root } from './support/programs.ts';
import type { Cell } from './support/subject.ts';

/** Each cell is one process for the tests, one for the connector and mostly one for the database. */
const atOnce = 2;
/** What is no matter of the runtime: several instances and databases, and what is deployed where. */
const otherFolders = [
  { name: 'several instances', folder: 'sqld' },
  { name: 'deployments', folder: 'deploy' },
];

const names = process.argv.slice(2);
const chosen = names.length > 0 ? names.map(cellNamed) : cells;
await installPrograms();
// The several instances take longest: begun first, nothing waits for them alone at the end.
const others = names.length > 0 ? [] : otherFolders.map((other) => () => runOthers(other));
const all = await inTurn<Result | Outcome>([...others, ...chosen.map((cell) => () => runCell(cell))]);
const outcomes = all.filter((result) => 'cell' in result);
console.log(`\n${matrix(outcomes)}`);
await tellTotals(all);
process.exitCode = all.every((result) => failuresOf(result) === 0) ? 0 : 1;

/** Does all of it, `atOnce` at a time, in this order. */
async function inTurn<T>(runs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const waiting = [...runs];
  const work = async () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) results.push(await run());
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function runCell(cell: Cell): Promise<Outcome> {
  const name = nameOfCell(cell);
  return { cell, ...(await runFiles(name, ['connector/runtime-tests/cell.test.ts'], missingFor(cell))) };
}

function runOthers({ name, folder }: (typeof otherFolders)[number]): Promise<Result> {
  const files = globSync(`connector/runtime-tests/${folder}/*.test.ts`, { cwd: root }).sort();
  return runFiles(name, files, missingFor({ runtime: 'workerd', store: 'sqld' }));
}

async function runFiles(name: string, files: readonly string[], missing: string | undefined): Promise<Result> {
  if (missing !== undefined) return { passed: 0, failed: 0, skipped: 0, failures: [], seconds: 0, missing };
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-cell-'));
  const totalsFile = join(folder, 'totals.json');
  const startedMs = performance.now();
  const output = await runTests(files, { DISPATCHKIT_CELL: name, DISPATCHKIT_TEST_TOTALS: totalsFile });
  const totals = await readFile(totalsFile, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 1, skipped: 0, failures: [] }));
  await rm(folder, { recursive: true, force: true });
  const failures = totals.failures.map((failure: string) => `${name}: ${failure}`);
  const result: Result = { ...totals, failures, seconds: (performance.now() - startedMs) / 1000 };
  console.log(`${name}: ${shown(result)}`);
  if (result.failed > 0) console.log(output);
  return result;
}

/** Settles with what was said, which is of interest when something failed. */
function runTests(files: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=dispatchkit-source',
      '--test',
      '--test-reporter=./scripts/node-reporter.mjs',
      // A promise that nobody settles would otherwise hang the whole run.
      '--test-timeout=120000',
      '--test-concurrency=1',
      ...files,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment, NODE_TEST_CONTEXT: undefined },
    },
  );
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

/** Everything exists for this platform; elsewhere what does not is only said. */
function failuresOf({ failed, missing }: Result): number {
  const isComplete = process.platform === 'linux' && process.arch === 'x64';
  return failed + (missing !== undefined && isComplete ? 1 : 0);
}

/** For `npm test`, which adds up the suites. */
async function tellTotals(list: readonly Result[]): Promise<void> {
  const file = process.env.DISPATCHKIT_TEST_TOTALS;
  if (!file) return;
  const sum = (count: (result: Result) => number) => list.reduce((total, result) => total + count(result), 0);
  const totals = {
    passed: sum(({ passed }) => passed),
    failed: sum(failuresOf),
    skipped: sum(({ skipped }) => skipped),
    failures: list.flatMap(({ failures }) => failures),
  };
  await writeFile(file, JSON.stringify(totals));
}
