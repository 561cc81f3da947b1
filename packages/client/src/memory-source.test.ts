import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DispatchError, MemorySource, type SourceChange } from './index.ts';

const nowMs = Date.parse('2026-11-20T16:00:00Z');
const at = (hour: number) => new Date(Date.parse('2026-11-20T00:00:00Z') + hour * 3_600_000).toISOString();

function source(): MemorySource {
  return new MemorySource({
    now: () => nowMs,
    jobs: [
      { id: 'j1', title: 'Pump', durationMinutes: 90 },
      { id: 'j2', title: 'Meter', skills: [{ key: 'gas' }] },
      { id: 'j3', title: 'Valve' },
    ],
    technicians: [
      { id: 't1', name: 'Ana', skills: [{ key: 'gas' }] },
      { id: 't2', name: 'Ben' },
    ],
    shifts: [
      { id: 's1', technicianId: 't1', startsAt: at(8), endsAt: at(24) },
      { id: 's2', technicianId: 't2', startsAt: at(8), endsAt: at(24) },
    ],
    assignments: [{ id: 'a3', jobId: 'j3', technicianId: 't2', startsAt: at(18), endsAt: at(19) }],
  });
}

const isKind = (kind: string) => (error: unknown) => error instanceof DispatchError && error.kind === kind;

test('an assignment is shown at once, lasts as long as the job and moves the job', async () => {
  const memory = source();
  const done = memory.change({ type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) }, { method: 'drag' });
  assert.equal(memory.tables.assignments.get('a1')?.endsAt, at(18.5));
  assert.equal(memory.tables.jobs.get('j1')?.status, 'scheduled');
  await done;
  assert.equal(memory.tables.jobs.get('j1')?.version, 2);
  assert.deepEqual(
    memory.assignmentsOfTechnician('t1').map(({ id }) => id),
    ['a1'],
  );
  assert.deepEqual(
    (await memory.history('j1')).map(({ type, method }) => [type, method]),
    [['assignment.created', 'drag']],
  );
});

test('jobs that wait for others are judged in the page too, from either side, and as dependencies come and go', () => {
  const memory = source();
  const early = { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) } as const;
  const unmet = () =>
    memory
      .check(early)
      .violations.filter(({ code }) => code === 'dependency_unmet')
      .map(({ minutes }) => minutes);
  assert.deepEqual(unmet(), []);
  const dependency = { id: 'd1', jobId: 'j1', dependsOnJobId: 'j3', lagMinutes: 30 };
  memory.applyRemote('dependencies', [dependency]);
  assert.deepEqual(unmet(), [150]);
  memory.applyRemote('dependencies', [{ ...dependency, jobId: 'j3', dependsOnJobId: 'j1' }]);
  assert.deepEqual(unmet(), [60]);
  memory.removeRemote('dependencies', ['d1']);
  assert.deepEqual(unmet(), []);
});

test('broken rules refuse the change with violations, unless overridden, which is recorded', async () => {
  const memory = source();
  const place = { type: 'assign', id: 'a2', jobId: 'j2', technicianId: 't2', startsAt: at(18) } as const;
  assert.deepEqual(
    memory
      .check(place)
      .violations.filter(({ severity }) => severity === 'warning')
      .map(({ code }) => code),
    ['skill_missing', 'overlap'],
  );
  await assert.rejects(memory.change(place, { method: 'drag' }), (error: unknown) => {
    assert.ok(isKind('conflict')(error) && error instanceof DispatchError);
    assert.deepEqual(
      error.violations.map(({ code }) => code),
      ['skill_missing', 'overlap'],
    );
    return true;
  });
  assert.equal(memory.tables.assignments.has('a2'), false);
  await memory.change(place, { method: 'drag', override: true });
  assert.deepEqual(memory.tables.assignments.get('a2')?.overridden, ['skill_missing', 'overlap']);
});

test('undo and redo bring the same assignment back and forth', async () => {
  const memory = source();
  await memory.change({ type: 'reassign', assignmentId: 'a3', technicianId: 't1', startsAt: at(20) }, { method: 'keyboard' });
  await memory.change({ type: 'unassign', assignmentId: 'a3' }, { method: 'menu' });
  assert.equal(memory.tables.jobs.get('j3')?.status, 'unscheduled');
  await memory.undo();
  assert.equal(memory.tables.assignments.get('a3')?.technicianId, 't1');
  await memory.undo();
  const back = memory.tables.assignments.get('a3');
  assert.deepEqual([back?.technicianId, back?.startsAt, back?.endsAt, back?.version], ['t2', at(18), at(19), 5]);
  assert.equal(memory.canUndo, false);
  await memory.redo();
  await memory.redo();
  assert.equal(memory.tables.assignments.has('a3'), false);
  assert.equal(memory.canRedo, false);
  assert.deepEqual(
    (await memory.history('j3')).map(({ method }) => method),
    ['redo', 'redo', 'undo', 'undo', 'menu', 'keyboard'],
  );
});

