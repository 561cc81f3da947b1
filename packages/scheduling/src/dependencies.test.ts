import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Assignment, Dependency, Job, Violation } from '@dispatchkit/contract';
import fc from 'fast-check';
import { aJob, anAssignment } from '../test/records.ts';
import { at, timeZone, world } from '../test/world.ts';
import { checkAssignment } from './check.ts';
import type { SchedulingContext } from './context.ts';

const first = (fields: Partial<Job> = {}) => aJob({ id: 'j0', number: 'J-0', ...fields });

function waits(fields: Partial<Dependency> = {}): Dependency {
  return {
    id: 'd1',
    externalRef: null,
    version: 1,
    custom: {},
    createdAt: at('00:00'),
    updatedAt: at('00:00'),
    jobId: 'j1',
    dependsOnJobId: 'j0',
    type: 'finish_to_start',
    lagMinutes: 0,
    ...fields,
  };
}

function of(jobId: string, from: string, to: string, fields: Partial<Assignment> = {}): Assignment {
  return anAssignment({ id: `a-${jobId}-${from}`, jobId, technicianId: 't2', startsAt: at(from), endsAt: at(to), ...fields });
}

function unmet(context: SchedulingContext, jobId: string, from: string, to: string, assignmentId?: string): Violation[] {
  const proposal = { jobId, technicianId: 't1', startsAt: at(from), endsAt: at(to), ...(assignmentId ? { assignmentId } : {}) };
  return checkAssignment(proposal, context).violations.filter(({ code }) => code === 'dependency_unmet');
}

/** `j1` waits for `j0`, which is placed so. */
function after(assignments: Assignment[], dependency: Partial<Dependency> = {}, job: Partial<Job> = {}): SchedulingContext {
  return world({ jobs: [aJob(), first(job)], assignments, dependencies: [waits(dependency)] });
}

describe('a job that waits', () => {
  test('comes after the end of all parts of the other, and says by how much it does not', () => {
    const context = after([of('j0', '09:00', '10:00'), of('j0', '11:00', '12:30')]);
    const [violation, ...more] = unmet(context, 'j1', '12:00', '13:00');
    assert.equal(more.length, 0);
    assert.equal(violation?.detail, 'Starts 12:00, J-0 is done 12:30: 30 min too early');
    assert.deepEqual([violation.subject, violation.assignmentId, violation.minutes], ['J-0', 'a-j0-11:00', 30]);
    assert.deepEqual([violation.actualAt, violation.limitAt], [at('12:00'), at('12:30')]);
    assert.deepEqual(unmet(context, 'j1', '12:30', '13:30'), []);
  });

  test('keeps the time between', () => {
    const context = after([of('j0', '09:00', '10:00')], { lagMinutes: 90 });
    assert.equal(
      unmet(context, 'j1', '11:00', '12:00')[0]?.detail,
      'Starts 11:00, J-0 is done 10:00 plus 90 min: 30 min too early',
    );
    assert.deepEqual(unmet(context, 'j1', '11:30', '12:00'), []);
  });

  test('begins after the other begins, when that is enough', () => {
    const context = after([of('j0', '10:00', '12:00'), of('j0', '13:00', '14:00')], { type: 'start_to_start' });
    assert.equal(unmet(context, 'j1', '09:00', '09:30')[0]?.minutes, 60);
    assert.deepEqual(unmet(context, 'j1', '10:00', '11:00'), []);
  });

  test('waits for what nobody has placed, but not for what is done or cancelled', () => {
    assert.equal(unmet(after([]), 'j1', '09:00', '10:00')[0]?.detail, 'Waits for J-0, which is not scheduled');
    assert.deepEqual(unmet(after([], {}, { status: 'cancelled' }), 'j1', '09:00', '10:00'), []);
    const done = { status: 'completed', completedAt: at('08:30') } as const;
    assert.deepEqual(unmet(after([], {}, done), 'j1', '09:00', '10:00'), []);
    const early = of('j0', '09:00', '12:00', { status: 'completed', completedAt: at('08:30') });
    assert.deepEqual(unmet(after([early], {}, done), 'j1', '09:00', '10:00'), []);
  });

  test('is done by the same technician, when that is asked for', () => {
    const context = after([of('j0', '09:00', '10:00')], { type: 'same_technician' });
    assert.match(unmet(context, 'j1', '08:00', '09:00')[0]?.detail ?? '', /J-0 is done by somebody else/);
    assert.deepEqual(
      unmet(after([of('j0', '09:00', '10:00', { technicianId: 't1' })], { type: 'same_technician' }), 'j1', '08:00', '09:00'),
      [],
    );
  });
});

describe('a job that is waited for', () => {
  test('is done before the other begins', () => {
    const context = world({ jobs: [aJob(), first()], assignments: [of('j1', '12:00', '13:00')], dependencies: [waits()] });
    const [violation] = unmet(context, 'j0', '11:00', '12:15');
    assert.equal(violation?.detail, 'Ends 12:15, J-1, which waits for it, starts 12:00: 15 min too late');
    assert.deepEqual(unmet(context, 'j0', '11:00', '12:00'), []);
  });

  test('with its other parts, and without the part that is moved', () => {
    const assignments = [of('j1', '12:00', '13:00'), of('j0', '13:00', '14:00', { id: 'late' }), of('j0', '08:00', '09:00')];
    const context = world({ jobs: [aJob(), first()], assignments, dependencies: [waits()] });
    assert.equal(unmet(context, 'j0', '10:00', '11:00')[0]?.minutes, 120);
    assert.deepEqual(unmet(context, 'j0', '10:00', '11:00', 'late'), []);
  });
});

test('placing either side last tells the same', () => {
  const minute = fc.integer({ min: 0, max: 20 }).map((quarters) => 480 + quarters * 15);
  const text = (of: number) => `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
  const type = fc.constantFrom('finish_to_start', 'start_to_start');
  fc.assert(
    fc.property(minute, minute, fc.nat(4), type, (j0, j1, lag, type) => {
      const dependency = { type, lagMinutes: lag * 15 } as const;
      const placedLast = unmet(after([of('j0', text(j0), text(j0 + 60))], dependency), 'j1', text(j1), text(j1 + 60));
      const placedFirst = unmet(
        world({ jobs: [aJob(), first()], assignments: [of('j1', text(j1), text(j1 + 60))], dependencies: [waits(dependency)] }),
        'j0',
        text(j0),
        text(j0 + 60),
      );
      assert.deepEqual(placedLast[0]?.minutes, placedFirst[0]?.minutes, timeZone);
      const expected = (type === 'finish_to_start' ? j0 + 60 : j0) + lag * 15 - j1;
      assert.equal(placedLast[0]?.minutes ?? 0, Math.max(0, expected));
    }),
  );
});
