import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findJsonFault } from './repeated-names.ts';

describe('names that stand twice in one object', () => {
  const repeated: [text: string, pointer: string][] = [
    ['{"a":1,"a":2}', '/a'],
    ['{"a":1,"\\u0061":2}', '/a'],
    ['{ "a" : 1 ,\n"a"\t:2}', '/a'],
    ['{"x":[{"y":1},{"y":{"z":1,"b":"}","z":2}}]}', '/x/1/y/z'],
    ['{"a/b":{"~":1,"~":1}}', '/a~1b/~0'],
    ['{"":1,"":2}', '/'],
    ['{"a\\"b":1,"a\\"b":2}', '/a"b'],
    ['{"a\\\\":1,"a\\\\":2}', '/a\\'],
  ];
  for (const [text, pointer] of repeated) {
    it(text, () => assert.deepEqual(findJsonFault(text), { kind: 'repeated', pointer }));
  }

  it('are not seen where there are none', () => {
    for (const text of [
      '{"a":"a","b":"a"}',
      '[{"a":1},{"a":1}]',
      '{"a":{"a":{"a":1}}}',
      '{"a":["a","a"]}',
      '"a"',
      '1',
      'null',
      '{"a":"\\"","b":"\\\\"}',
    ])
      assert.equal(findJsonFault(text), undefined, text);
  });

  it('are never seen in what JSON.stringify writes, whatever it holds', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(findJsonFault(JSON.stringify(value, null, 1)), undefined)));
  });

  it('and more names than make sense are too many', () => {
    const text = `[${'{"a":1},'.repeat(100_001)}0]`;
    assert.deepEqual(findJsonFault(text), { kind: 'too_many_names' });
  });
});
