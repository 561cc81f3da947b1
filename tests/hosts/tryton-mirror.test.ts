import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { AdapterStatus, Assignment, Job, Problem, Snapshot, Technician } from '@dispatchkit/contract';
import { systemClock } from '../../connector/src/ports/clock.ts';
import { systemTimers } from '../../connector/src/ports/timers.ts';
import { openTestConnector, type TestConnector } from '../../connector/test/test-connector.ts';
import { hasTryton, startTryton, type Tryton } from './support/tryton.ts';
import { fillTryton, type TrytonCompany } from './support/tryton-company.ts';

const isRequired = process.env.DISPATCHKIT_REQUIRE_HOSTS === '1';
const missing = 'Tryton is not installed: apt-get install tryton-server tryton-modules-project-plan python3-tz';
const taskCount = 2_000;

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

describe('a mirror of Tryton', { skip: !isRequired && !hasTryton() && missing }, () => {
  let tryton: Tryton;
  let company: TrytonCompany;
  let folder: string;
  let subject: TestConnector;

  before(async () => {
    tryton = await startTryton();
    company = await fillTryton(tryton.client, { tasks: taskCount });
    folder = await mkdtemp(join(tmpdir(), 'dispatchkit-mirror-'));
    subject = await openMirror();
  });
  after(async () => {
    await subject?.[Symbol.asyncDispose]();
    await tryton?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test('everything is fetched, with what it refers to', async () => {
    await until(async () => (await status()).resources.every(({ phase }) => phase === 'steady'));
    const { body } = await subject.request<Page<Job>>('GET', '/v1/jobs?limit=1&total=true');
    assert.equal(body.total, taskCount);
    const { body: snapshot } = await subject.request<Snapshot>(
      'GET',
      '/v1/snapshot?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
    );
    assert.equal(snapshot.technicians.length, company.employees.length);
    assert.ok(snapshot.assignments.length > 0);
    const job = snapshot.jobs.find(({ externalRef }) => externalRef === String(company.tasks[0]));
    assert.ok(snapshot.customers.some(({ id }) => id === job?.customerId));
    assert.ok(snapshot.sites.some(({ id }) => id === job?.siteId));
  });

  test('a job is assigned, given to somebody else and taken back, first there and then here', async () => {
    const task = company.tasks[1] ?? 0;
    const job = await jobOf(task);
    const [first, second] = (await subject.request<Page<Technician>>('GET', '/v1/technicians?sort=name')).body.items;
    const made = await subject.request<Assignment>('POST', '/v1/assignments', {
      send: { jobId: job.id, technicianId: first?.id, startsAt: '2026-11-24T08:00:00Z', override: true },
    });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual(await employeesOn(task), [Number(first?.externalRef)]);
    // The times are the job's own in Tryton.
    assert.equal((await jobOf(task)).windowStartsAt, '2026-11-24T08:00:00.000Z');
    const moved = await subject.request<Assignment>('PATCH', `/v1/assignments/${made.body.id}`, {
      ifMatch: '*',
      send: { technicianId: second?.id, override: true },
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.deepEqual(await employeesOn(task), [Number(second?.externalRef)]);
    const removed = await subject.request('DELETE', `/v1/assignments/${made.body.id}`, { ifMatch: '*' });
    assert.equal(removed.status, 200, JSON.stringify(removed.body));
    assert.deepEqual(await employeesOn(task), []);
  });

  test('a job that is done here is done there', async () => {
    const task = company.tasks[3] ?? 0;
    const job = await jobOf(task);
    const done = await subject.request<Job>('POST', `/v1/jobs/${job.id}/transitions`, {
      ifMatch: '*',
      send: { to: 'completed' },
    });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const [row] = await tryton.client.call<{ status: number }[]>('project.work', 'read', [task], ['status']);
    assert.equal(row?.status, company.statuses.Done);
  });

  test('what somebody has changed there meanwhile is a conflict, and is taken over', async () => {
    const task = company.tasks[5] ?? 0;
    const job = await jobOf(task);
    await tryton.client.call('project.work', 'write', [task], { name: 'Changed in Tryton' });
    const late = await subject.request<Problem>('PATCH', `/v1/jobs/${job.id}`, { ifMatch: '*', send: { title: 'Changed here' } });
    assert.deepEqual([late.status, late.body.code], [409, 'host_conflict']);
    assert.equal((await jobOf(task)).title, 'Changed in Tryton');
  });

  test('while it is away everything can be read and nothing is lost', async () => {
    const task = company.tasks[7] ?? 0;
    const job = await jobOf(task);
    await tryton.kill();
    assert.equal((await subject.request('GET', `/v1/jobs/${job.id}`)).status, 200);
    const refused = await subject.request<Problem>('PATCH', `/v1/jobs/${job.id}`, { ifMatch: '*', send: { title: 'Not now' } });
    assert.deepEqual([refused.status, refused.body.code], [503, 'host_unavailable']);
    assert.equal((await jobOf(task)).title, job.title);
    await tryton.start();
    // A host that did not answer is left alone for some seconds.
    const change = { ifMatch: '*', send: { title: 'Back again' } };
    await until(async () => (await subject.request('PATCH', `/v1/jobs/${job.id}`, change)).status === 200);
    const [row] = await tryton.client.call<{ name: string }[]>('project.work', 'read', [task], ['name']);
    assert.equal(row?.name, 'Back again');
  });

  function openMirror(): Promise<TestConnector> {
    const { url, database, user, password } = tryton;
    const config = JSON.stringify({
      hosts: {
        acme: [
          {
            name: 'erp',
            manifest: 'tryton-6',
            settings: { url, database, user, password: { env: 'ERP_PASSWORD' } },
            resources: { customers: 'mirror', sites: 'mirror', technicians: 'mirror', jobs: 'mirror', assignments: 'mirror' },
          },
        ],
      },
    });
    return openTestConnector({
      ...{ config, environment: { ERP_PASSWORD: password }, databaseUrl: `file:${join(folder, 'mirror.db')}` },
      ...{ clock: systemClock, timers: systemTimers },
    });
  }

  async function status(): Promise<AdapterStatus> {
    return (await subject.request<AdapterStatus>('GET', '/v1/adapters/erp', { as: 'admin' })).body;
  }

  async function find(task: number): Promise<Job | undefined> {
    return (await subject.request<Page<Job>>('GET', `/v1/jobs?externalRef=${task}`)).body.items[0];
  }

  async function jobOf(task: number): Promise<Job> {
    const job = await find(task);
    assert.ok(job, `The task ${task} is not here.`);
    return job;
  }

  async function employeesOn(task: number): Promise<number[]> {
    const rows = await tryton.client.call<{ employee: number }[]>(
      ...(['project.allocation', 'search_read', [['work', '=', task]], 0, null, null, ['employee']] as const),
    );
    return rows.map(({ employee }) => employee);
  }

  /** Lets the connector's background work run until something holds. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = AbortSignal.timeout(90_000);
    while (!(await holds())) {
      deadline.throwIfAborted();
      await subject.connector.runDue();
      await wait(20);
    }
  }
});
