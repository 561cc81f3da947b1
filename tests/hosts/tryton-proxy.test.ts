import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Assignment, Job, Problem, Technician } from '@dispatchkit/contract';
import { reasonToSkip, startTryton, type Tryton } from './support/tryton.ts';
import { fillTryton, type TrytonCompany } from './support/tryton-company.ts';
import { openTrytonConnector, type Page, type TrytonConnector } from './support/tryton-connector.ts';

describe('a proxy of Tryton', { skip: reasonToSkip() }, () => {
  let tryton: Tryton;
  let company: TrytonCompany;
  let connector: TrytonConnector;

  before(async () => {
    tryton = await startTryton();
    company = await fillTryton(tryton.client, { tasks: 12 });
    connector = await openTrytonConnector(tryton, { mode: 'proxy' });
  });
  after(async () => {
    await connector?.[Symbol.asyncDispose]();
    await tryton?.remove();
  });

  const listJobs = () => connector.request<Page<Job>>('GET', '/v1/jobs?limit=100');
  /** As Tryton has them now. On a busy machine it may be too slow for a read, and is asked again by the next one. */
  const freshJobs = async () => {
    for (;;) {
      connector.passTime(2);
      const answer = await listJobs();
      if (answer.status === 200 && !answer.headers.has('cache-status')) return answer;
    }
  };
  const writeThere = (task: number, name: string) => tryton.client.call('project.work', 'write', [task], { name });

  test('nothing is asked until somebody reads, and then what it refers to as well', async () => {
    await connector.runDue();
    assert.equal(connector.calls, 0);
    const { body, headers } = await freshJobs();
    assert.deepEqual(new Set(body.items.map(({ externalRef }) => Number(externalRef))), new Set(company.tasks));
    assert.ok(Number(headers.get('age')) < 5, String(headers.get('age')));
    const { customers, sites, technicians, assignments } = await connector.snapshot();
    const job = body.items.find(({ externalRef }) => externalRef === String(company.tasks[0]));
    assert.ok(customers.some(({ id }) => id === job?.customerId));
    assert.ok(sites.some(({ id }) => id === job?.siteId));
    assert.equal(technicians.length, company.employees.length);
    assert.ok(assignments.some(({ jobId }) => jobId === job?.id));
  });

  test('what has just been asked for is told as it is, and what is old is asked for again', async () => {
    const task = company.tasks[1] ?? 0;
    await connector.jobOf(task);
    const { calls } = connector;
    await listJobs();
    assert.equal(connector.calls, calls);
    await writeThere(task, 'Changed in Tryton');
    const { body } = await freshJobs();
    assert.equal(body.items.find(({ externalRef }) => externalRef === String(task))?.title, 'Changed in Tryton');
  });

  test('a job is assigned, and taken back', async () => {
    const task = company.tasks[3] ?? 0;
    const { id: jobId } = await connector.jobOf(task);
    const [technician] = (await connector.request<Page<Technician>>('GET', '/v1/technicians?sort=name')).body.items;
    const made = await connector.request<Assignment>('POST', '/v1/assignments', {
      send: { jobId, technicianId: technician?.id, startsAt: '2026-11-24T08:00:00Z', override: true },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual(await connector.employeesOn(task), [Number(technician?.externalRef)]);
    const removed = await connector.request('DELETE', `/v1/assignments/${made.body.id}`, { ifMatch: '*' });
    assert.equal(removed.status, 200, JSON.stringify(removed.body));
    assert.deepEqual(await connector.employeesOn(task), []);
    assert.deepEqual(await connector.assignmentsOf(task), []);
  });

  test('while it is away the copy is told with its age, and it is left alone for a while', async () => {
    const task = company.tasks[5] ?? 0;
    const job = await connector.jobOf(task);
    await tryton.kill();
    connector.passTime(2);
    const first = await listJobs();
    assert.equal(first.body.items.length, company.tasks.length);
    assert.ok(Number(first.headers.get('age')) >= 120, String(first.headers.get('age')));
    assert.equal(first.headers.get('cache-status'), 'host; hit; detail=stale');
    // What is under way comes to its end; then nothing is asked any more.
    for (let calls = -1; calls !== connector.calls; await listJobs()) ({ calls } = connector);
    const refused = await connector.request<Problem>('PATCH', `/v1/jobs/${job.id}`, { ifMatch: '*', send: { title: 'Not now' } });
    assert.deepEqual([refused.status, refused.body.code], [503, 'host_unavailable']);
  });

  test('back again it is asked, and answers', async () => {
    const task = company.tasks[5] ?? 0;
    await tryton.start();
    await writeThere(task, 'Meanwhile');
    const { body } = await freshJobs();
    const job = body.items.find(({ externalRef }) => externalRef === String(task));
    assert.equal(job?.title, 'Meanwhile');
    const changed = await connector.request('PATCH', `/v1/jobs/${job?.id}`, { ifMatch: '*', send: { title: 'Changed here' } });
    assert.equal(changed.status, 200);
    assert.equal((await connector.jobOf(task)).title, 'Changed here');
  });
});
