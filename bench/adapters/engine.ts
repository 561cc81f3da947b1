import { setTimeout as wait } from 'node:timers/promises';
import { openHost } from '@dispatchkit/adapters';
import { HostManifest } from '@dispatchkit/contract/manifest';
import type { BenchOptions, Result } from '../bench.ts';
import { measure } from '../measure.ts';
import { byHand } from './by-hand.ts';
import { erpManifest } from './manifest.ts';
import { counts } from './rows.ts';

/** Reading by manifest, without a connector and without a database: what the mapping itself costs. */
export function engine(url: string, options: BenchOptions): Promise<Result[]> {
  const host = openHost(HostManifest.parse(erpManifest), {
    fetch: (request) => fetch(request),
    settings: { url },
    nowMs: () => Date.now(),
    wait: async (milliseconds, signal) => {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    },
  });
  const readByManifest = async () => {
    let count = 0;
    let page: string | undefined;
    do {
      const found = await host.list('jobs', page === undefined ? {} : { page });
      count += found.records.length;
      page = found.next;
    } while (page !== undefined);
    return count;
  };
  const readByHand = async () => {
    let count = 0;
    for await (const orders of byHand(url).orders()) count += orders.length;
    return count;
  };
  return measure(
    {
      name: 'reading alone',
      unit: 'records per second, more is better',
      subjects: [
        { name: 'by hand', isReference: true, run: () => rateOf(readByHand) },
        { name: 'by manifest', isReference: false, run: () => rateOf(readByManifest) },
      ],
    },
    options,
  );
}

async function rateOf(read: () => Promise<number>): Promise<Record<string, number>> {
  const startedMs = performance.now();
  const count = await read();
  if (count !== counts.orders) throw new Error(`${count} orders came instead of ${counts.orders}.`);
  return { 'all orders': count / ((performance.now() - startedMs) / 1000) };
}
