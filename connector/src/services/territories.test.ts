import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Event } from '@dispatchkit/contract';
import { problem } from '../stores/store-suite.ts';
import { sightOf } from './sight.ts';
import { type TestBench, testBenches } from './test-services.ts';
import { visibleEvents } from './visible-events.ts';

const bench = testBenches();
const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', jobs: 'all' } as const;
const morning = '2026-11-20T08:00:00Z';

/** North and south, with a technician and a placed job each; technician `both` works in both, `any` and job `jn` belong to nobody. */
async function country(): Promise<TestBench & { readonly an: string; readonly as_: string; readonly ab: string }> {
  const b = await bench();
  await b.technician('tn', { territories: ['north'] });
  await b.technician('ts', { territories: ['south'] });
  await b.technician('both', { territories: ['north', 'south'] });
  await b.technician('any');
  await b.technician('far', { territories: ['south'] });
  for (const id of ['cn', 'cs', 'cfree']) await b.services.createCustomer(b.system, { id, name: id });
  await b.job('jn', { territory: 'north', customerId: 'cn' });
  await b.job('js', { territory: 'south', customerId: 'cs' });
  await b.job('j0');
  await b.services.createSite(b.system, { id: 'empty', name: 'Nobody was here yet' });
  await b.services.createRecord(b.system, 'crews', { id: 'mixed', name: 'Mixed', technicianIds: ['ts', 'any'] });
  await b.services.createRecord(b.system, 'crews', { id: 'northern', name: 'North', technicianIds: ['tn', 'both'] });
  await b.services.createRecord(b.system, 'crews', { id: 'southern', name: 'South', technicianIds: ['far'] });
  await b.services.createRecord(b.system, 'dependencies', { id: 'ours', jobId: 'j0', dependsOnJobId: 'jn' });
  await b.services.createRecord(b.system, 'dependencies', { id: 'across', jobId: 'j0', dependsOnJobId: 'js' });
  const { id: an } = await b.assign('jn', 'tn', morning);
  const { id: as_ } = await b.assign('js', 'ts', morning);
  const { id: ab } = await b.assign('js', 'both', '2026-11-20T10:00:00Z');
  await b.services.createTimeOff(b.system, {
    id: 'off-s',
    technicianId: 'ts',
    startsAt: '2026-12-24T08:00:00Z',
    endsAt: '2026-12-25T08:00:00Z',
  });
  return { ...b, an, as_, ab };
}

const idsOf = (page: { items: readonly { id: string }[] }) => page.items.map(({ id }) => id).sort();

