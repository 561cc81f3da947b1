import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openMirrorBench } from '../../../test/mirror-bench.ts';
import { HeldDisk, storeOnHeldDisk } from '../../stores/libsql/held-disk.ts';

it('a reader who hears nothing new does not wait for where the host stands to be kept', async () => {
  await using bench = await openMirrorBench({ modes: { jobs: 'proxy' } });
  const lastSuccess = async () => (await bench.store.hosts.states('acme', 'erp'))[0]?.lastSuccessMs;
  const read = () => bench.services.listJobs(bench.system);
  bench.host.set('jobs', 'J1', { title: 'Boiler' });
  await read();
  const loadedMs = bench.time.now();
  assert.equal(await lastSuccess(), loadedMs, 'what is new is kept with it');
  bench.time.advance(61_000);
  await read();
  assert.equal(await lastSuccess(), loadedMs);
  bench.time.advance(1_000);
  // Writes are done in their order.
  await bench.store.hosts.keep('acme', 'erp', {});
  assert.equal(await lastSuccess(), loadedMs + 61_000);
});

// Whoever waits for a held disk waits without end.
it('a reader who hears something new does not wait for the disk, others do', { timeout: 10_000 }, async () => {
  const disk = new HeldDisk();
  const { store, close } = await storeOnHeldDisk(disk, { now: () => bench.time.now() });
  await using bench = await openMirrorBench({ modes: { jobs: 'proxy' }, store });
  const titles = async () => (await bench.services.listJobs(bench.system)).items.map(({ title }) => title);
  const told: string[] = [];
  store.onCommitted('acme', ({ changes }) => {
    for (const { kind, record } of changes) if (kind === 'jobs') told.push(String(record?.title));
  });
  bench.host.set('jobs', 'J1', { title: 'Boiler' });
  assert.deepEqual(await titles(), ['Boiler']);
  bench.time.advance(61_000);
  bench.host.set('jobs', 'J1', { title: 'Stove' });
  disk.isHeld = true;
  assert.deepEqual(await titles(), ['Stove']);
  assert.deepEqual(told, ['Boiler']);
  await disk.take();
  await close();
  assert.deepEqual(told, ['Boiler', 'Stove']);
});
