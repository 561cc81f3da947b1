import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boardKinds } from '@dispatchkit/contract/words';
import { FakeClock, flush } from '../test/fake-clock.ts';
import { FakeConnector, type FakeConnectorOptions } from '../test/fake-connector.ts';
import { DispatchError, fillCustomer, fillSite, Replica, type ReplicaOptions, type SourceChange } from './index.ts';

const at = (hour: number) => new Date(Date.parse('2026-11-20T00:00:00Z') + hour * 3_600_000).toISOString();
const isKind = (kind: string) => (error: unknown) => error instanceof DispatchError && error.kind === kind;

interface Rig {
  readonly clock: FakeClock;
  readonly connector: FakeConnector;
  readonly replica: Replica;
}

async function rig(options: Partial<FakeConnectorOptions> = {}, replicaOptions: Partial<ReplicaOptions> = {}): Promise<Rig> {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now(), ...options });
  connector.put('technicians', { id: 't1', name: 'Ana' });
  connector.put('technicians', { id: 't2', name: 'Ben' });
  connector.put('jobs', { id: 'j1', title: 'Pump' });
  connector.put('jobs', { id: 'j2', title: 'Meter' });
  connector.put('assignments', { id: 'a2', jobId: 'j2', technicianId: 't2', startsAt: at(18), endsAt: at(19) });
  connector.put('jobs', { id: 'j2', status: 'scheduled' });
  const replica = new Replica({
    url: 'http://dispatch.test',
    fetch: connector.fetch,
    clock,
    random: () => 0.5,
    ...replicaOptions,
  });
  await flush();
  return { clock, connector, replica };
}

function assertSame({ connector, replica }: Rig): void {
  for (const kind of boardKinds) {
    assert.deepEqual(Object.fromEntries(replica.tables[kind]), Object.fromEntries(connector.tables[kind]), kind);
  }
}

async function passTime({ clock }: Rig, milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 100) {
    clock.advance(100);
    await flush();
  }
}

test('loads the snapshot, then follows events; unchanged records keep their identity', async () => {
  const it = await rig();
  assert.equal(it.replica.status.phase, 'ready');
  assertSame(it);
  assert.equal(it.replica.me?.tenant, 'acme');
  const before = it.replica.tables.jobs.get('j2');
  it.connector.put('jobs', { id: 'j1', title: 'Big pump' });
  await flush();
  assert.equal(it.replica.tables.jobs.get('j1')?.title, 'Big pump');
  assert.equal(it.replica.tables.jobs.get('j2'), before);
  it.replica.close();
});

test('an own change is shown at once, confirmed by answer or event, and is not called somebody else’s', async () => {
  for (const keepsRequestId of [true, false]) {
    const it = await rig({ keepsRequestId, holdsStream: true });
    const changes: SourceChange[] = [];
    it.replica.subscribe((change) => changes.push(change));
    const done = it.replica.change(
      { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) },
      { method: 'drag' },
    );
    assert.equal(it.replica.tables.jobs.get('j1')?.status, 'scheduled');
    await done;
    assert.equal(it.replica.tables.assignments.get('a1')?.version, 1);
    assert.equal(it.replica.tables.jobs.get('j1')?.status, 'scheduled');
    it.connector.deliver();
    await flush();
    assertSame(it);
    assert.equal(
      changes.some(({ remote }) => remote),
      false,
    );
    const [post] = it.connector.requests.filter(({ method }) => method === 'POST');
    assert.equal(post?.headers.get('dispatch-method'), 'drag');
    assert.ok(post?.headers.get('idempotency-key'));
    it.replica.close();
  }
});

test('a refused change is taken back and says why', async () => {
  const it = await rig();
  it.connector.conflicts.add('a2');
  const done = it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
  assert.equal(it.replica.tables.assignments.get('a2')?.technicianId, 't1');
  await assert.rejects(
    done,
    (error: unknown) => isKind('conflict')(error) && (error as DispatchError).violations[0]?.code === 'overlap',
  );
  assertSame(it);
  assert.equal(it.replica.canUndo, false);
  await it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag', override: true });
  assert.equal(it.replica.tables.assignments.get('a2')?.technicianId, 't1');
  it.replica.close();
});

