import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Command, DispatchError, type DispatchSource, Replica, RestSource } from '@dispatchkit/client';
import type { Snapshot } from '@dispatchkit/contract';
import { boardKinds } from '@dispatchkit/contract/words';
import { systemActor } from '../../connector/src/services/index.ts';
import { FakeTime } from '../../connector/test/fake-time.ts';
import { seed } from '../../connector/test/fixture.ts';
import { openTestConnector, type TestConnector, tenant } from '../../connector/test/test-connector.ts';

/** The client against the real connector on a file database, in one process. */

const time = new FakeTime();
const day = (hour: number) => new Date(Date.parse('2026-11-20T00:00:00Z') + hour * 3_600_000).toISOString();

let folder: string;
let subject: TestConnector;
let isDown = false;
const open: DispatchSource[] = [];
let network = new AbortController();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dispatchkit-client-'));
  await start();
  await seed(subject.connector.services, tenant);
  const customFields = [{ key: 'meterNumber', label: 'Meter', entity: 'job', kind: 'text' } as const];
  await subject.connector.services.changeSettings(systemActor(tenant), { customFields }, null);
});

afterEach(async () => {
  for (const source of open.splice(0)) source.close();
  await subject[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  subject = await openTestConnector({ databaseUrl: pathToFileURL(join(folder, 'data.db')).href, time });
  isDown = false;
}

async function restart(): Promise<void> {
  isDown = true;
  await subject[Symbol.asyncDispose]();
  await start();
}

function cutStreams(): void {
  network.abort(new TypeError('terminated'));
  network = new AbortController();
}

function options() {
  return {
    url: 'http://127.0.0.1:8787',
    clock: time,
    getToken: () => subject.token('dispatcher'),
    fetch: async (request: Request, init?: RequestInit) => {
      if (isDown) throw new TypeError('fetch failed');
      const response = await subject.connector.fetch(new Request(request, init));
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
      const { signal } = network;
      return new Response(response.body?.pipeThrough(new TransformStream(), { signal }), response);
    },
  };
}

async function openWindow(): Promise<Replica> {
  const replica = new Replica(options());
  open.push(replica);
  await until(() => replica.status.phase === 'ready' && subject.connector.streamCount >= open.length);
  return replica;
}

/** Lets everything run, and time pass where that is waited for. */
async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; !isSo(); round++) {
    assert.ok(round < 5_000, 'it never came about');
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (round % 5 === 4) time.advance(100);
  }
}

async function done(promise: Promise<void>): Promise<void> {
  let isSettled = false;
  const settled = promise.finally(() => {
    isSettled = true;
  });
  settled.catch(() => {});
  await until(() => isSettled);
  await settled;
}

async function assertAsStored(source: DispatchSource): Promise<void> {
  const { from = '', to = '' } = source.window ?? {};
  const { body } = await subject.request<Snapshot>('GET', `/v1/snapshot?from=${from}&to=${to}`);
  for (const kind of boardKinds) {
    const stored = Object.fromEntries(body[kind].map((record) => [record.id, record]));
    const held = Object.fromEntries(
      [...source.tables[kind]].filter(([id]) => id in stored || kind === 'jobs' || kind === 'assignments'),
    );
    assert.deepEqual(held, stored, kind);
  }
}

const isKind = (kind: string) => (error: unknown) => error instanceof DispatchError && error.kind === kind;

test('what one window does the other shows; undo takes it back in both; history names the method', async () => {
  const [here, there] = [await openWindow(), await openWindow()];
  await done(here.change({ type: 'assign', id: 'n1', jobId: 'j2', technicianId: 't2', startsAt: day(10) }, { method: 'drag' }));
  await until(() => there.tables.assignments.has('n1'));
  assert.equal(there.tables.jobs.get('j2')?.status, 'scheduled');
  await done(here.change({ type: 'reassign', assignmentId: 'n1', startsAt: day(12) }, { method: 'keyboard' }));
  await done(here.change({ type: 'unassign', assignmentId: 'n1' }, { method: 'menu' }));
  for (let step = 0; step < 3; step++) await done(here.undo());
  await until(
    () => there.tables.jobs.get('j2')?.version === here.tables.jobs.get('j2')?.version && !there.tables.assignments.has('n1'),
  );
  await done(here.redo());
  await until(() => there.tables.assignments.has('n1'));
  for (const source of [here, there]) await assertAsStored(source);
  const methods = (await here.history('j2')).map(({ method }) => method);
  assert.deepEqual(methods.slice(0, 7), ['redo', 'undo', 'undo', 'undo', 'menu', 'keyboard', 'drag']);
});

test('conflicts come with their violations; an override is recorded', async () => {
  const here = await openWindow();
  const place = { type: 'assign', id: 'n1', jobId: 'j2', technicianId: 't1', startsAt: day(9.25) } as const;
  const foreseen = here.check(place).violations.map(({ code }) => code);
  await assert.rejects(done(here.change(place, { method: 'drag' })), (error: unknown) => {
    assert.ok(isKind('conflict')(error) && error instanceof DispatchError);
    assert.deepEqual(
      error.violations.map(({ code }) => code),
      foreseen.filter((code) => code !== 'position_unknown'),
    );
    return true;
  });
  assert.equal(here.tables.assignments.has('n1'), false);
  await done(here.change(place, { method: 'drag', override: true }));
  assert.deepEqual(here.tables.assignments.get('n1')?.overridden, ['overlap']);
  await assertAsStored(here);
});

