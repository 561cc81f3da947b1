// `npm run test:runtimes`: the whole HTTP suite on every runtime with every store, and the matrix of how that went.
// `npm run test:runtimes -- bun/file workerd/sqld` runs only those named.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cellNamed, cells, missingFor, nameOfCell } from './support/cells.ts';
import { installPrograms } from './support/install.ts';
import { matrix, type Outcome } from './support/matrix.ts';
import { root } from './support/programs.ts';
import type { Cell } from './support/subject.ts';

/** Each cell is one process for the tests, one for the connector and mostly one for the database. */
const atOnce = 2;

const names = process.argv.slice(2);
const chosen = names.length > 0 ? names.map(cellNamed) : cells;
await installPrograms();
const outcomes = await runCells(chosen);
console.log(`\n${matrix(outcomes)}`);
await tellTotals(outcomes);
process.exitCode = outcomes.every(({ failed, missing }) => failed === 0 && !missing) ? 0 : 1;

async function runCells(list: readonly Cell[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...list];
  const work = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) outcomes.push(await runCell(cell));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

async function runCell(cell: Cell): Promise<Outcome> {
  const missing = missingFor(cell);
  if (missing !== undefined) return { cell, passed: 0, failed: 0, skipped: 0, seconds: 0, missing };
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-cell-'));
  const totalsFile = join(folder, 'totals.json');
  const startedMs = performance.now();
  const output = await runTests(nameOfCell(cell), totalsFile);
  const totals = await readFile(totalsFile, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 1, skipped: 0 }));
  await rm(folder, { recursive: true, force: true });
  const seconds = (performance.now() - startedMs) / 1000;
  const outcome = { cell, ...totals, seconds };
  console.log(
    `${outcome.failed > 0 ? '✖' : '✔'} ${nameOfCell(cell)}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds.toFixed(1)} s`,
  );
  if (outcome.failed > 0) console.log(output);
  return outcome;
}

/** Settles with what was said, which is of interest when something failed. */
function runTests(cell: string, totalsFile: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=dispatchkit-source',
      '--test',
      '--test-reporter=./scripts/node-reporter.mjs',
      // A promise that nobody settles would otherwise hang the whole run.
      '--test-timeout=120000',
      'connector/runtime-tests/cell.test.ts',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DISPATCHKIT_CELL: cell, DISPATCHKIT_TEST_TOTALS: totalsFile, NODE_TEST_CONTEXT: undefined },
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

/** For `npm test`, which adds up the suites. A cell that could not run where everything exists is a failure. */
async function tellTotals(list: readonly Outcome[]): Promise<void> {
  const file = process.env.DISPATCHKIT_TEST_TOTALS;
  if (!file) return;
  const sum = (field: 'passed' | 'failed' | 'skipped') => list.reduce((total, outcome) => total + outcome[field], 0);
  const missing = list.filter((outcome) => outcome.missing !== undefined).length;
  await writeFile(file, JSON.stringify({ passed: sum('passed'), failed: sum('failed') + missing, skipped: sum('skipped') }));
}
