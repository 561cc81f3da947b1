import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { z } from 'zod';
import { Color, Custom, Day, ExternalRef, Id, Instant, line, Money, Position, Skill, TimeZone, text } from './base.ts';

function accepts(schema: z.ZodType, values: unknown[]): void {
  for (const value of values) assert.ok(schema.safeParse(value).success, `should be accepted: ${JSON.stringify(value)}`);
}
function refuses(schema: z.ZodType, values: unknown[]): void {
  for (const value of values) assert.ok(!schema.safeParse(value).success, `should be refused: ${JSON.stringify(value)}`);
}

describe('Position', () => {
  test('degrees on earth', () => {
    accepts(Position, [
      { latitude: 37.7793, longitude: -122.4193 },
      { latitude: 90, longitude: 180 },
      // On the equator and on the meridian of Greenwich people work; where they cross is sea.
      { latitude: 0, longitude: 32.58 },
      { latitude: 51.48, longitude: 0 },
    ]);
  });

  test('0,0 stands for a missing position and is refused, with a hint', () => {
    refuses(Position, [
      { latitude: 0, longitude: 0 },
      { latitude: -0, longitude: 0 },
    ]);
    const { error } = Position.safeParse({ latitude: 0, longitude: 0 });
    assert.equal(error?.issues[0]?.message, '0,0 is not a place of work; leave the position out');
  });

  test('not on earth, not a number, half a position', () => {
    refuses(Position, [
      { latitude: 90.1, longitude: 0 },
      { latitude: 1, longitude: -180.5 },
      { latitude: Number.NaN, longitude: 1 },
      { latitude: Number.POSITIVE_INFINITY, longitude: 1 },
      { latitude: '37.7', longitude: '-122.4' },
      { latitude: 37.7 },
      null,
    ]);
  });
});

describe('Instant', () => {
  test('UTC with Z', () => {
    accepts(Instant, ['2026-11-20T17:30:00Z', '2026-11-20T17:30:00.123Z', '2028-02-29T00:00:00Z', '1900-01-01T00:00:00Z']);
  });

  test('offsets, wall times, days that do not exist and far years are refused', () => {
    refuses(Instant, [
      '2026-11-20T17:30:00+02:00',
      '2026-11-20T17:30:00-00:00',
      '2026-11-20T17:30:00',
      '2026-11-20 17:30:00Z',
      '2026-11-20',
      '2026-02-29T00:00:00Z',
      '2026-11-20T25:00:00Z',
      '2026-11-20T17:61:00Z',
      '0001-01-01T00:00:00Z',
      '1899-12-31T23:59:59Z',
      '2200-01-01T00:00:00Z',
      '',
      1_763_659_800_000,
      null,
    ]);
  });
});

describe('TimeZone', () => {
  test('IANA names', () => accepts(TimeZone, ['America/Los_Angeles', 'UTC', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires']));

  test('unknown zones, offsets and Windows names are refused', () => {
    refuses(TimeZone, ['Mars/Olympus', '+02:00', '-08', '', ' ', 'Pacific Standard Time', 'America/Los_Angeles; DROP', 5, null]);
  });
});

describe('other base words', () => {
  test('Id', () => {
    accepts(Id, ['01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10', 'SF-311.4_2', 'a', 'x'.repeat(64)]);
    refuses(Id, ['', '-a', '../etc', 'a b', 'a/b', 'ä', 'x'.repeat(65), 7]);
  });

  test('Day', () => {
    accepts(Day, ['2026-11-20', '2028-02-29']);
    refuses(Day, ['2026-02-29', '2026-1-1', '20.11.2026', '2026-11-20T00:00:00Z']);
  });

  test('Color, Money, Skill', () => {
    accepts(Color, ['#4263eb', '#FFFFFF']);
    refuses(Color, ['red', '#fff', '#4263eb80', 'url(x)']);
    accepts(Money, [
      { amount: 1250, currency: 'USD' },
      { amount: -5, currency: 'JPY' },
    ]);
    refuses(Money, [{ amount: 12.5, currency: 'USD' }, { amount: 1, currency: 'usd' }, { amount: 1 }]);
    accepts(Skill, [{ key: 'gas' }, { key: 'gas', level: 9 }]);
    refuses(Skill, [{ key: '' }, { key: 'gas', level: 0 }, { key: 'gas', level: 1.5 }, { key: 'gas', level: 10 }]);
  });

  test('text on one line is trimmed and has no control characters; text on several keeps all but NUL', () => {
    assert.equal(line(10).parse('  pump  '), 'pump');
    refuses(line(10), ['a\nb', 'a\tb', 'a\u0000b', 'x'.repeat(11)]);
    assert.equal(text(20).parse('  two\r\nlines  '), '  two\r\nlines  ');
    refuses(text(10), ['a\u0000b', 'x'.repeat(11)]);
  });

  test('Custom: flat values under keys of their own, not too many', () => {
    accepts(Custom, [{}, { meterNumber: '7', floors: 3, dog: true, cleared: null }]);
    refuses(Custom, [{ 'meter number': 1 }, { Meter: 1 }, { nested: {} }, { list: [] }, { constructor: {} }]);
    refuses(Custom, [Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`k${index}`, 1]))]);
  });

  test('ExternalRef', () => {
    accepts(ExternalRef, ['SO/2026/00041', 'Auftrag 7 ä']);
    refuses(ExternalRef, ['', 'x'.repeat(201), 41]);
  });
});
