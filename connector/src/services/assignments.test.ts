import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problem } from '../stores/store-suite.ts';
import { ProblemError } from './errors.ts';
import { testBenches } from './test-services.ts';

const bench = testBenches();

describe('assigning', () => {
  test('places the job for its duration, and the job becomes scheduled, in one event', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1', { durationMinutes: 90 });
    const assignment = await b.services.assignJob(b.as('dispatcher', { method: 'drag', requestId: 'r9' }), {
      jobId: 'j1',
      technicianId: 't1',
      startsAt: '2026-11-20T08:00:00Z',
    });
    assert.equal(assignment.endsAt, '2026-11-20T09:30:00.000Z');
    assert.deepEqual([assignment.status, assignment.lock, assignment.version], ['scheduled', 'planned', 1]);
    const job = await b.services.getJob(b.system, 'j1');
    assert.deepEqual([job.status, job.version], ['scheduled', 2]);
    const {
      items: [event],
    } = await b.services.history(b.system, { jobId: 'j1', sort: '-seq', limit: 1 });
    assert.deepEqual(
      [event?.type, event?.method, event?.actor.role, event?.requestId, event?.technicianId],
      ['assignment.created', 'drag', 'dispatcher', 'r9', 't1'],
    );
    assert.deepEqual(
      event?.changes.map((change) => [change.kind, change.version]),
      [
        ['assignments', 1],
        ['jobs', 2],
      ],
    );
  });

  test('a broken rule refuses with its numbers; an override records it', async () => {
    const b = await bench();
    await b.technician('t1', { skills: [] });
    await b.job('j1');
    await b.job('j2');
    await b.assign('j1', 't1', '2026-11-20T08:00:00Z', { override: true });
    const command = { jobId: 'j2', technicianId: 't1', startsAt: '2026-11-20T08:30:00Z' };
    const dispatcher = b.as('dispatcher');
    const seq = await b.store.read(dispatcher.tenant).lastSeq();
    await assert.rejects(b.services.assignJob(dispatcher, command), (error) => {
      problem('assignment_conflict')(error);
      const codes = (error as { violations: { code: string }[] }).violations.map((violation) => violation.code);
      assert.ok(codes.includes('skill_missing') && codes.includes('overlap'), codes.join());
      return true;
    });
    assert.equal(await b.store.read(dispatcher.tenant).lastSeq(), seq, 'nothing was written');
    assert.equal((await b.services.getJob(b.system, 'j2')).status, 'unscheduled');
    const assignment = await b.services.assignJob(dispatcher, { ...command, override: true });
    assert.ok(assignment.overridden.includes('skill_missing') && assignment.overridden.includes('overlap'));
    assert.equal(assignment.version, 1);
    const {
      items: [event],
    } = await b.services.history(b.system, { jobId: 'j2', sort: '-seq', limit: 1 });
    assert.deepEqual(event?.overridden?.map((violation) => violation.code).sort(), [...assignment.overridden].sort());
  });

  test('check says the same and writes nothing', async () => {
    const b = await bench();
    await b.technician('t1', { skills: [] });
    await b.job('j1');
    const seq = await b.store.read(b.system.tenant).lastSeq();
    const { violations } = await b.services.checkAssignment(b.as('dispatcher'), {
      jobId: 'j1',
      technicianId: 't1',
      startsAt: '2026-11-20T08:00:00Z',
    });
    assert.deepEqual(
      violations.map((violation) => violation.code),
      ['skill_missing'],
    );
    assert.equal(await b.store.read(b.system.tenant).lastSeq(), seq);
    await assert.rejects(
      b.services.checkAssignment(b.as('dispatcher'), { jobId: 'nope', technicianId: 't1', startsAt: '2026-11-20T08:00:00Z' }),
      problem('unknown_reference', '/jobId'),
    );
  });

  test('a missing position is a note and does not refuse', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.services.createJob(b.system, { id: 'j1', title: 'Somewhere' });
    const assignment = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    assert.deepEqual(assignment.overridden, []);
  });

  test('what cannot be assigned is named', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.technician('t2', { active: false });
    await b.job('j1');
    const at = '2026-11-20T08:00:00Z';
    await assert.rejects(b.assign('nope', 't1', at), problem('unknown_reference', '/jobId'));
    await assert.rejects(b.assign('j1', 'nope', at), problem('unknown_reference', '/technicianId'));
    await assert.rejects(b.assign('j1', 't2', at), problem('invalid', '/technicianId'));
    await assert.rejects(b.assign('j1', 't1', at, { endsAt: at }), problem('invalid', '/endsAt'));
    await assert.rejects(b.assign('j1', 't1', at, { endsAt: '2027-11-20T08:00:00Z' }), problem('invalid', '/endsAt'));
    await b.services.transitionJob(b.system, 'j1', { to: 'cancelled', reason: 'gone' });
    await assert.rejects(b.assign('j1', 't1', at), problem('transition_not_allowed'));
  });

  test('an assignment across the end of daylight saving keeps its real length', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1', { durationMinutes: 120 });
    // 01:30 in Berlin, summer time; at 03:00 the clock goes back to 02:00.
    const assignment = await b.assign('j1', 't1', '2026-10-24T23:30:00Z', { override: true });
    assert.equal(assignment.endsAt, '2026-10-25T01:30:00.000Z');
    const moved = await b.services.moveAssignment(
      b.system,
      assignment.id,
      { startsAt: '2026-03-29T00:30:00Z', override: true },
      1,
    );
    assert.equal(moved.endsAt, '2026-03-29T02:30:00.000Z');
  });
});

