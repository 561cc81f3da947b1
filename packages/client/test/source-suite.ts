import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Assignment, Job, Shift, Technician } from '@dispatchkit/contract';
import { type DispatchError, type DispatchSource, indexesOf, type SourceChange, schedulingContext } from '../src/index.ts';

/** A source with the suite's records loaded, and the hands of somebody else on the same records. */
export interface Subject {
  readonly source: DispatchSource;
  /** Somebody else changes a record; resolves when the source knows. */
  somebody(kind: 'assignments' | 'jobs', record: { readonly id: string } & Partial<Assignment & Job>): Promise<void>;
  /** Lets the source go on where it waits. */
  settle(): Promise<void>;
  /** Makes the next placement of the assignment break a rule. */
  breakRule(assignmentId: string): void;
}

export interface SuiteRecords {
  readonly jobs: readonly (Partial<Job> & { readonly id: string })[];
  readonly technicians: readonly (Partial<Technician> & { readonly id: string })[];
  readonly shifts: readonly (Partial<Shift> & { readonly id: string })[];
  readonly assignments: readonly (Partial<Assignment> & { readonly id: string })[];
}

export const suiteNowMs = Date.parse('2026-11-20T16:00:00Z');
const at = (hour: number) => new Date(Date.parse('2026-11-20T00:00:00Z') + hour * 3_600_000).toISOString();

export const suiteRecords: SuiteRecords = {
  jobs: [
    { id: 'j1', title: 'Pump', durationMinutes: 90 },
    { id: 'j2', title: 'Meter', status: 'scheduled' },
  ],
  technicians: [
    { id: 't1', name: 'Ana' },
    { id: 't2', name: 'Ben' },
  ],
  shifts: [
    { id: 's1', technicianId: 't1', startsAt: at(8), endsAt: at(30) },
    { id: 's2', technicianId: 't2', startsAt: at(8), endsAt: at(30) },
  ],
  assignments: [{ id: 'a2', jobId: 'j2', technicianId: 't2', startsAt: at(18), endsAt: at(19) }],
};

