import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions, Result } from '../bench.ts';
import { randomFrom } from '../data.ts';
import { median } from '../measure.ts';
import { startChild } from '../sse/child.ts';
import type { ListenerAsk, ServerAsk } from '../sse/messages.ts';
import { requestOf } from './open-connector.ts';
import { assignCall, type Call, fixesCall, listCall, snapshotCall } from './requests.ts';
import { type BenchTenant, tenants } from './seed.ts';

const loadMs = 10_000;
/** The first calls find a server that has just started, and do not count. */
const warmUpMs = 3_000;
const listeners = 100;

/** Somebody, or several, who ask again and again. */
interface Caller {
  readonly name: string;
  readonly tenant: BenchTenant;
  readonly role: 'dispatcher' | 'admin';
  readonly count: number;
  /** A new question so often on average, milliseconds; later when the answer takes longer. */
  readonly everyMs: number;
  readonly expectedStatus: number;
  readonly call: (index: number) => Call;
  /** The slowest twentieth may take so long, milliseconds. */
  readonly maxP95?: number;
}

/** A busy morning: 40 assignments, 80 lists, 2 snapshots and 2,000 fixes a second, while 100 people listen. */
const callers: readonly Caller[] = [
  {
    ...{ name: 'assign a job', tenant: 'office', role: 'dispatcher', count: 4, everyMs: 100, expectedStatus: 201, maxP95: 20 },
    call: (index) => assignCall(3_000 + index),
  },
  {
    ...{ name: 'list 50 of 10,000 jobs', tenant: 'office', role: 'dispatcher', count: 4, everyMs: 50, expectedStatus: 200 },
    call: () => listCall,
  },
  {
    ...{ name: 'snapshot', tenant: 'board', role: 'dispatcher', count: 1, everyMs: 500, expectedStatus: 200, maxP95: 60 },
    call: () => snapshotCall,
  },
  {
    ...{ name: 'batch of 200 fixes', tenant: 'fleet', role: 'admin', count: 1, everyMs: 100, expectedStatus: 202 },
    call: (index) => fixesCall(index, 200),
  },
];

/** A server in a process of its own, asked over sockets by many at once; several mornings, of which the middle one counts. */
export async function underLoad(seeded: string, folder: string, { runs, progress }: BenchOptions): Promise<Result[]> {
  const mornings: number[][][] = [];
  for (let run = 1; run <= runs; run++) {
    progress(`connector: a busy morning, ${run} of ${runs}`);
    mornings.push(await busyMorning(seeded, join(folder, `load-${run}`)));
  }
  return callers.flatMap((caller, i) =>
    rowsOf(
      caller,
      mornings.map((morning) => morning[i] ?? []),
    ),
  );
}

/** Milliseconds of each call, by caller. */
async function busyMorning(seeded: string, data: string): Promise<number[][]> {
  await mkdir(data);
  await cp(seeded, join(data, 'dispatchkit.db'));
  const { child: server, started } = await startChild<ServerAsk>('server.ts', [data, '0']);
  const { child: listening } = await startChild<ListenerAsk>('listeners.ts', []);
  try {
    const port = Number(started);
    const tenant = tenants.office;
    const token = await server.ask<string>({ ask: 'token', tenant, role: 'dispatcher' });
    const after = await server.ask<number>({ ask: 'seq', tenant });
    await listening.ask({ ask: 'open', group: 'office', count: listeners, port, token, after });
    const origin = `http://127.0.0.1:${port}`;
    const tokens: string[] = [];
    for (const caller of callers) {
      tokens.push(await server.ask<string>({ ask: 'token', tenant: tenants[caller.tenant], role: caller.role }));
    }
    return await Promise.all(callers.map((caller, i) => keepCalling(caller, origin, tokens[i] ?? '')));
  } finally {
    await listening.stop('SIGKILL');
    await server.stop('SIGKILL');
  }
}

/** Milliseconds of each call. */
async function keepCalling(caller: Caller, origin: string, token: string): Promise<number[]> {
  const times: number[] = [];
  const countsFrom = performance.now() + warmUpMs;
  const endsAt = countsFrom + loadMs;
  let next = 0;
  const one = async (_: unknown, who: number) => {
    // People do not ask in step: each of them waits now less and now more, between half and one and a half times as long.
    const random = randomFrom((who + 1) * caller.everyMs);
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
    await pause(random() * caller.everyMs);
    while (performance.now() < endsAt) {
      const request = requestOf(caller.call(next++), token, origin);
      const startedAt = performance.now();
      const response = await fetch(request);
      await response.arrayBuffer();
      if (response.status !== caller.expectedStatus) throw new Error(`${caller.name}: ${response.status}`);
      if (startedAt >= countsFrom) times.push(performance.now() - startedAt);
      await pause((0.5 + random()) * caller.everyMs - (performance.now() - startedAt));
    }
  };
  await Promise.all(Array.from({ length: caller.count }, one));
  return times;
}

/** The delay that so many of the calls stay below, in each of the mornings. */
function rowsOf({ name, maxP95 }: Caller, mornings: readonly (readonly number[])[]): Result[] {
  const row = (subject: string, share: number): Result => {
    const values = mornings.map((times) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN);
    const [smallest = Number.NaN, ...others] = values.toSorted((a, b) => a - b);
    const common = { case: 'under load', unit: 'milliseconds', step: name, subject, ratio: null };
    return { ...common, median: median(values), smallest, largest: others.at(-1) ?? smallest };
  };
  const p95 = row('p95', 0.95);
  const target = maxP95 === undefined ? {} : { target: { text: `p95 ≤ ${maxP95}`, holds: p95.median <= maxP95 } };
  return [row('p50', 0.5), { ...p95, ...target }, row('p99', 0.99)];
}
