import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions, Result } from '../bench.ts';
import { fillJobs } from './growth-database.ts';
import { openBenchConnector, requestOf } from './open-connector.ts';

const tenant = 'bench';
const sizes = [10_000, 1_000_000] as const;
const callsPerQuestion = 60;

/** What a dispatcher asks of many jobs; `n` varies the question, so that no two are the same. */
const questions: readonly [name: string, path: (n: number) => string][] = [
  ['list', () => '/v1/jobs?sort=-priority,dueAt&limit=50'],
  ['filter', (n) => `/v1/jobs?status=unscheduled&type=${types[n % types.length]}&sort=-priority,dueAt&limit=50`],
  [
    'nearby',
    (n) =>
      `/v1/nearby?latitude=${(37.72 + (n % 8) / 100).toFixed(3)}&longitude=${(-122.5 + (n % 9) / 100).toFixed(3)}&kinds=jobs`,
  ],
  ['full text', (n) => `/v1/jobs?q=${things[n % things.length]}%20${faults[n % faults.length]}&limit=50`],
];
const things = ['hydrant', 'meter', 'boiler', 'railing', 'drain'];
const faults = ['leaking', 'broken', 'blocked', 'loose', 'noisy', 'damaged', 'overgrown'];
const types = ['repair', 'inspection', 'installation', 'maintenance'];

/** How much longer a question takes at a million jobs than at ten thousand, by the slowest twentieth of its calls. */
export async function growth(folder: string, { progress }: BenchOptions): Promise<Result[]> {
  const found = new Map<number, Map<string, number>>();
  for (const size of sizes) {
    progress(`connector: filling a database with ${size} jobs`);
    const path = join(folder, `jobs-${size}.db`);
    await (await openBenchConnector(path)).close();
    await fillJobs(path, tenant, size);
    progress(`connector: asking among ${size} jobs`);
    found.set(size, await ask(path));
    for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
  }
  const [small, large] = sizes.map((size) => found.get(size) ?? new Map<string, number>());
  return questions.flatMap(([step]) => {
    const [before, after] = [small?.get(step) ?? Number.NaN, large?.get(step) ?? Number.NaN];
    const common = { case: 'growth', step, unit: 'p95, milliseconds' };
    const of = (subject: string, value: number) => ({ ...common, subject, median: value, smallest: value, largest: value });
    return [
      { ...of('10,000 jobs', before), ratio: null },
      { ...of('1,000,000 jobs', after), ratio: after / before, target: { text: '< ×2', holds: after / before < 2 } },
    ];
  });
}

async function ask(path: string): Promise<Map<string, number>> {
  const connector = await openBenchConnector(path);
  const token = await connector.token(tenant, 'dispatcher');
  const p95 = new Map<string, number>();
  for (const [step, pathOf] of questions) {
    const times: number[] = [];
    for (let n = -10; n < callsPerQuestion; n++) {
      const request = requestOf({ method: 'GET', path: pathOf(n + 10) }, token);
      const startedMs = performance.now();
      const response = await connector.fetch(request);
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${step}: ${response.status} ${text}`);
      // The first few read pages of the file that nobody has asked for yet.
      if (n >= 0) times.push(performance.now() - startedMs);
    }
    p95.set(step, times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN);
  }
  await connector.close();
  return p95;
}
