// npm run bench -- <name…> [--runs N] [--json FILE]
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { adapters } from './adapters/adapters.bench.ts';
import type { Bench, Result } from './bench.ts';
import { board } from './browser/board.bench.ts';
import { grid } from './browser/grid.bench.ts';
import { map } from './browser/map.bench.ts';
import { timeline } from './browser/timeline.bench.ts';
import { connector } from './connector/connector.bench.ts';
import { live } from './live/live.bench.ts';
import { sizes } from './sizes.ts';
import { sseBench } from './sse/sse.bench.ts';
import { tables } from './table.ts';

const benches: readonly Bench[] = [sizes, grid, timeline, board, map, connector, sseBench(5_000), adapters, live];

const { values, positionals } = readArguments();
const chosen = positionals.map((name) => benches.find((bench) => bench.name === name) ?? stop(`There is no benchmark ${name}.`));
if (chosen.length === 0) stop('Which benchmark?');
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) stop(`--runs takes a whole number from 1, not ${values.runs}.`);

const results: Result[] = [];
for (const bench of chosen) {
  const found = await bench.run({ runs, progress: showProgress });
  showProgress('');
  console.log(`\n${bench.name}: ${bench.summary}\n\n${tables(found)}`);
  results.push(...found.map((result) => ({ bench: bench.name, ...result })));
}
if (values.json) {
  const machine = { node: process.version, platform: `${process.platform}-${process.arch}`, cpus: cpus().length };
  writeFileSync(values.json, `${JSON.stringify({ machine, runs, results }, null, 2)}\n`);
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, runs: { type: 'string', default: '3' } } });
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

/** A line that the next one overwrites; nothing when no person is looking. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
}

function stop(message: string): never {
  const list = benches.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}`).join('\n');
  console.error(`${message}\n\nUsage: npm run bench -- <name…> [--runs N] [--json FILE]\n${list}`);
  process.exit(2);
}
