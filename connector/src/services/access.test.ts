import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Action, grantOf, type Role, roles } from '@dispatchkit/contract/words';
import { problem } from '../stores/store-suite.ts';
import type { ActorContext, Services } from './index.ts';
import { sightOf } from './sight.ts';
import { testBenches } from './test-services.ts';
import { visibleEvents } from './visible-events.ts';

const bench = testBenches();
const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', jobs: 'all' } as const;

/** Each service with the action it needs. Ids do not exist: whoever may pass gets another refusal, or an answer. */
const calls: readonly [Action, string, (services: Services, actor: ActorContext) => Promise<unknown>][] = [
  ['jobs:read', 'listJobs', (s, a) => s.listJobs(a)],
  ['jobs:read', 'getJob', (s, a) => s.getJob(a, 'x')],
  ['jobs:write', 'createJob', (s, a) => s.createJob(a, { title: 'x', siteId: 'x' })],
  ['jobs:write', 'changeJob', (s, a) => s.changeJob(a, 'x', {}, null)],
  ['jobs:delete', 'deleteJob', (s, a) => s.deleteJob(a, 'x', null)],
  ['jobs:transition', 'transitionJob', (s, a) => s.transitionJob(a, 'x', { to: 'completed' })],
  ['jobs:import', 'importRecords', (s, a) => s.importRecords(a, { kind: 'jobs', records: [] })],
  ['assignments:read', 'listAssignments', (s, a) => s.listAssignments(a)],
  ['assignments:read', 'getAssignment', (s, a) => s.getAssignment(a, 'x')],
  ['assignments:write', 'assignJob', (s, a) => s.assignJob(a, { jobId: 'x', technicianId: 'x', startsAt: window.from })],
  ['assignments:write', 'moveAssignment', (s, a) => s.moveAssignment(a, 'x', {}, null)],
  ['assignments:write', 'unassign', (s, a) => s.unassign(a, 'x', null)],
  [
    'assignments:write',
    'batchAssignments',
    (s, a) => s.batchAssignments(a, { operations: [{ op: 'delete', id: 'x', version: 1 }] }),
  ],
  [
    'assignments:write',
    'checkAssignment',
    (s, a) => s.checkAssignment(a, { jobId: 'x', technicianId: 'x', startsAt: window.from }),
  ],
  ['technicians:read', 'listTechnicians', (s, a) => s.listTechnicians(a)],
  ['technicians:write', 'changeTechnician', (s, a) => s.changeTechnician(a, 'x', {}, null)],
  ['technicians:write', 'deleteTechnician', (s, a) => s.deleteTechnician(a, 'x', null)],
  ['shifts:read', 'listShifts', (s, a) => s.listShifts(a)],
  ['shifts:write', 'createShift', (s, a) => s.createShift(a, { technicianId: 'x', startsAt: window.from, endsAt: window.to })],
  ['time_off:read', 'listTimeOff', (s, a) => s.listTimeOff(a)],
  ['time_off:write', 'deleteTimeOff', (s, a) => s.deleteTimeOff(a, 'x', null)],
  ['customers:read', 'listCustomers', (s, a) => s.listCustomers(a)],
  ['customers:write', 'changeCustomer', (s, a) => s.changeCustomer(a, 'x', {}, null)],
  ['sites:read', 'listSites', (s, a) => s.listSites(a)],
  ['sites:write', 'changeSite', (s, a) => s.changeSite(a, 'x', {}, null)],
  ['snapshot:read', 'snapshot', (s, a) => s.snapshot(a, window)],
  ['events:read', 'history', (s, a) => s.history(a)],
  ['events:read', 'feed', (s, a) => s.feed(a)],
  ['fixes:write', 'recordFixes', (s, a) => s.recordFixes(a, [])],
  ['settings:read', 'getSettings', (s, a) => s.getSettings(a)],
  ['settings:write', 'changeSettings', (s, a) => s.changeSettings(a, { name: 'x' }, null)],
];

