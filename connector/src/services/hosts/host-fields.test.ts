import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CustomField } from '@dispatchkit/contract';
import { openMirrorBench } from '../../../test/mirror-bench.ts';
import { fittedCustom } from './host-fields.ts';

const meter = { key: 'meter', label: 'Meter', entity: 'job', kind: 'text' } as const;

describe('fields of the tenant that a host fills', () => {
  it('are defined when it is first fetched from, once', async () => {
    await using bench = await openMirrorBench();
    bench.host.set('jobs', 'J1', { title: 'Boiler', 'custom.meter': 'M-7' });
    await bench.sync();
    const { customFields, version } = await bench.services.getSettings(bench.system);
    assert.deepEqual(customFields, [{ ...meter, host: 'erp' }]);
    const events = await bench.store.read('acme').tail(0, 50);
    assert.deepEqual(events.map(({ type }) => type).slice(0, 2), ['settings.changed', 'host.synced']);
    await bench.sync();
    assert.equal((await bench.services.getSettings(bench.system)).version, version);
    const [job] = (await bench.services.listJobs(bench.system)).items;
    assert.deepEqual(job?.custom, { meter: 'M-7' });
  });

  it('can be written from here, and reach the host', async () => {
    await using bench = await openMirrorBench();
    bench.host.set('jobs', 'J1', { title: 'Boiler', 'custom.meter': 'M-7' });
    await bench.sync();
    const [job] = (await bench.services.listJobs(bench.system)).items;
    assert(job);
    await bench.services.changeJob(bench.system, job.id, { custom: { meter: 'M-8' } }, job.version);
    assert.equal(bench.host.at('jobs', 'J1')?.['custom.meter'], 'M-8');
  });

  it('stay out once they are taken out, and are no longer filled', async () => {
    await using bench = await openMirrorBench();
    await bench.sync();
    await bench.services.changeSettings(bench.system, { customFields: [] }, null);
    await using again = await openMirrorBench({ store: bench.store });
    again.host.set('jobs', 'J1', { title: 'Boiler', 'custom.meter': 'M-7' });
    await again.sync();
    assert.deepEqual((await again.services.getSettings(again.system)).customFields, []);
    assert.deepEqual((await again.services.listJobs(again.system)).items[0]?.custom, {});
  });

  it('that the tenant has already stay the tenant’s, and hold what they can hold', async () => {
    await using bench = await openMirrorBench();
    const own = { ...meter, label: 'Reading', kind: 'number' as const };
    await bench.services.changeSettings(bench.system, { customFields: [own] }, null);
    bench.host.set('jobs', 'J1', { title: 'Boiler', 'custom.meter': 'M-7' });
    bench.host.set('jobs', 'J2', { title: 'Lift', 'custom.meter': '7.5' });
    await bench.sync();
    assert.deepEqual((await bench.services.getSettings(bench.system)).customFields, [own]);
    const { items } = await bench.services.listJobs(bench.system, { sort: 'externalRef' });
    assert.deepEqual(
      items.map(({ custom }) => custom),
      [{}, { meter: 7.5 }],
    );
  });
});

it('values become what their fields hold', () => {
  const cases: [kind: CustomField['kind'], value: unknown, expected: unknown][] = [
    ['text', ' M-7 ', 'M-7'],
    ['text', 7, '7'],
    ['text', 'x'.repeat(2_001), 'x'.repeat(2_000)],
    ['text', '  ', null],
    ['text', { id: 7 }, null],
    ['number', '7.5', 7.5],
    ['number', 'seven', null],
    ['boolean', true, true],
    ['boolean', 'false', false],
    ['boolean', 1, null],
    ['date', '2026-11-20T08:00:00Z', '2026-11-20'],
    ['date', 'soon', null],
    ['select', 'gas', 'gas'],
    ['select', 'coal', null],
  ];
  for (const [kind, value, expected] of cases) {
    const field: CustomField = { ...meter, kind, ...(kind === 'select' ? { options: ['gas', 'oil'] } : {}) };
    assert.deepEqual(fittedCustom({ meter: value, other: 'x' }, [field]), { meter: expected }, `${kind} ${String(value)}`);
  }
  assert.deepEqual(fittedCustom({ meter: 7, list: [1] }, undefined), { meter: 7, list: null }, 'where nobody can define any');
});
