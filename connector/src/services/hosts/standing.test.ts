import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostError } from '@dispatchkit/adapters';
import type { HostStanding, Snapshot } from '@dispatchkit/contract';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { MemoryHost, memoryManifest } from '../../../test/memory-host.ts';
import { openTestConnector, type TestConnector, type TestRequest, tenant } from '../../../test/test-connector.ts';
import type { HostKindState } from '../../ports/hosts.ts';
import { systemActor } from '../actor.ts';
import { freshState } from './keep.ts';
import { Mirrors } from './mirrors.ts';
import { standingOf } from './standing.ts';

const pollSeconds = 30;
const silence = () => new HostError('unavailable', 'Nobody answers.');

interface Bench extends TestConnector {
  readonly host: MemoryHost;
}

async function open(resources: Record<string, string> = { jobs: 'mirror' }): Promise<Bench> {
  const host = new MemoryHost();
  const hosts = { [tenant]: [{ name: 'erp', manifest: memoryManifest, resources, pollSeconds, whenAway: 'queue' }] };
  return { ...(await openTestConnector({ config: stringify({ hosts }), openHost: () => host })), host };
}

const window = '/v1/snapshot?from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:00Z';
async function snapshotHosts(subject: TestConnector, request: TestRequest = {}): Promise<HostStanding[]> {
  const { status, body } = await subject.request<Snapshot>('GET', window, request);
  assert.equal(status, 200);
  return body.hosts;
}

async function jobIdOf(subject: TestConnector, hostId: string): Promise<string> {
  const { items } = await subject.connector.services.listJobs(systemActor(tenant));
  const job = items.find(({ externalRef }) => externalRef === hostId);
  assert(job);
  return job.id;
}

async function retitle(subject: TestConnector, id: string, title: string): Promise<void> {
  const { status } = await subject.request('PATCH', `/v1/jobs/${id}`, { ifMatch: '*', send: { title } });
  assert.equal(status, 200);
}

describe('how a host is doing, in snapshots', () => {
  it('is nothing where all records are our own', async () => {
    await using subject = await openTestConnector();
    assert.deepEqual(await snapshotHosts(subject), []);
  });

  it('loading, current, stale, away, and back', async () => {
    await using subject = await open({ sites: 'mirror', jobs: 'mirror' });
    const { host, time } = subject;
    host.set('jobs', 'J1', { title: 'Boiler' });
    const [first] = await snapshotHosts(subject);
    assert.deepEqual(first, {
      name: 'erp',
      label: 'Memory ERP',
      modes: { sites: 'mirror', jobs: 'mirror' },
      state: 'loading',
      asOf: null,
      progress: { done: 0, total: null },
      whenAway: 'queue',
      writes: { waiting: 0, conflict: 0, dead: 0 },
      records: [],
    });
    await subject.connector.runDue();
    const loadedAt = new Date(time.now()).toISOString();
    const stateAndAge = async () => (await snapshotHosts(subject)).map(({ state, asOf }) => [state, asOf])[0];
    assert.deepEqual(await stateAndAge(), ['current', loadedAt]);
    time.advance(3 * pollSeconds * 1000);
    assert.deepEqual(await stateAndAge(), ['current', loadedAt]);
    time.advance(1);
    assert.deepEqual(await stateAndAge(), ['stale', loadedAt]);
    host.trouble = silence();
    await subject.connector.runDue();
    assert.deepEqual(await stateAndAge(), ['away', loadedAt]);
    host.trouble = undefined;
    time.advance(10 * 60_000);
    await subject.connector.runDue();
    assert.deepEqual(await stateAndAge(), ['current', new Date(time.now()).toISOString()]);
  });

  it('how far the first load is, when it was broken off', async () => {
    await using subject = await open({ sites: 'mirror', jobs: 'mirror' });
    const { host } = subject;
    host.set('sites', 'S1', { name: 'Mill' });
    for (let i = 0; i < 250; i++) host.set('jobs', `J${i}`, { title: `Job ${i}` });
    const { changes } = host;
    let pages = 0;
    host.changes = async (...question) => {
      if (question[0] === 'jobs' && ++pages > 2) throw new HostError('rate-limited', 'Later.', { retryAfterMs: 5_000 });
      return changes.apply(host, question);
    };
    await subject.connector.runDue();
    const [broken] = await snapshotHosts(subject);
    assert.deepEqual([broken?.state, broken?.asOf, broken?.progress], ['away', null, null]);
    host.changes = changes;
    const gate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    host.changes = async (...question) => {
      const page = await changes.apply(host, question);
      if (question[0] === 'jobs') {
        asked.resolve();
        await gate.promise;
      }
      return page;
    };
    subject.time.advance(60_000);
    const going = subject.connector.runDue();
    await asked.promise;
    const { store } = subject.connector;
    const report = await store.read(tenant).hostReport('erp', 10);
    assert.deepEqual([...report.loaded].sort(), [
      ['jobs', 200],
      ['sites', 1],
    ]);
    gate.resolve();
    await going;
    assert.equal((await snapshotHosts(subject))[0]?.state, 'current');
  });

  it('which changes have not reached it, the gravest first', async () => {
    await using subject = await open();
    const { host } = subject;
    for (const id of ['J1', 'J2', 'J3']) host.set('jobs', id, { title: id });
    await subject.connector.runDue();
    const ids = await Promise.all(['J1', 'J2', 'J3'].map((id) => jobIdOf(subject, id)));
    const [one = '', two = '', three = ''] = ids;
    host.trouble = silence();
    await retitle(subject, one, 'Refused');
    await retitle(subject, one, 'Refused again');
    await retitle(subject, two, 'Ours');
    assert.deepEqual((await snapshotHosts(subject))[0]?.writes, { waiting: 3, conflict: 0, dead: 0 });
    host.trouble = undefined;
    host.set('jobs', 'J2', { title: 'Theirs' });
    host.refusal = 'The task is closed.';
    subject.time.advance(60_000);
    await subject.connector.runDue();
    host.trouble = silence();
    await retitle(subject, three, 'Waits');
    const [standing] = await snapshotHosts(subject);
    assert.deepEqual(standing?.writes, { waiting: 2, conflict: 1, dead: 1 });
    assert.deepEqual(standing?.records, [
      { kind: 'jobs', id: one, state: 'dead' },
      { kind: 'jobs', id: two, state: 'conflict' },
      { kind: 'jobs', id: three, state: 'waiting' },
    ]);
    assert.doesNotMatch(JSON.stringify(standing), /task is closed|Nobody answers/, 'the words of the host are for admins');
  });

  it('as much of it as somebody may see', async () => {
    await using subject = await open();
    const { host } = subject;
    const { services } = subject.connector;
    host.set('jobs', 'J1', { title: 'Own' });
    host.set('jobs', 'J2', { title: 'Of others' });
    await subject.connector.runDue();
    const system = systemActor(tenant);
    const [own, others] = [await jobIdOf(subject, 'J1'), await jobIdOf(subject, 'J2')];
    await services.createTechnician(system, { id: 't1', name: 'Ada' });
    await services.assignJob(system, { jobId: own, technicianId: 't1', startsAt: '2026-11-20T09:00:00Z', override: true });
    await services.changeJob(system, others, { territory: 'north' }, null);
    host.trouble = silence();
    await retitle(subject, own, 'Own, changed');
    await retitle(subject, others, 'Of others, changed');
    const seenAs = async (as: TestRequest['as']) => {
      const [standing] = await snapshotHosts(subject, as === undefined ? {} : { as });
      return standing && [standing.records.map(({ id }) => id), standing.writes.waiting];
    };
    for (const role of ['viewer', 'dispatcher', 'supervisor', 'admin'] as const) {
      assert.deepEqual(await seenAs(role), [[own, others], 2], role);
    }
    assert.deepEqual(await seenAs('technician'), [[own], 1]);
    assert.deepEqual(await seenAs({ tenant, role: 'technician', technicianId: 't2' }), [[], 0]);
    assert.deepEqual(await seenAs({ tenant, role: 'dispatcher', territories: ['south'] }), [[own], 1]);
    assert.deepEqual(await seenAs({ tenant, role: 'dispatcher', territories: ['north'] }), [[own, others], 2]);
    assert.deepEqual(await snapshotHosts(subject, { as: { tenant: 'north', role: 'admin' } }), [], 'another tenant');
    await services.changeSettings(system, { techniciansSeeAll: true }, null);
    assert.deepEqual(await seenAs('technician'), [[own, others], 2]);
  });
});

