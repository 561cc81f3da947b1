import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { distanceMeters, estimateTravel } from './travel.ts';

const settings = { detourFactor: 1.3, travelSpeedKmh: 30 };
const anyPosition = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const berlin = { latitude: 52.52, longitude: 13.405 };
const paris = { latitude: 48.8566, longitude: 2.3522 };

describe('distanceMeters', () => {
  test('known distances', () => {
    assert.ok(Math.abs(distanceMeters(berlin, paris) - 877_464) < 100);
    // Half the circumference, and over the date line.
    assert.ok(Math.abs(distanceMeters({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }) - 20_015_115) < 10);
    assert.ok(distanceMeters({ latitude: 0, longitude: 179.999 }, { latitude: 0, longitude: -179.999 }) < 250);
  });

  test('a metric: never negative, symmetric, no way around is shorter', () => {
    fc.assert(
      fc.property(anyPosition, anyPosition, anyPosition, (a, b, c) => {
        assert.equal(distanceMeters(a, a), 0);
        assert.ok(distanceMeters(a, b) >= 0);
        assert.ok(Math.abs(distanceMeters(a, b) - distanceMeters(b, a)) < 1e-3);
        assert.ok(distanceMeters(a, c) <= distanceMeters(a, b) + distanceMeters(b, c) + 1);
      }),
    );
  });
});

describe('estimateTravel', () => {
  test('detour, speed, minutes rounded up', () => {
    // 0.01° of latitude is 1111.95 m; with 1.3 detour 1445.5 m, at 30 km/h 2.89 min.
    const travel = estimateTravel({ latitude: 50, longitude: 8 }, { latitude: 50.01, longitude: 8 }, settings);
    assert.deepEqual(travel, { minutes: 3, distanceMeters: 1446, quality: 'estimate' });
  });

  test('the same position is no way at all', () => {
    assert.deepEqual(estimateTravel(berlin, { ...berlin }, settings), { minutes: 0, distanceMeters: 0, quality: 'estimate' });
  });

  test('unknown without a position, and never a guess', () => {
    const unknown = { minutes: null, distanceMeters: null, quality: 'unknown' };
    assert.deepEqual(estimateTravel(null, berlin, settings), unknown);
    assert.deepEqual(estimateTravel(berlin, null, settings), unknown);
    assert.deepEqual(estimateTravel(undefined, undefined, settings), unknown);
  });

  test('going faster or straighter never takes longer; a stop on the way costs at most its rounding', () => {
    fc.assert(
      fc.property(anyPosition, anyPosition, anyPosition, (a, b, c) => {
        const minutes = (from: typeof a, to: typeof a, speed = 30, detour = 1.3) =>
          estimateTravel(from, to, { travelSpeedKmh: speed, detourFactor: detour }).minutes ?? Number.NaN;
        assert.ok(minutes(a, b, 60) <= minutes(a, b));
        assert.ok(minutes(a, b, 30, 1) <= minutes(a, b));
        assert.ok(minutes(a, c) <= minutes(a, b) + minutes(b, c) + 1);
      }),
    );
  });
});
