import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLike, isParameterLike, isTextLike } from './patterns.ts';

test('a JSON value is like itself, and like anything', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.ok(isLike('*', value));
      fc.pre(!JSON.stringify(value).includes('*') && !JSON.stringify(value).includes('...'));
      assert.ok(isLike(value, value));
    }),
  );
});

test('only what is named has to be so', () => {
  assert.ok(isLike({ a: 1 }, { a: 1, b: 2 }));
  assert.ok(!isLike({ a: 1, c: '*' }, { a: 1, b: 2 }));
  assert.ok(isLike([1, '...'], [1, 2, 3]));
  assert.ok(!isLike([1], [1, 2]));
  assert.ok(isLike(['...', { a: 2 }, '...'], [{ a: 1 }, { a: 2, b: 3 }, { a: 4 }]));
  assert.ok(isLike(['...', 3], [1, 2, 3]) && !isLike(['...', 3], [3, 1]));
  assert.ok(isLike(['...'], []) && !isLike(['...', 1], []));
  assert.ok(!isLike({ a: [] }, { a: [1] }));
});

test('stretches of a text', () => {
  assert.ok(isTextLike('/a/*/c', '/a/b/c'));
  assert.ok(!isTextLike('/a/*/c', '/a/c'));
  assert.ok(isTextLike('*', ''));
  assert.ok(!isTextLike('ab*ba', 'aba'));
  assert.ok(isTextLike('*b*', 'abc'));
});

test('JSON in a parameter', () => {
  assert.ok(isParameterLike([['a', '=', '*']], '[["a", "=", 3]]'));
  assert.ok(!isParameterLike([['a']], 'a'));
  assert.ok(isParameterLike('20', '20'));
  assert.ok(!isParameterLike('20', null));
});