describe('a standing', () => {
  const kinds = ['sites', 'jobs'] as const;
  const nowMs = Date.parse('2026-11-20T12:00:00Z');
  const [mirror] = new Mirrors(
    [
      {
        tenant,
        name: 'erp',
        manifest: memoryManifest,
        settings: {},
        secrets: {},
        modes: { sites: 'mirror', jobs: 'proxy' },
        pollSeconds,
        whenAway: 'refuse',
      },
    ],
    () => new MemoryHost(),
  ).of(tenant);
  const state = (kind: (typeof kinds)[number]) =>
    fc
      .record({
        lastSuccessMs: fc.option(fc.integer({ min: nowMs - 600_000, max: nowMs })),
        trouble: fc.constantFrom('none', 'refused', 'silent'),
        total: fc.option(fc.nat(1_000)),
      })
      .map(
        ({ lastSuccessMs, trouble, total }): HostKindState => ({
          ...freshState(kind),
          phase: lastSuccessMs === null ? 'loading' : 'steady',
          total,
          lastSuccessMs,
          lastError: trouble === 'none' ? null : 'No.',
          isSilent: trouble === 'silent',
        }),
      );

  it('is only called current when every kind is as new as it should be, and never newer than the oldest', () => {
    assert(mirror);
    const standing = (states: readonly HostKindState[], loaded: number) =>
      standingOf(mirror, { states, loaded: new Map([['jobs', loaded]]) }, nowMs);
    fc.assert(
      fc.property(fc.tuple(...kinds.map(state)), fc.nat(2_000), (states, loaded) => {
        const { state: found, asOf, progress } = standing(states, loaded);
        const oldest = Math.min(...states.map(({ lastSuccessMs }) => lastSuccessMs ?? 0));
        const isAway = states.some(({ isSilent }) => isSilent) || states.every(({ lastError }) => lastError !== null);
        assert.equal(found === 'away', isAway);
        assert.equal(found === 'current', !isAway && nowMs - oldest <= 90_000);
        assert.equal(found === 'loading', progress !== null);
        if (found === 'current' || found === 'stale') assert(asOf !== null || states.some(({ isSilent }) => !isSilent));
        if (asOf !== null && oldest > 0) assert.equal(Date.parse(asOf), oldest);
        if (progress?.total != null) assert(progress.done <= progress.total);
      }),
    );
    assert.equal(standing([], 0).state, 'loading', 'before it was ever asked');
  });
});
