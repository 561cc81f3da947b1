import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problem } from '../stores/store-suite.ts';
import { testBenches } from './test-services.ts';

const bench = testBenches();

describe('transitions', () => {
  test('a day in the field: each step is stamped with the device’s time, and the technician follows', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const me = b.as('technician', { technicianId: 't1' });
    const steps = [
      ['en_route', '2026-11-20T06:40:00Z', 'enRouteAt', 'traveling'],
      ['on_site', '2026-11-20T06:55:00Z', 'arrivedAt', 'on_job'],
      ['in_progress', '2026-11-20T06:58:30Z', 'startedAt', 'on_job'],
      ['completed', '2026-11-20T07:04:00Z', 'completedAt', 'available'],
    ] as const;
    for (const [to, deviceAt, stamp, technicianStatus] of steps) {
      const { job, assignment, seq } = await b.services.transitionJob(me, 'j1', { to, deviceAt });
      assert.equal(job.status, to);
      assert.equal(assignment?.id, id);
      assert.equal(assignment[stamp], new Date(deviceAt).toISOString());
      assert.equal((await b.services.getTechnician(b.system, 't1')).status, technicianStatus);
      assert.equal(seq, await b.store.read(me.tenant).lastSeq());
    }
    const job = await b.services.getJob(b.system, 'j1');
    assert.equal(job.completedAt, '2026-11-20T07:04:00.000Z');
    const {
      items: [event],
    } = await b.services.history(b.system, { jobId: 'j1', sort: '-seq', limit: 1 });
    assert.deepEqual([event?.type, event?.technicianId, event?.at], ['job.transitioned', 't1', '2026-11-20T07:00:00.000Z']);
  });

  test('a device’s clock that runs ahead is not believed', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const { assignment } = await b.services.transitionJob(b.system, 'j1', { to: 'en_route', deviceAt: '2026-11-20T07:06:00Z' });
    assert.equal(assignment?.enRouteAt, '2026-11-20T07:00:00.000Z');
  });

  test('check-in is kept with the event', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const checkIn = {
      outcome: 'outside_geofence',
      position: null,
      accuracyMeters: 12,
      distanceMeters: 800,
      deviceAt: '2026-11-20T06:59:00Z',
    } as const;
    await b.services.transitionJob(b.system, 'j1', { to: 'on_site', checkIn, reason: 'gate closed' });
    const {
      items: [event],
    } = await b.services.history(b.system, { jobId: 'j1', sort: '-seq', limit: 1 });
    assert.deepEqual(event?.checkIn, checkIn);
    assert.equal(event?.reason, 'gate closed');
  });

  test('a move that is not in the table says where the job may go', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    await assert.rejects(b.services.transitionJob(b.system, 'j1', { to: 'on_site' }), (error) => {
      problem('transition_not_allowed')(error);
      assert.deepEqual((error as { allowed: string[] }).allowed, ['completed', 'cancelled', 'on_hold']);
      return true;
    });
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    await assert.rejects(b.services.transitionJob(b.system, 'j1', { to: 'in_progress' }), problem('transition_not_allowed'));
    await assert.rejects(b.services.transitionJob(b.system, 'j1', { to: 'unscheduled' }), problem('transition_not_allowed'));
    await assert.rejects(b.services.transitionJob(b.system, 'j1', { to: 'on_hold' }), problem('invalid', '/reason'));
    await assert.rejects(
      b.services.transitionJob(b.system, 'j1', { to: 'en_route', assignmentId: 'nope' }),
      problem('invalid', '/assignmentId'),
    );
    await assert.rejects(b.services.transitionJob(b.system, 'j1', { to: 'en_route' }, 99), problem('stale'));
  });

  test('hold sets everybody free, and lifting it goes back to what the assignments say', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    await b.services.transitionJob(b.system, 'j1', { to: 'en_route' });
    const held = await b.services.transitionJob(b.system, 'j1', { to: 'on_hold', reason: 'part missing' });
    assert.deepEqual([held.job.status, held.job.explicitStatus, held.job.statusReason], ['on_hold', 'on_hold', 'part missing']);
    assert.equal((await b.services.getTechnician(b.system, 't1')).status, 'available');
    assert.deepEqual(
      [(await b.services.getAssignment(b.system, id)).status, (await b.services.getAssignment(b.system, id)).enRouteAt],
      ['scheduled', null],
    );
    const lifted = await b.services.transitionJob(b.system, 'j1', { to: 'scheduled' });
    assert.deepEqual([lifted.job.status, lifted.job.explicitStatus, lifted.job.statusReason], ['scheduled', null, null]);
  });

  test('a crew: parts move by themselves; a dispatcher closes the whole, and reopens it', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.technician('t2');
    await b.job('j1');
    const one = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    await b.assign('j1', 't2', '2026-11-20T08:00:00Z');
    await assert.rejects(b.services.transitionJob(b.system, 'j1', { to: 'en_route' }), problem('invalid', '/assignmentId'));
    const mine = await b.services.transitionJob(b.as('technician', { technicianId: 't2' }), 'j1', { to: 'en_route' });
    assert.deepEqual([mine.assignment?.technicianId, mine.job.status], ['t2', 'en_route']);
    await assert.rejects(
      b.services.transitionJob(b.as('technician', { technicianId: 't2' }), 'j1', { to: 'en_route', assignmentId: one.id }),
      problem('invalid', '/assignmentId'),
    );
    const part = await b.services.transitionJob(b.system, 'j1', { to: 'completed', assignmentId: one.id });
    assert.equal(part.job.status, 'en_route', 'the other is still on the way');
    const whole = await b.services.transitionJob(b.system, 'j1', { to: 'completed' });
    assert.deepEqual([whole.job.status, whole.job.explicitStatus, whole.assignment], ['completed', null, null]);
    const again = await b.services.transitionJob(b.system, 'j1', { to: 'in_progress', assignmentId: one.id });
    assert.deepEqual([again.job.status, again.job.completedAt, again.assignment?.completedAt], ['in_progress', null, null]);
  });

  test('a job without assignments is closed by hand and reopened', async () => {
    const b = await bench();
    await b.job('j1');
    const closed = await b.services.transitionJob(b.system, 'j1', { to: 'completed', deviceAt: '2026-11-19T10:00:00Z' });
    assert.deepEqual([closed.job.explicitStatus, closed.job.completedAt], ['completed', '2026-11-19T10:00:00.000Z']);
    const reopened = await b.services.transitionJob(b.system, 'j1', { to: 'unscheduled' });
    assert.deepEqual([reopened.job.status, reopened.job.completedAt], ['unscheduled', null]);
  });
});
