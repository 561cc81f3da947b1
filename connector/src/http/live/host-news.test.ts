import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { HostStanding } from '@dispatchkit/contract';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { type EventReader, readStream } from '../../../test/read-stream.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../../test/test-connector.ts';
import { systemActor } from '../../services/index.ts';
import { temporaryFolder } from '../../stores/test-store.ts';

const readers: EventReader[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.cancel();
});

const configOf = (resources: Record<string, string>) =>
  stringify({
    hosts: { [tenant]: [{ name: 'erp', manifest: memoryManifest, resources, pollSeconds: 30, whenAway: 'queue' }] },
  });

async function listen(subject: TestConnector, request: TestRequest = {}): Promise<EventReader> {
  const response = await subject.fetch('GET', '/v1/events', { ...request, headers: { accept: 'text/event-stream' } });
  assert.equal(response.status, 200);
  const reader = readStream(response);
  readers.push(reader);
  return reader;
}

async function standingOf(reader: EventReader): Promise<HostStanding> {
  const message = await reader.next('hosts');
  assert.equal(message.id, undefined, 'a stream is never continued after one');
  const { hosts } = JSON.parse(message.data) as { hosts: HostStanding[] };
  assert(hosts[0]);
  return hosts[0];
}

/** Events in between may tell of other things. */
async function heard(reader: EventReader, text: RegExp): Promise<void> {
  let { data } = await reader.next('event');
  while (!text.test(data)) ({ data } = await reader.next('event'));
}

