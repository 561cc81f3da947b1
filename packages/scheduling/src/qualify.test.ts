import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aJob, aTechnician } from '../test/records.ts';
import { qualification } from './qualify.ts';

const day = '2026-11-20';

describe('qualification', () => {
  const skills: [name: string, needed: number | undefined, held: (number | undefined)[], missing: object[]][] = [
    ['no level asked for, any will do', undefined, [1], []],
    ['no level held means any', 3, [undefined], []],
    ['level as asked for', 3, [3], []],
    ['level above', 3, [5], []],
    ['level below', 3, [2], [{ kind: 'skill', subject: 'gas', neededLevel: 3, heldLevel: 2 }]],
    ['the best of several counts', 3, [1, 4, 2], []],
    ['not held', 3, [], [{ kind: 'skill', subject: 'gas', neededLevel: 3 }]],
    ['not held, no level asked for', undefined, [], [{ kind: 'skill', subject: 'gas', neededLevel: undefined }]],
  ];
  for (const [name, needed, held, missing] of skills) {
    test(`skill: ${name}`, () => {
      const job = aJob({ skills: [{ key: 'gas', level: needed }] });
      const technician = aTechnician({ skills: [{ key: 'water', level: 9 }, ...held.map((level) => ({ key: 'gas', level }))] });
      assert.deepEqual(qualification(job, technician, day), { qualified: missing.length === 0, missing });
    });
  }

  const certifications: [name: string, held: (string | null)[], missing: object[]][] = [
    ['never runs out', [null], []],
    ['valid through its last day', [day], []],
    ['ran out the day before', ['2026-11-19'], [{ kind: 'certification', subject: 'gas-safe', expiredOn: '2026-11-19' }]],
    ['renewed', ['2026-01-01', '2027-01-01'], []],
    [
      'the latest of two that ran out is told',
      ['2024-01-01', '2025-01-01'],
      [{ kind: 'certification', subject: 'gas-safe', expiredOn: '2025-01-01' }],
    ],
    ['not held', [], [{ kind: 'certification', subject: 'gas-safe' }]],
  ];
  for (const [name, held, missing] of certifications) {
    test(`certification: ${name}`, () => {
      const job = aJob({ certifications: ['gas-safe'] });
      const technician = aTechnician({ certifications: held.map((expiresOn) => ({ key: 'gas-safe', expiresOn })) });
      assert.deepEqual(qualification(job, technician, day), { qualified: missing.length === 0, missing });
    });
  }

  test('territory: elsewhere, at home, everywhere, nowhere', () => {
    const missing = (territory: string | null, territories: string[]) =>
      qualification(aJob({ territory }), aTechnician({ territories }), day).missing;
    assert.deepEqual(missing('north', ['south']), [{ kind: 'territory', subject: 'north' }]);
    assert.deepEqual(missing('north', ['south', 'north']), []);
    assert.deepEqual(missing('north', []), []);
    assert.deepEqual(missing(null, ['south']), []);
  });

  test('everything missing is told, not only the first', () => {
    const job = aJob({ skills: [{ key: 'gas' }, { key: 'water' }], certifications: ['gas-safe'], territory: 'north' });
    const { qualified, missing } = qualification(job, aTechnician({ territories: ['south'] }), day);
    assert.equal(qualified, false);
    assert.deepEqual(
      missing.map(({ subject }) => subject),
      ['gas', 'water', 'gas-safe', 'north'],
    );
  });
});
