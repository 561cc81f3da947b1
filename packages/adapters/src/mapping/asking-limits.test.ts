import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostManifest } from '@dispatchkit/contract/manifest';
import { checkManifest } from '../validate/index.ts';
import { askingLimits } from './asking-limits.ts';

const bySince = { by: { kind: 'modified-since', paths: ['changed'] }, pollSeconds: 20 };
const ours = { field: 'type', is: 'eq', value: 'task' };

function manifest(filter: unknown, jobs: Readonly<Record<string, unknown>>, transport: unknown = { kind: 'rest', filter }) {
  return {
    manifest: 1,
    name: 'asked',
    title: 'Asked',
    host: { product: 'Asked', versions: '1' },
    settings: {},
    connection: { baseUrl: 'https://host.invalid' },
    transport,
    resources: {
      jobs: { entity: 'tasks', fields: { title: 'name', durationMinutes: 'm', status: { constant: 'scheduled' } }, ...jobs },
    },
  };
}

function limits(...said: Parameters<typeof manifest>): string[] {
  return askingLimits('jobs', HostManifest.parse(manifest(...said))).map(({ about, message }) => `${about}: ${message}`);
}

const cannotAskSince =
  'changes: The host cannot be asked what has changed since (changed): everything is read every 20 seconds, and compared here.';
const cannotAskWhere = 'where: The host cannot be asked for a part (type): rows of others are read, and left out here.';

test('a host that cannot be asked is read whole, and that is said', () => {
  assert.deepEqual(limits({ dialect: 'none' }, { changes: bySince, where: ours }), [cannotAskSince, cannotAskWhere]);
  assert.deepEqual(limits({ dialect: 'parameters' }, { changes: bySince, where: ours }), [cannotAskSince]);
  assert.deepEqual(limits({ dialect: 'odata-v4', parameter: '$filter' }, { changes: bySince, where: ours }), []);
  assert.deepEqual(limits({ dialect: 'json-triples', parameter: 'filters' }, { changes: bySince, where: ours }), []);
  const window = { by: { kind: 'window', paths: ['day'], as: 'date' }, pollSeconds: 60 };
  assert.deepEqual(limits({ dialect: 'none' }, { changes: window }), [
    'changes: The host cannot be asked for a window (day): everything is read every 60 seconds.',
  ]);
});

test('fields the host cannot be asked about count, and parameters of the call', () => {
  assert.deepEqual(limits({}, { changes: bySince, cannotFilter: ['changed'] }, { kind: 'odata-v4' }), [cannotAskSince]);
  assert.deepEqual(limits({}, { changes: bySince, where: ours, cannotFilter: ['*'] }, { kind: 'odata-v4' }), [
    cannotAskSince,
    cannotAskWhere,
  ]);
  const calls = { list: { path: 'tasks', query: { since: '${since}' } } };
  assert.deepEqual(limits({ dialect: 'none' }, { changes: bySince, calls }), []);
  assert.deepEqual(limits({ dialect: 'none' }, { changes: { by: { kind: 'all' } } }), []);
});

test('checking warns where changes cannot be asked for', () => {
  const { faults } = checkManifest(manifest({ dialect: 'none' }, { changes: bySince, where: ours }), { file: 'm.json' });
  assert.deepEqual(
    faults.map(({ severity, pointer }) => [severity, pointer]),
    [['warning', '/resources/jobs/changes/by/kind']],
  );
  assert.match(faults[0]?.hint ?? '', /everything is read every 20 seconds/);
});
