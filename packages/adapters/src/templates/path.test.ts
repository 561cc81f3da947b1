import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { has, joinPath, read, splitPath, write } from './path.ts';

test('a path leads through names and positions', () => {
  const row = {
    data: { items: [{ name: 'first' }, { name: 'second' }] },
    partner: [7, 'Acme'],
    'parent.': { 'a.b': 1 },
    empty: null,
  };
  assert.equal(read(row, 'data.items.1.name'), 'second');
  assert.equal(read(row, 'partner.1'), 'Acme');
  assert.equal(read(row, 'parent\\..a\\.b'), 1);
  assert.equal(read(row, ''), row);
  assert.equal(read(row, 'empty'), null);
  assert.equal(read(row, 'empty.more'), undefined);
  assert.equal(read('text', 'length'), undefined);
});

test('related rows of Tryton stand beside their id', () => {
  const row = { parent: 3, 'parent.': { id: 3, party: 5, 'party.': { name: 'Acme' } }, 'lines.': [{ id: 1 }] };
  assert.equal(read(row, 'parent'), 3);
  assert.equal(read(row, 'parent.party'), 5);
  assert.equal(read(row, 'parent.party.name'), 'Acme');
  assert.equal(has(row, 'parent.party.name'), true);
  assert.equal(has(row, 'parent.party.code'), false);
  assert.equal(read(row, 'lines.0.id'), 1);
});

test('what only a prototype has is not there', () => {
  assert.equal(read({}, 'constructor'), undefined);
  assert.equal(read([1], 'length'), undefined);
  assert.equal(read({}, '__proto__.polluted'), undefined);
  assert.equal(has({}, 'toString'), false);
});

test('null stands there, undefined places do not', () => {
  assert.equal(has({ a: { b: null } }, 'a.b'), true);
  assert.equal(has({ a: { b: null } }, 'a.c'), false);
  assert.equal(has([1], '1'), false);
  assert.equal(has({}, ''), true);
});

test('writing makes what is missing', () => {
  const row: Record<string, unknown> = { a: 1 };
  write(row, 'b.list.1.name', 'x');
  write(row, 'a.c', 2);
  write(row, 'd\\.e', 3);
  assert.deepEqual(row, { a: { c: 2 }, b: { list: [null, { name: 'x' }] }, 'd.e': 3 });
  assert.throws(() => write(row, '', 1), RangeError);
  assert.throws(() => write(row, 'b.list.99999', 1), RangeError);
  assert.throws(() => write(row, 'b.list.name', 1), RangeError);
});

test('a prototype cannot be written to', () => {
  const row: Record<string, unknown> = {};
  write(row, '__proto__.polluted', true);
  write(row, 'constructor.prototype.polluted', true);
  assert.equal((Object.prototype as Record<string, unknown>)['polluted'], undefined);
  assert.equal(read(row, '__proto__.polluted'), true);
});

test('any names survive being joined and split', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('.', '\\', '\\.', 'a.b', '..', '\\\\'));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), (names) => {
      fc.pre(!(names.length === 1 && names[0] === ''));
      assert.deepEqual(splitPath(joinPath(names)), names);
    }),
  );
});

test('what is written is read', () => {
  const name = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('0', '1', '7', '__proto__', 'a.b'));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.jsonValue(), (names, value) => {
      const row: Record<string, unknown> = {};
      const path = joinPath(names);
      write(row, path, value);
      assert.equal(has(row, path), true);
      assert.deepEqual(read(row, path), value);
    }),
  );
});
