import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AdapterResource, AdapterStatus } from '@dispatchkit/contract';
import { statusLines } from './status-lines.ts';

const jobs: AdapterResource = {
  kind: 'jobs',
  mode: 'mirror',
  phase: 'steady',
  records: 12,
  total: null,
  lagSeconds: 30,
  lastSuccessAt: '2026-11-20T12:00:00.000Z',
  lastError: null,
  lastErrorAt: null,
  unmapped: 1,
  rejected: 0,
  limits: [],
  can: { create: false, update: true, delete: false, writable: ['title'] },
};
const status: AdapterStatus = {
  name: 'erp',
  title: 'Small host',
  product: 'Small',
  state: 'ready',
  whenAway: 'queue',
  pollSeconds: 60,
  hookPath: '/hooks/acme/erp',
  lastHookAt: '2026-11-16T08:00:00.000Z',
  warnings: ['Small host has sent no message since 2026-11-16T08:00:00.000Z.'],
  resources: [
    jobs,
    { ...jobs, kind: 'customers', mode: 'own' },
    { ...jobs, kind: 'sites', mode: 'proxy', lastError: 'Not allowed.' },
  ],
  writes: { waiting: 0, conflicts: 0, dead: 0 },
};

it('the status of a host is a line for each kind, its messages, and what to see to', () => {
  assert.deepEqual(statusLines(status), [
    'jobs (mirror, steady): 12 records, 1 with unmapped words, 0 not taken; last heard of 2026-11-20T12:00:00.000Z',
    'sites (proxy, steady); last heard of 2026-11-20T12:00:00.000Z; Not allowed.',
    'messages of the host to /hooks/acme/erp; the last one came 2026-11-16T08:00:00.000Z',
    'warning: Small host has sent no message since 2026-11-16T08:00:00.000Z.',
  ]);
  const [, , messages, warning] = statusLines({ ...status, lastHookAt: null, warnings: [] });
  assert.deepEqual([messages, warning], ['messages of the host to /hooks/acme/erp; the last one came never', undefined]);
});