/** So long, and until what its timers have begun at the database is done: that takes fewer turns than these. */
async function pass(subject: TestConnector, milliseconds: number): Promise<void> {
  subject.time.advance(milliseconds);
  for (let turn = 0; turn < 50; turn++) {
    await subject.connector.store.ping();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets time pass until it is so. */
async function until(subject: TestConnector, stepMilliseconds: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let step = 0; !(await isSo()); step++) {
    assert.ok(step < 1_000, 'it never came about');
    await pass(subject, stepMilliseconds);
  }
}

/** Lets time pass until the stream says so. */
async function told(subject: TestConnector, reader: EventReader, state: HostStanding['state']): Promise<HostStanding> {
  for (;;) {
    const next = standingOf(reader);
    let isHeard = false;
    const hear = () => {
      isHeard = true;
    };
    next.then(hear, hear);
    await until(subject, 500, () => isHeard);
    const standing = await next;
    if (standing.state === state) return standing;
  }
}

describe('streams hear how host systems are doing', () => {
  it('at their start, and when it is something else, but not when only time has passed', async () => {
    const host = new MemoryHost();
    host.set('jobs', 'J1', { title: 'Boiler' });
    await using subject = await openTestConnector({ config: configOf({ jobs: 'mirror' }), openHost: () => host });
    await subject.connector.runDue();
    const reader = await listen(subject);
    assert.equal((await standingOf(reader)).state, 'current');
    await pass(subject, 40_000);
    await subject.connector.runDue();
    await pass(subject, 2_000);
    host.trouble = new HostError('unavailable', 'Nobody answers.');
    await pass(subject, 40_000);
    await subject.connector.runDue();
    subject.time.advance(2_000);
    const away = await standingOf(reader);
    assert.equal(away.state, 'away', 'the next message is of the next change');
    assert.equal(away.asOf, '2026-11-20T12:00:40.000Z');
    host.trouble = undefined;
    subject.time.advance(10 * 60_000);
    await subject.connector.runDue();
    subject.time.advance(2_000);
    assert.equal((await standingOf(reader)).state, 'current');
  });

  it('and which changes wait, as far as each may see them, encoded once for those who see the same', async () => {
    const host = new MemoryHost();
    host.set('jobs', 'J1', { title: 'Own' });
    host.set('jobs', 'J2', { title: 'Of others' });
    await using subject = await openTestConnector({ config: configOf({ jobs: 'mirror' }), openHost: () => host });
    await subject.connector.runDue();
    const { services } = subject.connector;
    const system = systemActor(tenant);
    const jobs = (await services.listJobs(system)).items;
    const idOf = (title: string) => jobs.find((job) => job.title === title)?.id ?? '';
    await services.createTechnician(system, { id: 't1', name: 'Ada' });
    await services.assignJob(system, {
      jobId: idOf('Own'),
      technicianId: 't1',
      startsAt: '2026-11-20T09:00:00Z',
      override: true,
    });
    const [one, two, technician, customer] = [
      await listen(subject),
      await listen(subject),
      await listen(subject, { as: 'technician' }),
      await listen(subject, { as: { tenant, role: 'customer', jobId: idOf('Own') } }),
    ];
    for (const reader of [one, two, technician]) assert.deepEqual((await standingOf(reader)).records, []);
    host.trouble = new HostError('unavailable', 'Nobody answers.');
    await services.changeJob(system, idOf('Own'), { title: 'Own, changed' }, null);
    await services.changeJob(system, idOf('Of others'), { title: 'Of others, changed' }, null);
    await one.next('event');
    subject.time.advance(500);
    const seen = await one.next('hosts');
    assert.equal((await two.next('hosts')).data, seen.data);
    const [standing] = (JSON.parse(seen.data) as { hosts: HostStanding[] }).hosts;
    assert.deepEqual(
      standing?.records.map(({ id, state }) => [id, state]),
      [
        [idOf('Own'), 'waiting'],
        [idOf('Of others'), 'waiting'],
      ],
    );
    const own = await standingOf(technician);
    assert.deepEqual([own.records.map(({ id }) => id), own.writes.waiting], [[idOf('Own')], 1]);
    await services.changeJob(system, idOf('Own'), { title: 'Own, again' }, null);
    const last = String(await subject.seq());
    for (let message = await customer.next(); message.id !== last; message = await customer.next()) {
      assert.notEqual(message.event, 'hosts');
    }
  });

  it('who comes later hears it at once, and a place to go on from is none the worse for it', async () => {
    const host = new MemoryHost();
    await using subject = await openTestConnector({ config: configOf({ jobs: 'mirror' }), openHost: () => host });
    await subject.connector.runDue();
    const first = await listen(subject);
    await standingOf(first);
    const later = await listen(subject);
    assert.equal((await later.next()).event, 'hosts');
    await subject.connector.services.createCustomer(systemActor(tenant), { name: 'Mill' });
    const told = await later.next('event');
    assert.equal(Number(told.id), await subject.seq());
    const reset = await subject.fetch('GET', '/v1/events?after=99', { headers: { accept: 'text/event-stream' } });
    assert.equal((await readStream(reset).next()).event, 'reset');
  });

  it('of another process on the same database, too', async () => {
    const folder = await temporaryFolder();
    const databaseUrl = `file:${folder.path}/shared.db`;
    const host = new MemoryHost();
    const config = configOf({ jobs: 'mirror' });
    {
      await using worker = await openTestConnector({ config, databaseUrl, openHost: () => host });
      await using subject = await openTestConnector({ config, databaseUrl, openHost: () => host });
      const reader = await listen(subject);
      assert.equal((await standingOf(reader)).state, 'loading');
      await worker.connector.runDue();
      subject.time.advance(2_000);
      assert.equal((await standingOf(reader)).state, 'current');
    }
    await folder.remove();
  });

  it('and nothing is said, or asked of the database, where there are none', async () => {
    const config = configOf({ jobs: 'mirror' });
    await using subject = await openTestConnector({ config, openHost: () => new MemoryHost() });
    const reader = await listen(subject, { as: { tenant: 'north', role: 'admin' } });
    await pass(subject, 4_000);
    await subject.connector.services.createCustomer(systemActor('north'), { name: 'Mill' });
    assert.equal((await reader.next()).event, 'event');
  });

  it('nor where a host is configured that no records are of', async () => {
    await using subject = await openTestConnector({ config: configOf({}), openHost: () => new MemoryHost() });
    const reader = await listen(subject);
    await pass(subject, 4_000);
    await subject.connector.services.createCustomer(systemActor(tenant), { name: 'Mill' });
    assert.equal((await reader.next()).event, 'event');
  });
});

describe('proxied records, while a stream is open', () => {
  const asked = (host: MemoryHost) => host.calls.filter((call) => call === 'changes jobs').length;

  it('are asked for every so often, and streams hear of changes; when nobody listens, nobody asks', async () => {
    const host = new MemoryHost();
    host.set('jobs', 'J1', { title: 'Boiler' });
    await using subject = await openTestConnector({ config: configOf({ jobs: 'proxy' }), openHost: () => host });
    await pass(subject, 60_000);
    assert.equal(asked(host), 0);
    const [reader, other] = [await listen(subject), await listen(subject)];
    await heard(reader, /Boiler/);
    host.set('jobs', 'J1', { title: 'Boiler, again' });
    subject.time.advance(30_000);
    await heard(reader, /Boiler, again/);
    assert.equal(asked(host), 2, 'once each time, however many listen');
    await reader.cancel();
    await other.cancel();
    assert.equal(subject.time.pending, 0);
    await pass(subject, 120_000);
    assert.equal(asked(host), 2);
  });

  it('of a host that does not answer are told to be away, to every process, until it does', async () => {
    const host = new MemoryHost();
    host.set('jobs', 'J1', { title: 'Boiler' });
    await using subject = await openTestConnector({ config: configOf({ jobs: 'proxy' }), openHost: () => host });
    const reader = await listen(subject);
    assert.deepEqual((await told(subject, reader, 'current')).modes, { jobs: 'proxy' });
    host.trouble = new HostError('unavailable', 'Nobody answers.');
    await told(subject, reader, 'away');
    host.trouble = undefined;
    await told(subject, reader, 'current');
  });

  it('are asked for by one of several processes', async () => {
    const folder = await temporaryFolder();
    const databaseUrl = `file:${folder.path}/shared.db`;
    const host = new MemoryHost();
    host.set('jobs', 'J1', { title: 'Boiler' });
    const config = configOf({ jobs: 'proxy' });
    {
      await using one = await openTestConnector({ config, databaseUrl, openHost: () => host });
      await using two = await openTestConnector({ config, databaseUrl, openHost: () => host, time: one.time });
      const hasAnswered = () => one.connector.services.recordAge(tenant, 'jobs:read')?.seconds === 0;
      await listen(one);
      for (let round = 0; round < 3; round++) {
        await until(one, 0, hasAnswered);
        await pass(one, 0);
        await pass(one, 5_000);
        if (round === 0) await listen(two);
        await pass(two, 0);
        one.time.advance(25_000);
      }
      await until(one, 0, hasAnswered);
      assert.equal(asked(host), 4, 'at the start, after 30, 60 and 90 seconds');
    }
    await folder.remove();
  });
});
