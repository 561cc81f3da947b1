import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversion } from '@dispatchkit/contract/manifest';
import fc from 'fast-check';
import { convert, firstOneWay, splitConversions, undo } from './conversions.ts';

function converted(value: unknown, ...conversions: Conversion[]): unknown {
  const outcome = convert(value, conversions);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.fault);
  return outcome.value;
}

function undone(value: unknown, ...conversions: Conversion[]): unknown {
  const outcome = undo(value, conversions);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.fault);
  return outcome.value;
}

test('each conversion does what it is called', () => {
  assert.equal(converted(' a ', 'trim'), 'a');
  assert.equal(converted('aB', 'lower-case'), 'ab');
  assert.equal(converted('aB', 'upper-case'), 'AB');
  assert.equal(converted('12 Hill\tRoad\r\n 94110\u0000', 'one-line'), '12 Hill Road, 94110');
  assert.equal(converted('<b>a</b>', 'html-to-text'), 'a');
  assert.equal(converted([1, 2], 'first'), 1);
  assert.equal(converted([7, 'Acme'], 'label-of-pair'), 'Acme');
  assert.deepEqual(
    converted(
      [
        [7, 'A'],
        [8, 'B'],
      ],
      'id-of-pair',
    ),
    [7, 8],
  );
  assert.equal(converted(7, 'id-of-pair'), 7);
  assert.equal(converted({ value: 3 }, 'unwrap-value'), 3);
  assert.equal(converted({}, 'unwrap-value'), null);
  assert.equal(converted('00042', 'strip-leading-zeros'), '42');
  assert.equal(converted('000', 'strip-leading-zeros'), '0');
  assert.equal(converted([1, 2], 'count'), 2);
  assert.equal(converted(true, 'invert-boolean'), false);
  assert.deepEqual(converted('a, b,', { split: ',' }), ['a', 'b']);
  assert.equal(converted(['a', 'b'], { join: '; ' }), 'a; b');
  assert.equal(converted(1.5, { multiply: 60 }), 90);
  assert.equal(converted(1.005, { round: 2 }), 1.01);
  assert.equal(converted(1, { table: { 1: 'urgent' } }), 'urgent');
  assert.equal(converted(9, { table: { 1: 'urgent' }, otherwise: 'normal' }), 'normal');
  assert.equal(converted('7', { prefix: 'J-' }), 'J-7');
  assert.deepEqual(converted('["a"]', { parseJson: true }), ['a']);
  assert.equal(converted('ab😀', { truncate: 3 }), 'ab');
  assert.deepEqual(converted([{ a: { b: 1 } }, {}], { pluck: 'a.b' }), [1, null]);
});

test('a table that does not name a word is a fault, not a guess', () => {
  assert.deepEqual(convert(9, [{ table: { 1: 'urgent' } }]), {
    ok: false,
    fault: 'the table does not name what was found: the number 9',
  });
  assert.equal(convert('x', ['invert-boolean']).ok, false);
  assert.equal(convert('{', [{ parseJson: true }]).ok, false);
});

test('what has an inverse comes back', () => {
  assert.deepEqual(undone('a', 'unwrap-value', 'first'), { value: ['a'] });
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 }), (words) => {
      assert.deepEqual(converted(undone(words, { split: ',' }), { split: ',' }), words);
      assert.deepEqual(converted(undone(words, { parseJson: true }), { parseJson: true }), words);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (number) => {
      assert.equal(Math.round(converted(undone(number, { multiply: 60 }), { multiply: 60 }) as number), number);
    }),
  );
  assert.equal(undone('urgent', { table: { 1: 'urgent', 2: 'high' } }), 1);
  assert.equal(undone('urgent', { table: { A: 'urgent', 2: 'high' } }), 'A');
  assert.equal(undone('J-7', { prefix: 'J-' }), '7');
});

test('inverses are applied from the last to the first', () => {
  const conversions: Conversion[] = ['unwrap-value', { split: ',' }];
  assert.deepEqual(converted({ value: 'a,b' }, ...conversions), ['a', 'b']);
  assert.deepEqual(undone(['a', 'b'], ...conversions), { value: 'a,b' });
});

test('which steps are one way', () => {
  assert.equal(firstOneWay(['trim', { multiply: 60 }]), undefined);
  assert.equal(firstOneWay(['trim', 'html-to-text']), 'html-to-text');
  assert.deepEqual(firstOneWay([{ table: { a: 1, b: 1 } }]), { table: { a: 1, b: 1 } });
});

test('decoding stands before the steps that count', () => {
  const { before, after, isDecoded } = splitConversions(['unwrap-value', { multiply: 60 }, { round: 0 }]);
  assert.deepEqual([before, after, isDecoded], [['unwrap-value'], [{ multiply: 60 }, { round: 0 }], false]);
  assert.equal(splitConversions([{ table: { a: 1 } }]).isDecoded, true);
});

test('nothing is too odd', () => {
  const all: Conversion[] = [
    'trim',
    'lower-case',
    'upper-case',
    'one-line',
    'html-to-text',
    'first',
    'label-of-pair',
    'id-of-pair',
    'unwrap-value',
    'strip-leading-zeros',
    'count',
    'invert-boolean',
    { split: ',' },
    { join: ',' },
    { multiply: 2 },
    { round: 0 },
    { table: {} },
    { prefix: 'x' },
    { parseJson: true },
    { truncate: 3 },
    { pluck: 'a.b' },
  ];
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...all), (value, conversion) => {
      convert(value, [conversion]);
      undo(value, [conversion]);
    }),
  );
});
