import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { versionOf, versionText } from './row-versions.ts';

test('versions of rows come back as what they were', () => {
  for (const version of [7, 0, '7', '"7"', 'null', 'true', '[]', '', '2026-11-20 08:00:00.123456', 'W/"7"']) {
    assert.equal(versionOf(versionText(version)), version);
  }
  assert.equal(versionText('2026-11-20 08:00:00'), '2026-11-20 08:00:00', 'texts are kept as they are');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.integer()), (version) => {
      assert.equal(versionOf(versionText(version)), version);
    }),
  );
});