for (const [code, kind] of [
  ['host_refused', 'invalid'],
  ['host_conflict', 'stale'],
  ['host_unavailable', 'connection'],
  ['host_unsure', 'failed'],
] as const) {
  test(`a change is taken back at once on ${code}, and sent again only when asked`, async () => {
    const it = await rig();
    it.connector.hostSays = code;
    const sentBefore = it.connector.requests.length;
    const done = it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
    assert.equal(it.replica.tables.assignments.get('a2')?.technicianId, 't1');
    await assert.rejects(done, isKind(kind));
    assertSame(it);
    assert.equal(it.replica.canUndo, false);
    assert.equal(it.connector.requests.slice(sentBefore).filter(({ method }) => method === 'PATCH').length, 1);
    it.connector.hostSays = undefined;
    await it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
    assert.equal(it.replica.tables.assignments.get('a2')?.technicianId, 't1');
    it.replica.close();
  });
}

test('what somebody else changes meanwhile shows through the pending change', async () => {
  const it = await rig({ holdsStream: true });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = async (request: Request, init?: RequestInit) => {
    if (request.method === 'PATCH') await held;
    return it.connector.fetch(request, init);
  };
  it.replica.close();
  const replica = new Replica({ url: 'http://dispatch.test', fetch: slow, clock: it.clock, random: () => 0.5 });
  await flush();
  const done = replica.change({ type: 'reassign', assignmentId: 'a2', startsAt: at(20) }, { method: 'drag' });
  await flush();
  it.connector.put('assignments', { id: 'a2', notes: 'bring ladder' });
  it.connector.deliver();
  await flush();
  const shown = replica.tables.assignments.get('a2');
  assert.deepEqual([shown?.notes, shown?.startsAt, shown?.endsAt], ['bring ladder', at(20), at(21)]);
  release();
  // It was based on what was seen when it was made.
  await assert.rejects(done, isKind('stale'));
  assertSame({ ...it, replica });
  replica.close();
});

test('quick changes of one record are sent one after the other, each on the version before', async () => {
  const it = await rig();
  const moves = [17, 19, 21].map((hour) =>
    it.replica.change({ type: 'reassign', assignmentId: 'a2', startsAt: at(hour) }, { method: 'keyboard' }),
  );
  assert.equal(it.replica.tables.assignments.get('a2')?.startsAt, at(21));
  await Promise.all(moves);
  await flush();
  assertSame(it);
  assert.equal(it.replica.tables.assignments.get('a2')?.version, 4);
  it.replica.close();
});

test('a lost answer is asked for again and nothing is done twice', async () => {
  const it = await rig();
  let losses = 0;
  it.replica.close();
  const lossy = async (request: Request, init?: RequestInit) => {
    const isUnsafe = request.method !== 'GET';
    const response = await it.connector.fetch(request, init);
    if (isUnsafe && losses-- > 0) throw new TypeError('network lost');
    return response;
  };
  const replica = new Replica({ url: 'http://dispatch.test', fetch: lossy, clock: it.clock, random: () => 0.5 });
  await flush();
  const seqBefore = it.connector.seq;
  for (const command of [
    { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) },
    { type: 'reassign', assignmentId: 'a1', startsAt: at(20) },
    { type: 'edit-job', jobId: 'j1', patch: { title: 'Pump 2' } },
    { type: 'transition', jobId: 'j1', to: 'en_route' },
    { type: 'unassign', assignmentId: 'a1' },
  ] as const) {
    losses = 2;
    const done = replica.change(command, { method: 'drag' });
    await passTime(it, 3_000);
    await done;
  }
  assert.equal(it.connector.seq, seqBefore + 5);
  assertSame({ ...it, replica });
  replica.close();
});

test('a POST whose answer was lost is done once, also where events bear other request ids than ours', async () => {
  const it = await rig({ keepsRequestId: false, holdsStream: true });
  it.replica.close();
  let losses = 0;
  const lossy = async (request: Request, init?: RequestInit) => {
    const isPost = request.method === 'POST';
    const response = await it.connector.fetch(request, init);
    if (isPost && losses-- > 0) throw new TypeError('network lost');
    return response;
  };
  const replica = new Replica({ url: 'http://dispatch.test', fetch: lossy, clock: it.clock, random: () => 0.5 });
  await flush();
  for (const command of [
    { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) },
    { type: 'transition', jobId: 'j2', to: 'en_route' },
    { type: 'batch', commands: [{ type: 'unassign', assignmentId: 'a1' }] },
  ] as const) {
    losses = 1;
    const seqBefore = it.connector.seq;
    const done = replica.change(command, { method: 'drag' });
    await passTime(it, 1_000);
    await done;
    assert.equal(it.connector.seq, seqBefore + 1);
  }
  it.connector.deliver();
  await flush();
  assertSame({ ...it, replica });
  replica.close();
});