describe('roles', () => {
  for (const [action, name, call] of calls) {
    test(`${name} needs ${action}`, async () => {
      const b = await bench();
      for (const role of roles) {
        const actor = b.as(role as Role, { technicianId: 't1', jobId: 'j1' });
        const code = await call(b.services, actor).then(
          () => 'passed',
          (error: { code?: string }) => error.code,
        );
        assert.equal(code === 'not_allowed', grantOf(role, action) === 'none', `${role}: ${code}`);
      }
    });
  }
});

describe('other tenants', () => {
  test('answer 404, or that a reference does not exist', async () => {
    const [a, b] = [await bench(), await bench()];
    await a.technician('t1');
    await a.job('j1');
    const { id } = await a.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const admin = b.as('admin');
    const { services } = b;
    const notFound = [
      services.getJob(admin, 'j1'),
      services.changeJob(admin, 'j1', { title: 'mine' }, 1),
      services.deleteJob(admin, 'j1', 1),
      services.transitionJob(admin, 'j1', { to: 'completed' }),
      services.getAssignment(admin, id),
      services.moveAssignment(admin, id, { notes: 'x' }, 1),
      services.unassign(admin, id, 1),
      services.getTechnician(admin, 't1'),
      services.changeTechnician(admin, 't1', { name: 'x' }, 1),
      services.deleteTechnician(admin, 't1', 1),
      services.getSite(admin, 'site-j1'),
      services.history(admin, { jobId: 'j1' }),
    ];
    for (const attempt of notFound) await assert.rejects(attempt, problem('not_found'));
    await assert.rejects(services.createJob(admin, { title: 'x', siteId: 'site-j1' }), problem('unknown_reference', '/siteId'));
    await assert.rejects(
      services.createShift(admin, { technicianId: 't1', startsAt: window.from, endsAt: window.to }),
      problem('unknown_reference', '/technicianId'),
    );
    await assert.rejects(
      services.assignJob(admin, { jobId: 'j1', technicianId: 't1', startsAt: window.from }),
      problem('unknown_reference', '/jobId'),
    );
    assert.deepEqual((await services.snapshot(admin, window)).jobs, []);
    assert.equal((await services.listJobs(admin)).total, 0);
    assert.deepEqual(
      await services.recordFixes(admin, [
        { technicianId: 't1', latitude: 1, longitude: 1, accuracyMeters: null, headingDegrees: null, at: '2026-11-20T07:00:00Z' },
      ]),
      { accepted: 0, passedOver: [{ index: 0, reason: 'unknown_technician' }] },
    );
    assert.equal((await a.services.getJob(a.system, 'j1')).version, 2);
  });
});

