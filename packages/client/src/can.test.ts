import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Capabilities, HostLimits, HostStanding } from '@dispatchkit/contract';
import { type Command, MemorySource } from './index.ts';

const startsAt = '2026-11-20T09:00:00.000Z';
const endsAt = '2026-11-20T10:00:00.000Z';
const later = '2026-11-20T12:00:00.000Z';
/** What a host without words for `on_hold` and `completed` leaves of the statuses. */
const spoken = ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'cancelled'];

/** Ada has the job `placed`, `open` waits. */
function sourceWith(limits: HostStanding['limits'], capabilities?: Capabilities): MemorySource {
  const erp: HostStanding = {
    name: 'erp',
    label: 'ERP',
    modes: { jobs: 'mirror', assignments: 'mirror' },
    state: 'current',
    asOf: startsAt,
    progress: null,
    ...(limits ? { limits } : {}),
    whenAway: 'refuse',
    writes: { waiting: 0, conflict: 0, dead: 0 },
    records: [],
  };
  return new MemorySource({
    now: () => Date.parse(startsAt),
    ...(capabilities ? { capabilities } : {}),
    me: { technicianId: 'ada' },
    hosts: [{ ...erp, name: 'crm', modes: { customers: 'mirror' } }, erp],
    technicians: [{ id: 'ada' }, { id: 'bob' }],
    jobs: [
      { id: 'open', durationMinutes: 60 },
      { id: 'placed', durationMinutes: 60, custom: { meter: 4 } },
    ],
    assignments: [{ id: 'a', jobId: 'placed', technicianId: 'ada', startsAt, endsAt }],
  });
}

const assign: Command = { type: 'assign', jobId: 'open', technicianId: 'bob', startsAt, endsAt };
const move: Command = { type: 'reassign', assignmentId: 'a', startsAt: later };
const handOver: Command = { type: 'reassign', assignmentId: 'a', technicianId: 'bob' };
const pin: Command = { type: 'reassign', assignmentId: 'a', lock: 'pinned' };
const takeOff: Command = { type: 'unassign', assignmentId: 'a' };
const go = (to: 'on_hold' | 'cancelled' | 'completed' | 'en_route', jobId = 'placed'): Command => ({
  type: 'transition',
  jobId,
  to,
  reason: 'Parts',
});
const edit = (patch: Extract<Command, { type: 'edit-job' }>['patch']): Command => ({ type: 'edit-job', jobId: 'placed', patch });
const limitsOf = (limits: Partial<HostLimits>): HostLimits => ({ cannot: [], readOnly: [], words: {}, ...limits });

const cases: readonly [what: string, limits: HostStanding['limits'], can: readonly Command[], cannot: readonly Command[]][] = [
  ['a host without limits', undefined, [assign, move, takeOff, go('on_hold'), edit({ title: 'x' })], []],
  [
    'statuses without a word',
    { jobs: limitsOf({ words: { status: spoken } }) },
    // Whatever follows from assignments is not the host's.
    [assign, move, takeOff, go('cancelled'), go('en_route'), edit({ title: 'x' })],
    [go('on_hold'), go('completed'), go('completed', 'open')],
  ],
  [
    'assignments that cannot be deleted',
    { assignments: limitsOf({ cannot: ['delete'] }) },
    [assign, move, handOver, pin],
    [takeOff, { type: 'batch', commands: [assign, takeOff] as never }],
  ],
  [
    'assignments that cannot be made',
    { assignments: limitsOf({ cannot: ['create'] }) },
    [move, takeOff],
    [assign, { type: 'batch', commands: [move, assign] as never }],
  ],
  [
    'fields that cannot be changed',
    { assignments: limitsOf({ readOnly: ['technicianId'] }), jobs: limitsOf({ readOnly: ['title', 'custom.meter'] }) },
    [move, pin, edit({ priority: 'high' }), edit({ custom: { colour: 'red' } }), edit({ custom: { meter: 4 } })],
    [handOver, edit({ title: 'x' }), edit({ custom: { meter: 5 } })],
  ],
  [
    'words of another field',
    { jobs: limitsOf({ words: { priority: ['low', 'normal'] } }) },
    [edit({ priority: 'low' })],
    [edit({ priority: 'urgent' })],
  ],
];

describe('what a source says can be done', () => {
  for (const [what, limits, can, cannot] of cases) {
    it(`of ${what}`, () => {
      const source = sourceWith(limits);
      for (const command of can) assert.equal(source.can(command), true, JSON.stringify(command));
      for (const command of cannot) assert.equal(source.can(command), false, JSON.stringify(command));
    });
  }

  it('follows the token first, of which one’s own is what oneself is assigned to', () => {
    const source = sourceWith(undefined, { 'jobs:transition': 'own' });
    assert.deepEqual([source.can('jobs:transition'), source.can('assignments:write')], [true, false]);
    assert.deepEqual([source.can(go('en_route')), source.can(go('on_hold', 'open')), source.can(takeOff)], [true, false, false]);
  });

  it('changes nothing', () => {
    const source = sourceWith({ jobs: limitsOf({ words: { status: spoken } }) });
    const { tables } = source;
    const before = [...tables.jobs.values(), ...tables.assignments.values()];
    for (const command of [assign, takeOff, go('on_hold')]) source.can(command);
    assert.deepEqual([...tables.jobs.values(), ...tables.assignments.values()], before);
  });

  it('is asked of the way back, too', async () => {
    const source = sourceWith({ assignments: limitsOf({ cannot: ['delete'] }) });
    await source.change(assign, { method: 'drag', override: true });
    assert.equal(source.canUndo, false, 'it would be deleted');
    await source.change(move, { method: 'drag', override: true });
    assert.equal(source.canUndo, true);
    source.setHosts([]);
    await source.undo();
    assert.equal(source.canUndo, true, 'the host has no limits any more');
  });
});
