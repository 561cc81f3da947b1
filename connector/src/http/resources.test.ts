import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type {
  CustomField,
  Event,
  Job,
  Problem,
  Retention,
  RetentionCounts,
  SeriesPreviewResult,
  Settings,
  Snapshot,
} from '@dispatchkit/contract';
import { seed } from '../../test/fixture.ts';
import { readStream } from '../../test/read-stream.ts';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';

interface List<T> {
  readonly items: readonly T[];
}

describe('resources over the wire', () => {
  let subject: TestConnector;
  const customFields: CustomField[] = [
    { key: 'meter', label: 'Meter', entity: 'job', kind: 'text' },
    { key: 'floors', label: 'Floors', entity: 'job', kind: 'number' },
    { key: 'gated', label: 'Gated', entity: 'job', kind: 'boolean' },
  ];
  before(async () => {
    subject = await openTestConnector();
    const { services } = subject.connector;
    await seed(services, tenant);
    const system = systemActor(tenant);
    await services.changeSettings(system, { customFields }, null);
    await services.changeJob(system, 'j1', { custom: { meter: '10', floors: 10, gated: true } }, null);
    await services.changeJob(system, 'j2', { custom: { meter: 'A,B', floors: 2 } }, null);
    await services.changeTechnician(
      system,
      't1',
      { skills: [{ key: 'gas', level: 2 }], territories: ['north'], crewId: 'crew1' },
      null,
    );
  });
  after(() => subject[Symbol.asyncDispose]());

  for (const [path, ids] of [
    ['/jobs?custom.floors=10', ['j1']],
    ['/jobs?custom[floors]=2,10&sort=custom.floors', ['j2', 'j1']],
    ['/jobs?custom.meter=10', ['j1']],
    ['/jobs?custom.gated=true', ['j1']],
    ['/jobs?custom.gated=false', []],
    ['/jobs?custom.floors=10&custom.gated=true', ['j1']],
    ['/jobs?custom.floors=2&custom.gated=true', []],
    ['/jobs?sort=-custom.floors', ['j1', 'j2', 'j3']],
    ['/technicians?skill=gas,water', ['t1']],
    ['/technicians?territory=north', ['t1']],
    ['/technicians?territory=south', []],
    ['/technicians?crewId=crew1', ['t1']],
    ['/technicians?certification=gas_safe', ['t1']],
    ['/certifications?expiresBefore=2027-04-01', ['cert1']],
    ['/certifications?expiresBefore=2027-03-31', []],
    ['/dependencies?jobId=j1', ['dep1']],
    ['/dependencies?dependsOnJobId=j3', ['dep1']],
  ] as const) {
    it(`GET ${path} → ${ids.join(' ') || 'nothing'}`, async () => {
      const { status, body } = await subject.request<List<{ id: string }>>('GET', `/v1${path}`);
      assert.equal(status, 200, JSON.stringify(body));
      assert.deepEqual(
        body.items.map(({ id }) => id),
        ids,
      );
    });
  }

  for (const [path, pointer, hint] of [
    ['/jobs?custom.flors=1', 'query:custom.flors', /floors/],
    ['/jobs?custom.floors=abc', 'query:custom.floors', /a number/],
    ['/jobs?custom.floors=1,', 'query:custom.floors', /a number/],
    ['/jobs?custom.gated=yes', 'query:custom.gated', /true or false/],
    ['/jobs?sort=custom.nothing', 'query:sort', /meter, floors, gated/],
    ['/customers?custom.meter=1', 'query:custom.meter', /none/],
    ['/jobs?custom.floors=1&custom.floors=2', 'query:custom.floors', /more than once/],
    ['/jobs?custom.floors=1&custom[floors]=2', 'query:custom[floors]', /more than once/],
    ['/certifications?expiresBefore=2027-02-30', 'query:expiresBefore', /./],
    ['/events?kind=customers', 'query:id', /together/],
    ['/events?kind=rockets&id=r1', 'query:kind', /./],
  ] as const) {
    it(`GET ${path} is refused`, async () => {
      const { status, body } = await subject.request<Problem>('GET', `/v1${path}`);
      assert.equal(status, 400);
      assert.equal(body.errors?.[0]?.pointer, pointer);
      assert.match(body.errors[0].detail + body.detail, hint);
    });
  }
  for (const name of ['custom', 'custom.', 'custom.__proto__', 'custom[a]b', "custom.a'b"]) {
    it(`GET /jobs?${name}=1 is no parameter`, async () => {
      const { body } = await subject.request<Problem>('GET', `/v1/jobs?${encodeURIComponent(name)}=1`);
      assert.equal(body.code, 'unknown_parameter');
    });
  }

  it('the snapshot holds crews, equipment and the dependencies of its jobs', async () => {
    const path = '/v1/snapshot?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
    const { body } = await subject.request<Snapshot>('GET', path);
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
    assert.deepEqual([ids(body.crews), ids(body.equipment), ids(body.dependencies)], [['crew1'], ['eq1'], ['dep1']]);
    const { body: theirs } = await subject.request<Snapshot>('GET', path, {
      as: { tenant, role: 'technician', technicianId: 't2' },
    });
    assert.deepEqual([ids(theirs.crews), ids(theirs.dependencies)], [['crew1'], []]);
  });

  it('a rule is looked at before it is saved', async () => {
    const { body } = await subject.request<SeriesPreviewResult>('POST', '/v1/series/preview', {
      send: {
        rule: 'FREQ=WEEKLY;BYDAY=MO',
        startsOn: '2026-11-20',
        timeZone: 'Europe/Berlin',
        windowStartsAtTime: '08:00',
        count: 2,
      },
    });
    assert.deepEqual(
      body.items.map(({ day, windowStartsAt }) => [day, windowStartsAt]),
      [
        ['2026-11-23', '2026-11-23T07:00:00.000Z'],
        ['2026-11-30', '2026-11-30T07:00:00.000Z'],
      ],
    );
  });

  it('what a series made cannot be claimed by others', async () => {
    const { status, body } = await subject.request<Problem>('POST', '/v1/jobs', { send: { title: 'x', seriesId: 'ser1' } });
    assert.equal(status, 422);
    assert.equal(body.errors?.[0]?.pointer, '/seriesId');
  });

  it('a circle of dependencies is a conflict that names the jobs', async () => {
    await subject.request('POST', '/v1/dependencies', { send: { jobId: 'j2', dependsOnJobId: 'j3' } });
    const { status, body } = await subject.request<Problem>('POST', '/v1/dependencies', {
      send: { jobId: 'j3', dependsOnJobId: 'j2' },
    });
    assert.equal(status, 409);
    assert.equal(body.code, 'dependency_cycle');
    assert.match(body.detail, /^J-26-\d{5} would wait for J-26-\d{5}, which waits for J-26-\d{5}\.$/);
  });

  it('a record has a history of its own, newest first when asked', async () => {
    const { body } = await subject.request<List<Event>>('GET', '/v1/events?kind=crews&id=crew1&sort=-seq');
    assert.deepEqual(
      body.items.map(({ type }) => type),
      ['technician.changed', 'crew.created'],
    );
    const stream = await subject.request<Problem>('GET', '/v1/events?kind=crews&id=crew1', {
      headers: { accept: 'text/event-stream' },
    });
    assert.equal(stream.status, 400);
  });

  it('rules say what would go, parts of them change alone, and a feed that goes on from what is gone starts anew', async () => {
    const { headers } = await subject.request<Settings>('GET', '/v1/settings', { as: 'admin' });
    const { body: settings } = await subject.request<Settings>('PATCH', '/v1/settings', {
      as: 'admin',
      ifMatch: headers.get('etag') ?? '',
      send: { retention: { eventDays: 7 } },
    });
    assert.deepEqual(settings.retention, { eventDays: 7, closedJobDays: null, deletedDays: null, positionDays: null });
    subject.time.advance(8 * 86_400_000);
    const { body } = await subject.request<{ retention: Retention; wouldRemove: RetentionCounts }>('GET', '/v1/retention', {
      as: 'admin',
    });
    assert.equal(body.wouldRemove.events, (await subject.seq()) - 1);
    const { retention } = subject.connector.store;
    await retention.purgeEvents(tenant, new Date(subject.time.now()).toISOString(), 1000);
    const response = await subject.fetch('GET', '/v1/events?after=1', { headers: { accept: 'text/event-stream' } });
    const messages = readStream(response);
    assert.equal((await messages.next()).event, 'reset');
    await messages.cancel();
  });

  it('an erased customer is without a name everywhere', async () => {
    const { headers } = await subject.request('GET', '/v1/customers/c1');
    const request = { as: 'admin', ifMatch: headers.get('etag') ?? '' } as const;
    assert.equal((await subject.request('POST', '/v1/customers/c1/erase', { as: 'admin' })).status, 428);
    const { status, body } = await subject.request<{ name: string }>('POST', '/v1/customers/c1/erase', request);
    assert.deepEqual([status, body.name], [200, 'Erased']);
    const all = await subject.request('GET', '/v1/events?limit=500', { as: 'admin' });
    assert.ok(!JSON.stringify(all.body).includes('Harbour Bakery'));
    const { body: job } = await subject.request<Job>('GET', '/v1/jobs/j1');
    assert.equal(job.customerId, 'c1');
  });
});