/** What every `DispatchSource` promises. */
export function sourceSuite(name: string, make: (records: SuiteRecords) => Promise<Subject>): void {
  const it = (what: string, run: (subject: Subject) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const subject = await make(suiteRecords);
      try {
        await run(subject);
      } finally {
        subject.source.close();
      }
    });

  it('is ready with complete tables, settings and capabilities', async ({ source }) => {
    assert.equal(source.status.phase, 'ready');
    assert.deepEqual(
      [source.tables.jobs.size, source.tables.technicians.size, source.tables.shifts.size, source.jobsTotal],
      [2, 2, 2, 2],
    );
    assert.equal(source.settings?.timeZone, 'UTC');
    assert.equal(source.capabilities['assignments:write'], 'all');
    assert.equal(source.now(), suiteNowMs);
    await source.show({ from: at(8), to: at(20) });
  });

  it('shows a change before it is accepted, and then for good', async ({ source, settle }) => {
    const done = source.change(
      { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) },
      { method: 'drag' },
    );
    assert.equal(source.tables.assignments.get('a1')?.endsAt, at(18.5));
    assert.equal(source.tables.jobs.get('j1')?.status, 'scheduled');
    await settle();
    await done;
    assert.equal(source.tables.jobs.get('j1')?.version, 2);
    assert.deepEqual((await source.get('assignments', 'a1'))?.technicianId, 't1');
    assert.deepEqual((await source.history('j1')).map(({ method }) => method)[0], 'drag');
  });

  it('gives assignments an id when there is none', async ({ source, settle }) => {
    const done = source.change({ type: 'assign', jobId: 'j1', technicianId: 't1', startsAt: at(17) }, { method: 'drag' });
    await settle();
    await done;
    const made = [...source.tables.assignments.values()].find(({ jobId }) => jobId === 'j1');
    assert.match(made?.id ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  });

  it('rejects a conflict with its violations and takes it back, unless overridden', async ({ source, settle, breakRule }) => {
    breakRule('a2');
    const move = { type: 'reassign', assignmentId: 'a2', technicianId: 't1', startsAt: at(3) } as const;
    const refused = assert.rejects(source.change(move, { method: 'drag' }), (error: DispatchError) => {
      assert.equal(error.kind, 'conflict');
      assert.ok(error.violations.length > 0);
      return true;
    });
    await settle();
    await refused;
    assert.equal(source.tables.assignments.get('a2')?.technicianId, 't2');
    assert.equal(source.canUndo, false);
    const done = source.change(move, { method: 'drag', override: true });
    await settle();
    await done;
    assert.equal(source.tables.assignments.get('a2')?.technicianId, 't1');
  });

  it('checks a placement without changing anything', async ({ source }) => {
    const found = source.check({ type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't2', startsAt: at(18) }).violations;
    assert.ok(found.some(({ code }) => code === 'overlap'));
    assert.deepEqual(source.check({ type: 'unassign', assignmentId: 'a2' }).violations, []);
    assert.equal(source.tables.assignments.size, 1);
  });

  it('undoes and redoes every kind of change', async ({ source, settle }) => {
    const commands = [
      { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(17) },
      { type: 'reassign', assignmentId: 'a1', startsAt: at(20), technicianId: 't2' },
      { type: 'edit-job', jobId: 'j1', patch: { title: 'Big pump', priority: 'high' } },
      { type: 'transition', jobId: 'j1', to: 'dispatched' },
    ] as const;
    const states: unknown[] = [];
    const look = () => {
      const job = source.tables.jobs.get('j1');
      const assignment = source.tables.assignments.get('a1');
      return [
        job?.title,
        job?.priority,
        job?.status,
        assignment?.technicianId,
        assignment?.startsAt,
        assignment?.endsAt,
        assignment?.status,
      ];
    };
    for (const command of commands) {
      states.push(look());
      const done = source.change(command, { method: 'form' });
      await settle();
      await done;
    }
    const last = look();
    for (const before of states.toReversed()) {
      const done = source.undo();
      await settle();
      await done;
      assert.deepEqual(look(), before);
    }
    assert.deepEqual([source.canUndo, source.canRedo], [false, true]);
    for (let step = 0; step < commands.length; step++) {
      const done = source.redo();
      await settle();
      await done;
    }
    assert.deepEqual(look(), last);
    assert.deepEqual([source.canUndo, source.canRedo], [true, false]);
  });

  it("does not undo over somebody else's change", async ({ source, settle, somebody }) => {
    const done = source.change({ type: 'reassign', assignmentId: 'a2', technicianId: 't1' }, { method: 'drag' });
    await settle();
    await done;
    await somebody('assignments', { id: 'a2', notes: 'bring ladder' });
    assert.equal(source.tables.assignments.get('a2')?.notes, 'bring ladder');
    const refused = assert.rejects(source.undo(), (error: DispatchError) => error.kind === 'stale');
    await settle();
    await refused;
    assert.equal(source.canUndo, false);
  });

  it('tells listeners once per microtask, after the tables have changed, and who did it', async ({ source, somebody }) => {
    const heard: SourceChange[] = [];
    const unsubscribe = source.subscribe((change) => {
      assert.equal(source.tables.jobs.get('j1')?.title, 'Changed');
      heard.push(change);
    });
    const other = source.tables.jobs.get('j2');
    await somebody('jobs', { id: 'j1', title: 'Changed' });
    const told = heard.filter(({ touched }) => touched.jobs);
    assert.deepEqual(
      told.map(({ touched, remote }) => [[...(touched.jobs ?? [])], remote]),
      [[['j1'], true]],
    );
    assert.equal(source.tables.jobs.get('j2'), other);
    unsubscribe();
    const count = heard.length;
    await somebody('jobs', { id: 'j1', description: 'Unheard' });
    assert.equal(heard.length, count);
  });

  it('keeps indexes that any widget can read', async ({ source, settle, somebody }) => {
    const indexes = indexesOf(source);
    assert.equal(indexesOf(source), indexes);
    const ofBen = indexes.assignmentsOfTechnician('t2');
    assert.deepEqual(
      ofBen.map(({ id }) => id),
      ['a2'],
    );
    const day = { startMs: Date.parse(at(0)), endMs: Date.parse(at(12)) };
    assert.deepEqual(indexes.assignmentsOfTechnician('t2', day), []);
    assert.equal(indexes.shiftsOf('t2').length, 1);
    const done = source.change(
      { type: 'assign', id: 'a1', jobId: 'j1', technicianId: 't1', startsAt: at(9) },
      { method: 'drag' },
    );
    assert.deepEqual(
      indexes.assignmentsOfTechnician('t1').map(({ id }) => id),
      ['a1'],
    );
    assert.equal(indexes.assignmentsOfTechnician('t2'), ofBen);
    await settle();
    await done;
    await somebody('assignments', { id: 'a1', technicianId: 't2' });
    assert.deepEqual(
      indexes.assignmentsOfTechnician('t2').map(({ id }) => id),
      ['a1', 'a2'],
    );
    assert.deepEqual(indexes.assignmentsOfTechnician('t1'), []);
    assert.deepEqual([...schedulingContext(source).assignmentsOf('t2')].length, 2);
  });

  it('lists, gets and stays readable when closed', async ({ source }) => {
    const page = await source.list('jobs', { limit: 1 });
    assert.deepEqual([page.items.length, page.total, page.nextCursor !== null], [1, 2, true]);
    const next = await source.list('jobs', { limit: 1, cursor: page.nextCursor ?? '' });
    assert.deepEqual([next.items.length, next.nextCursor], [1, null]);
    assert.equal(await source.get('jobs', 'nowhere'), undefined);
    await assert.rejects(source.list('jobs', {}, AbortSignal.abort()), (error: DOMException) => error.name === 'AbortError');
    source.close();
    assert.equal(source.tables.jobs.size, 2);
  });
}
