import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions, Result } from '../bench.ts';
import { startChild } from '../child.ts';
import { median } from '../measure.ts';
import { type ListenerAsk, listenersFile, type ServerAsk, serverFile } from '../sse/messages.ts';
import { type Caller, type CallingAsk, callers, callingFile } from './callers.ts';
import { tenants } from './seed.ts';

const listeners = 100;

/** A server in a process of its own, asked over sockets by many at once while 100 people listen; several mornings, of which the middle one counts. */
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
  const { child: server, started } = await startChild<ServerAsk>(serverFile, [data, '0']);
  const { child: listening } = await startChild<ListenerAsk>(listenersFile);
  const { child: calling } = await startChild<CallingAsk>(callingFile);
  try {
    const port = Number(started);
    const tenant = tenants.office;
    const token = await server.ask<string>({ ask: 'token', tenant, role: 'dispatcher' });
    const after = await server.ask<number>({ ask: 'seq', tenant });
    await listening.ask({ ask: 'open', group: 'office', count: listeners, port, token, after });
    const tokens: string[] = [];
    for (const caller of callers) {
      tokens.push(await server.ask<string>({ ask: 'token', tenant: tenants[caller.tenant], role: caller.role }));
    }
    return await calling.ask({ port, tokens });
  } finally {
    await calling.stop('SIGKILL');
    await listening.stop('SIGKILL');
    await server.stop('SIGKILL');
  }
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