describe('moving and taking back', () => {
  test('a move keeps the length, changes the technician, and notes before and after', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.technician('t2');
    await b.job('j1');
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const moved = await b.services.moveAssignment(
      b.as('dispatcher'),
      id,
      { technicianId: 't2', startsAt: '2026-11-20T10:00:00Z' },
      1,
    );
    assert.deepEqual([moved.technicianId, moved.endsAt, moved.version], ['t2', '2026-11-20T11:00:00.000Z', 2]);
    const {
      items: [event],
    } = await b.services.history(b.system, { jobId: 'j1', sort: '-seq', limit: 1 });
    assert.deepEqual(event?.changes[0]?.previous, {
      technicianId: 't1',
      startsAt: '2026-11-20T08:00:00.000Z',
      endsAt: '2026-11-20T09:00:00.000Z',
    });
    for (const technicianId of ['t1', 't2']) {
      assert.equal((await b.services.history(b.system, { technicianId, sort: '-seq', limit: 1 })).items[0]?.seq, event?.seq);
    }
  });

  test('of many writers with one version exactly one wins', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const attempts = Array.from({ length: 16 }, (_, i) =>
      b.services.moveAssignment(
        b.as('dispatcher'),
        id,
        { startsAt: `2026-11-20T${String(8 + (i % 6)).padStart(2, '0')}:${i < 6 ? '30' : '45'}:00Z` },
        1,
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    assert.equal(outcomes.filter((outcome) => outcome.status === 'fulfilled').length, 1);
    for (const outcome of outcomes) {
      if (outcome.status !== 'rejected') continue;
      problem('stale')(outcome.reason);
      assert.equal((outcome.reason as { currentVersion: number }).currentVersion, 2);
    }
  });

  test('locks hold until they are taken off', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.technician('t2');
    await b.job('j1', { windowStartsAt: '2026-11-20T08:00:00Z', windowEndsAt: '2026-11-20T10:00:00Z' });
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z', { lock: 'committed' });
    const move = (patch: Parameters<typeof b.services.moveAssignment>[2]) => b.services.moveAssignment(b.system, id, patch, null);
    await assert.rejects(move({ technicianId: 't2' }), problem('invalid', '/lock'));
    await assert.rejects(move({ startsAt: '2026-11-20T12:00:00Z', override: true }), problem('invalid', '/lock'));
    await move({ startsAt: '2026-11-20T09:00:00Z' });
    await move({ lock: 'pinned' });
    await assert.rejects(move({ startsAt: '2026-11-20T09:15:00Z' }), problem('invalid', '/lock'));
    await move({ notes: 'still editable' });
    await move({ lock: 'planned', technicianId: 't2' });
  });

  test('releasing is an act of its own', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const released = await b.services.moveAssignment(b.system, id, { released: true }, 1);
    assert.deepEqual([released.status, released.releasedAt], ['dispatched', '2026-11-20T07:00:00.000Z']);
    assert.equal((await b.services.getJob(b.system, 'j1')).status, 'dispatched');
    const back = await b.services.moveAssignment(b.system, id, { released: false }, 2);
    assert.deepEqual([back.status, back.releasedAt], ['scheduled', null]);
  });

  test('taking back leaves a tombstone; posting its id brings it back, rules broken before included', async () => {
    const b = await bench();
    await b.technician('t1', { skills: [] });
    await b.job('j1');
    await b.job('j2');
    const placed = await b.assign('j1', 't1', '2026-11-20T08:00:00Z', { override: true, notes: 'ring twice' });
    await assert.rejects(b.services.unassign(b.system, placed.id, 7), problem('stale'));
    const tombstone = await b.services.unassign(b.as('dispatcher'), placed.id, 1);
    assert.equal(tombstone.version, 2);
    assert.equal((await b.services.getJob(b.system, 'j1')).status, 'unscheduled');
    await assert.rejects(b.services.getAssignment(b.system, placed.id), problem('not_found'));
    await assert.rejects(b.assign('j2', 't1', placed.startsAt, { id: placed.id, override: true }), problem('already_exists'));
    const back = await b.services.assignJob(b.as('dispatcher', { method: 'undo' }), {
      id: placed.id,
      jobId: 'j1',
      technicianId: 't1',
      startsAt: placed.startsAt,
      endsAt: placed.endsAt,
    });
    assert.deepEqual(
      [back.version, back.notes, back.overridden, back.createdAt],
      [3, 'ring twice', ['skill_missing'], placed.createdAt],
    );
    assert.equal((await b.services.getJob(b.system, 'j1')).status, 'scheduled');
    await assert.rejects(b.assign('j1', 't1', placed.startsAt, { id: placed.id }), problem('already_exists'));
  });
});

