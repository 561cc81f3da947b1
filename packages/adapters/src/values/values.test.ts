import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  booleanEncodings,
  dateEncodings,
  decimalEncodings,
  durationEncodings,
  instantEncodings,
  timeEncodings,
} from '@dispatchkit/contract/manifest';
import { dayOf } from '@dispatchkit/scheduling';
import fc from 'fast-check';
import { decodeBoolean, encodeBoolean } from './booleans.ts';
import { decodeDate, encodeDate } from './dates.ts';
import { decodeDecimal, encodeDecimal } from './decimals.ts';
import { decodeDuration, encodeDuration } from './durations.ts';
import { emptyValue, isEmpty } from './empties.ts';
import { htmlToText } from './html.ts';
import { decodeInstant, encodeInstant } from './instants.ts';
import type { Outcome } from './outcome.ts';
import { decodeTime, encodeTime } from './times.ts';

function given<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.fault);
  return outcome.value;
}

const anything = fc.oneof(
  fc.anything({ withDate: false, withBigInt: false }),
  fc.string().map((text) => ({ __class__: text })),
  fc.record({
    __class__: fc.constantFrom('datetime', 'date', 'time', 'timedelta', 'Decimal'),
    year: fc.anything(),
    seconds: fc.anything(),
  }),
);

const someInstant = fc
  .date({ min: new Date('1900-01-02T00:00:00Z'), max: new Date('2199-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString());

for (const encoding of instantEncodings) {
  test(`instants as ${encoding} come back`, () => {
    fc.assert(
      fc.property(
        someInstant,
        fc.constantFrom('Europe/Berlin', 'UTC', 'America/St_Johns', 'Australia/Lord_Howe'),
        (instant, zone) => {
          const written = given(encodeInstant(instant, encoding, zone));
          const back = given(decodeInstant(written, encoding, zone));
          // Of an hour that the clock shows twice, hosts with wall times can only say the first.
          if (!encoding.endsWith('local')) assert.equal(back, instant);
          else assert.equal(given(encodeInstant(back, encoding, zone)), written);
        },
      ),
    );
  });
  test(`nothing is too odd for instants as ${encoding}`, () => {
    fc.assert(fc.property(anything, (raw) => typeof decodeInstant(raw, encoding, 'Europe/Berlin').ok === 'boolean'));
    for (const raw of ['2026-02-30 10:00:00', '2026-11-20', 'x'.repeat(100_000), '/Date()/', {}, [], true]) {
      assert.equal(decodeInstant(raw, encoding, 'UTC').ok, false);
    }
  });
}

test('instants as hosts write them', () => {
  const at = '2026-11-20T08:00:00.000Z';
  assert.equal(given(decodeInstant('2026-11-20T08:00:00Z', 'iso', 'UTC')), at);
  assert.equal(given(decodeInstant('2026-11-20T09:00:00.1234567+01:00', 'iso', 'UTC')), '2026-11-20T08:00:00.123Z');
  assert.equal(given(decodeInstant('2026-11-20 08:00:00', 'sql-utc', 'Europe/Berlin')), at);
  assert.equal(given(decodeInstant('2026-11-20 09:00:00.000000', 'sql-local', 'Europe/Berlin')), at);
  assert.equal(given(decodeInstant('2026-11-20T09:00', 'iso-local', 'Europe/Berlin')), at);
  assert.equal(given(decodeInstant('/Date(1795161600000+0000)/', 'dotnet', 'UTC')), at);
  assert.equal(given(decodeInstant(1795161600, 'unix-seconds', 'UTC')), at);
  assert.deepEqual(given(encodeInstant(at, 'class-object', 'UTC')), {
    __class__: 'datetime',
    year: 2026,
    month: 11,
    day: 20,
    hour: 8,
    minute: 0,
    second: 0,
    microsecond: 0,
  });
  assert.deepEqual(decodeInstant('2026-11-20 08:00:00', 'iso', 'UTC'), {
    ok: false,
    fault: 'expected an instant (iso) such as "2026-11-20T08:00:00Z", found the text “9999-99-99 99:99:99”',
  });
});

test('wall times on the days the clocks change', () => {
  const berlin = (text: string) => given(decodeInstant(text, 'sql-local', 'Europe/Berlin'));
  assert.equal(berlin('2026-03-29 01:59:59'), '2026-03-29T00:59:59.000Z');
  assert.equal(berlin('2026-03-29 02:30:00'), '2026-03-29T01:30:00.000Z');
  assert.equal(berlin('2026-03-29 03:30:00'), '2026-03-29T01:30:00.000Z');
  assert.equal(berlin('2026-10-25 02:30:00'), '2026-10-25T00:30:00.000Z');
  assert.equal(berlin('2026-10-25 03:00:00'), '2026-10-25T02:00:00.000Z');
  assert.equal(given(encodeInstant('2026-10-25T01:30:00Z', 'sql-local', 'Europe/Berlin')), '2026-10-25 02:30:00');
  assert.equal(given(encodeInstant('2026-03-29T01:00:00Z', 'iso-local', 'Europe/Berlin')), '2026-03-29T03:00:00');
});

test('days, times, durations, truths and decimals come back', () => {
  fc.assert(
    fc.property(someInstant, (instant) => {
      const day = dayOf(Date.parse(instant), 'UTC');
      const time = instant.slice(11, 19);
      for (const encoding of dateEncodings) assert.equal(given(decodeDate(given(encodeDate(day, encoding)), encoding)), day);
      for (const encoding of timeEncodings) {
        const expected = encoding === 'clock' ? `${time.slice(0, 5)}:00` : time;
        assert.equal(given(decodeTime(given(encodeTime(time, encoding)), encoding)), expected);
      }
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (minutes) => {
      for (const encoding of durationEncodings) {
        assert.equal(Math.round(given(decodeDuration(given(encodeDuration(minutes, encoding)), encoding)) * 1e6) / 1e6, minutes);
      }
    }),
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
      for (const encoding of decimalEncodings) {
        const back = given(decodeDecimal(given(encodeDecimal(number, encoding)), encoding));
        assert.ok(Math.abs(back - number) <= Math.abs(number) * 1e-12 + 1e-20);
      }
    }),
  );
  for (const encoding of booleanEncodings) {
    for (const truth of [true, false]) assert.equal(given(decodeBoolean(given(encodeBoolean(truth, encoding)), encoding)), truth);
  }
});

test('nothing is too odd for the other codecs', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      for (const encoding of dateEncodings) decodeDate(raw, encoding);
      for (const encoding of timeEncodings) decodeTime(raw, encoding);
      for (const encoding of durationEncodings) decodeDuration(raw, encoding);
      for (const encoding of decimalEncodings) decodeDecimal(raw, encoding);
      for (const encoding of booleanEncodings) decodeBoolean(raw, encoding);
    }),
  );
});

