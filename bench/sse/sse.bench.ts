import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchOptions, Result } from '../bench.ts';
import { type Child, expectOpenFiles, startChild } from '../child.ts';
import {
  type ListenerAsk,
  type ListenerFigures,
  listenersFile,
  preciseNow,
  type ServerAsk,
  type ServerFigures,
  sentMark,
  serverFile,
} from './messages.ts';

const slowReaders = 20;
/** A change every so often, all the time. */
const changeEveryMs = 500;
const steadyMs = 15_000;
const tenant = 'bench';
/** Of those who do not read: more than can wait for them is written here. */
const slowTenant = 'slow';
const floodBytes = 16 * 1024 * 1024;

/**
 * A connector with thousands of open streams in one process, all readers in another. One change after the other is made, and each
 * reader notes when its event came. Connections are cut, the server is stopped and started, some readers do not read: in the end
 * every reader must have heard of every event once, in order.
 */
export function sseBench(readers: number): Bench {
  return {
    name: 'sse',
    summary: `${readers} event streams: delay, memory, and that nothing is lost or doubled`,
    async run(options) {
      expectOpenFiles(readers + slowReaders + 500);
      await using opened = new AsyncDisposableStack();
      const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-bench-'));
      opened.defer(() => rm(folder, { recursive: true, force: true }));
      const scene = await openScene(folder);
      opened.defer(() => scene.close());
      return await play(scene, readers, options);
    },
  };
}

interface Scene {
  readonly listeners: Child<ListenerAsk>;
  server(): Child<ServerAsk>;
  restart(): Promise<void>;
  readonly port: number;
  readonly token: string;
  readonly slowToken: string;
  close(): Promise<void>;
}

async function openScene(folder: string): Promise<Scene> {
  let { child: server, started } = await startChild<ServerAsk>(serverFile, [folder, '0']);
  const port = Number(started);
  const { child: listeners } = await startChild<ListenerAsk>(listenersFile);
  return {
    listeners,
    server: () => server,
    async restart() {
      await server.stop();
      ({ child: server, started } = await startChild<ServerAsk>(serverFile, [folder, String(port)]));
    },
    port,
    token: await server.ask<string>({ ask: 'token', tenant, role: 'dispatcher' }),
    slowToken: await server.ask<string>({ ask: 'token', tenant: slowTenant, role: 'dispatcher' }),
    async close() {
      await listeners.stop('SIGKILL');
      await server.stop('SIGKILL');
    },
  };
}