describe('batch', () => {
  test('two jobs change places without standing in each other’s way, as one event', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    await b.job('j2');
    const one = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const two = await b.assign('j2', 't1', '2026-11-20T10:00:00Z');
    const seq = await b.store.read(b.system.tenant).lastSeq();
    const result = await b.services.batchAssignments(b.as('dispatcher'), {
      operations: [
        { op: 'update', id: one.id, version: 1, patch: { startsAt: two.startsAt } },
        { op: 'update', id: two.id, version: 1, patch: { startsAt: one.startsAt } },
      ],
    });
    assert.equal(result.seq, seq + 1);
    assert.deepEqual(
      result.results.map((each) => [each.id, each.version, each.assignment?.startsAt]),
      [
        [one.id, 2, two.startsAt],
        [two.id, 2, one.startsAt],
      ],
    );
    const [event] = await b.store.read(b.system.tenant).tail(seq, 1);
    assert.deepEqual([event?.type, event?.changes.length], ['assignments.changed', 2]);
  });

  test('all or nothing: one stale, unknown or conflicting operation undoes all', async () => {
    const b = await bench();
    await b.technician('t1');
    for (const id of ['j1', 'j2', 'j3']) await b.job(id);
    const one = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const seq = await b.store.read(b.system.tenant).lastSeq();
    const good = { op: 'delete', id: one.id, version: 1 } as const;
    const create = (jobId: string, startsAt: string) =>
      ({ op: 'create', assignment: { jobId, technicianId: 't1', startsAt } }) as const;
    const dispatcher = b.as('dispatcher');
    const batch = (...operations: Parameters<typeof b.services.batchAssignments>[1]['operations']) =>
      b.services.batchAssignments(dispatcher, { operations });
    await assert.rejects(batch(good, { op: 'update', id: one.id, version: 1, patch: {} }), problem('not_found'));
    await assert.rejects(
      batch(create('j2', '2026-11-20T10:00:00Z'), { op: 'update', id: one.id, version: 5, patch: {} }),
      problem('stale', '/operations/1/version'),
    );
    await assert.rejects(
      batch(good, create('nope', '2026-11-20T10:00:00Z')),
      problem('unknown_reference', '/operations/1/assignment/jobId'),
    );
    await assert.rejects(
      batch(good, create('j2', '2026-11-20T10:00:00Z'), create('j3', '2026-11-20T10:30:00Z')),
      problem('assignment_conflict'),
    );
    assert.equal(await b.store.read(b.system.tenant).lastSeq(), seq);
    assert.equal((await b.services.getAssignment(b.system, one.id)).version, 1);
    assert.equal((await b.services.listAssignments(b.system)).total, 1);
  });

  test('a refusal names every entry that is refused, each with its own cause', async () => {
    const b = await bench();
    await b.technician('t1');
    for (const id of ['j1', 'j2', 'j3']) await b.job(id);
    const one = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const create = (jobId: string, startsAt: string) =>
      ({ op: 'create', assignment: { jobId, technicianId: 't1', startsAt } }) as const;
    const refusal = async (...operations: Parameters<typeof b.services.batchAssignments>[1]['operations']) => {
      const error: unknown = await b.services.batchAssignments(b.as('dispatcher'), { operations }).catch((e: unknown) => e);
      assert(error instanceof ProblemError);
      return error;
    };

    const broken = await refusal(
      create('j2', '2026-11-20T12:00:00Z'),
      { op: 'update', id: 'nope', version: 1, patch: {} },
      { op: 'delete', id: 'neither', version: 1 },
      create('nowhere', '2026-11-20T14:00:00Z'),
      { op: 'update', id: one.id, version: 5, patch: {} },
      { op: 'delete', id: one.id, version: 1 },
    );
    assert.equal(broken.code, 'not_found');
    assert.deepEqual(
      broken.errors?.map(({ pointer, code }) => [pointer, code]),
      [
        ['/operations/1/id', 'not_found'],
        ['/operations/2/id', 'not_found'],
        ['/operations/3/assignment/jobId', 'unknown_reference'],
        ['/operations/4/version', 'stale'],
      ],
    );

    const key = { kind: 'apiKey', scopes: ['assignments:write', 'assignments:read', 'jobs:read'] } as const;
    const operations = [create('j2', '2026-11-20T12:00:00Z'), create('j3', '2026-11-20T08:30:00Z')].map((each) => ({
      ...each,
      assignment: { ...each.assignment, override: true },
    }));
    const overriding: unknown = await b.services
      .batchAssignments({ ...b.as('dispatcher'), ...key, role: 'api_key' }, { operations })
      .catch((e: unknown) => e);
    assert(overriding instanceof ProblemError);
    assert.deepEqual([overriding.code, overriding.errors?.map(({ pointer }) => pointer)], ['not_allowed', ['/operations/1']]);

    const conflicting = await refusal(create('j2', '2026-11-20T12:00:00Z'), create('j3', '2026-11-20T12:30:00Z'));
    assert.equal(conflicting.code, 'assignment_conflict');
    assert.deepEqual(
      conflicting.errors?.map(({ pointer, violations }) => [pointer, violations?.map((each) => [each.code, each.pointer])]),
      [
        ['/operations/0', [['overlap', '/operations/1']]],
        ['/operations/1', [['overlap', '/operations/0']]],
      ],
    );
    assert.deepEqual(
      conflicting.violations?.map(({ code, assignmentId }) => [code, assignmentId]),
      [
        ['overlap', undefined],
        ['overlap', undefined],
      ],
      'no id that was never kept',
    );
  });

  test('deleting and placing anew in one batch keeps what is not affected', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.job('j1');
    const one = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    const { results } = await b.services.batchAssignments(b.system, {
      operations: [
        { op: 'delete', id: one.id, version: 1 },
        { op: 'create', assignment: { id: 'a2', jobId: 'j1', technicianId: 't1', startsAt: '2026-11-20T08:30:00Z' } },
      ],
    });
    assert.deepEqual(
      results.map((result) => [result.id, result.version, result.assignment === null]),
      [
        [one.id, 2, true],
        ['a2', 1, false],
      ],
    );
    const job = await b.services.getJob(b.system, 'j1');
    assert.deepEqual([job.status, job.version], ['scheduled', 2], 'the job itself did not change');
  });
});
