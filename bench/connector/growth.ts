import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions, Result } from '../bench.ts';
import { median } from '../measure.ts';
import { fillJobs } from './growth-database.ts';
import { openBenchConnector, requestOf } from './open-connector.ts';

const tenant = 'bench';
const sizes = [10_000, 1_000_000] as const;
/** So many of a kind, until they begin again. */
const differentQuestions = 72;
const countedCalls = 4 * differentQuestions;
const roundsPerRun = 3;

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

/**
 * How much longer a question takes at a million jobs than at ten thousand, by the slowest twentieth of its calls. Both are asked in turn, so
 * that whatever else the machine does meets both, and once before it counts: an office asks of the same city all day. The slowest twentieth
 * of answers that take less than a millisecond is mostly what else the machine did, so there are several rounds, and the median of their
 * p95 counts; the smallest and the largest are told beside it.
 */
export async function growth(folder: string, { progress, runs }: BenchOptions): Promise<Result[]> {
  const offices: Office[] = [];
  try {
    for (const size of sizes) {
      progress(`connector: filling a database with ${size} jobs`);
      offices.push(await openOffice(folder, size));
    }
    const rounds = new Map<string, number[][]>();
    for (let round = 1; round <= runs * roundsPerRun; round += 1) {
      for (const [step, pathOf] of questions) {
        progress(`connector: ${step} among ${sizes.join(' and ')} jobs, round ${round} of ${runs * roundsPerRun}`);
        rounds.set(step, [...(rounds.get(step) ?? []), await askInTurn(offices, pathOf)]);
      }
    }
    return [...rounds].flatMap(([step, p95s]) => resultsOf(step, p95s));
  } finally {
    for (const office of offices) await office.close();
  }
}

/** @param p95s of each round, one for each of the offices */
function resultsOf(step: string, p95s: readonly (readonly number[])[]): Result[] {
  const [small, large] = sizes.map((size, i) => {
    const values = p95s.map((of) => of[i] ?? Number.NaN);
    const subject = `${size.toLocaleString('en')} jobs`;
    const spread = { median: median(values), smallest: Math.min(...values), largest: Math.max(...values) };
    return { case: 'growth', step, subject, unit: 'p95, milliseconds', ratio: null, ...spread };
  });
  if (!small || !large) return [];
  const ratio = large.median / small.median;
  return [small, { ...large, ratio, target: { text: '< ×2', holds: ratio < 2 } }];
}

interface Office {
  ask(path: string): Promise<void>;
  close(): Promise<void>;
}

async function openOffice(folder: string, size: number): Promise<Office> {
  const path = join(folder, `jobs-${size}.db`);
  await fillJobs(path, tenant, size);
  const connector = await openBenchConnector(path);
  const token = await connector.token(tenant, 'dispatcher');
  return {
    ask: async (question) => {
      const response = await connector.fetch(requestOf({ method: 'GET', path: question }, token));
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${question}: ${response.status} ${text}`);
    },
    close: async () => {
      await connector.close();
      for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
    },
  };
}

/** Milliseconds that 19 of 20 calls do not take longer than, for each of the offices. */
async function askInTurn(offices: readonly Office[], pathOf: (n: number) => string): Promise<number[]> {
  const times = offices.map((): number[] => []);
  for (let n = -differentQuestions; n < countedCalls; n++) {
    for (const [i, office] of offices.entries()) {
      const startedMs = performance.now();
      await office.ask(pathOf(n + differentQuestions));
      if (n >= 0) times[i]?.push(performance.now() - startedMs);
    }
  }
  return times.map((of) => of.toSorted((x, y) => x - y)[Math.floor(of.length * 0.95)] ?? Number.NaN);
}
