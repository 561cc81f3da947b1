import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Assignment, Technician } from '@dispatchkit/contract';
import { reasonToSkip, startTryton, type Tryton } from './support/tryton.ts';
import { fillTryton, type TrytonCompany } from './support/tryton-company.ts';
import { openTrytonConnector, type Page, type TrytonConnector } from './support/tryton-connector.ts';

/** Tryton tells nothing of deletions: ids are compared, those of assignments every five minutes, all others every fifteen. */
const minutesUntilCompared = 15;

describe('what is deleted in Tryton', { skip: reasonToSkip() }, () => {
  let tryton: Tryton;
  let company: TrytonCompany;
  let connector: TrytonConnector;

  before(async () => {
    tryton = await startTryton();
    company = await fillTryton(tryton.client, { tasks: 12 });
    connector = await openTrytonConnector(tryton, { mode: 'mirror' });
    await connector.runDue();
    // From here on it is some time until ids are compared again.
    connector.passTime(1);
    await connector.runDue();
  });
  after(async () => {
    await connector?.[Symbol.asyncDispose]();
    await tryton?.remove();
  });

  test('a task is gone with its assignments', async () => {
    const [task = 0] = company.tasks;
    const { id: jobId } = await connector.jobOf(task);
    const [{ id: assignmentId } = { id: '' }] = await connector.assignmentsOf(task);
    assert.notEqual(assignmentId, '');
    await tryton.client.call('project.work', 'delete', [task]);
    await untilCompared();
    assert.equal(await connector.findJob(task), undefined);
    for (const path of [`/v1/jobs/${jobId}`, `/v1/assignments/${assignmentId}`])
      assert.equal((await connector.request('GET', path)).status, 404, path);
    assert.ok((await connector.snapshot()).assignments.every((assignment) => assignment.jobId !== jobId));
  });

  test('a job without its allocation is unassigned', async () => {
    const task = company.tasks[2] ?? 0;
    assert.equal((await connector.jobOf(task)).status, 'scheduled');
    await tryton.client.call('project.allocation', 'delete', await allocationsOf(['work', '=', task]));
    await untilCompared();
    assert.deepEqual(await connector.assignmentsOf(task), []);
    assert.equal((await connector.jobOf(task)).status, 'unscheduled');
  });

  test('an employee who has assignments is inactive, one who has none is gone', async () => {
    const [busy = 0] = company.employees;
    assert.ok((await allocationsOf(['employee', '=', busy])).length > 0);
    const party = await tryton.client.create('party.party', [{ name: 'New Colleague' }]);
    const idle = await tryton.client.create('company.employee', [{ party: party[0], company: await companyId() }]);
    connector.passTime(1);
    await connector.runDue();
    assert.equal((await technicianOf(idle[0]))?.active, true);
    // Tryton deletes the allocations of an employee along.
    await tryton.client.call('company.employee', 'delete', [busy, idle[0]]);
    await untilCompared();
    assert.equal((await technicianOf(busy))?.active, false);
    assert.equal(await technicianOf(idle[0]), undefined);
    const { items } = (await connector.request<Page<Assignment>>('GET', '/v1/assignments?limit=100')).body;
    const { id } = (await technicianOf(busy)) ?? {};
    assert.ok(items.every(({ technicianId }) => technicianId !== id));
  });

  test('a task of no project is gone after an outage, when an administrator has it looked for', async () => {
    const lonely = { name: 'Key cabinet jammed', type: 'task', company: await companyId(), status: company.statuses.Open };
    const [task = 0] = await tryton.client.create('project.work', [lonely]);
    connector.passTime(1);
    await connector.runDue();
    const job = await connector.jobOf(task);
    assert.deepEqual([job.customerId, job.siteId], [null, null]);

    await tryton.kill();
    connector.passTime(1);
    await connector.runDue();
    assert.equal((await connector.status()).state, 'away');
    await tryton.start();
    await tryton.client.call('project.work', 'delete', [task]);
    await connector.request('POST', '/v1/adapters/erp/sync', { as: 'admin' });
    await connector.runDue();
    assert.equal((await connector.status()).state, 'ready');
    assert.equal(await connector.findJob(task), undefined);
  });

  async function untilCompared(): Promise<void> {
    connector.passTime(minutesUntilCompared);
    await connector.runDue();
  }

  async function technicianOf(employee = 0): Promise<Technician | undefined> {
    return (await connector.request<Page<Technician>>('GET', `/v1/technicians?externalRef=${employee}`)).body.items[0];
  }

  function allocationsOf(clause: unknown[]): Promise<number[]> {
    return tryton.client.call('project.allocation', 'search', [clause], 0, null, null);
  }

  function companyId(): Promise<number> {
    return tryton.client.first('company.company');
  }
});
