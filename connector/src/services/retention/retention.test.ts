import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Event, Retention } from '@dispatchkit/contract';
import { silentLog } from '../../ports/log.ts';
import type { RetentionStore } from '../../ports/retention.ts';
import type { ProblemError } from '../errors.ts';
import { seriesTask } from '../series/series-task.ts';
import type { ServiceOptions } from '../service-options.ts';
import { type TestBench, testBenches } from '../test-services.ts';
import type { TaskCall } from '../work/handlers.ts';
import { retentionTask } from './apply-retention.ts';
import { erasePerson } from './erase-person.ts';

const bench = testBenches();
const start = '2026-11-20T07:00:00.000Z';
const dayMs = 86_400_000;

async function withRules(rules: Partial<Retention>): Promise<TestBench> {
  const b = await bench();
  b.clock.set(start);
  await b.services.changeSettings(b.system, { retention: rules }, null);
  return b;
}
function later(b: TestBench, days: number): void {
  b.clock.set(new Date(Date.parse(start) + days * dayMs).toISOString());
}
async function run(b: TestBench): Promise<void> {
  await retentionTask(optionsOf(b)).run(callOf(b));
}
function optionsOf(b: TestBench): ServiceOptions {
  return { store: b.store, clock: b.clock, ids: { next: () => 'unused' }, log: silentLog };
}
function callOf(b: TestBench): TaskCall {
  return { tenant: b.system.tenant, nowMs: b.clock.now(), signal: new AbortController().signal };
}
const eventsOf = (b: TestBench): Promise<Event[]> => b.store.read(b.system.tenant).tail(0, 1000);

