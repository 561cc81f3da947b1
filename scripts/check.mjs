// `npm run check`: everything about the code that needs no browser. Runs all checks, even after a failure, and ends with a table.
import { spawn } from 'node:child_process';
import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureSizes, sizeFaults } from './sizes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** @typedef {{ ok: boolean, output: string }} Outcome */

const sourceCondition = '--conditions=dispatchkit-source';
/** @type {Record<string, () => Promise<Outcome>>} */
const checks = {
  types: checkTypes,
  'lint and format': () =>
    node(['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=50']),
  'dead code': () => node(['node_modules/knip/bin/knip.js']),
  'arrows and repository rules': () => {
    return node([
      sourceCondition,
      '--test',
      '--test-reporter=./scripts/node-reporter.mjs',
      ...globSync('tests/*.test.ts').sort(),
    ]);
  },
  'generated files': () => node([sourceCondition, 'connector/src/generate/main.ts', '--check']),
  sizes: checkSizes,
  'packages build': () => node(['scripts/build.mjs']),
};

const rows = [];
for (const [name, check] of Object.entries(checks)) {
  const startedMs = performance.now();
  const { ok, output } = await check().catch((error) => ({ ok: false, output: String(error?.stack ?? error) }));
  if (!ok) console.log(`\n── ${name}\n${output.trim()}`);
  rows.push({ check: name, result: ok ? 'ok' : 'FAILED', seconds: Number(((performance.now() - startedMs) / 1000).toFixed(1)) });
}
console.log();
console.table(rows);
process.exitCode = rows.every(({ result }) => result === 'ok') ? 0 : 1;

/** Every tsconfig of the repository, two at a time. */
async function checkTypes() {
  const projects = globSync('{packages/*,examples/*,widgets,connector,storybook,tests,bench,scripts}/tsconfig*.json')
    .filter((path) => !path.endsWith('tsconfig.build.json'))
    .sort();
  mkdirSync('.cache/types', { recursive: true });
  /** @type {Outcome[]} */
  const outcomes = [];
  const waiting = [...projects];
  const work = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const memory = join('.cache/types', `${project.replaceAll(/[/\\]/g, '-')}.tsbuildinfo`);
      outcomes.push(
        await node([
          'node_modules/typescript/bin/tsc',
          '-p',
          project,
          '--pretty',
          'false',
          '--incremental',
          '--tsBuildInfoFile',
          memory,
        ]),
      );
    }
  };
  await Promise.all([work(), work()]);
  return { ok: outcomes.every(({ ok }) => ok), output: outcomes.map(({ output }) => output).join('') };
}

async function checkSizes() {
  const faults = measureSizes().flatMap(sizeFaults);
  return { ok: faults.length === 0, output: faults.join('\n') };
}

/**
 * Runs Node and keeps what it prints.
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
function node(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
