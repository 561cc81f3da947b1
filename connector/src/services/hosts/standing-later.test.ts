import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openMirrorBench } from '../../../test/mirror-bench.ts';

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
