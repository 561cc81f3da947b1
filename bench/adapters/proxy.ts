import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { systemActor } from '../../connector/src/services/index.ts';
import type { BenchOptions, Result } from '../bench.ts';
import type { BenchConnector } from '../connector/open-connector.ts';
import { byHand } from './by-hand.ts';
import { openConnected, tenant } from './connected.ts';
import { counts } from './rows.ts';

const readsPerRun = 200;
/** The first ones find code that nobody has run, and do not count. */
const warmUpReads = 30;
const pageLength = 50;
const maxAddedMs = 3;
const byHandName = 'by hand';
/** A copy older than a minute is not answered without asking the host. */
const tooOldMs = 61_000;

/** One way to the ERP's records. */
interface Way {
  readonly name: string;
  /** What has happened since the read before. */
  readonly before?: () => Promise<void>;
  list(): Promise<unknown>;
  one(i: number): Promise<unknown>;
}

/**
 * Reads of the ERP's orders by a client written for it, and through a connector that is asked over a socket as well: while its copy is too
 * old, so that the host is asked before the answer, when nothing has changed there and when something has; and right after that, from the
 * copy. One read of each in turn.
 */
export async function proxyReads(url: string, folder: string, { runs, progress }: BenchOptions): Promise<Result[]> {
  let laterMs = 0;
  const clock = { now: () => Date.now() + laterMs };
  const connector = await openConnected(join(folder, 'proxy.db'), url, 'proxy', clock);
  const { origin, close } = await listen(connector);
  try {
    await firstRead(connector);
    let token = await connector.token(tenant, 'dispatcher');
    const copy = await throughConnector(origin, () => token);
    const age = async () => {
      laterMs += tooOldMs;
      // Who is asking is found out anew after a while, whatever is asked: that belongs to no proxy.
      await copy.known();
    };
    const change = async () => {
      await (await fetch(`${url}/orders/7`, { method: 'POST' })).arrayBuffer();
      await age();
    };
    const direct = byHand(url);
    const ways: readonly Way[] = [
      { name: byHandName, list: () => direct.orderPage(pageLength), one: (i) => direct.order(i) },
      { name: 'nothing new', before: age, ...copy },
      { name: 'one changed', before: change, ...copy },
      { name: 'from the copy', ...copy },
    ];
    const times = new Map(ways.map(({ name }) => [name, { list: [] as number[], one: [] as number[] }]));
    for (let read = 0; read < warmUpReads + runs * readsPerRun; read++) {
      if (read % readsPerRun === warmUpReads) progress(`proxy: read ${read} of ${runs * readsPerRun}`);
      // In the time that is made to pass here, tokens run out.
      if (read % 100 === 0) token = await connector.token(tenant, 'dispatcher');
      for (const step of ['list', 'one'] as const) {
        for (const way of ways) {
          await way.before?.();
          const startedMs = performance.now();
          await way[step](1 + ((read * 7) % 5_000));
          if (read >= warmUpReads) times.get(way.name)?.[step].push(performance.now() - startedMs);
        }
      }
    }
    return (['list', 'one'] as const).flatMap((what) =>
      ways
        .slice(1)
        .flatMap(({ name }) =>
          rowOf(
            `${what === 'list' ? `list of ${pageLength}` : 'one record'}, ${name}`,
            times.get(byHandName)?.[what] ?? [],
            times.get(name)?.[what] ?? [],
          ),
        ),
    );
  } finally {
    await close();
    await connector.close();
  }
}

/** It loads the copy, which may take longer than anybody is kept waiting. */
async function firstRead({ services }: BenchConnector): Promise<void> {
  for (let total = 0; total < counts.orders; ) {
    total = await services.listJobs(systemActor(tenant), { total: true }).then(
      (page) => page.total ?? 0,
      () => 0,
    );
    await wait(100);
  }
}

interface Copy extends Pick<Way, 'list' | 'one'> {
  /** Asks for something that is no host's. */
  known(): Promise<unknown>;
}

async function throughConnector(origin: string, token: () => string): Promise<Copy> {
  const ask = async <T>(path: string): Promise<T> => {
    // The host compresses nothing either.
    const headers = { authorization: `Bearer ${token()}`, 'accept-encoding': 'identity' };
    const response = await fetch(origin + path, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { items } = await ask<{ items: { id: string }[] }>('/v1/jobs?limit=200');
  const ids = items.map(({ id }) => id);
  return {
    known: () => ask('/v1/settings'),
    list: () => ask(`/v1/jobs?limit=${pageLength}`),
    one: (i) => ask(`/v1/jobs/${ids[i % ids.length]}`),
  };
}

async function listen(connector: BenchConnector): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: (request) => connector.fetch(request) }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function rowOf(step: string, direct: readonly number[], proxied: readonly number[]): Result[] {
  return [0.5, 0.95].flatMap((share) => {
    const [before, after] = [percentile(direct, share), percentile(proxied, share)];
    const cell = (subject: string, median: number): Result => ({
      ...{ case: 'reading through a proxy', unit: 'milliseconds', step, subject: `${subject}, p${share * 100}`, median },
      ...{ smallest: median, largest: median, ratio: null },
    });
    const isPromised = share === 0.95;
    const target = { text: `at most ${maxAddedMs} more`, holds: after - before <= maxAddedMs };
    return [cell('direct', before), cell('proxy', after), { ...cell('more', after - before), ...(isPromised && { target }) }];
  });
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;
}
