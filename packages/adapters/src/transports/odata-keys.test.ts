import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBatch, writeBatch } from './odata-batch.ts';
import { odataKey, readODataKey } from './odata-keys.ts';

const text = fc.string({ minLength: 1, unit: fc.constantFrom('a', '0', "'", '(', ')', ',', '=', '/', ' ', '%', 'ä', '🙂', '"') });

test('keys are read as they were written, and stay within their segment', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(2 as const, 4 as const), (one, other, version) => {
      const single = { id: { paths: ['Id'], encoding: 'text' as const, renameable: false } };
      const double = { id: { paths: ['A', 'B'], encoding: 'text' as const, renameable: false } };
      const key = odataKey(single, { Id: one }, version);
      assert.deepEqual(readODataKey(`https://x/Set${key}`, ['Id']), { Id: one });
      assert.equal(new URL(`Set${key}/x`, 'https://x/').pathname.split('/').length, 3);
      assert.deepEqual(readODataKey(`https://x/Set${odataKey(double, { A: one, B: other }, version)}`, ['A', 'B']), {
        A: one,
        B: other,
      });
    }),
  );
});

test('whatever is sent in a batch, its parts stay apart', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('\r\n--changeset_dispatch1\r\n', '_dispatch1', 'HTTP/1.1 200 OK')), {
        maxLength: 3,
      }),
      (texts) => {
        const { body, contentType } = writeBatch([{ method: 'POST', path: 'a', body: { texts } }]);
        const boundary = contentType.split('boundary=')[1]!;
        assert.equal(body.split(`--${boundary}`).length, 3);
        const sent = body.split('\r\n').find((line) => line.startsWith('{'));
        assert.deepEqual(JSON.parse(sent ?? ''), { texts: texts.map((one) => one.toWellFormed()) });
      },
    ),
  );
});

test('headers and paths of a batch hold no line breaks', () => {
  for (const call of [{ path: 'a HTTP/1.1' }, { path: 'a\r\nb' }, { path: 'a', headers: { 'If-Match': 'x\r\nEvil: 1' } }]) {
    assert.throws(() => writeBatch([{ method: 'DELETE', ...call }]));
  }
  assert.throws(() => readBatch('<html>'));
});
