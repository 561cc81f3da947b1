import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Host, HostError } from '@dispatchkit/adapters';
import { everyRecord } from './support/open.ts';
import { openTryton } from './support/open-tryton.ts';
import { reasonToSkip, startTryton, type Tryton } from './support/tryton.ts';
import { fillTryton, type TrytonCompany } from './support/tryton-company.ts';

describe('Tryton, by its manifest', { skip: reasonToSkip() }, () => {
  let tryton: Tryton;
  let company: TrytonCompany;
  let host: Host;

  before(async () => {
    tryton = await startTryton();
    company = await fillTryton(tryton.client, { tasks: 230 });
    host = await openTryton(tryton);
  });
  after(() => tryton?.remove());

  test('probing finds every mapped field, and tells the version', async () => {
    const { host: who, findings } = await host.probe();
    assert.match(who ?? '', /^Tryton .*, version 6\.\d+\.\d+$/);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'fault'),
      [],
    );
  });

  test('every task comes once, over all pages', async () => {
    const jobs = await everyRecord(host, 'jobs');
    assert.deepEqual(sorted(jobs.map(({ id }) => id)), sorted(company.tasks.map(String)));
    const [first] = jobs.filter(({ fields }) => fields.title === 'Boiler will not start 1');
    assert.equal(first?.fields.durationMinutes, 30);
    assert.equal(first?.fields.status, 'unscheduled');
    assert.equal(jobs.find(({ fields }) => fields.title === 'Hydrant leaking 20')?.fields.status ?? 'completed', 'completed');
    assert.ok(jobs.every(({ unmapped }) => unmapped.length === 0));
  });

  test('technicians, customers and sites come as well, and are what jobs refer to', async () => {
    const technicians = await everyRecord(host, 'technicians');
    assert.deepEqual(sorted(technicians.map(({ id }) => id)), sorted(company.employees.map(String)));
    const customers = new Set((await everyRecord(host, 'customers')).map(({ id }) => id));
    const sites = new Set((await everyRecord(host, 'sites')).map(({ id }) => id));
    for (const { fields } of await everyRecord(host, 'jobs')) {
      assert.ok(customers.has(String(fields.customerId)), String(fields.customerId));
      assert.ok(sites.has(String(fields.siteId)), String(fields.siteId));
    }
  });

  test('a change is written, and is what the host has then', async () => {
    const id = String(company.tasks[1]);
    const before = await host.get('jobs', id);
    const written = await host.update('jobs', id, { title: 'Meter exchanged', durationMinutes: 75 }, before);
    assert.equal(written.fields.title, 'Meter exchanged');
    assert.equal(written.fields.durationMinutes, 75);
    const [row] = await tryton.client.call<Record<string, unknown>[]>(
      'project.work',
      'read',
      [Number(id)],
      ['name', 'effort_duration'],
    );
    assert.equal(row?.name, 'Meter exchanged');
    assert.deepEqual(row?.effort_duration, { __class__: 'timedelta', seconds: 4_500 });
  });

  test('a job is assigned, given to somebody else, and taken back', async () => {
    const jobId = String(company.tasks[3]);
    const [first, second] = company.employees.map(String);
    const times = { startsAt: '2026-11-24T08:00:00.000Z', endsAt: '2026-11-24T10:00:00.000Z' };
    const made = await host.create('assignments', { jobId, technicianId: first, ...times });
    assert.equal(made.fields.technicianId, first);
    const moved = await host.update('assignments', made.id, { technicianId: second }, made);
    assert.equal(moved.fields.technicianId, second);
    await host.remove('assignments', moved.id, moved);
    assert.equal(await host.get('assignments', moved.id), undefined);
  });

  test('what somebody else has written meanwhile is a conflict', async () => {
    const id = String(company.tasks[5]);
    const before = await host.get('jobs', id);
    // This database stamps whole seconds: the other one writes until its stamp differs.
    do {
      await tryton.client.call('project.work', 'write', [Number(id)], { comment: `By another at ${Date.now()}` });
    } while ((await host.get('jobs', id))?.token === before?.token);
    await assert.rejects(host.update('jobs', id, { title: 'Lost?' }, before), (error) => isHostError(error, 'conflict'));
    assert.notEqual((await host.get('jobs', id))?.fields.title, 'Lost?');
  });

  test('changes are told since the last time, and deletes are found', async () => {
    let cursor: string | undefined;
    for (let hasMore = true; hasMore; ) {
      const page = await host.changes('jobs', cursor);
      ({ cursor, hasMore } = page);
    }
    const id = company.tasks[7] ?? 0;
    await tryton.client.call('project.work', 'write', [id], { name: 'Told' });
    const { changed, isFull } = await host.changes('jobs', cursor);
    assert.equal(isFull, false);
    assert.equal(changed.find((record) => record.id === String(id))?.fields.title, 'Told');
  });

  test('a refusal is the host’s own sentence, and nothing of its inside', async () => {
    const error = await host.update('jobs', String(company.tasks[9]), { title: '' }, undefined).catch((cause: unknown) => cause);
    assert.ok(error instanceof HostError, String(error));
    assert.equal(error.kind, 'invalid');
    assert.match(error.message, /name/i);
    assert.doesNotMatch(error.message, /Traceback|File "|psycopg|sqlite/);
  });

  test('killed, it is unavailable; back again, it answers without anybody signing in', async () => {
    await tryton.kill();
    await assert.rejects(host.list('jobs'), (error) => isHostError(error, 'unavailable'));
    await tryton.start();
    assert.ok((await host.list('jobs')).records.length > 0);
  });
});

const sorted = (ids: readonly string[]): string[] => ids.toSorted((a, b) => Number(a) - Number(b));

function isHostError(error: unknown, kind: HostError['kind']): boolean {
  assert.ok(error instanceof HostError, String(error));
  assert.equal(error.kind, kind, error.message);
  return true;
}