describe('who is limited to territories', () => {
  test('lists and reads rows of these, rows of none, and what hangs on them', async () => {
    const b = await country();
    const north = b.as('dispatcher', { territories: ['north'] });
    assert.deepEqual(idsOf(await b.services.listJobs(north)), ['j0', 'jn']);
    assert.deepEqual(idsOf(await b.services.listTechnicians(north)), ['any', 'both', 'tn']);
    assert.deepEqual(idsOf(await b.services.listAssignments(north)), [b.an], 'one of a foreign job is not told, whoever does it');
    assert.deepEqual(idsOf(await b.services.listSites(north)), ['empty', 'site-j0', 'site-jn']);
    assert.deepEqual(idsOf(await b.services.listCustomers(north)), ['cfree', 'cn']);
    assert.equal((await b.services.listShifts(north)).total, undefined, 'only counted for those who ask');
    assert.equal((await b.services.listShifts(north, { total: true })).total, 3);
    assert.equal((await b.services.listTimeOff(north, { total: true })).total, 0);
    for (const read of [
      b.services.getJob(north, 'js'),
      b.services.getTechnician(north, 'ts'),
      b.services.getAssignment(north, b.as_),
      b.services.getAssignment(north, b.ab),
      b.services.getSite(north, 'site-js'),
      b.services.getCustomer(north, 'cs'),
      b.services.getTimeOff(north, 'off-s'),
      b.services.history(north, { jobId: 'js' }),
      b.services.history(north, { technicianId: 'ts' }),
      b.services.feed(north, { jobId: 'js' }),
      b.services.feed(north, { technicianId: 'ts' }),
    ]) {
      await assert.rejects(read, problem('not_found'));
    }
  });

  test('a snapshot holds no more, and nothing in it refers to what is not in it', async () => {
    const b = await country();
    const snapshot = await b.services.snapshot(b.as('dispatcher', { territories: ['north'] }), window);
    const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id).sort();
    assert.deepEqual(
      [ids(snapshot.jobs), ids(snapshot.technicians), ids(snapshot.assignments), ids(snapshot.sites), ids(snapshot.customers)],
      [['j0', 'jn'], ['any', 'both', 'tn'], [b.an], ['site-j0', 'site-jn'], ['cn']],
    );
    assert.equal(snapshot.jobsTotal, 2);
    assert.deepEqual([ids(snapshot.crews), ids(snapshot.dependencies)], [['northern'], ['ours']]);
    assert.ok(snapshot.shifts.every(({ technicianId }) => technicianId !== 'ts'));
    assert.equal(snapshot.capabilities['settings:write'], undefined);
    assert.equal(
      (await b.services.snapshot(b.as('admin', { territories: ['north'] }), window)).capabilities['api_keys:write'],
      undefined,
    );
  });

  test('no territory at all sees what is nobody’s', async () => {
    const b = await country();
    assert.deepEqual(idsOf(await b.services.listJobs(b.as('dispatcher', { territories: [] }))), ['j0']);
    assert.equal((await b.services.listJobs(b.as('dispatcher', { territories: null }))).total, 3);
  });

  test('a technician sees own jobs of these alone', async () => {
    const b = await country();
    const me = b.as('technician', { technicianId: 'both', territories: ['north'] });
    assert.deepEqual(idsOf(await b.services.listJobs(me)), []);
    await assert.rejects(b.services.transitionJob(me, 'js', { to: 'en_route' }), problem('not_found'));
    assert.deepEqual(idsOf(await b.services.listJobs({ ...me, territories: ['south'] })), ['js']);
  });

  test('writes reach no further: 404 for what is not seen, unknown reference where it is named, 403 across a border', async () => {
    const b = await country();
    const north = b.as('supervisor', { territories: ['north'] });
    const seq = await b.store.read(north.tenant).lastSeq();
    const { services } = b;
    for (const attempt of [
      () => services.changeJob(north, 'js', { title: 'mine' }, null),
      () => services.deleteJob(north, 'js', null),
      () => services.transitionJob(north, 'js', { to: 'cancelled', reason: 'x' }),
      () => services.moveAssignment(north, b.as_, { notes: 'x' }, null),
      () => services.moveAssignment(north, b.ab, { technicianId: 'any' }, null),
      () => services.unassign(north, b.as_, null),
      () => services.batchAssignments(north, { operations: [{ op: 'delete', id: b.as_, version: 1 }] }),
      () => services.changeTechnician(north, 'ts', { name: 'x' }, null),
      () => services.deleteTechnician(north, 'ts', null),
      () => services.deleteTimeOff(north, 'off-s', null),
      () => services.changeSite(north, 'site-js', { name: 'x' }, null),
      () => services.changeCustomer(north, 'cs', { name: 'x' }, null),
    ]) {
      await assert.rejects(attempt, problem('not_found'));
    }
    for (const [pointer, attempt] of [
      ['/jobId', () => services.assignJob(north, { jobId: 'js', technicianId: 'tn', startsAt: morning })],
      ['/technicianId', () => services.assignJob(north, { jobId: 'j0', technicianId: 'ts', startsAt: morning })],
      ['/technicianId', () => services.moveAssignment(north, b.an, { technicianId: 'ts' }, null)],
      ['/jobId', () => services.checkAssignment(north, { jobId: 'js', technicianId: 'tn', startsAt: morning })],
      ['/technicianId', () => services.createShift(north, { technicianId: 'ts', startsAt: window.from, endsAt: window.to })],
      ['/siteId', () => services.createJob(north, { title: 'x', siteId: 'site-js' })],
      ['/customerId', () => services.changeJob(north, 'jn', { customerId: 'cs' }, null)],
      [
        '/operations/0/assignment/jobId',
        () =>
          services.batchAssignments(north, {
            operations: [{ op: 'create', assignment: { jobId: 'js', technicianId: 'tn', startsAt: morning } }],
          }),
      ],
    ] as const) {
      await assert.rejects(attempt, problem('unknown_reference', pointer));
    }
    for (const [pointer, attempt] of [
      ['/territory', () => services.createJob(north, { title: 'x', territory: 'south' })],
      ['/territory', () => services.changeJob(north, 'jn', { territory: 'south' }, null)],
      ['/territory', () => services.changeJob(north, 'j0', { territory: 'south' }, null)],
      ['/territories', () => services.createTechnician(north, { name: 'x', territories: ['north', 'south'] })],
      ['/territories', () => services.changeTechnician(north, 'tn', { territories: ['north', 'south'] }, null)],
      ['/territories', () => services.changeTechnician(north, 'both', { territories: ['north'] }, null)],
      ['/territories', () => services.deleteTechnician(north, 'both', null)],
    ] as const) {
      await assert.rejects(attempt, problem('not_allowed', pointer));
    }
    for (const attempt of [
      () => services.importRecords(north, { kind: 'jobs', records: [] }),
      () => services.changeSettings({ ...north, role: 'admin' }, { name: 'x' }, null),
      () => services.createApiKey({ ...north, role: 'admin' }, { name: 'x', scopes: ['jobs:read'] }),
    ]) {
      await assert.rejects(attempt, problem('not_allowed'));
    }
    assert.equal(await b.store.read(north.tenant).lastSeq(), seq, 'nothing was written');
  });

  test('own rows are changed as ever, and nobody’s can be taken', async () => {
    const b = await country();
    const north = b.as('supervisor', { territories: ['north'] });
    await b.services.changeJob(north, 'jn', { title: 'Still ours' }, null);
    await b.services.changeJob(north, 'j0', { territory: 'north' }, null);
    await b.services.changeTechnician(north, 'both', { name: 'Known to both' }, null);
    await b.services.changeTechnician(north, 'both', { territories: ['south'] }, null);
    await assert.rejects(b.services.getTechnician(north, 'both'), problem('not_found'));
    await b.services.changeTechnician(north, 'any', { territories: ['north'] }, null);
    await b.services.transitionJob(north, 'jn', { to: 'en_route' });
    const { id } = await b.services.createJob(north, { title: 'New', territory: 'north', siteId: 'empty' });
    assert.equal((await b.services.getJob(north, id)).territory, 'north');
    await assert.rejects(b.services.getSite(b.as('dispatcher', { territories: ['south'] }), 'empty'), problem('not_found'));
  });

  test('is told of a broken rule without a word about the other’s job', async () => {
    const b = await country();
    const north = b.as('dispatcher', { territories: ['north'] });
    const command = { jobId: 'j0', technicianId: 'both', startsAt: '2026-11-20T10:15:00Z' };
    const { number } = await b.services.getJob(b.system, 'js');
    const { violations } = await b.services.checkAssignment(north, command);
    assert.ok(violations.some(({ code }) => code === 'overlap'));
    assert.equal(JSON.stringify(violations).includes(number) || JSON.stringify(violations).includes(b.ab), false);
    await assert.rejects(b.services.assignJob(north, command), (error: { violations: unknown; detail: string }) => {
      assert.equal(JSON.stringify([error.violations, error.detail]).includes(number), false);
      return problem('assignment_conflict')(error as unknown as Error);
    });
    const whole = await b.services.checkAssignment(b.as('dispatcher'), command);
    assert.ok(JSON.stringify(whole).includes(number));
  });
});

