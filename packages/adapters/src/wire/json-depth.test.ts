import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDepthGauge } from './json-depth.ts';

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}

test('the depth is that of the value, however its bytes come in', () => {
  const texts = fc.constantFrom('{', '[[[', '"', '\\', '\\"', '}}', 'ü]', '😀');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 8 },
      fc.integer(),
      texts,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(texts, tie('tree'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.integer({ min: 1, max: 7 }), (value, size) => {
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      const gauge = openDepthGauge();
      let depth = 0;
      for (let at = 0; at < bytes.length; at += size) {
        depth = gauge.feed(bytes.subarray(at, at + size));
      }
      assert.equal(depth, depthOf(value));
    }),
  );
});
