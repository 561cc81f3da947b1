import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { distanceMeters } from '@dispatchkit/scheduling';
import fc from 'fast-check';
import { memoryServices } from '../../../test/memory.ts';
import { type Services, systemActor } from '../index.ts';
import { boxAround } from './box-around.ts';

const system = systemActor('acme');
const centre = { latitude: 37.77, longitude: -122.42 };
let services: Services;
let close: () => Promise<void>;

before(async () => {
  const memory = await memoryServices();
  ({ services } = memory);
  close = async () => memory[Symbol.asyncDispose]();
  // Every 100 m to the north a site with a job; every 1,000 m one on the other side of the world.
  for (let i = 0; i < 60; i++) {
    const position = { latitude: centre.latitude + i * 0.0009, longitude: centre.longitude };
    await services.createSite(system, { id: `s${i}`, position });
    await services.createJob(system, { id: `j${i}`, title: `Job ${i}`, siteId: `s${i}` });
  }
  await services.createSite(system, { id: 'fiji', position: { latitude: -17, longitude: 179.999 } });
  await services.createJob(system, { id: 'fiji', title: 'Across the date line', siteId: 'fiji' });
  await services.createSite(system, { id: 'nowhere' });
  await services.createJob(system, { id: 'nowhere', title: 'No position', siteId: 'nowhere' });
  for (const [i, id] of ['near', 'far', 'gone', 'unseen'].entries()) {
    await services.createTechnician(system, { id, name: id, active: id !== 'gone' });
    const at = new Date().toISOString();
    const fix = {
      technicianId: id,
      latitude: centre.latitude,
      longitude: centre.longitude + i * 0.01,
      accuracyMeters: null,
      headingDegrees: null,
      at,
    };
    if (id !== 'unseen') await services.recordFixes(system, [fix]);
  }
});
after(() => close());

const jobsOf = async (options: Parameters<Services['nearby']>[1]) =>
  ((await services.nearby(system, options)).jobs ?? []).map(({ job }) => job.id);

describe('nearby', () => {
  it('finds the nearest first, with their distance, and not more than asked for', async () => {
    const { jobs = [], technicians = [], radiusMeters } = await services.nearby(system, { centre, limit: 3 });
    assert.deepEqual(
      jobs.map(({ job, distanceMeters: meters }) => [job.id, meters]),
      [
        ['j0', 0],
        ['j1', 100],
        ['j2', 200],
      ],
    );
    assert.deepEqual(
      technicians.map(({ technician }) => technician.id),
      ['near', 'far'],
    );
    assert.equal(radiusMeters, 10_000);
  });

  it('keeps to the radius to the metre', async () => {
    assert.deepEqual(await jobsOf({ centre, radiusMeters: 301 }), ['j0', 'j1', 'j2', 'j3']);
    assert.deepEqual(await jobsOf({ centre, radiusMeters: 299 }), ['j0', 'j1', 'j2']);
    assert.equal((await jobsOf({ centre, radiusMeters: 100_000, limit: 100 })).length, 60);
  });

  it('looks around the site of a job and leaves that one out', async () => {
    assert.deepEqual(await jobsOf({ jobId: 'j5', limit: 2 }), ['j4', 'j6']);
    await assert.rejects(services.nearby(system, { jobId: 'nowhere' }), { code: 'malformed_request' });
    await assert.rejects(services.nearby(system, { jobId: 'unknown' }), { code: 'not_found' });
    await assert.rejects(services.nearby(system, {}), { code: 'malformed_request' });
  });

  it('shows open jobs unless other statuses are asked for', async () => {
    await services.transitionJob(system, 'j0', { to: 'cancelled', reason: 'test' });
    assert.deepEqual(await jobsOf({ centre, limit: 1 }), ['j1']);
    assert.deepEqual(await jobsOf({ centre, limit: 5, status: ['cancelled'] }), ['j0']);
  });

  it('finds across the 180th meridian and around the pole', async () => {
    const west = { latitude: -17, longitude: -179.999 };
    assert.deepEqual(await jobsOf({ centre: west, radiusMeters: 1_000 }), ['fiji']);
    assert.deepEqual(await jobsOf({ centre: { latitude: 89.9999, longitude: 0 }, radiusMeters: 500_000 }), []);
  });

  it('shows a technician only what is theirs', async () => {
    await services.assignJob(system, { jobId: 'j9', technicianId: 'far', startsAt: '2026-11-20T09:00:00Z', override: true });
    const actor = { ...system, role: 'technician', technicianId: 'far' } as const;
    const { jobs, technicians } = await services.nearby(actor, { centre });
    assert.deepEqual([jobs?.map(({ job }) => job.id), technicians?.map(({ technician }) => technician.id)], [['j9'], ['far']]);
  });
});

describe('the box around a circle', () => {
  const anywhere = fc.record({
    latitude: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  it('holds all of it, wherever on earth', () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.integer({ min: 1, max: 500_000 }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (place, radius, bearing) => {
          const edge = destination(place, radius * 0.999999, bearing);
          assert.ok(distanceMeters(place, edge) <= radius);
          const { south, north, west, east } = boxAround(place, radius);
          assert.ok(edge.latitude >= south && edge.latitude <= north, 'latitude');
          const isInside =
            west <= east ? edge.longitude >= west && edge.longitude <= east : edge.longitude >= west || edge.longitude <= east;
          assert.ok(isInside, JSON.stringify({ edge, west, east }));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** Where one arrives after so many metres (great circle). */
function destination({ latitude, longitude }: { latitude: number; longitude: number }, meters: number, bearing: number) {
  const [angle, from] = [meters / 6_371_008.8, (latitude * Math.PI) / 180];
  const to = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing));
  const turn = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(from), Math.cos(angle) - Math.sin(from) * Math.sin(to));
  const east = longitude + (turn * 180) / Math.PI;
  return { latitude: (to * 180) / Math.PI, longitude: east > 180 ? east - 360 : east < -180 ? east + 360 : east };
}
