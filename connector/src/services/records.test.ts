import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { problem } from '../stores/store-suite.ts';
import { testBenches } from './test-services.ts';

const bench = testBenches();

describe('records', () => {
  test('jobs get numbers of a series per year of the tenant’s zone, passing over those given by hand', async () => {
    const b = await bench();
    await b.services.createJob(b.system, { title: 'by hand', number: 'J-26-00002' });
    const numbers = await Promise.all(
      Array.from({ length: 3 }, async () => (await b.services.createJob(b.system, { title: 'x' })).number),
    );
    assert.deepEqual(numbers, ['J-26-00001', 'J-26-00003', 'J-26-00004']);
    const now = b.clock.now();
    // 00:30 on New Year's Day in Berlin is still the old year in UTC.
    b.clock.set('2026-12-31T23:30:00.000Z');
    assert.equal((await b.services.createJob(b.system, { title: 'x' })).number, 'J-27-00001');
    b.clock.set(new Date(now).toISOString());
    await assert.rejects(
      b.services.createJob(b.system, { title: 'x', number: 'J-26-00002' }),
      problem('already_exists', '/number'),
    );
  });

  test('a new job has defaults, takes its customer from its site, and needs what it refers to', async () => {
    const b = await bench();
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada' });
    await b.services.createSite(b.system, { id: 's1', customerId: 'c1' });
    await b.services.changeSettings(b.system, { customFields: [numberField('meter')] }, null);
    const job = await b.services.createJob(b.as('dispatcher'), { title: 'Leak', siteId: 's1', custom: { meter: 7, gone: null } });
    assert.deepEqual(
      [job.customerId, job.status, job.priority, job.durationMinutes, job.requestedAt],
      ['c1', 'unscheduled', 'normal', 60, '2026-11-20T07:00:00.000Z'],
    );
    assert.deepEqual(job.custom, { meter: 7 });
    await assert.rejects(b.services.createJob(b.system, { title: 'x', siteId: 'nope', customerId: 'nope' }), (error) => {
      problem('unknown_reference', '/siteId')(error);
      return problem('unknown_reference', '/customerId')(error);
    });
    await assert.rejects(
      b.services.createJob(b.system, {
        title: 'x',
        windowStartsAt: '2026-11-20T10:00:00Z',
        windowEndsAt: '2026-11-20T10:00:00Z',
      }),
      problem('invalid', '/windowEndsAt'),
    );
    await assert.rejects(b.services.createJob(b.system, { id: job.id, title: 'x' }), problem('already_exists', '/id'));
  });

  test('a merge patch changes what it names; the same twice changes nothing', async () => {
    const b = await bench();
    await b.services.changeSettings(b.system, { customFields: ['a', 'b', 'c'].map(numberField) }, null);
    const job = await b.services.createJob(b.system, { title: 'Leak', dueAt: '2026-11-21T10:00:00Z', custom: { a: 1, b: 2 } });
    const patch = { dueAt: null, custom: { a: null, c: 3 }, description: 'x' };
    const changed = await b.services.changeJob(b.as('dispatcher'), job.id, patch, 1);
    assert.deepEqual([changed.version, changed.title, changed.dueAt, changed.custom], [2, 'Leak', null, { b: 2, c: 3 }]);
    assert.equal((await b.services.changeJob(b.as('dispatcher'), job.id, patch, 2)).version, 2);
    await assert.rejects(b.services.changeJob(b.system, job.id, { title: 'y' }, 1), (error) => {
      problem('stale')(error);
      assert.equal((error as { currentVersion: number }).currentVersion, 2);
      return true;
    });
    await assert.rejects(b.services.changeJob(b.system, 'nope', { title: 'y' }, 1), problem('not_found'));
  });

  test('what others refer to is not deleted', async () => {
    const b = await bench();
    await b.technician('t1');
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada' });
    await b.job('j1', { customerId: 'c1' });
    const { id } = await b.assign('j1', 't1', '2026-11-20T08:00:00Z');
    await assert.rejects(b.services.deleteJob(b.system, 'j1', null), problem('in_use'));
    await assert.rejects(b.services.deleteSite(b.system, 'site-j1', null), problem('in_use'));
    await assert.rejects(b.services.deleteCustomer(b.system, 'c1', null), problem('in_use'));
    await assert.rejects(b.services.deleteTechnician(b.system, 't1', null), problem('in_use'));
    await b.services.unassign(b.system, id, null);
    const tombstone = await b.services.deleteTechnician(b.as('supervisor'), 't1', 1);
    assert.equal(tombstone.version, 2);
    assert.equal((await b.services.listShifts(b.system)).total, 0, 'shifts go along');
    await b.services.deleteJob(b.as('supervisor'), 'j1', null);
    await b.services.deleteSite(b.system, 'site-j1', null);
    await b.services.deleteCustomer(b.system, 'c1', null);
    await assert.rejects(b.services.deleteCustomer(b.system, 'c1', null), problem('not_found'));
    assert.equal((await b.services.history(b.system, { jobId: 'j1', sort: '-seq', limit: 1 })).items[0]?.type, 'job.deleted');
  });

  test('a record that refers to something deleted can still be changed', async () => {
    const b = await bench();
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada' });
    await b.technician('t1');
    const shift = (await b.services.listShifts(b.system)).items[0];
    assert.ok(shift);
    const changed = await b.services.changeShift(
      b.system,
      shift.id,
      { breaks: [{ startsAt: '2026-11-20T11:00:00Z', endsAt: '2026-11-20T11:30:00Z' }] },
      1,
    );
    assert.equal(changed.breaks[0]?.startsAt, '2026-11-20T11:00:00.000Z');
    await assert.rejects(
      b.services.changeShift(b.system, shift.id, { endsAt: '2026-11-20T11:15:00Z' }, 2),
      problem('invalid', '/breaks/0'),
    );
    await assert.rejects(
      b.services.changeShift(b.system, shift.id, { endsAt: '2026-11-19T11:15:00Z' }, 2),
      problem('invalid', '/endsAt'),
    );
  });

  test('an idempotency key makes a creation happen once and answer the same', async () => {
    const b = await bench();
    let replays = 0;
    const actor = b.as('dispatcher', { idempotency: { key: 'k1', fingerprint: 'f1', onReplay: () => replays++ } });
    const [one, two] = await Promise.all([
      b.services.createJob(actor, { title: 'once' }),
      b.services.createJob(actor, { title: 'once' }),
    ]);
    assert.deepEqual(one, two);
    assert.equal(replays, 1);
    assert.equal((await b.services.listJobs(b.system)).total, 1);
    const other = { ...actor, idempotency: { key: 'k1', fingerprint: 'f2' } };
    await assert.rejects(b.services.createJob(other, { title: 'another' }), problem('idempotency_mismatch'));
  });

  test('lists refuse what they do not know, and say what they do', async () => {
    const b = await bench();
    for (const [options, pointer] of [
      [{ limit: 0 }, 'query:limit'],
      [{ limit: 501 }, 'query:limit'],
      [{ sort: 'nope' }, 'query:sort'],
      [{ sort: '' }, 'query:sort'],
      [{ sort: 'number,-number' }, 'query:sort'],
      [{ from: '2026-11-21T00:00:00Z', to: '2026-11-20T00:00:00Z' }, 'query:to'],
      [{ updatedSince: 'yesterday' }, 'query:updatedSince'],
    ] as const) {
      await assert.rejects(
        b.services.listJobs(b.system, options),
        problem('malformed_request', pointer),
        JSON.stringify(options),
      );
    }
    await assert.rejects(b.services.listJobs(b.system, { cursor: 'x' }), problem('invalid_cursor'));
    await assert.rejects(
      b.services.snapshot(b.system, { from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z', jobs: 'all' }),
      problem('malformed_request', 'query:to'),
    );
  });

  test('settings are changed by version', async () => {
    const b = await bench();
    const before = await b.services.getSettings(b.as('technician'));
    const after = await b.services.changeSettings(
      b.as('admin'),
      { snapMinutes: 5, labels: { technician: 'Engineer' } },
      before.version,
    );
    assert.deepEqual([after.version, after.snapMinutes, after.timeZone], [before.version + 1, 5, 'Europe/Berlin']);
    await assert.rejects(b.services.changeSettings(b.as('admin'), { snapMinutes: 10 }, before.version), problem('stale'));
    assert.deepEqual((await b.services.changeSettings(b.as('admin'), { labels: {} }, null)).labels, {});
  });
});

function numberField(key: string) {
  return { key, label: key, entity: 'job', kind: 'number' } as const;
}
