import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Nearby, Problem } from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';

let subject: TestConnector;
before(async () => {
  subject = await openTestConnector();
  const { services } = subject.connector;
  await seed(services, tenant);
  const actor = systemActor(tenant);
  await services.createSite(actor, { id: 's9', position: { latitude: 37.77, longitude: -122.42 } });
  await services.createJob(actor, { id: 'j9', title: 'Boiler', siteId: 's9' });
});
after(() => subject[Symbol.asyncDispose]());

const get = <T = Nearby>(query: string, as: 'viewer' | 'customer' = 'viewer') =>
  subject.request<T>('GET', `/v1/nearby?${query}`, { as: { tenant, role: as, jobId: as === 'customer' ? 'j1' : null } });

describe('GET /v1/nearby', () => {
  it('answers what was asked for, with distances', async () => {
    const { body } = await get('latitude=37.771&longitude=-122.42&kinds=jobs&radiusMeters=500');
    assert.deepEqual(
      body.jobs?.map(({ job, distanceMeters }) => [job.id, distanceMeters]),
      [['j9', 111]],
    );
    assert.deepEqual([body.technicians, body.centre], [undefined, { latitude: 37.771, longitude: -122.42 }]);
    assert.deepEqual((await get('jobId=j9&kinds=technicians,jobs')).body.jobs, []);
  });

  const refused: [query: string, pointer: string][] = [
    ['', 'query:latitude'],
    ['latitude=37.77', 'query:longitude'],
    ['longitude=1', 'query:latitude'],
    ['jobId=j9&latitude=1&longitude=1', 'query:jobId'],
    ['jobId=j1', 'query:jobId'],
    ['latitude=91&longitude=0', 'query:latitude'],
    ['latitude=1e1&longitude=0', 'query:latitude'],
    ['latitude=1&longitude=1&radiusMeters=0', 'query:radiusMeters'],
    ['latitude=1&longitude=1&limit=101', 'query:limit'],
    ['latitude=1&longitude=1&kinds=sites', 'query:kinds'],
  ];
  for (const [query, pointer] of refused) {
    it(`?${query} is 400 and names ${pointer}`, async () => {
      const { status, body } = await get<Problem>(query);
      assert.deepEqual([status, body.code, body.errors?.[0]?.pointer], [400, 'malformed_request', pointer]);
    });
  }

  it('a job nobody knows is 404, and customers may not look around', async () => {
    assert.equal((await get('jobId=nowhere')).status, 404);
    assert.equal((await get('latitude=1&longitude=1', 'customer')).status, 403);
  });
});
