import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { Hono } from 'hono';
import type { SqlClient } from '../../connector/src/stores/libsql/sql-client.ts';
import type { BenchOptions, Result } from '../bench.ts';
import { measure } from '../measure.ts';
import { type BenchConnector, openBenchConnector, requestOf } from './open-connector.ts';
import { type Operation, recording, replay, withoutEvents } from './recording.ts';
import { type Call, steps as makeSteps, type Step } from './requests.ts';

const neededShare = 0.6;
const neededFixesPerSecond = 10_000;

/**
 * The connector without sockets, beside a bare Hono route on the same kind of file that runs the very statements the connector has run
 * for the same request, but for its log of events, and answers with the rows. Both write as durably. The difference is what tokens,
 * validation, rules, events and rendering cost in this process.
 */
export async function throughput(seeded: string, folder: string, options: BenchOptions): Promise<Result[]> {
  const steps = makeSteps();
  options.progress('connector: recording the statements');
  const statements = await recordStatements(seeded, join(folder, 'recorded'), steps);
  const subjects = [
    { name: 'plain', isReference: true, run: () => runPlain(seeded, join(folder, 'plain'), steps, statements) },
    { name: 'connector', isReference: false, run: () => runConnector(seeded, join(folder, 'connector'), steps) },
  ];
  const results = await measure({ name: 'connector', unit: 'per second, more is better', subjects }, options);
  return results.map((result) => ({ ...result, ...targetOf(result, steps) }));
}

function targetOf({ step, ratio, median }: Result, steps: readonly Step[]): Pick<Result, 'target'> {
  const promised = steps.find(({ name }) => name === step);
  if (!promised?.isPromised || ratio === null) return {};
  const isQuick = ratio >= neededShare;
  if (!promised.piecesPerCall) return { target: { text: `≥ ×${neededShare}`, holds: isQuick } };
  return { target: { text: `≥ ×${neededShare}, ≥ 10,000`, holds: isQuick && median >= neededFixesPerSecond } };
}

/** Statements of each call of each step, in order. */
async function recordStatements(seeded: string, path: string, steps: readonly Step[]): Promise<Map<string, Operation[][]>> {
  await cp(seeded, path);
  const recorder: { take?: () => Operation[] } = {};
  const wrap = (client: SqlClient) => {
    const recorded = recording(client);
    recorder.take = recorded.take;
    return recorded.client;
  };
  const connector = await openBenchConnector(path, { wrap });
  const statements = new Map<string, Operation[][]>();
  for (const step of steps) {
    const token = await connector.token(step.tenant, step.role);
    // What is asked once for all, such as who is signed in, belongs to no call.
    await connector.fetch(requestOf({ method: 'GET', path: '/v1/settings' }, token));
    recorder.take?.();
    const ofStep: Operation[][] = [];
    for (const call of step.calls) {
      await expectStatus(step, await connector.fetch(requestOf(call, token)));
      ofStep.push(withoutEvents(recorder.take?.() ?? []));
    }
    statements.set(step.name, ofStep);
  }
  await connector.close();
  await removeDatabase(path);
  return statements;
}

async function runConnector(seeded: string, path: string, steps: readonly Step[]): Promise<Record<string, number>> {
  await cp(seeded, path);
  const connector = await openBenchConnector(path);
  const tokens = await tokensOf(connector, steps);
  const rates = await rateSteps(steps, (step, call) => connector.fetch(requestOf(call, tokens.get(step.name) ?? '')));
  await connector.close();
  await removeDatabase(path);
  return rates;
}

async function tokensOf(connector: BenchConnector, steps: readonly Step[]): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const { name, tenant, role } of steps) tokens.set(name, await connector.token(tenant, role));
  return tokens;
}

async function runPlain(
  seeded: string,
  path: string,
  steps: readonly Step[],
  statements: ReadonlyMap<string, Operation[][]>,
): Promise<Record<string, number>> {
  await cp(seeded, path);
  const client = createClient({ url: `file:${path}` });
  const app = new Hono();
  let next: readonly Operation[] = [];
  app.all('*', async (context) => {
    // A body is read and parsed here as well.
    if (context.req.raw.body) await context.req.json();
    return context.json(await replay(client, next));
  });
  const rates = await rateSteps(steps, (step, call, index) => {
    next = statements.get(step.name)?.[index] ?? [];
    return app.fetch(requestOf(call, ''));
  });
  client.close();
  await removeDatabase(path);
  return rates;
}

/** How much of each step is done in a second, one call after the other, with the answers read to the end. */
async function rateSteps(
  steps: readonly Step[],
  send: (step: Step, call: Call, index: number) => Response | Promise<Response>,
): Promise<Record<string, number>> {
  const rates: Record<string, number> = {};
  for (const step of steps) {
    const startedMs = performance.now();
    for (const [index, call] of step.calls.entries()) {
      const response = await send(step, call, index);
      if (response.status >= 400) await expectStatus(step, response);
      await response.arrayBuffer();
    }
    const seconds = (performance.now() - startedMs) / 1000;
    rates[step.name] = (step.calls.length * (step.piecesPerCall ?? 1)) / seconds;
  }
  return rates;
}

async function expectStatus(step: Step, response: Response): Promise<void> {
  if (response.status === step.expectedStatus) return;
  throw new Error(`${step.name}: ${response.status} ${await response.text()}`);
}

async function removeDatabase(path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true });
}
