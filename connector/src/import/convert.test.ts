import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convert, type Times } from './convert.ts';
import type { Conversion } from './map-schema.ts';
import { RowFault } from './row-fault.ts';

const city: Times = { timeZone: 'America/Los_Angeles', offset: 'ignore', format: 'iso' };
const utc: Times = { timeZone: 'UTC', offset: 'respect', format: 'iso' };

describe('instants', () => {
  const cases: [string, Times, string][] = [
    ['2016-07-13 15:11:07+00:00', city, '2016-07-13T22:11:07Z'],
    ['2016-12-13 15:11:07+00:00', city, '2016-12-13T23:11:07Z'],
    ['2016-07-13 15:11:07+00:00', utc, '2016-07-13T15:11:07Z'],
    ['2026-11-16T08:12:30.250+02:00', utc, '2026-11-16T06:12:30Z'],
    ['2026-11-16', city, '2026-11-16T08:00:00Z'],
    // The skipped hour goes to its later side, the repeated hour to its first pass.
    ['2017-03-12 02:30:00', city, '2017-03-12T10:30:00Z'],
    ['2017-11-05 01:30:00', city, '2017-11-05T08:30:00Z'],
    ['20.11.2026 09:30', { ...utc, format: 'day_first' }, '2026-11-20T09:30:00Z'],
    ['20/11/2026', { ...utc, format: 'day_first' }, '2026-11-20T00:00:00Z'],
    ['11/20/2026 9:30 PM', { ...utc, format: 'month_first' }, '2026-11-20T21:30:00Z'],
    ['11/20/2026 12:05 AM', { ...utc, format: 'month_first' }, '2026-11-20T00:05:00Z'],
    ['1479640000', { ...utc, format: 'epoch_seconds' }, '2016-11-20T11:06:40Z'],
    ['1479640000123', { ...utc, format: 'epoch_milliseconds' }, '2016-11-20T11:06:40.123Z'],
  ];
  for (const [text, times, expected] of cases) {
    it(`reads ${text} as ${times.format} in ${times.timeZone}, offset ${times.offset}`, () =>
      assert.equal(convert(text, 'instant', times, null), expected));
  }

  for (const text of ['yesterday', '2026-02-31', '2026-13-01 10:00', '2026-11-20 25:00', '20.11.2026']) {
    it(`refuses ${text}`, () => refuses(text, 'instant', 'invalid_instant'));
  }
});

describe('other values', () => {
  const cases: [string, Conversion, unknown][] = [
    ['12.5', 'number', 12.5],
    ['12,5', 'number', 12.5],
    ['-3', 'integer', -3],
    ['Yes', 'boolean', true],
    ['0', 'boolean', false],
    ['2026-11-20', 'day', '2026-11-20'],
    ['a; b,, c', 'list', ['a', 'b', 'c']],
    ['(37.77, -122.41)', 'position', { latitude: 37.77, longitude: -122.41 }],
    ['37.77 -122.41', 'position', { latitude: 37.77, longitude: -122.41 }],
    ['0.0,0.0', 'position', null],
    ['sewer:2, glazing', 'skills', [{ key: 'sewer', level: 2 }, { key: 'glazing' }]],
    [
      'gas:2027-01-31; lift',
      'certifications',
      [
        { key: 'gas', expiresOn: '2027-01-31' },
        { key: 'lift', expiresOn: null },
      ],
    ],
  ];
  for (const [text, as, expected] of cases)
    it(`reads ${text} as ${as}`, () => assert.deepEqual(convert(text, as, utc, null), expected));

  it('refuses what is not one, naming the column', () => {
    refuses('1.234,5', 'number', 'invalid_number');
    refuses('maybe', 'boolean', 'invalid_boolean');
    refuses('37.77', 'position', 'invalid_position');
    refuses('95.2, -122.4', 'position', 'invalid_position');
  });
});

function refuses(text: string, as: Conversion, reason: string): void {
  assert.throws(
    () => convert(text, as, utc, 'some_column'),
    (error) => error instanceof RowFault && error.reason === reason && error.column === 'some_column',
  );
}