test('a circle of waiting jobs is told without the numbers of others', async () => {
  const b = await country();
  const { number } = await b.services.getJob(b.system, 'js');
  await b.services.createJob(b.system, { id: 'jx', title: 'Nobody’s' });
  await b.services.createRecord(b.system, 'dependencies', { jobId: 'jx', dependsOnJobId: 'js' });
  await b.services.createRecord(b.system, 'dependencies', { jobId: 'js', dependsOnJobId: 'jn' });
  const close = (territories: readonly string[] | null) =>
    b.services.createRecord(b.as('dispatcher', { territories }), 'dependencies', { jobId: 'jn', dependsOnJobId: 'jx' });
  await assert.rejects(close(['north']), (error: Error) => {
    assert.equal(error.message.includes(number), false);
    assert.match(error.message, /a job of others/);
    return problem('dependency_cycle')(error);
  });
  await assert.rejects(close(null), (error: Error) => error.message.includes(number));
});

describe('the feed of who is limited to territories', () => {
  async function heard(b: TestBench, territories: readonly string[], work: () => Promise<unknown>): Promise<Event[]> {
    const reader = b.store.read(b.system.tenant);
    const from = await reader.lastSeq();
    await work();
    const sight = sightOf(b.as('dispatcher', { territories }));
    return visibleEvents(reader, sight, await reader.tail(from, 100));
  }
  const told = (events: readonly Event[]) =>
    events.map(({ changes, reload }) => [
      reload ?? false,
      changes.map(({ kind, id, record }) => `${record ? '' : '-'}${kind}:${id}`).sort(),
    ]);

  test('tells what happens in these and leaves an outline of the rest', async () => {
    const b = await country();
    const events = await heard(b, ['north'], async () => {
      await b.services.changeJob(b.system, 'jn', { title: 'ours' }, null);
      await b.services.changeJob(b.as('dispatcher', { id: 'person-of-the-south' }), 'js', { title: 'secret' }, null);
      await b.services.moveAssignment(b.system, b.ab, { notes: 'secret' }, null);
      await b.services.changeSite(b.system, 'site-js', { accessNotes: 'secret' }, null);
      await b.services.changeCustomer(b.system, 'cs', { phone: 'secret' }, null);
      await b.services.deleteTimeOff(b.system, 'off-s', null);
      await b.services.changeSite(b.system, 'site-jn', { accessNotes: 'ours' }, null);
    });
    assert.deepEqual(told(events), [
      [false, ['jobs:jn']],
      [false, []],
      [false, []],
      [false, []],
      [false, []],
      [false, []],
      [false, ['sites:site-jn']],
    ]);
    const text = JSON.stringify(events);
    for (const word of ['secret', 'person-of-the-south', b.ab, '"js"']) assert.equal(text.includes(word), false, word);
  });

  test('a job that comes in is told as new and asks for a reload; one that goes is gone', async () => {
    const b = await country();
    const moves = () =>
      b.services
        .changeJob(b.system, 'js', { territory: 'north', description: 'from the south' }, null)
        .then(() => b.services.changeJob(b.system, 'js', { territory: 'south', description: 'secret' }, null));
    assert.deepEqual(told(await heard(b, ['north'], moves)), [
      [true, ['jobs:js']],
      [true, ['-jobs:js']],
    ]);
    const [into, out] = await heard(b, ['north'], moves);
    assert.equal(into?.changes[0]?.previous, undefined, 'what it was before is not told');
    assert.equal(JSON.stringify(out).includes('secret'), false);
    assert.deepEqual(told(await heard(b, ['north', 'south'], moves)), [
      [false, ['jobs:js']],
      [false, ['jobs:js']],
    ]);
  });

  test('a technician who changes sides is told alike, and so is the work of one', async () => {
    const b = await country();
    const events = await heard(b, ['north'], async () => {
      await b.services.changeTechnician(b.system, 'tn', { territories: ['south'] }, null);
      await b.services.changeTechnician(b.system, 'ts', { territories: ['north'] }, null);
      await b.services.moveAssignment(b.system, b.an, { technicianId: 'any', override: true }, null);
    });
    assert.deepEqual(told(events).slice(0, 2), [
      [true, ['-technicians:tn']],
      [true, ['technicians:ts']],
    ]);
    assert.ok(events[2]?.changes.some(({ kind }) => kind === 'assignments'));
    assert.equal(JSON.stringify(events[2]).includes('"tn"'), false, 'who did it before is somebody else’s now');
  });

  test('a job that is deleted is gone for those who saw it', async () => {
    const b = await country();
    const work = async () => {
      await b.services.unassign(b.system, b.an, null);
      await b.services.deleteJob(b.system, 'jn', null);
    };
    const reader = b.store.read(b.system.tenant);
    const from = await reader.lastSeq();
    await work();
    const events = await reader.tail(from, 10);
    const as = (territories: readonly string[]) => visibleEvents(reader, sightOf(b.as('dispatcher', { territories })), events);
    assert.deepEqual(told(await as(['north']))[1], [false, ['-dependencies:ours', '-jobs:jn']]);
    assert.deepEqual(told(await as(['south'])), [
      [false, []],
      [false, []],
    ]);
  });

  test('history is narrowed alike', async () => {
    const b = await country();
    const { items } = await b.services.history(b.as('dispatcher', { territories: ['north'] }), { limit: 500 });
    const text = JSON.stringify(items);
    for (const word of ['"js"', '"ts"', 'site-js', b.as_, b.ab]) assert.equal(text.includes(word), false, word);
    assert.ok(text.includes('"jn"') && text.includes('"tn"'));
  });
});
