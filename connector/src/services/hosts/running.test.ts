import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { AdapterStatus, Assignment, Job, Problem, Snapshot } from '@dispatchkit/contract';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { readStream } from '../../../test/read-stream.ts';
import { openTestConnector } from '../../../test/test-connector.ts';

const config = stringify({
  hosts: {
    acme: [
      {
        name: 'erp',
        manifest: memoryManifest,
        resources: { customers: 'mirror', sites: 'mirror', technicians: 'mirror', jobs: 'mirror' },
      },
    ],
  },
});

it('a connector fetches from its host in the background, tells its streams, and writes to it', async () => {
  const host = new MemoryHost();
  host.set('technicians', 'T1', { name: 'Ada' });
  host.set('sites', 'S1', { name: 'Mill', address: 'Mill Lane 1' });
  host.set('jobs', 'J1', { title: 'Boiler', siteId: 'S1', durationMinutes: 60 });
  await using subject = await openTestConnector({ config, openHost: () => host });

  await subject.connector.runDue();
  const window = 'from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
  const { body: before } = await subject.request<Snapshot>('GET', `/v1/snapshot?${window}`);
  assert.deepEqual([before.jobs[0]?.title, before.sites[0]?.name, before.technicians[0]?.name], ['Boiler', 'Mill', 'Ada']);

  const stream = await readStream(
    await subject.fetch('GET', `/v1/events?after=${before.seq}`, { headers: { accept: 'text/event-stream' } }),
  );
  host.set('jobs', 'J1', { priority: 'urgent' });
  const { status } = await subject.request('POST', '/v1/adapters/erp/sync', { as: 'admin' });
  assert.equal(status, 202);
  await subject.connector.runDue();
  const told = await stream.next('event');
  assert.match(JSON.stringify(told), /host\.synced.*urgent/);

  const [job] = before.jobs;
  assert(job);
  const { body: changed } = await subject.request<Job>('PATCH', `/v1/jobs/${job.id}`, {
    ifMatch: '*',
    send: { priority: 'low' },
  });
  assert.deepEqual([changed.priority, host.at('jobs', 'J1')?.priority], ['low', 'low']);
  const assigned = await subject.request<Assignment>('POST', '/v1/assignments', {
    send: { jobId: job.id, technicianId: before.technicians[0]?.id, startsAt: '2026-11-20T09:00:00Z', override: true },
  });
  assert.equal(assigned.status, 201);
  assert.equal(host.at('jobs', 'J1')?.status, 'scheduled', 'assignments are ours, and the host hears of the status');

  host.refusal = 'The task is closed.';
  const refused = await subject.request<Problem>('PATCH', `/v1/jobs/${job.id}`, { ifMatch: '*', send: { title: 'No' } });
  assert.deepEqual([refused.status, refused.body.code, refused.body.detail], [422, 'host_refused', 'The task is closed.']);

  const { body: status2 } = await subject.request<AdapterStatus>('GET', '/v1/adapters/erp', { as: 'admin' });
  assert.deepEqual([status2.state, status2.resources.find(({ kind }) => kind === 'jobs')?.records], ['ready', 1]);
});

it('an idempotent change reaches the host once', async () => {
  const host = new MemoryHost();
  await using subject = await openTestConnector({ config, openHost: () => host });
  await subject.connector.runDue();
  const headers = { 'idempotency-key': 'k-1' };
  const send = { title: 'Drip' };
  const first = await subject.request<Job>('POST', '/v1/jobs', { send, headers });
  const again = await subject.request<Job>('POST', '/v1/jobs', { send, headers });
  assert.deepEqual([first.status, again.status, again.body], [201, 201, first.body]);
  assert.equal(host.calls.filter((call) => call === 'create jobs').length, 1);
});

it('a host that is away is asked as often as ever, one that does not let us in every five minutes', async () => {
  const host = new MemoryHost();
  await using subject = await openTestConnector({ config, openHost: () => host });
  const rounds = async (minutes: number) => {
    const before = host.calls.length;
    for (let i = 0; i < 2 * minutes; i++) {
      subject.time.advance(30_000);
      await subject.connector.runDue();
    }
    return host.calls.length - before;
  };
  await subject.connector.runDue();
  host.trouble = new HostError('unavailable', 'Nobody answers.');
  await rounds(10);
  assert.equal(await rounds(10), 20);
  host.trouble = new HostError('auth', 'Wrong password.');
  await rounds(10);
  assert.equal(await rounds(10), 2);
});

it('what is deleted at the host is looked for when an administrator says so', async () => {
  const host = new MemoryHost();
  host.tellsDeletes = false;
  host.set('jobs', 'J1', { title: 'Boiler' });
  await using subject = await openTestConnector({ config, openHost: () => host });
  const round = async () => {
    subject.time.advance(60_000);
    await subject.connector.runDue();
    return (await subject.request<{ items: Job[] }>('GET', '/v1/jobs')).body.items.length;
  };
  await round();
  assert.equal(await round(), 1);
  host.delete('jobs', 'J1');
  assert.equal(await round(), 1, 'it is compared now and then only');
  await subject.request('POST', '/v1/adapters/erp/sync', { as: 'admin' });
  assert.equal(await round(), 0);
});
