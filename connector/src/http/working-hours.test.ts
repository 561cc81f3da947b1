import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Candidates, Problem, Settings, Snapshot, Violation, WorkingHours, Workload } from '@dispatchkit/contract';
import { openTestConnector, type TestConnector, tenant } from '../../test/test-connector.ts';
import { systemActor } from '../services/index.ts';

const day = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';

describe('a tenant that plans no shifts', () => {
  let subject: TestConnector;
  before(async () => {
    subject = await openTestConnector();
    const { services } = subject.connector;
    const system = systemActor(tenant);
    await services.changeSettings(system, { timeZone: 'America/Los_Angeles' }, null);
    await services.createTechnician(system, { id: 't1', name: 'Ana' });
    await services.createJob(system, { id: 'j1', title: 'Leak' });
  });
  after(() => subject[Symbol.asyncDispose]());

  const set = async <T>(workingHours: unknown) => {
    const { headers } = await subject.request('GET', '/v1/settings', { as: 'admin' });
    const ifMatch = headers.get('etag') ?? '';
    return subject.request<T>('PATCH', '/v1/settings', { as: 'admin', ifMatch, send: { workingHours } });
  };
  const said = async (startsAt: string) => {
    const send = { jobId: 'j1', technicianId: 't1', startsAt };
    const { body } = await subject.request<{ violations: Violation[] }>('POST', '/v1/assignments/check', { send });
    return body.violations.filter(({ severity }) => severity !== 'note').map(({ detail }) => detail);
  };
  const load = async () => {
    const { body } = await subject.request<Workload>('GET', `/v1/technicians/t1/workload?${day}`);
    return body.days.map(({ day, shiftMinutes }) => [day, shiftMinutes]);
  };

  it('has nobody at work until it says when people work', async () => {
    const { body } = await subject.request<Settings>('GET', '/v1/settings', { as: 'admin' });
    assert.equal(body.workingHours, null);
    assert.deepEqual(await said('2026-11-20T17:00:00Z'), ['Not at work from 09:00 to 10:00: 60 min outside']);
    assert.deepEqual(
      (await load()).map(([, minutes]) => minutes),
      [0, 0],
    );
  });

  it('working hours count as the shift of those who have none, and in the zone of the tenant', async () => {
    const workingHours: WorkingHours = { days: [1, 2, 3, 4, 5], startsAt: '08:00', endsAt: '17:00' };
    const { status, body } = await set<Settings>(workingHours);
    assert.deepEqual([status, body.workingHours], [200, workingHours]);
    assert.deepEqual(await said('2026-11-20T17:00:00Z'), []);
    assert.deepEqual(await said('2026-11-21T00:30:00Z'), ['Ends 17:30, working hours end 17:00: 30 min outside']);
    assert.deepEqual(await load(), [
      ['2026-11-19', 540],
      ['2026-11-20', 540],
    ]);
    const { body: best } = await subject.request<Candidates>(
      'GET',
      `/v1/jobs/j1/candidates?from=2026-11-21T02:00:00Z&to=2026-11-24T02:00:00Z`,
    );
    assert.equal(best.items[0]?.slot?.startsAt, '2026-11-23T16:00:00.000Z', 'Monday at eight');
    const { body: snapshot } = await subject.request<Snapshot>('GET', `/v1/snapshot?${day}`);
    assert.deepEqual(
      [snapshot.settings.workingHours, snapshot.shifts],
      [workingHours, []],
      'a browser counts the same from these',
    );
  });

  it('whoever has a shift on a day works that one', async () => {
    const { services } = subject.connector;
    const shift = { technicianId: 't1', startsAt: '2026-11-20T20:00:00Z', endsAt: '2026-11-20T22:00:00Z' };
    const { id } = await services.createShift(systemActor(tenant), shift);
    assert.deepEqual(await load(), [
      ['2026-11-19', 540],
      ['2026-11-20', 120],
    ]);
    assert.deepEqual(await said('2026-11-20T17:00:00Z'), ['Not at work from 09:00 to 10:00: 60 min outside']);
    await services.deleteShift(systemActor(tenant), id, null);
  });

  it('what cannot be is refused, with the place and the cure', async () => {
    const hours = { days: [1], startsAt: '08:00', endsAt: '17:00' };
    const faults: [unknown, string, RegExp][] = [
      [
        { ...hours, startsAt: '22:00', endsAt: '06:00' },
        '/workingHours/endsAt',
        /end after they start.*Plan shifts for work over midnight/,
      ],
      [{ ...hours, endsAt: '08:00' }, '/workingHours/endsAt', /end after they start/],
      [{ ...hours, startsAt: '8:00' }, '/workingHours/startsAt', /08:00/],
      [{ ...hours, startsAt: '24:00', endsAt: '24:00' }, '/workingHours/startsAt', /08:00/],
      [{ ...hours, endsAt: '24:30' }, '/workingHours/endsAt', /24:00 is the end of the day/],
      [{ ...hours, days: [0] }, '/workingHours/days/0', /1/],
      [{ ...hours, days: [1, 1] }, '/workingHours/days', /Name every day once/],
      [{ ...hours, days: [] }, '/workingHours/days', /1/],
      [{ days: [1], startsAt: '08:00' }, '/workingHours/endsAt', /./],
      ['weekdays', '/workingHours', /./],
    ];
    for (const [value, pointer, detail] of faults) {
      const { status, body } = await set<Problem>(value);
      assert.equal(status, 422, JSON.stringify(value));
      assert.equal(body.errors?.[0]?.pointer, pointer, JSON.stringify(value));
      assert.match(body.errors?.[0]?.detail ?? '', detail);
    }
    assert.equal((await set({ ...hours, startsAt: '00:00', endsAt: '24:00' })).status, 200);
  });

  it('null takes them away', async () => {
    assert.equal((await set(null)).status, 200);
    assert.deepEqual(
      (await load()).map(([, minutes]) => minutes),
      [0, 0],
    );
  });
});
