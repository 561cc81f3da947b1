import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { occurrencesOf } from './recurrence.ts';
import { addDays, atSameWallTime, dayRange, hourMarks, wallOf, wallToInstant } from './time.ts';

type Case =
  | {
      op: 'local-to-utc';
      tz: string;
      local: string;
      compatible: { utc: string; wall: string };
      rfc5545_explicit: string;
      rfc5545_rrule_instance: string;
    }
  | {
      op: 'day';
      tz: string;
      date: string;
      startUtc: string;
      endUtc: string;
      startWall: string;
      lengthMinutes: number;
      halfHourSlots: number;
    }
  | { op: 'elapsed'; tz: string; localStart: string; localEnd: string; startUtc: string; endUtc: string; elapsedMinutes: number }
  | { op: 'add'; tz: string; local: string; duration: { days?: number; hours?: number }; resultUtc: string; resultWall: string }
  | { op: 'rrule'; tz: string; dtstart: string; rrule: string; instancesUtc: string[] };

const everything = { fromMs: 0, untilMs: Number.POSITIVE_INFINITY, limit: 1000 };
const shared = process.env.DISPATCHKIT_SHARED;

// A larger table made with other software, for those who have it; the cases of time.test.ts always run.
if (shared) {
  const { cases } = JSON.parse(readFileSync(join(shared, 'data/vectors/dst-2026.json'), 'utf8')) as { cases: Case[] };
  describe('table of the two changes of 2026', () => {
    for (const [index, one] of cases.entries()) test(`${index} ${one.op} ${one.tz}`, () => verify(one));
  });
}

function verify(one: Case): void {
  switch (one.op) {
    case 'local-to-utc':
      assert.equal(wallToInstant(one.local, one.tz), Date.parse(one.compatible.utc));
      assert.equal(wallToInstant(one.local, one.tz), Date.parse(one.rfc5545_explicit));
      assert.equal(wallText(Date.parse(one.compatible.utc), one.tz), one.compatible.wall);
      assert.equal(
        wallToInstant(one.local, one.tz, 'recurrence'),
        one.rfc5545_rrule_instance.startsWith('ignored') ? null : Date.parse(one.rfc5545_rrule_instance),
      );
      break;
    case 'day': {
      const range = dayRange(one.date, one.tz);
      assert.deepEqual(range, { startMs: Date.parse(one.startUtc), endMs: Date.parse(one.endUtc), minutes: one.lengthMinutes });
      assert.equal(wallText(range.startMs, one.tz), one.startWall);
      assert.equal(hourMarks(range.startMs, range.endMs, one.tz, 30).length, one.halfHourSlots);
      break;
    }
    case 'elapsed': {
      const startMs = instant(one.localStart, one.tz);
      const endMs = instant(one.localEnd, one.tz);
      assert.deepEqual([startMs, endMs], [Date.parse(one.startUtc), Date.parse(one.endUtc)]);
      assert.equal((endMs - startMs) / 60_000, one.elapsedMinutes);
      break;
    }
    case 'add': {
      const startMs = instant(one.local, one.tz);
      const later = startMs + (one.duration.hours ?? 0) * 3_600_000;
      const day = addDays(wallOf(later, one.tz).day, one.duration.days ?? 0);
      const result = one.duration.days ? atSameWallTime(later, day, one.tz) : later;
      assert.equal(result, Date.parse(one.resultUtc));
      assert.ok(wallText(result, one.tz).startsWith(one.resultWall));
      break;
    }
    case 'rrule':
      assert.deepEqual(
        occurrencesOf({ startsAt: one.dtstart, timeZone: one.tz, rule: one.rrule }, everything).map(({ startMs }) => startMs),
        one.instancesUtc.map((at) => Date.parse(at)),
      );
      break;
  }
}

function instant(local: string, zone: string): number {
  const ms = wallToInstant(local, zone);
  assert.ok(ms !== null);
  return ms;
}

function wallText(ms: number, zone: string): string {
  const { day, hour, minute, second } = wallOf(ms, zone);
  return `${day}T${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`;
}
