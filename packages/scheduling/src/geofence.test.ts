import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CheckInFacts, checkInOutcome } from './geofence.ts';

const site = { latitude: 52.52, longitude: 13.405 };
/** So many metres north of the site. */
const fix = (meters: number, accuracyMeters: number | null = 10) => ({
  latitude: site.latitude + meters / 111_195,
  longitude: site.longitude,
  accuracyMeters,
});

describe('checkInOutcome', () => {
  const cases: [name: string, facts: Partial<CheckInFacts>, outcome: string, distance: number | null][] = [
    ['at the site', { fix: fix(20) }, 'ok', 20],
    ['far away', { fix: fix(900) }, 'outside_geofence', 900],
    ['just outside, but the accuracy reaches in', { fix: fix(205) }, 'ok', 205],
    ['just outside, beyond doubt', { fix: fix(215) }, 'outside_geofence', 215],
    ['at the site without a connection', { fix: fix(20), online: false }, 'offline_ok', 20],
    ['far away without a connection', { fix: fix(900), online: false }, 'offline_outside', 900],
    ['too vague to tell', { fix: fix(100, 3000) }, 'low_accuracy', 100],
    ['too vague to tell, offline', { fix: fix(100, 3000), online: false }, 'low_accuracy', 100],
    ['vague, but outside in any case', { fix: fix(9000, 3000) }, 'outside_geofence', 9000],
    ['accuracy not told', { fix: fix(20, null) }, 'ok', 20],
    ['location denied', { permission: 'denied' }, 'no_permission', null],
    ['no fix', {}, 'skipped', null],
    ['asked, not answered', { permission: 'prompt' }, 'skipped', null],
    ['site without position', { site: null, fix: fix(20) }, 'skipped', null],
  ];
  for (const [name, facts, outcome, distanceMeters] of cases) {
    test(name, () => {
      const plain: CheckInFacts = { site, fix: null, permission: 'granted', online: true, geofenceMeters: 200 };
      assert.deepEqual(checkInOutcome({ ...plain, ...facts }), { outcome, distanceMeters });
    });
  }
});
