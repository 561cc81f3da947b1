import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssignmentBatch, JobCreate, SettingsPatch } from '@dispatchkit/contract';
import fc from 'fast-check';
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { structureFaults } from './faults.ts';
import { pointerOf, valueAt } from './pointer.ts';

const pointers = (schema: z.ZodType, value: unknown) => structureFaults(schema, value).map(({ pointer }) => pointer);

describe('unknown properties', () => {
  it('are found at every depth: in lists, in nullable objects, in the branch of a union that is meant', () => {
    assert.deepEqual(
      pointers(JobCreate, {
        title: 'x',
        quotedPrice: { amount: 1, currency: 'USD', tax: 2 },
        skills: [{ key: 'a' }, { key: 'b', lvl: 2 }],
      }),
      ['/quotedPrice/tax', '/skills/1/lvl'],
    );
    const operations = [
      { op: 'delete', id: 'a1', version: 1 },
      { op: 'update', id: 'a1', version: 1, patch: { note: 'x' } },
      { op: 'delete', id: 'a1', version: 1, patch: {} },
    ];
    assert.deepEqual(pointers(AssignmentBatch, { operations }), ['/operations/1/patch/note', '/operations/2/patch']);
  });
  it('are not looked for where any key is allowed', () => {
    assert.deepEqual(pointers(SettingsPatch, { labels: { 'status.on_site': 'At customer', anything: 'x' } }), []);
    assert.deepEqual(pointers(JobCreate, { title: 'x', custom: { meterNumber: 7 } }), []);
  });
  it('say what was probably meant', () => {
    const [fault] = structureFaults(JobCreate, { durationMinuts: 5 });
    assert.match(fault?.detail ?? '', /Did you mean "durationMinutes"\?/);
  });
  it('however a value is made, are looked for without failing', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => Array.isArray(structureFaults(AssignmentBatch, value))));
  });
});

describe('JSON Pointers', () => {
  it('lead back to the value, whatever the keys are', () => {
    const key = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__');
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 5 }), (path) => {
        const value = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), 'found');
        assert.equal(valueAt(value, pointerOf(path)), 'found');
      }),
    );
  });
  it('never find what is inherited', () => {
    for (const pointer of ['/constructor', '/__proto__/toString', '/toString']) assert.equal(valueAt({}, pointer), undefined);
  });
});

describe('did you mean', () => {
  const known = ['status', 'priority', 'technicianId', 'limit', 'q'];
  for (const [typed, meant] of [
    ['staus', 'status'],
    ['sattus', 'status'],
    ['STATUS', 'status'],
    ['technician', 'technicianId'],
    ['technicanID', 'technicianId'],
    ['limits', 'limit'],
    ['colour', undefined],
    ['', 'q'],
  ] as const) {
    it(`${typed || 'nothing'} → ${meant ?? 'no guess'}`, () => assert.equal(didYouMean(typed, known), meant));
  }
  it('a name that is known is its own best guess', () => {
    fc.assert(fc.property(fc.constantFrom(...known), (name) => didYouMean(name, known) === name));
  });
});