test('a job goes through its day, and back where the moves allow', async () => {
  const here = await openWindow();
  for (const to of ['dispatched', 'en_route', 'on_site', 'in_progress', 'completed'] as const) {
    const moved = here.change({ type: 'transition', jobId: 'j1', to }, { method: 'form' });
    const shown = [here.tables.jobs.get('j1')?.status, here.tables.assignments.get('a1')?.status];
    assert.deepEqual(shown, [to, to]);
    await done(moved);
  }
  await done(here.undo());
  await until(() => here.tables.jobs.get('j1')?.status === 'in_progress');
  await done(here.change({ type: 'transition', jobId: 'j1', to: 'on_hold', reason: 'part missing' }, { method: 'menu' }));
  assert.equal(here.canUndo, false);
  await done(
    here.change(
      { type: 'edit-job', jobId: 'j1', patch: { priority: 'urgent', custom: { meterNumber: '77' } } },
      { method: 'form' },
    ),
  );
  await until(() => here.tables.technicians.get('t1')?.status === 'available');
  await done(here.undo());
  assert.equal(here.tables.jobs.get('j1')?.priority, 'normal');
  await until(() => here.tables.jobs.get('j1')?.custom.meterNumber === undefined);
  await assertAsStored(here);
});

test('a batch is one event and one undo', async () => {
  const here = await openWindow();
  const seqBefore = await subject.seq();
  const commands = [
    { type: 'reassign', assignmentId: 'a1', technicianId: 't2', startsAt: day(14) },
    { type: 'assign', id: 'n1', jobId: 'j2', technicianId: 't1', startsAt: day(9) },
  ] as const;
  await done(here.change({ type: 'batch', commands }, { method: 'drag' }));
  await done(here.undo());
  assert.equal(await subject.seq(), seqBefore + 2);
  await until(() => here.tables.assignments.get('a1')?.version === 3);
  await assertAsStored(here);
});

test('the connector is restarted under two windows: both recover, nothing is lost or doubled', async () => {
  const [here, there] = [await openWindow(), await openWindow()];
  await done(here.change({ type: 'reassign', assignmentId: 'a1', startsAt: day(10) }, { method: 'drag' }));
  isDown = true;
  subject.connector.closeStreams();
  const during = here.change(
    { type: 'assign', id: 'n1', jobId: 'j2', technicianId: 't2', startsAt: day(12) },
    { method: 'drag' },
  );
  await until(() => here.status.phase === 'stale');
  assert.equal(here.tables.assignments.has('n1'), true);
  await restart();
  await done(during);
  await until(() => here.status.phase === 'ready' && there.status.phase === 'ready' && there.tables.assignments.has('n1'));
  for (const source of [here, there]) await assertAsStored(source);
  const { body } = await subject.request<{ items: { seq: number }[] }>('GET', '/v1/events?limit=500');
  assert.deepEqual(
    body.items.map(({ seq }) => seq),
    body.items.map((_, index) => index + 1),
  );
});

test('two windows at once on the same few records end alike, and as stored', async () => {
  const windows = [await openWindow(), await openWindow()];
  const seqBefore = await subject.seq();
  let kept = 0;
  const changes: Promise<void>[] = [];
  for (let step = 0; step < 60; step++) {
    const window = windows[step % 2] ?? windows[0];
    const commands: Command[] = [
      { type: 'reassign', assignmentId: 'a1', technicianId: step % 3 ? 't1' : 't2', startsAt: day(9 + (step % 8)) },
      { type: 'assign', id: `n${step}`, jobId: 'j2', technicianId: 't2', startsAt: day(8 + (step % 10)) },
      { type: 'edit-job', jobId: 'j1', patch: { title: `Title ${step}` } },
      { type: 'reassign', assignmentId: 'a1', notes: `Note ${step}` },
    ];
    const command = commands[(step * 7) % commands.length];
    if (!window || !command) continue;
    const change = window.change(command, { method: 'drag', override: true }).then(
      () => {
        kept++;
      },
      (error: unknown) => assert.ok(error instanceof DispatchError, String(error)),
    );
    changes.push(change);
    if (step % 5 === 4) await done(change);
    if (step === 30) cutStreams();
  }
  await done(Promise.all(changes).then(() => {}));
  const seq = await subject.seq();
  await until(() => windows.every((window) => window.status.phase === 'ready') && subject.connector.streamCount === 2);
  await done(Promise.all(windows.map((window) => window.show({ from: day(-48), to: day(300) }))).then(() => {}));
  for (const window of windows) await assertAsStored(window);
  assert.ok(kept > 20 && seq - seqBefore <= kept, `${kept} kept, ${seq - seqBefore} events`);
});

test('the source over plain lists works against the same connector', async () => {
  const rest = new RestSource({ ...options(), pollSeconds: 0 });
  open.push(rest);
  await until(() => rest.status.phase === 'ready');
  await done(rest.change({ type: 'assign', id: 'n1', jobId: 'j2', technicianId: 't2', startsAt: day(10) }, { method: 'drag' }));
  assert.equal(rest.tables.jobs.get('j2')?.version, 2);
  await subject.request('DELETE', '/v1/assignments/a1', { ifMatch: '*' });
  await done(rest.poll());
  assert.equal(rest.tables.assignments.has('a1'), false);
  assert.equal(rest.tables.jobs.get('j1')?.status, 'unscheduled');
  await done(rest.undo());
  assert.equal(rest.tables.assignments.has('n1'), false);
});