test('a change of a job right after assigning it waits for the version that gives', async () => {
  const it = await rig({ holdsStream: true });
  await it.replica.change({ type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) }, { method: 'drag' });
  const done = it.replica.change({ type: 'edit-job', jobId: 'j1', patch: { title: 'Big pump' } }, { method: 'form' });
  await flush();
  assert.equal(
    it.connector.requests.some(({ method }) => method === 'PATCH'),
    false,
  );
  it.connector.deliver();
  await flush();
  await done;
  // Where the event is late, the record is read instead.
  await it.replica.change({ type: 'unassign', assignmentId: 'a1' }, { method: 'menu' });
  const late = it.replica.change({ type: 'edit-job', jobId: 'j1', patch: { title: 'Small pump' } }, { method: 'form' });
  await passTime(it, 2_500);
  await late;
  it.connector.deliver();
  await flush();
  assertSame(it);
  it.replica.close();
});

test('a change that cannot be delivered is taken back as a broken connection', async () => {
  const it = await rig();
  it.connector.isDown = true;
  const done = it.replica.change({ type: 'unassign', assignmentId: 'a2' }, { method: 'menu' });
  const refused = assert.rejects(done, isKind('connection'));
  assert.equal(it.replica.tables.assignments.has('a2'), false);
  await passTime(it, 20_000);
  await refused;
  assert.equal(it.replica.tables.assignments.has('a2'), true);
  it.replica.close();
});

test('a short break is not worth a word; a longer one is told with its beginning, and all is caught up after it', async () => {
  const it = await rig();
  it.connector.drop();
  await passTime(it, 1_000);
  assert.equal(it.replica.status.phase, 'ready');
  const brokeAt = it.clock.now();
  it.connector.isDown = true;
  it.connector.drop();
  await flush();
  await passTime(it, 5_000);
  assert.deepEqual([it.replica.status.phase, it.replica.status.since], ['stale', brokeAt]);
  it.connector.put('jobs', { id: 'j1', title: 'Missed' });
  it.connector.isDown = false;
  await passTime(it, 35_000);
  assert.equal(it.replica.status.phase, 'ready');
  assertSame(it);
  assert.equal(it.connector.streams.size, 1);
  it.replica.close();
});

test('a stream that falls silent is opened anew', async () => {
  const it = await rig();
  const [silent] = it.connector.streams;
  if (silent) it.connector.streams.delete(silent);
  it.connector.put('jobs', { id: 'j1', title: 'Unheard' });
  await passTime(it, 45_000);
  assertSame(it);
  it.replica.close();
});

test('a lost message is noticed by its number and fetched; a repeated one is passed over', async () => {
  const it = await rig({ holdsStream: true });
  it.connector.put('jobs', { id: 'j1', title: 'First' });
  it.connector.put('jobs', { id: 'j2', title: 'Second' });
  it.connector.lose();
  it.connector.deliver();
  await flush();
  assertSame(it);
  const before = it.replica.tables.jobs.get('j1');
  it.connector.repeat(3);
  it.connector.deliver();
  await flush();
  assert.equal(it.replica.tables.jobs.get('j1'), before);
  it.replica.close();
});

test('who sees own events only is not bothered by the numbers between', async () => {
  const it = await rig({ role: 'technician', holdsStream: true });
  it.connector.put('jobs', { id: 'j1', title: 'Not told' });
  it.connector.put('jobs', { id: 'j2', title: 'Told' });
  it.connector.lose();
  it.connector.deliver();
  await flush();
  assert.equal(it.replica.tables.jobs.get('j2')?.title, 'Told');
  assert.equal(
    it.connector.requests.some(({ path, headers }) => path === '/v1/events' && headers.get('accept') !== 'text/event-stream'),
    false,
  );
  it.replica.close();
});

test('after an import and after a reset the snapshot is read again, as a difference', async () => {
  const it = await rig();
  const snapshots = () => it.connector.requests.filter(({ path }) => path === '/v1/snapshot').length;
  const before = it.replica.tables.jobs.get('j1');
  const changes: SourceChange[] = [];
  it.replica.subscribe((change) => changes.push(change));
  it.connector.import([{ id: 'j8', title: 'Imported' }]);
  it.connector.import([{ id: 'j9', title: 'Imported' }]);
  await passTime(it, 1_000);
  assert.equal(snapshots(), 2);
  assertSame(it);
  assert.equal(it.replica.tables.jobs.get('j1'), before);
  assert.deepEqual(
    changes.flatMap(({ touched }) => [...(touched.jobs ?? [])]),
    ['j8', 'j9'],
  );
  it.connector.reset();
  it.connector.put('jobs', { id: 'j1', title: 'After reset' });
  await passTime(it, 1_000);
  assert.equal(snapshots(), 3);
  assertSame(it);
  assert.equal(it.replica.status.phase, 'ready');
  it.connector.put('jobs', { id: 'j1', title: 'Live again' });
  await flush();
  assertSame(it);
  it.replica.close();
});