describe('a technician', () => {
  test('sees and moves own jobs only', async () => {
    const b = await bench();
    for (const id of ['t1', 't2']) await b.technician(id);
    for (const id of ['j1', 'j2']) await b.job(id);
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const theirs = await b.assign('j2', 't2', '2026-11-20T08:00:00Z');
    const me = b.as('technician', { technicianId: 't1' });
    const ids = (page: { items: readonly { id: string }[] }) => page.items.map((record) => record.id);
    assert.deepEqual(ids(await b.services.listJobs(me)), ['j1']);
    assert.deepEqual(ids(await b.services.listSites(me)), ['site-j1']);
    assert.deepEqual(ids(await b.services.listTechnicians(me)), ['t1']);
    assert.equal((await b.services.listShifts(me)).total, 1);
    await assert.rejects(b.services.getJob(me, 'j2'), problem('not_found'));
    await assert.rejects(b.services.getAssignment(me, theirs.id), problem('not_found'));
    await assert.rejects(b.services.transitionJob(me, 'j2', { to: 'en_route' }), problem('not_found'));
    await assert.rejects(b.services.history(me, { jobId: 'j2' }), problem('not_found'));
    await assert.rejects(b.services.history(me, { technicianId: 't2' }), problem('not_found'));
    const snapshot = await b.services.snapshot(me, window);
    assert.deepEqual(
      [snapshot.jobs.length, snapshot.jobsTotal, snapshot.technicians.length, snapshot.assignments.length],
      [1, 1, 1, 1],
    );
    assert.equal(snapshot.capabilities['assignments:write'], undefined);
    assert.deepEqual(
      ids(await b.services.listJobs(b.as('technician', { technicianId: null }))),
      [],
      'a token without a technician owns nothing',
    );
  });

  test('sees the whole day when the tenant says so, and still moves own jobs only', async () => {
    const b = await bench();
    for (const id of ['t1', 't2']) await b.technician(id);
    await b.job('j2');
    await b.assign('j2', 't2', '2026-11-20T08:00:00Z');
    await b.services.changeSettings(b.as('admin'), { techniciansSeeAll: true }, null);
    const me = b.as('technician', { technicianId: 't1' });
    assert.equal((await b.services.getJob(me, 'j2')).id, 'j2');
    await assert.rejects(b.services.transitionJob(me, 'j2', { to: 'en_route' }), problem('not_found'));
  });

  test('sends own fixes only', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.technician('t2');
    const fix = (technicianId: string, at = '2026-11-20T06:59:00Z', latitude = 52.5) => ({
      technicianId,
      latitude,
      longitude: 13.4,
      accuracyMeters: 8,
      headingDegrees: null,
      at,
    });
    const me = b.as('technician', { technicianId: 't1' });
    await assert.rejects(b.services.recordFixes(me, [fix('t1'), fix('t2')]), problem('not_allowed'));
    assert.deepEqual(
      await b.services.recordFixes(me, [fix('t1', '2026-11-20T06:58:00Z', 50), fix('t1'), fix('t1', '2026-11-20T08:00:00Z', 60)]),
      { accepted: 1, passedOver: [{ index: 2, reason: 'future' }] },
    );
    assert.equal((await b.services.getTechnician(b.system, 't1')).position?.latitude, 52.5);
  });

  test('hears of own changes in the live feed, without a gap and without others’ details', async () => {
    const b = await bench();
    for (const id of ['t1', 't2']) await b.technician(id);
    for (const id of ['j1', 'j2']) await b.job(id);
    const me = b.as('technician', { technicianId: 't1' });
    const reader = b.store.read(me.tenant);
    const lastSeq = await reader.lastSeq();
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    await b.services.assignJob(b.as('dispatcher', { id: 'secret-person' }), {
      jobId: 'j2',
      technicianId: 't2',
      startsAt: '2026-11-20T08:00:00Z',
    });
    await b.services.moveAssignment(b.system, id, { technicianId: 't2', startsAt: '2026-11-20T10:00:00Z' }, null);
    const events = await visibleEvents(reader, sightOf(me), await reader.tail(lastSeq, 100));
    assert.deepEqual(
      events.map((event) => event.seq - lastSeq),
      [1, 2, 3],
    );
    const [mine, others, gone] = events;
    assert.equal(mine?.reload, true, 'what hangs on a new job is loaded anew');
    assert.deepEqual(others?.changes, []);
    assert.ok(!JSON.stringify(others).includes('j2') && !JSON.stringify(others).includes('secret-person'));
    assert.deepEqual(
      gone?.changes.map((change) => [change.kind, change.record]),
      [['assignments', null]],
    );
  });
});

describe('a customer with a token for one job', () => {
  test('sees that job and nothing else', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    await b.job('j2');
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const customer = b.as('customer', { jobId: 'j1' });
    assert.equal((await b.services.listAssignments(customer)).total, 0, 'a plan is told once it is released');
    await b.services.moveAssignment(b.system, id, { released: true }, null);
    assert.equal((await b.services.getJob(customer, 'j1')).id, 'j1');
    await assert.rejects(b.services.getJob(customer, 'j2'), problem('not_found'));
    assert.equal((await b.services.listAssignments(customer)).total, 1);
    assert.ok((await b.services.history(customer)).items.every((event) => event.jobId === 'j1'));
    await assert.rejects(b.services.history(customer, { jobId: 'j2' }), problem('not_found'));
    assert.equal((await b.services.listJobs(b.as('customer', { jobId: null }))).total, 0);
  });
});