describe('what is not kept', () => {
  test('nothing goes as long as nobody says so', async () => {
    const b = await withRules({});
    await b.job('j1');
    await b.services.transitionJob(b.system, 'j1', { to: 'completed' });
    const before = await eventsOf(b);
    later(b, 4000);
    await run(b);
    assert.deepEqual(await eventsOf(b), before);
    b.clock.set(start);
  });

  test('old events go, without a gap, and one tells how many; what readers may not go on from is known', async () => {
    const b = await withRules({ eventDays: 30 });
    for (let i = 0; i < 450; i++) await b.services.createCustomer(b.system, { id: `c${i}`, name: `C ${i}` });
    later(b, 20);
    await b.services.createCustomer(b.system, { id: 'young', name: 'Young' });
    later(b, 31);
    const { wouldRemove } = await b.services.previewRetention(b.as('admin'));
    await run(b);
    const events = await eventsOf(b);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['customer.created', 'retention.applied'],
    );
    assert.equal(events[1]?.counts?.events, wouldRemove.events);
    const reader = b.store.read(b.system.tenant);
    assert.deepEqual([await reader.firstSeq(), await reader.lastSeq()], [events[0]?.seq, events[1]?.seq]);
    assert.equal(events[1]?.seq, (events[0]?.seq ?? 0) + 1);
    assert.deepEqual((await b.services.history(b.system, { record: { kind: 'customers', id: 'c7' } })).items, []);
    assert.equal((await b.services.history(b.system, { record: { kind: 'customers', id: 'young' } })).items.length, 1);
    await run(b);
    assert.equal((await eventsOf(b)).length, 2, 'nothing more to remove, nothing told');
    b.clock.set(start);
  });

  test('the newest event stays, or nobody would know how far the log is', async () => {
    const b = await withRules({ eventDays: 7 });
    later(b, 100);
    await b.store.retention.purgeEvents(b.system.tenant, new Date(b.clock.now()).toISOString(), 1000);
    const reader = b.store.read(b.system.tenant);
    assert.equal(await reader.firstSeq(), await reader.lastSeq());
    b.clock.set(start);
  });

  test('a day of a series that was called off in good time is not made again', async () => {
    const b = await withRules({ closedJobDays: 10 });
    const rule = { name: 'Filters', rule: 'FREQ=YEARLY', startsOn: '2026-12-24', horizonDays: 60, job: { title: 'Filters' } };
    const { id } = await b.services.createRecord(b.system, 'series', { id: 'filters', ...rule });
    const jobsOf = async () => (await b.services.listJobs(b.system, { seriesId: [id] })).items;
    const [job] = await jobsOf();
    assert.ok(job);
    await b.services.transitionJob(b.system, job.id, { to: 'cancelled', reason: 'x' });
    later(b, 11);
    await run(b);
    await seriesTask(optionsOf(b)).run(callOf(b));
    assert.deepEqual(await jobsOf(), []);
    assert.deepEqual((await b.store.read(b.system.tenant).get('series', id))?.skippedDays, ['2026-12-24']);
    b.clock.set(start);
  });

  test('closed jobs are deleted with all that hangs on them, and are gone for good later', async () => {
    const b = await withRules({ closedJobDays: 10, deletedDays: 5 });
    await b.technician('t1');
    for (const id of ['done', 'cancelled', 'open']) await b.job(id);
    await b.services.createRecord(b.system, 'dependencies', { id: 'd1', jobId: 'open', dependsOnJobId: 'done' });
    await b.assign('done', 't1', '2026-11-20T08:00:00Z');
    await b.services.transitionJob(b.system, 'done', { to: 'completed' });
    await b.services.transitionJob(b.system, 'cancelled', { to: 'cancelled', reason: 'x' });
    later(b, 9);
    await run(b);
    assert.equal((await b.services.listJobs(b.system)).total, 3);
    later(b, 11);
    assert.equal((await b.services.previewRetention(b.as('admin'))).wouldRemove.closedJobs, 2);
    await run(b);
    assert.deepEqual(
      (await b.services.listJobs(b.system)).items.map(({ id }) => id),
      ['open'],
    );
    const reader = b.store.read(b.system.tenant);
    assert.equal((await reader.getDeleted('jobs', 'done'))?.id, 'done');
    const applied = (await eventsOf(b)).filter(({ type }) => type === 'retention.applied');
    assert.deepEqual(
      applied.map(({ reload, counts }) => ({ reload, closedJobs: counts?.closedJobs })),
      [{ reload: true, closedJobs: 2 }],
    );
    assert.equal((await b.services.listJobs(b.system, { q: 'done' })).total, 0);
    later(b, 17);
    await run(b);
    assert.equal(await reader.getDeleted('jobs', 'done'), undefined);
    assert.equal(await reader.getDeleted('dependencies', 'd1'), undefined);
    b.clock.set(start);
  });

  test('deleted records that others still refer to stay until those go', async () => {
    const b = await withRules({ deletedDays: 5 });
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada' });
    await b.services.createSite(b.system, { id: 's1', customerId: 'c1' });
    await b.services.deleteSite(b.system, 's1', null);
    await b.services.deleteCustomer(b.system, 'c1', null);
    later(b, 6);
    await b.store.retention.purgeDeleted(b.system.tenant, 'customers', new Date(b.clock.now()).toISOString(), 100);
    assert.ok(await b.store.read(b.system.tenant).getDeleted('customers', 'c1'));
    await run(b);
    assert.equal(await b.store.read(b.system.tenant).getDeleted('customers', 'c1'), undefined);
    b.clock.set(start);
  });

  test('last positions are forgotten', async () => {
    const b = await withRules({ positionDays: 2 });
    await b.technician('t1');
    const fix = { technicianId: 't1', latitude: 1, longitude: 1, accuracyMeters: null, headingDegrees: null, at: start };
    await b.services.recordFixes(b.system, [fix]);
    later(b, 3);
    await run(b);
    assert.equal((await b.services.getTechnician(b.system, 't1')).position, null);
    b.clock.set(start);
  });
});

