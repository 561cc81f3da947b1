import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openHost } from '@dispatchkit/adapters';
import type { Bench, BenchOptions, Result } from '../bench.ts';
import { measure, median } from '../measure.ts';
import { erpManifest, type OrderRow, orderCount, startErp } from './erp.ts';

const reads = 200;
const maxAddedMs = 3;

/** What it costs to speak to a host by data and not by code: beside a client written by hand for the same host. */
export const adapters: Bench = {
  name: 'adapters',
  summary: 'lines of each manifest, records a second and the delay of a read beside a client written by hand',
  async run(options) {
    const erp = await startErp();
    try {
      return [...linesOfManifests(), ...(await besideByHand(erp.url, options))];
    } finally {
      erp.close();
    }
  },
};

function linesOfManifests(): Result[] {
  return globSync('packages/adapters/hosts/*/manifest.json').map((file) => {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '').length;
    const common = { case: 'presets', unit: 'lines of manifest', subject: 'lines' };
    return { ...common, step: basename(dirname(file)), median: lines, smallest: lines, largest: lines, ratio: null };
  });
}

async function besideByHand(url: string, options: BenchOptions): Promise<Result[]> {
  const host = openHost(erpManifest, {
    fetch: (request) => fetch(request),
    settings: { url },
    nowMs: () => Date.now(),
    wait: async (milliseconds, signal) => {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    },
  });
  const byManifest = {
    all: async () => {
      let count = 0;
      let page: string | undefined;
      do {
        const found = await host.list('jobs', page === undefined ? {} : { page });
        count += found.records.length;
        page = found.next;
      } while (page !== undefined);
      return count;
    },
    one: async (id: number) => (await host.get('jobs', String(id)))?.fields.title,
  };
  const subjects = [
    { name: 'by hand', isReference: true, client: byHand(url) },
    { name: 'by manifest', isReference: false, client: byManifest },
  ];
  const loads = await measure(
    {
      name: 'loading',
      unit: 'records per second, more is better',
      subjects: subjects.map(({ name, isReference, client }) => ({ name, isReference, run: () => loadRate(client) })),
    },
    options,
  );
  const delays = await measure(
    {
      name: 'reading one',
      unit: 'milliseconds',
      subjects: subjects.map(({ name, isReference, client }) => ({ name, isReference, run: () => readDelays(client) })),
    },
    options,
  );
  const p95Of = (subject: string) =>
    delays.find((result) => result.subject === subject && result.step === 'p95')?.median ?? Number.NaN;
  const added = p95Of('by manifest') - p95Of('by hand');
  const target = { text: `at most ${maxAddedMs} ms more`, holds: added <= maxAddedMs };
  return [
    ...loads,
    ...delays.map((result) => (result.subject === 'by manifest' && result.step === 'p95' ? { ...result, target } : result)),
  ];
}

interface ErpClient {
  /** Reads all orders and answers how many. */
  all(): Promise<number>;
  /** Title of an order. */
  one(id: number): Promise<unknown>;
}

async function loadRate(client: ErpClient): Promise<Record<string, number>> {
  const startedMs = performance.now();
  const count = await client.all();
  if (count !== orderCount) throw new Error(`${count} orders came instead of ${orderCount}.`);
  return { 'all orders': count / ((performance.now() - startedMs) / 1000) };
}

async function readDelays(client: ErpClient): Promise<Record<string, number>> {
  const times: number[] = [];
  for (let i = 0; i < reads; i++) {
    const startedMs = performance.now();
    if (typeof (await client.one(i * 7)) !== 'string') throw new Error(`Order ${i * 7} has no title.`);
    times.push(performance.now() - startedMs);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: median(times), p95: sorted[Math.floor(reads * 0.95)] ?? Number.NaN };
}

/** What an integrator would write for this one host. */
function byHand(url: string): ErpClient {
  const statuses: Record<string, string> = { new: 'unscheduled', planned: 'scheduled', done: 'completed' };
  const priorities: Record<number, string> = { 1: 'urgent', 2: 'high', 3: 'normal', 4: 'low' };
  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(url + path, { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  };
  const jobOf = (row: OrderRow) => ({
    id: String(row.id),
    title: row.subject,
    status: statuses[row.state] ?? 'unscheduled',
    priority: priorities[row.urgency] ?? 'normal',
    durationMinutes: Math.round(row.expected_hours * 60),
    dueAt: row.deadline,
    customerId: String(row.customer.id),
  });
  return {
    async all() {
      let count = 0;
      for (;;) {
        const { data, total } = await ask<{ data: OrderRow[]; total: number }>(`/orders?offset=${count}&limit=200`);
        count += data.map(jobOf).length;
        if (count >= total) return count;
      }
    },
    async one(id) {
      return jobOf((await ask<{ data: OrderRow }>(`/orders/${id}`)).data).title;
    },
  };
}