test('a connector that answers every stream with a reset is not asked for snapshots without a pause', async () => {
  const it = await rig();
  const count = () => it.connector.requests.filter(({ path }) => path === '/v1/snapshot').length;
  it.replica.close();
  const stopping = async (request: Request, init?: RequestInit) =>
    request.headers.get('accept') === 'text/event-stream'
      ? new Response('event: reset\ndata: {}\n\n', { headers: { 'content-type': 'text/event-stream' } })
      : it.connector.fetch(request, init);
  const before = count();
  const replica = new Replica({ url: 'http://dispatch.test', fetch: stopping, clock: it.clock, random: () => 0.5 });
  await flush();
  await passTime(it, 20_000);
  assert.ok(count() - before < 8, `${count() - before} snapshots`);
  assert.equal(replica.status.phase, 'stale');
  replica.close();
});

test('positions move technicians without raising versions, and older fixes are passed over', async () => {
  const it = await rig();
  const fix = (minute: number) => ({
    latitude: 37.7 + minute / 1000,
    longitude: -122.4,
    accuracyMeters: 5,
    headingDegrees: null,
    at: new Date(it.clock.now() + minute * 60_000).toISOString(),
  });
  it.connector.move('t1', fix(2));
  it.connector.move('t1', fix(1));
  await flush();
  assert.equal(it.replica.tables.technicians.get('t1')?.position?.at, fix(2).at);
  assert.equal(it.replica.tables.technicians.get('t1')?.version, 1);
  it.replica.close();
});

test('one token function serves first use and refresh, asked once however many wait', async () => {
  const asked: boolean[] = [];
  const it = await rig();
  it.replica.close();
  it.connector.tokens = new Set(['token-1']);
  const getToken = async ({ refresh }: { refresh: boolean }) => {
    asked.push(refresh);
    return `token-${asked.length}`;
  };
  const replica = new Replica({ url: 'http://dispatch.test', fetch: it.connector.fetch, clock: it.clock, getToken });
  await flush();
  assert.deepEqual([replica.status.phase, asked], ['ready', [false]]);
  const before = replica.tables.jobs.get('j1');
  it.connector.tokens = new Set(['token-2']);
  await Promise.all([replica.list('jobs'), replica.list('technicians'), replica.get('jobs', 'j1')]);
  assert.deepEqual(asked, [false, true]);
  assert.equal(replica.tables.jobs.get('j1'), before);
  it.connector.tokens = new Set();
  await assert.rejects(replica.list('jobs'), isKind('signed-out'));
  assert.equal(replica.status.phase, 'signed-out');
  it.connector.put('jobs', { id: 'j1', title: 'While signed out' });
  it.connector.tokens = new Set(['token-4']);
  replica.retry();
  await flush();
  assert.equal(replica.status.phase, 'ready');
  assertSame({ ...it, replica });
  replica.close();
});

test('a connector that is not there yet is waited for', async () => {
  const clock = new FakeClock();
  const connector = new FakeConnector({ nowMs: () => clock.now() });
  connector.isDown = true;
  const replica = new Replica({ url: 'http://dispatch.test', fetch: connector.fetch, clock, random: () => 0.5 });
  await flush();
  assert.deepEqual([replica.status.phase, replica.status.error?.kind], ['error', 'connection']);
  connector.isDown = false;
  await passTime({ clock, connector, replica }, 2_000);
  assert.equal(replica.status.phase, 'ready');
  replica.close();
});

test('showing another week loads it too', async () => {
  const it = await rig();
  const far = { startsAt: at(24 * 30), endsAt: at(24 * 30 + 1) };
  it.connector.put('assignments', { id: 'far', jobId: 'j1', technicianId: 't1', ...far });
  it.replica.close();
  const replica = new Replica({ url: 'http://dispatch.test', fetch: it.connector.fetch, clock: it.clock });
  await flush();
  assert.equal(replica.tables.assignments.has('far'), false);
  await replica.show({ from: at(24 * 28), to: at(24 * 35) });
  assert.equal(replica.tables.assignments.has('far'), true);
  assert.equal(replica.tables.assignments.has('a2'), true);
  replica.close();
});