test('as hosts write them', () => {
  assert.equal(given(decodeDate('20261120', 'compact')), '2026-11-20');
  assert.equal(given(decodeDate('2026-11-20T00:00:00', 'iso')), '2026-11-20');
  assert.equal(decodeDate('00000000', 'compact').ok, false);
  assert.equal(given(decodeTime('8:30', 'clock')), '08:30:00');
  assert.equal(given(decodeTime('PT08H30M00S', 'dotnet-duration')), '08:30:00');
  assert.equal(given(decodeDuration('1:30', 'clock')), 90);
  assert.equal(given(decodeDuration('1.5', 'hours')), 90);
  assert.equal(given(decodeDuration('P1DT1H30M', 'iso')), 1530);
  assert.equal(given(decodeDuration({ __class__: 'timedelta', seconds: 5400 }, 'class-object')), 90);
  assert.equal(decodeDuration(-1, 'hours').ok, false);
  assert.equal(given(decodeBoolean(1, 'json')), true);
  assert.equal(given(decodeBoolean('', 'x-or-empty')), false);
  assert.equal(given(decodeDecimal({ __class__: 'Decimal', decimal: '1.50' }, 'class-object')), 1.5);
});

test('what stands for nothing', () => {
  assert.equal(isEmpty(false, ['false', 'null'], 'text'), true);
  assert.equal(isEmpty(false, ['false', 'null'], 'boolean'), false);
  assert.equal(isEmpty('0001-01-01T00:00:00Z', ['epoch'], 'instant'), true);
  assert.equal(isEmpty('', ['null'], 'text'), false);
  assert.equal(emptyValue(['false', 'null'], 'instant'), false);
  assert.equal(emptyValue(['empty-text', 'null'], 'number'), null);
  assert.equal(emptyValue(['empty-text', 'null'], 'text'), '');
  assert.equal(emptyValue(['absent', 'null'], 'text'), null);
});

test('HTML becomes text, and quickly', () => {
  assert.equal(htmlToText('<p>Ring&nbsp;twice &amp; wait</p><p>2&lt;3<br/>end</p>'), 'Ring twice & wait\n2<3\nend');
  assert.equal(htmlToText('a<script>alert(1)</script><style>b{}</style><!-- c -->d'), 'ad');
  assert.equal(htmlToText('&#0;&#xD800;&#x41;&unknown;'), 'A&unknown;');
  for (const part of ['<', '<script', '<!--', '&', '<a ', ' \n']) htmlToText(part.repeat(20_000));
});
