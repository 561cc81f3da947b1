import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostResource } from '@dispatchkit/contract/manifest';
import fc from 'fast-check';
import { HostError } from '../host.ts';
import { write } from '../templates/path.ts';
import { assignmentId, idOfRow, partsOfAssignmentId, partsOfId } from './ids.ts';

type IdSaid = HostResource['id'];
const integerId: IdSaid = { paths: ['id'], encoding: 'integer', renameable: false };
const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((part) => part.isWellFormed());

test('ids of one part and of several come back', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (parts) => {
      const paths = parts.map((_, at) => `key.part${at}`);
      const id: IdSaid = { paths, encoding: 'text', renameable: false };
      const row: Record<string, unknown> = {};
      parts.forEach((part, at) => {
        write(row, paths[at] ?? '', part);
      });
      const written = idOfRow(row, id);
      assert.ok(written !== undefined);
      assert.deepEqual(Object.values(partsOfId(written, id)), parts);
    }),
  );
});

test('ids of assignments in jobs come back', () => {
  fc.assert(
    fc.property(text, text, (jobId, technicianId) => {
      assert.deepEqual(partsOfAssignmentId(assignmentId(jobId, technicianId)), { jobId, technicianId });
    }),
  );
  assert.equal(assignmentId('12', '3'), '12~3');
});

test('whole numbers are written as numbers, pairs are told by their id', () => {
  const id = integerId;
  assert.deepEqual(partsOfId('42', id), { id: 42 });
  assert.equal(idOfRow({ id: [42, 'Acme'] }, id), '42');
  assert.equal(idOfRow({ id: null }, id), undefined);
  assert.equal(idOfRow({ id: { deep: [] } }, id), undefined);
});

test('what is no id is said to be none', () => {
  const several: IdSaid = { paths: ['a', 'b'], encoding: 'text', renameable: false };
  const number = integerId;
  for (const [given, id] of [
    ['1', several],
    ['1,2,3', several],
    ['%,2', several],
    ['x', number],
    ['', number],
  ] as const) {
    assert.throws(() => partsOfId(given, id), HostError);
  }
  for (const given of ['1', '1~', '~2', '1~2~3']) assert.throws(() => partsOfAssignmentId(given), HostError);
});