test('records an event names but the window does not hold are fetched', async () => {
  const it = await rig();
  it.connector.tables.customers.set('c1', fillCustomer({ id: 'c1', name: 'Acme' }));
  it.connector.tables.sites.set('s1', fillSite({ id: 's1', customerId: 'c1' }));
  it.connector.put('jobs', { id: 'j5', title: 'New', siteId: 's1' });
  await flush();
  assert.equal(it.replica.tables.customers.get('c1')?.name, 'Acme');
  assertSame(it);
  it.replica.close();
});

test('undo and redo travel as compensating changes with their method', async () => {
  const it = await rig();
  await it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
  await it.replica.change({ type: 'unassign', assignmentId: 'a2' }, { method: 'menu' });
  await it.replica.change({ type: 'edit-job', jobId: 'j2', patch: { priority: 'high' } }, { method: 'form' });
  for (let step = 0; step < 3; step++) await it.replica.undo();
  await flush();
  assertSame(it);
  assert.deepEqual(
    [it.replica.tables.assignments.get('a2')?.technicianId, it.replica.tables.jobs.get('j2')?.priority],
    ['t2', 'normal'],
  );
  for (let step = 0; step < 3; step++) await it.replica.redo();
  await flush();
  assertSame(it);
  assert.deepEqual([it.replica.tables.assignments.has('a2'), it.replica.tables.jobs.get('j2')?.priority], [false, 'high']);
  assert.deepEqual(
    it.connector.events.slice(-6).map(({ method }) => method),
    ['undo', 'undo', 'undo', 'redo', 'redo', 'redo'],
  );
  it.replica.close();
});

test('undo right after a change, before it is accepted, takes back that change', async () => {
  const it = await rig();
  const done = it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
  const undone = it.replica.undo();
  assert.equal(it.replica.tables.assignments.get('a2')?.technicianId, 't2');
  await Promise.all([done, undone]);
  await flush();
  assertSame(it);
  assert.equal(it.replica.tables.assignments.get('a2')?.version, 3);
  assert.deepEqual([it.replica.canUndo, it.replica.canRedo], [false, true]);
  it.replica.close();
});

test('undo of a change that was refused meanwhile does nothing', async () => {
  const it = await rig();
  it.connector.conflicts.add('a2');
  const done = it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
  const undone = it.replica.undo();
  await assert.rejects(done, isKind('conflict'));
  await undone;
  assertSame(it);
  assert.deepEqual([it.replica.canUndo, it.replica.canRedo], [false, false]);
  it.replica.close();
});

test("undo leaves somebody else's work alone, also when theirs lies between two own changes", async () => {
  const it = await rig();
  await it.replica.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
  it.connector.put('assignments', { id: 'a2', notes: 'bring ladder' });
  await flush();
  await it.replica.change({ type: 'reassign', assignmentId: 'a2', lock: 'pinned' }, { method: 'menu' });
  await it.replica.undo();
  await flush();
  assert.equal(it.replica.tables.assignments.get('a2')?.lock, 'planned');
  assert.equal(it.replica.canUndo, false);
  await it.replica.redo();
  await flush();
  it.connector.put('assignments', { id: 'a2', notes: 'no ladder' });
  await flush();
  await assert.rejects(it.replica.undo(), isKind('stale'));
  assert.equal(it.replica.canUndo, false);
  assertSame(it);
  it.replica.close();
});

test('a batch is one request, one event and one undo', async () => {
  const it = await rig();
  const seqBefore = it.connector.seq;
  await it.replica.change(
    {
      type: 'batch',
      commands: [
        { type: 'assign', id: 'b1', jobId: 'j1', technicianId: 't1', startsAt: at(17) },
        { type: 'reassign', assignmentId: 'a2', technicianId: 't1' },
      ],
    },
    { method: 'drag' },
  );
  await flush();
  assertSame(it);
  assert.equal(it.connector.seq, seqBefore + 1);
  await it.replica.undo();
  await flush();
  assertSame(it);
  assert.equal(it.connector.seq, seqBefore + 2);
  assert.deepEqual(
    [...it.replica.tables.assignments.values()].map(({ id, technicianId }) => [id, technicianId]),
    [['a2', 't2']],
  );
  it.replica.close();
});
