import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostFilter } from '@dispatchkit/contract/manifest';
import { settledFilter } from './settled.ts';

const where: HostFilter = {
  all: [
    { field: 'grouping', is: 'eq', value: '${settings.grouping}' },
    { not: { any: [{ field: 'kind', is: 'in', value: ['${settings.kind}', 'x'] }] } },
    { field: 'archived', is: 'isNull' },
  ],
};

test('settings stand in the values of conditions, with their types', () => {
  assert.deepEqual(settledFilter(where, { grouping: 'BPEE', kind: 7 }), {
    all: [
      { field: 'grouping', is: 'eq', value: 'BPEE' },
      { not: { any: [{ field: 'kind', is: 'in', value: [7, 'x'] }] } },
      { field: 'archived', is: 'isNull' },
    ],
  });
});

test('a setting that is not there is nothing', () => {
  assert.deepEqual(settledFilter({ field: 'a', is: 'eq', value: '${settings.a}' }, {}), { field: 'a', is: 'eq', value: null });
});
