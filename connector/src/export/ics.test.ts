import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { type CalendarEntry, calendarEnd, calendarEntry, calendarStart } from './ics.ts';

const entry: CalendarEntry = {
  uid: 'a1@acme.dispatchkit',
  sequence: 3,
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-02T10:00:00.250Z',
  startsAt: '2026-03-08T06:30:00.000Z',
  endsAt: '2026-03-08T08:30:00.000Z',
  summary: 'J-26-00001 Oven will not light',
  status: 'confirmed',
};

function fileOf(...entries: readonly CalendarEntry[]): string {
  return [calendarStart('Müller & Söhne'), ...entries.map(calendarEntry), calendarEnd].join('');
}

/** Read by a calendar's own parser, in its strict mode. */
function read(text: string): { name: string; events: InstanceType<typeof ICAL.Event>[] } {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  return { name: String(calendar.getFirstPropertyValue('x-wr-calname')), events };
}

describe('a calendar file', () => {
  test('has the name, the instants and the version', () => {
    const { name, events } = read(fileOf(entry));
    const [event] = events;
    assert(event);
    assert.equal(name, 'Müller & Söhne');
    assert.equal(event.uid, entry.uid);
    assert.equal(event.sequence, 3);
    assert.equal(event.component.getFirstPropertyValue('status'), 'CONFIRMED');
    assert.equal(event.startDate.toJSDate().toISOString(), entry.startsAt);
    assert.equal(event.endDate.toJSDate().toISOString(), entry.endsAt);
  });

  test('an hour that the clocks skip or repeat keeps its length', () => {
    for (const [startsAt, endsAt] of [
      ['2026-03-08T06:30:00.000Z', '2026-03-08T07:30:00.000Z'],
      ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
    ] as const) {
      const [event] = read(fileOf({ ...entry, startsAt, endsAt })).events;
      assert.equal(event?.duration.toSeconds(), 3600);
      assert.equal(event.startDate.toJSDate().toISOString(), startsAt);
    }
  });

  test('the same state gives the same text', () => assert.equal(fileOf(entry), fileOf({ ...entry })));

  test('any texts come back, on lines of at most 75 octets, and never as something else', () => {
    const awkward = fc.constantFrom(
      '\\',
      ';',
      ',',
      '\n',
      '\r\n',
      'ü',
      '𝒳',
      '中',
      'END:VEVENT',
      '\n ',
      '\t',
      ':',
      '"',
      'a'.repeat(80),
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(awkward).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, (description, location) => {
        const file = fileOf({ ...entry, description, location, categories: [location || 'none'] });
        for (const line of file.split('\r\n')) assert.ok(new TextEncoder().encode(line).byteLength <= 75, line);
        assert.doesNotMatch(file.replaceAll('\r\n', ''), /[\r\n]/);
        const { events } = read(file);
        assert.equal(events.length, 1);
        const shown = (given: string) => given.replaceAll(/\r\n|\r/g, '\n').replaceAll(/[^\P{Cc}\t\n]/gu, '');
        assert.equal(events[0]?.description ?? '', shown(description));
        assert.equal(events[0]?.location ?? '', shown(location));
      }),
    );
  });

  test('places and cancellations', () => {
    const [event] = read(fileOf({ ...entry, position: { latitude: 37.7793, longitude: -122.4193 }, status: 'cancelled' })).events;
    assert.equal(event?.component.getFirstPropertyValue('status'), 'CANCELLED');
    assert.equal(String(event.component.getFirstPropertyValue('geo')), '37.7793,-122.4193');
  });
});
