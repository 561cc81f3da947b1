import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type AssignmentStatus,
  assignmentStatuses,
  canMove,
  deriveJobStatus,
  explicitJobStatuses,
  isOpen,
  type JobStatus,
  jobStatuses,
  jobStatusMoves,
  movesNeedingReason,
} from './status.ts';

const anyStatuses = fc.array(fc.constantFrom(...assignmentStatuses), { maxLength: 6 });

describe('moves of a job', () => {
  test('every status has its moves, to statuses that exist, each once and none to itself', () => {
    assert.deepEqual(Object.keys(jobStatusMoves).toSorted(), [...jobStatuses].toSorted());
    for (const [from, targets] of Object.entries(jobStatusMoves)) {
      assert.ok(targets.length > 0, `${from} is a dead end`);
      assert.equal(new Set(targets).size, targets.length, from);
      for (const to of targets) {
        assert.ok(jobStatuses.includes(to), `${from} → ${to}`);
        assert.notEqual(to, from);
      }
    }
  });

  test('every status can be reached from every other: nothing is ever lost', () => {
    for (const start of jobStatuses) assert.equal(reachableFrom(start).size, jobStatuses.length, start);
  });

  test('canMove says what the table says', () => {
    for (const from of jobStatuses) {
      for (const to of jobStatuses) assert.equal(canMove(from, to), jobStatusMoves[from].includes(to));
    }
  });

  test('open work can be held, cancelled and completed; closed work only reopened', () => {
    for (const from of jobStatuses.filter(isOpen)) {
      assert.ok(canMove(from, 'cancelled') && canMove(from, 'completed'), from);
      assert.ok(from === 'on_hold' || canMove(from, 'on_hold'), from);
    }
    for (const from of ['completed', 'cancelled'] as const) assert.ok(jobStatusMoves[from].every(isOpen), from);
  });

  test('moves that need a reason are those a person sets, apart from finishing', () => {
    assert.deepEqual(
      [...movesNeedingReason].toSorted(),
      explicitJobStatuses.filter((status) => status !== 'completed').toSorted(),
    );
  });
});

describe('deriveJobStatus', () => {
  const cases: [assignments: AssignmentStatus[], status: JobStatus][] = [
    [[], 'unscheduled'],
    [['scheduled'], 'scheduled'],
    [['scheduled', 'en_route'], 'en_route'],
    [['on_site', 'in_progress', 'dispatched'], 'in_progress'],
    [['completed', 'scheduled'], 'scheduled'],
    [['completed', 'completed'], 'completed'],
  ];
  for (const [assignments, status] of cases) {
    test(`${assignments.join(', ') || 'no assignment'}: ${status}`, () =>
      assert.equal(deriveJobStatus(null, assignments), status));
  }

  test('what a person set wins over everything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...explicitJobStatuses), anyStatuses, (explicit, statuses) => {
        assert.equal(deriveJobStatus(explicit, statuses), explicit);
      }),
    );
  });

  test('the order of assignments does not matter, and doing the same twice changes nothing', () => {
    fc.assert(
      fc.property(anyStatuses, (statuses) => {
        const status = deriveJobStatus(null, statuses);
        assert.equal(deriveJobStatus(null, statuses.toReversed()), status);
        assert.equal(deriveJobStatus(null, [...statuses, ...statuses]), status);
      }),
    );
  });

  test('completed exactly when there is work and all of it is done; otherwise the status of one not done', () => {
    fc.assert(
      fc.property(anyStatuses, (statuses) => {
        const status = deriveJobStatus(null, statuses);
        const undone = statuses.filter((one) => one !== 'completed');
        assert.equal(status === 'completed', statuses.length > 0 && undone.length === 0);
        assert.equal(status === 'unscheduled', statuses.length === 0);
        if (undone.length > 0) assert.ok(undone.some((one) => one === status));
      }),
    );
  });

  test('another assignment never takes back how far the work has come', () => {
    const rank = (status: JobStatus) => (status === 'completed' ? -1 : jobStatuses.indexOf(status));
    fc.assert(
      fc.property(anyStatuses, fc.constantFrom(...assignmentStatuses), (statuses, another) => {
        if (statuses.every((one) => one === 'completed')) return;
        assert.ok(rank(deriveJobStatus(null, [...statuses, another])) >= rank(deriveJobStatus(null, statuses)));
      }),
    );
  });
});

function reachableFrom(start: JobStatus): Set<JobStatus> {
  const reached = new Set<JobStatus>([start]);
  for (const status of reached) for (const next of jobStatusMoves[status]) reached.add(next);
  return reached;
}