test("undo leaves somebody else's work alone and says so once", async () => {
  const memory = source();
  await memory.change({ type: 'reassign', assignmentId: 'a3', technicianId: 't1' }, { method: 'drag' });
  memory.applyRemote('assignments', [{ id: 'a3', notes: 'bring ladder' }]);
  await assert.rejects(memory.undo(), isKind('stale'));
  assert.equal(memory.tables.assignments.get('a3')?.technicianId, 't1');
  assert.equal(memory.canUndo, false);
});

test('a batch stands or falls together and is taken back as one', async () => {
  const memory = source();
  const place = (id: string, jobId: string, hour: number) =>
    ({ type: 'assign', id, jobId, technicianId: 't1', startsAt: at(hour) }) as const;
  await assert.rejects(
    memory.change({ type: 'batch', commands: [place('b1', 'j1', 9), place('b2', 'j2', 9)] }, { method: 'drag' }),
    isKind('conflict'),
  );
  assert.equal(memory.tables.assignments.size, 1);
  await memory.change({ type: 'batch', commands: [place('b1', 'j1', 9), place('b2', 'j2', 14)] }, { method: 'drag' });
  assert.equal(memory.tables.assignments.size, 3);
  await memory.undo();
  assert.deepEqual([...memory.tables.assignments.keys()], ['a3']);
});

test('transitions follow the table of moves, stamp each step and are taken back where the table allows', async () => {
  const memory = source();
  await assert.rejects(memory.change({ type: 'transition', jobId: 'j3', to: 'on_hold' }, { method: 'menu' }), isKind('invalid'));
  await assert.rejects(memory.change({ type: 'transition', jobId: 'j1', to: 'on_site' }, { method: 'menu' }), isKind('conflict'));
  await memory.change({ type: 'transition', jobId: 'j3', to: 'en_route' }, { method: 'form' });
  await memory.change({ type: 'transition', jobId: 'j3', to: 'on_site' }, { method: 'form' });
  assert.equal(memory.tables.assignments.get('a3')?.arrivedAt, new Date(nowMs).toISOString());
  await memory.undo();
  assert.deepEqual([memory.tables.jobs.get('j3')?.status, memory.tables.assignments.get('a3')?.arrivedAt], ['en_route', null]);
});

test('listeners hear once per microtask what was touched and whether somebody else did it', async () => {
  const memory = source();
  await Promise.resolve();
  const heard: SourceChange[] = [];
  memory.subscribe((change) => heard.push(change));
  memory.applyRemote('technicians', [{ id: 't1', status: 'break' }]);
  memory.applyRemote('jobs', [{ id: 'j1', title: 'Big pump' }]);
  await Promise.resolve();
  assert.equal(heard.length, 1);
  assert.deepEqual(
    [[...(heard[0]?.touched.jobs ?? [])], [...(heard[0]?.touched.technicians ?? [])], heard[0]?.remote],
    [['j1'], ['t1'], true],
  );
});

test('lists are searched, filtered, sorted and paged', async () => {
  const memory = source();
  assert.deepEqual(
    (await memory.list('jobs', { q: 'pum' })).items.map(({ id }) => id),
    ['j1'],
  );
  const page = await memory.list('jobs', { filters: { status: 'unscheduled' }, sort: '-title', limit: 1 });
  assert.deepEqual([page.items.map(({ id }) => id), page.total], [['j1'], 2]);
  const next = await memory.list('jobs', {
    filters: { status: 'unscheduled' },
    sort: '-title',
    limit: 1,
    cursor: page.nextCursor ?? '',
  });
  assert.deepEqual([next.items.map(({ id }) => id), next.nextCursor], [['j2'], null]);
});

test("the host's own keeping can refuse, and what was shown goes", async () => {
  const memory = new MemorySource({
    jobs: [{ id: 'j1', title: 'Pump' }],
    onChange: () => Promise.reject(new DispatchError('failed', 'No.')),
  });
  const done = memory.change({ type: 'edit-job', jobId: 'j1', patch: { title: 'Big pump' } }, { method: 'form' });
  assert.equal(memory.tables.jobs.get('j1')?.title, 'Big pump');
  await assert.rejects(done, isKind('failed'));
  assert.equal(memory.tables.jobs.get('j1')?.title, 'Pump');
  assert.equal(memory.canUndo, false);
});

test('a record that cannot be is named with the field at fault, before anything counts with it', () => {
  const assignment = { id: 'a1', jobId: 'j', technicianId: 't', startsAt: undefined };
  assert.throws(() => new MemorySource({ assignments: [assignment] }), /assignments a1: startsAt is undefined/);
  const shift = { id: 's1', technicianId: 't', startsAt: at(8), endsAt: 'at five' };
  assert.throws(() => new MemorySource({ shifts: [shift] }), /shifts s1: endsAt is at five/);
});