describe('erasing a person', () => {
  const secrets = /Ada|555|ada@|gate code|Elm Street|VIP/;

  test('takes a customer and their sites out of records and history, and leaves the rest as it was', async () => {
    const b = await bench();
    await b.services.changeSettings(
      b.system,
      { customFields: [{ key: 'tier', label: 'Tier', entity: 'customer', kind: 'text' }] },
      null,
    );
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada', phone: '555', email: 'ada@x', custom: { tier: 'VIP' } });
    await b.services.createSite(b.system, { id: 's1', customerId: 'c1', address: 'Elm Street 1', accessNotes: 'gate code 7' });
    await b.services.changeCustomer(b.system, 'c1', { name: 'Ada Reyes' }, null);
    await b.services.createCustomer(b.system, { id: 'c2', name: 'Bo' });
    await b.services.createJob(b.system, { id: 'j1', title: 'Leak', siteId: 's1' });
    const before = await eventsOf(b);
    const erased = await b.services.eraseCustomer(b.as('admin'), 'c1', null);
    assert.deepEqual([erased.name, erased.phone, erased.email, erased.custom], ['Erased', null, null, {}]);
    const events = await eventsOf(b);
    assert.doesNotMatch(JSON.stringify(events), secrets);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      [...before.map(({ seq }) => seq), before.length + 1],
    );
    assert.match(JSON.stringify(events), /"Bo"/);
    const job = await b.services.getJob(b.system, 'j1');
    assert.deepEqual([job.customerId, job.siteId], ['c1', 's1']);
    assert.doesNotMatch(JSON.stringify(await b.services.getSite(b.system, 's1')), secrets);
  });

  test('goes through a long history a stretch at a time, and when it was cut off, does the rest when asked again', async () => {
    const b = await bench();
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada' });
    for (let i = 0; i < 250; i++) await b.services.changeCustomer(b.system, 'c1', { name: `Ada ${i}` }, null);
    const stretches: number[] = [];
    const retention = {
      ...b.store.retention,
      eraseFields: async (...[tenant, erasure, after, limit]: Parameters<RetentionStore['eraseFields']>) => {
        stretches.push(after);
        if (stretches.length === 2) throw new Error('cut off');
        return b.store.retention.eraseFields(tenant, erasure, after, limit);
      },
    };
    const store = new Proxy(b.store, {
      get(target, name) {
        if (name === 'retention') return retention;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const erase = () => erasePerson({ ...optionsOf(b), store }, b.as('admin'), 'customers', 'c1', null);
    await assert.rejects(erase(), /cut off/);
    const named = async () => (await eventsOf(b)).filter((event) => secrets.test(JSON.stringify(event))).length;
    assert.equal(await named(), 151, 'a hundred of 251 are done');
    await erase();
    assert.equal(await named(), 0);
    assert.equal(stretches.length, 5);
    assert.equal((await b.services.getCustomer(b.system, 'c1')).name, 'Erased');
  });

  test('reaches those that were deleted before', async () => {
    const b = await bench();
    await b.services.createTechnician(b.system, { id: 't9', name: 'Ada', phone: '555' });
    await b.services.deleteTechnician(b.system, 't9', null);
    await b.services.eraseTechnician(b.as('admin'), 't9', null);
    assert.doesNotMatch(JSON.stringify(await eventsOf(b)), secrets);
    assert.doesNotMatch(JSON.stringify(await b.store.read(b.system.tenant).getDeleted('technicians', 't9')), secrets);
    await assert.rejects(
      b.services.eraseTechnician(b.as('admin'), 'nobody', null),
      (error) => (error as ProblemError).code === 'not_found',
    );
    await assert.rejects(
      b.services.eraseTechnician(b.as('supervisor'), 't9', null),
      (error) => (error as ProblemError).code === 'not_allowed',
    );
  });
});

describe('history of any record', () => {
  test('is what changed it, for those who may read it', async () => {
    const b = await bench();
    await b.services.createCustomer(b.system, { id: 'c1', name: 'Ada' });
    await b.services.createCustomer(b.system, { id: 'c2', name: 'Bo' });
    await b.services.changeCustomer(b.system, 'c1', { name: 'Ada Reyes' }, null);
    await b.services.createRecord(b.system, 'equipment', { id: 'e1', name: 'Lift' });
    await b.services.deleteRecord(b.system, 'equipment', 'e1', null);
    const types = async (kind: 'customers' | 'equipment' | 'settings', id: string, actor = b.as('dispatcher')) =>
      (await b.services.history(actor, { record: { kind, id } })).items.map(({ type }) => type);
    assert.deepEqual(await types('customers', 'c1'), ['customer.created', 'customer.changed']);
    assert.deepEqual(await types('equipment', 'e1'), ['equipment.created', 'equipment.deleted']);
    assert.deepEqual(await types('settings', 'settings'), ['settings.changed']);
    await assert.rejects(types('customers', 'nobody'), (error) => (error as ProblemError).code === 'not_found');
    await assert.rejects(types('settings', 'other'), (error) => (error as ProblemError).code === 'not_found');
    await assert.rejects(
      types('customers', 'c1', b.as('technician', { technicianId: 't1' })),
      (error) => (error as ProblemError).code === 'not_found',
    );
  });

  test('of a personal view is its owner’s, also when it is deleted', async () => {
    const b = await bench();
    const [mine, other] = [b.as('dispatcher', { id: 'ada' }), b.as('dispatcher', { id: 'bo' })];
    const { id } = await b.services.createRecord(mine, 'views', { name: 'Mine', widget: 'map' });
    await b.services.deleteRecord(mine, 'views', id, null);
    assert.equal((await b.services.history(mine, { record: { kind: 'views', id } })).items.length, 2);
    await assert.rejects(
      b.services.history(other, { record: { kind: 'views', id } }),
      (error) => (error as ProblemError).code === 'not_found',
    );
  });
});
