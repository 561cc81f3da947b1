import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { enumFaults } from './enum-faults.ts';

it('tells what becomes of words that the host cannot be told: what people say is not offered, what follows is kept here', () => {
  const manifest = HostManifest.parse({
    manifest: 1,
    name: 'acme',
    title: 'Acme',
    host: { product: 'Acme', versions: '1' },
    settings: {},
    connection: { baseUrl: 'https://erp.example.com' },
    transport: { kind: 'rest' },
    enums: {
      statuses: { read: { new: 'unscheduled', planned: 'scheduled', done: 'completed' }, unmapped: 'unscheduled' },
      urgencies: { read: { lo: 'low', hi: 'high' }, unmapped: 'low' },
    },
    resources: {
      jobs: {
        entity: 'tasks',
        fields: { status: { path: 'state', enum: 'statuses' }, priority: { path: 'urgency', enum: 'urgencies' } },
        writes: { update: {} },
      },
    },
  });
  const hints = enumFaults(manifest).map(({ hint }) => String(hint).split(' Say in ')[0]);
  assert.deepEqual(hints, [
    'Widgets will not offer cancelled, on_hold. What follows from assignments is kept here: dispatched, en_route, on_site, in_progress.',
    'Widgets will not offer normal, urgent.',
  ]);
});
