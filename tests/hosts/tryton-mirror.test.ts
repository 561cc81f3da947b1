import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Assignment, Job, Problem, Technician } from '@dispatchkit/contract';
import { reasonToSkip, startTryton, type Tryton } from './support/tryton.ts';
import { fillTryton, type TrytonCompany } from './support/tryton-company.ts';
import { openTrytonConnector, type Page, type TrytonConnector } from './support/tryton-connector.ts';

const taskCount = 2_000;

describe('a mirror of Tryton', { skip: reasonToSkip() }, () => {
  let tryton: Tryton;
  let company: TrytonCompany;
  let connector: TrytonConnector;

  before(
    async () => {
      tryton = await startTryton();
      company = await fillTryton(tryton.client, { tasks: taskCount });
      connector = await openTrytonConnector(tryton, { mode: 'mirror' });
    },
    // Tryton plans each project anew with every task: seconds, on a busy machine minutes.
    { timeout: 300_000 },
  );
  after(async () => {
    await connector?.[Symbol.asyncDispose]();
    await tryton?.remove();
  });

  test('everything is fetched, with what it refers to', async () => {
    await connector.until(async () => (await connector.status()).resources.every(({ phase }) => phase === 'steady'));
    const { body } = await connector.request<Page<Job>>('GET', '/v1/jobs?limit=1&total=true');
    assert.equal(body.total, taskCount);
    const snapshot = await connector.snapshot();
    assert.equal(snapshot.technicians.length, company.employees.length);
    assert.ok(snapshot.assignments.length > 0);
    const job = snapshot.jobs.find(({ externalRef }) => externalRef === String(company.tasks[0]));
    assert.ok(snapshot.customers.some(({ id }) => id === job?.customerId));
    assert.ok(snapshot.sites.some(({ id }) => id === job?.siteId));
  });

  test('a job is assigned, given to somebody else and taken back, first there and then here', async () => {
    const task = company.tasks[1] ?? 0;
    const job = await connector.jobOf(task);
    const [first, second] = (await connector.request<Page<Technician>>('GET', '/v1/technicians?sort=name')).body.items;
    const made = await connector.request<Assignment>('POST', '/v1/assignments', {
      send: { jobId: job.id, technicianId: first?.id, startsAt: '2026-11-24T08:00:00Z', override: true },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual(await connector.employeesOn(task), [Number(first?.externalRef)]);
    // The times are the task's own in Tryton; here they are the assignment's alone, and no window of the job.
    const [row] = await tryton.client.call<object[]>('project.work', 'read', [task], ['constraint_start_time']);
    const morning = { __class__: 'datetime', year: 2026, month: 11, day: 24, hour: 8, minute: 0, second: 0, microsecond: 0 };
    assert.deepEqual(row, { id: task, constraint_start_time: morning });
    assert.equal((await connector.jobOf(task)).windowStartsAt, null);
    const moved = await connector.request<Assignment>('PATCH', `/v1/assignments/${made.body.id}`, {
      ifMatch: '*',
      send: { technicianId: second?.id, override: true },
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.deepEqual(await connector.employeesOn(task), [Number(second?.externalRef)]);
    const removed = await connector.request('DELETE', `/v1/assignments/${made.body.id}`, { ifMatch: '*' });
    assert.equal(removed.status, 200, JSON.stringify(removed.body));
    assert.deepEqual(await connector.employeesOn(task), []);
  });

  test('a job that is done here is done there', async () => {
    const task = company.tasks[3] ?? 0;
    const job = await connector.jobOf(task);
    const done = await connector.request<Job>('POST', `/v1/jobs/${job.id}/transitions`, {
      ifMatch: '*',
      send: { to: 'completed' },
    });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const [row] = await tryton.client.call<{ status: number }[]>('project.work', 'read', [task], ['status']);
    assert.equal(row?.status, company.statuses.Done);
  });

  test('what somebody has changed there meanwhile is a conflict, and is taken over', async () => {
    const task = company.tasks[5] ?? 0;
    const job = await connector.jobOf(task);
    await tryton.client.call('project.work', 'write', [task], { name: 'Changed in Tryton' });
    const late = await connector.request<Problem>('PATCH', `/v1/jobs/${job.id}`, {
      ifMatch: '*',
      send: { title: 'Changed here' },
    });
    assert.deepEqual([late.status, late.body.code], [409, 'host_conflict']);
    assert.equal((await connector.jobOf(task)).title, 'Changed in Tryton');
  });

  test('while it is away everything can be read and nothing is lost', async () => {
    const task = company.tasks[7] ?? 0;
    const job = await connector.jobOf(task);
    await tryton.kill();
    assert.equal((await connector.request('GET', `/v1/jobs/${job.id}`)).status, 200);
    const refused = await connector.request<Problem>('PATCH', `/v1/jobs/${job.id}`, { ifMatch: '*', send: { title: 'Not now' } });
    assert.deepEqual([refused.status, refused.body.code], [503, 'host_unavailable']);
    assert.equal((await connector.jobOf(task)).title, job.title);
    await tryton.start();
    // A host that did not answer is left alone for some seconds.
    connector.passTime(1);
    const again = await connector.request('PATCH', `/v1/jobs/${job.id}`, { ifMatch: '*', send: { title: 'Back again' } });
    assert.equal(again.status, 200);
    const [row] = await tryton.client.call<{ name: string }[]>('project.work', 'read', [task], ['name']);
    assert.equal(row?.name, 'Back again');
  });
});
