import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnumMap } from '@dispatchkit/contract/manifest';
import { isNested, Words } from './words.ts';

const isNothing = (value: unknown) => value === null || value === undefined || value === '';

function words(map: unknown, rows?: ConstructorParameters<typeof Words>[2]): Words {
  return new Words('status', EnumMap.parse(map), rows, isNothing);
}

const read = { '1': 'unscheduled', '2': 'scheduled', '3': 'completed', '4': 'completed' };

test('a word that one host word is read as is written as that', () => {
  const status = words({ read, write: { completed: 3 }, unmapped: 'unscheduled' });
  assert.deepEqual(status.writable.toSorted(), ['completed', 'scheduled', 'unscheduled']);
  assert.deepEqual(status.write('scheduled'), { ok: true, value: 2 });
});

test('words a host derives by itself are read and not written', () => {
  const status = words({ read, write: { completed: 3 }, writesNamedOnly: true, unmapped: 'unscheduled' });
  assert.deepEqual(status.read(2, {}), { word: 'scheduled' });
  assert.deepEqual(status.writable, ['completed']);
  assert.equal(status.write('scheduled').ok, false);
});

test('rows of a table stand for what their category means, and the first that does is written', () => {
  const rows = [
    { id: 'a', match: '10', label: 'On my way' },
    { id: 'b', match: '20', label: 'Working' },
    { id: 'c', match: '20', label: 'Working at night' },
    { id: 'd', match: '99', label: 'Waiting for parts' },
  ];
  const map = {
    read: { '10': 'en_route', '20': 'in_progress' },
    rows: { entity: 'statuses', match: 'category' },
    unmapped: 'scheduled',
  };
  const status = words(map, rows);
  assert.deepEqual(status.read('c', {}), { word: 'in_progress' });
  assert.deepEqual(status.write('in_progress'), { ok: true, value: 'b' });
  assert.deepEqual(status.read('d', {}), { word: 'scheduled', unmapped: { value: '99', label: 'Waiting for parts' } });
});

test('an object or a list in place of a word is not named by the list, and so seen', () => {
  const status = words({ read, unmapped: 'unscheduled' });
  assert.deepEqual(status.read({ code: 'low' }, {}), { word: 'unscheduled', unmapped: { value: '{"code":"low"}' } });
  assert.deepEqual(status.read(['low', 'high', 'x'], {}), { word: 'unscheduled', unmapped: { value: '["low","high","x"]' } });
  assert.equal(status.read({ code: 'x'.repeat(5_000) }, {})?.unmapped?.value.length, 200);
  assert.ok(isNested(status.read({ code: 'x'.repeat(5_000) }, {})?.unmapped?.value ?? ''));
  assert.equal(isNested('low'), false);
  assert.equal(status.read([], {}), undefined);
  const byRows = words({ read, rows: { entity: 'statuses', match: 'category' }, unmapped: 'unscheduled' }, []);
  assert.deepEqual(byRows.read({ code: 7 }, {}), { word: 'unscheduled', unmapped: { value: '{"code":7}' } });
});