async function play(scene: Scene, readers: number, { progress }: BenchOptions): Promise<Result[]> {
  const { listeners, port, token, slowToken } = scene;
  const after = await scene.server().ask<number>({ ask: 'seed', tenant });
  const slowAfter = await scene.server().ask<number>({ ask: 'seed', tenant: slowTenant });
  // What the first streams need once, code and buffers, is not theirs.
  await listeners.ask({ ask: 'open', group: 'first', count: 100, port, token, after });
  const before = await scene.server().ask<ServerFigures>({ ask: 'figures' });

  progress(`sse: opening ${readers} streams`);
  await listeners.ask({ ask: 'open', group: 'all', count: readers, port, token, after });
  const idle = await scene.server().ask<ServerFigures>({ ask: 'figures' });
  await listeners.ask({ ask: 'open', group: 'slow', count: slowReaders, port, token: slowToken, after: slowAfter });
  await listeners.ask({ ask: 'pause', group: 'slow' });

  const writer = new Writer(port, token);
  const settle = (group = 'all', seq = writer.seq) => listeners.ask<ListenerFigures>({ ask: 'settle', group, seq });
  writer.start();
  await settle();
  progress('sse: changes while everybody listens');
  await pause(steadyMs);
  const steady = await settle();
  const busy = await scene.server().ask<ServerFigures>({ ask: 'figures' });

  progress('sse: more than slow readers can hold');
  const slowSeq = await scene.server().ask<number>({ ask: 'flood', tenant: slowTenant, bytes: floodBytes });
  const flooded = await scene.server().ask<ServerFigures>({ ask: 'figures' });
  await pause(3_000);
  const whileFlooded = await settle();
  await listeners.ask({ ask: 'resume', group: 'slow' });
  const slow = await settle('slow', slowSeq);

  const wholeAgainMs: number[] = [];
  for (let cut = 1; cut <= 3; cut++) {
    progress(`sse: cut ${cut} of 3`);
    wholeAgainMs.push(await untilWhole(writer, settle, () => listeners.ask({ ask: 'cut', group: 'all' })));
  }
  progress('sse: restarting the server');
  wholeAgainMs.push(await untilWhole(writer, settle, () => scene.restart()));
  await pause(2_000);
  await writer.stop();
  const end = await settle();
  await listeners.ask({ ask: 'close' });

  // Pages the process held before any stream came are used again, so what is resident alone would tell too little.
  const perStream = (figures: ServerFigures) => {
    const grown = Math.max(figures.rssBytes - before.rssBytes, figures.heapBytes - before.heapBytes);
    return grown / (idle.streams - before.streams) / 1024;
  };
  const delay = (name: string, value: number, limit?: number) => row('milliseconds from change to event', name, value, limit);
  return [
    delay('p50', steady.p50),
    delay('p95', steady.p95, 250),
    delay('p99', steady.p99),
    delay(`p95 while ${slowReaders} do not read ${floodBytes / 1024 / 1024} MB`, whileFlooded.p95),
    row('KB of server memory per stream', 'idle', perStream(idle), 80),
    row('KB of server memory per stream', 'after 15 s of changes', perStream(busy), 80),
    row('MB more in the server', `for ${slowReaders} who do not read`, (flooded.rssBytes - busy.rssBytes) / 2 ** 20),
    row('events', `received by ${readers} readers`, writer.seq - after),
    row('events', 'lost', end.lost + slow.lost, 0),
    row('events', 'doubled', end.doubled + slow.doubled, 0),
    row('events', 'resets', end.resets + slow.resets, 0),
    row('milliseconds until all have heard again', 'after 3 cuts, longest', Math.max(...wholeAgainMs.slice(0, 3))),
    row('milliseconds until all have heard again', 'after a restart', wholeAgainMs[3] ?? Number.NaN),
  ];
}

/** From the break to the moment when all have heard of a change made after it. */
async function untilWhole(writer: Writer, settle: () => Promise<unknown>, breakOff: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await breakOff();
  await writer.next();
  await settle();
  return performance.now() - startedAt;
}

/** Changes one job again and again. A change that finds no server is made again later: only what was accepted counts. */
class Writer {
  seq = 0;
  readonly #url: string;
  readonly #headers: Record<string, string>;
  #isStopping = false;
  #running: Promise<void> | undefined;
  #waiting: (() => void)[] = [];

  constructor(port: number, token: string) {
    this.#url = `http://127.0.0.1:${port}/v1/jobs/watched`;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  /** Settles when one more change has been made. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const dueAt = performance.now() + changeEveryMs;
      const seq = await change(this.#url, this.#headers, { title: `${sentMark}${preciseNow().toFixed(3)}` });
      if (seq !== undefined) {
        this.seq = seq;
        for (const resolve of this.#waiting.splice(0)) resolve();
      }
      await pause(Math.max(0, dueAt - performance.now()));
    }
  }
}

/** Seq of the change; undefined when there was nobody to make it. */
async function change(url: string, headers: Record<string, string>, body: object): Promise<number | undefined> {
  try {
    const response = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(body) });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${response.status} for a change`);
    return Number(response.headers.get('dispatch-seq'));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function row(unit: string, step: string, value: number, limit?: number): Result {
  const target = limit === undefined ? {} : { target: { text: `≤ ${limit}`, holds: value <= limit } };
  return {
    case: 'sse',
    unit,
    step,
    subject: 'connector',
    median: value,
    smallest: value,
    largest: value,
    ratio: null,
    ...target,
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
