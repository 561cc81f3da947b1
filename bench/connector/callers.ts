// A busy morning as those see it who ask, in a process of its own: on a machine of two cores, whoever asks and the garbage they leave
// take what the server is measured by. Hence plain HTTP as well; the standard client costs more than the answers do.
import { Agent, request } from 'node:http';
import { randomFrom } from '../data.ts';
import { assignCall, type Call, fixesCall, listCall, snapshotCall } from './requests.ts';
import type { BenchTenant } from './seed.ts';

const loadMs = 10_000;
/** The first calls find a server that has just started, and do not count. */
const warmUpMs = 3_000;

/** Somebody, or several, who ask again and again. */
export interface Caller {
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

/** 40 assignments, 80 lists, 2 snapshots and 2,000 fixes a second. */
export const callers: readonly Caller[] = [
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

/** What the process is asked: to go through the morning. Answers the milliseconds of each call, by caller. */
export interface CallersAsk {
  readonly port: number;
  /** By caller. */
  readonly tokens: readonly string[];
}

if (process.send) {
  // Nobody is left to ask anything.
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ port, tokens }: CallersAsk) => {
    const answer = await Promise.all(callers.map((caller, i) => keepCalling(caller, port, tokens[i] ?? '')));
    process.send?.({ answer });
  });
  process.send({ answer: 'ready' });
}

async function keepCalling(caller: Caller, port: number, token: string): Promise<number[]> {
  const times: number[] = [];
  const countsFrom = performance.now() + warmUpMs;
  const endsAt = countsFrom + loadMs;
  const agent = new Agent({ keepAlive: true });
  let next = 0;
  const one = async (_: unknown, who: number) => {
    // People do not ask in step: each of them waits now less and now more, between half and one and a half times as long.
    const random = randomFrom((who + 1) * caller.everyMs);
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
    await pause(random() * caller.everyMs);
    while (performance.now() < endsAt) {
      const { method, path, body } = caller.call(next++);
      const sent = body && Buffer.from(JSON.stringify(body));
      const startedAt = performance.now();
      const status = await statusOf({ agent, port, method, path, token, sent });
      if (status !== caller.expectedStatus) throw new Error(`${caller.name}: ${status}`);
      if (startedAt >= countsFrom) times.push(performance.now() - startedAt);
      await pause((0.5 + random()) * caller.everyMs - (performance.now() - startedAt));
    }
  };
  await Promise.all(Array.from({ length: caller.count }, one));
  agent.destroy();
  return times;
}

interface Question {
  readonly agent: Agent;
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly sent: Buffer | undefined;
}

/** When the whole answer is there. */
function statusOf({ agent, port, method, path, token, sent }: Question): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    // As in the other steps, what is measured is not how quickly text is made smaller.
    const headers: Record<string, string | number> = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
    if (sent) Object.assign(headers, { 'content-type': 'application/json', 'content-length': sent.length });
    const asked = request({ agent, host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.on('end', () => resolve(response.statusCode));
      response.on('error', reject);
      response.resume();
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}
