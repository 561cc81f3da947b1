// Figures of docs/guides/scale.md: node --conditions=dispatchkit-source connector/runtime-tests/sqld/measure.ts
// Services without HTTP, so that what differs is the database. Loopback: a real network adds its own time to every round trip.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { systemClock } from '../../src/ports/clock.ts';
import { uuidIds } from '../../src/ports/ids.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { createServices, type Services, systemActor } from '../../src/services/index.ts';
import { openNativeDatabase } from '../../src/stores/libsql/db.native.ts';
import { openLibsqlStore } from '../../src/stores/libsql/index.ts';
import { openTestInstallation } from '../../src/stores/test-tenant-stores.ts';
import { openCluster } from './cluster.ts';

const jobs = 1_000;
const seconds = 4;
const window = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', jobs: 'window' } as const;

interface Arrangement {
  readonly name: string;
  readonly store: Store;
  readonly tenants: readonly string[];
}

const folder = await mkdtemp(join(tmpdir(), 'dispatchkit-measure-'));
const cluster = await openCluster();
try {
  const open = async (name: string, options: Parameters<typeof openNativeDatabase>[0]): Promise<Arrangement> => ({
    name,
    store: await openLibsqlStore(openNativeDatabase(options), { clock: systemClock, log: silentLog }),
    tenants: [name.replaceAll(/\W+/g, '-')],
  });
  await report(await open('one file', { url: `file:${join(folder, 'one.db')}` }));
  const { primaryUrl: url, replicaUrl: readUrl } = cluster;
  await report(await open('sqld', { url }));
  await report(await open('sqld and replica', { url, readUrl }));
  await report(await open('embedded replica', { url: `file:${join(folder, 'replica.db')}`, syncUrl: url, syncSeconds: 0.5 }));
  const tenants = ['a', 'b', 'c', 'd'];
  const { store, admin } = await openTestInstallation({ folder, clock: systemClock });
  for (const id of tenants) await admin.create({ id });
  await report({ name: 'four tenants, a file each', store, tenants });
} finally {
  await cluster.close();
  await rm(folder, { recursive: true, force: true });
}

async function report({ name, store, tenants }: Arrangement): Promise<void> {
  const services = createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog });
  for (const tenant of tenants) await fill(services, tenant);
  const read = (tenant: string, i: number) => services.getJob(systemActor(tenant), `j${i % jobs}`);
  const snapshot = (tenant: string) => services.snapshot(systemActor(tenant), window);
  const assign = (tenant: string, i: number) =>
    services.assignJob(systemActor(tenant), {
      jobId: `j${i % jobs}`,
      technicianId: `t${i % 20}`,
      startsAt: new Date(Date.parse('2026-12-01T08:00:00Z') + i * 3_600_000).toISOString(),
      override: true,
    });
  console.log(`\n${name}`);
  for (const [what, workers, work] of [
    ['read one, 8 at once', 8, read],
    ['snapshot, 2 at once', 2, snapshot],
    ['assign, 1 at a time', 1, assign],
    ['assign, 8 at once', 8, assign],
  ] as const) {
    console.log(`  ${what.padEnd(22)} ${await measure(workers, (i) => work(tenants[i % tenants.length] ?? '', i))}`);
  }
  await store.close();
}

async function fill(services: Services, tenant: string): Promise<void> {
  const actor = systemActor(tenant, 'import');
  const base = { externalRef: '', custom: {} };
  await services.importRecords(actor, {
    kind: 'technicians',
    records: Array.from({ length: 20 }, (_, i) => ({ ...base, externalRef: `t${i}`, id: `t${i}`, name: `Technician ${i}` })),
  });
  await services.importRecords(actor, {
    kind: 'jobs',
    records: Array.from({ length: jobs }, (_, i) => ({ ...base, externalRef: `j${i}`, id: `j${i}`, title: `Job ${i}` })),
  });
}

async function measure(workers: number, work: (i: number) => Promise<unknown>): Promise<string> {
  let counter = 0;
  const times: number[] = [];
  const untilMs = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() < untilMs) {
        const startedMs = performance.now();
        await work(counter++);
        times.push(performance.now() - startedMs);
        await turn();
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  return `${Math.round(times.length / seconds)} / s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
