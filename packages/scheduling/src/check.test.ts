import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Violation, Violation as ViolationSchema } from '@dispatchkit/contract';
import fc from 'fast-check';
import { aJob, anAssignment, aShift, aSite, aTechnician, someTimeOff } from '../test/records.ts';
import { at, day, north, world } from '../test/world.ts';
import { checkAssignment } from './check.ts';
import type { SchedulingContext } from './context.ts';

const check = (
  context: SchedulingContext,
  from: string,
  to: string,
  more: { assignmentId?: string; technicianId?: string } = {},
) => checkAssignment({ jobId: 'j1', technicianId: 't1', startsAt: at(from), endsAt: at(to), ...more }, context);
const codes = (violations: Violation[]) => violations.map(({ code }) => code);
/** The only violation there is. */
function only(context: SchedulingContext, from: string, to: string): Violation {
  const { violations } = check(context, from, to);
  assert.equal(violations.length, 1, JSON.stringify(violations));
  const violation = violations[0];
  assert.ok(violation);
  ViolationSchema.parse(violation);
  return violation;
}

/** Two places: `j1` at home, `j2` twenty minutes north. */
const twoPlaces = {
  jobs: [aJob(), aJob({ id: 'j2', number: 'J-2', siteId: 's2' })],
  sites: [aSite({ position: north(0) }), aSite({ id: 's2', position: north(20) })],
};
const other = (from: string, to: string, fields = {}) =>
  anAssignment({ id: 'a2', jobId: 'j2', startsAt: at(from), endsAt: at(to), ...fields });

test('an ordinary assignment breaks nothing', () => {
  assert.deepEqual(check(world(), '09:00', '10:00'), {
    violations: [],
    travel: { minutes: 0, distanceMeters: 0, quality: 'estimate' },
  });
});

describe('who', () => {
  test('skill_missing, with the levels', () => {
    const jobs = [aJob({ skills: [{ key: 'gas', level: 3 }, { key: 'water' }] })];
    const technicians = [aTechnician({ skills: [{ key: 'gas', level: 1 }] })];
    assert.deepEqual(check(world({ jobs, technicians }), '09:00', '10:00').violations, [
      { code: 'skill_missing', severity: 'warning', detail: 'Needs gas at level 3, has level 1', subject: 'gas', neededLevel: 3 },
      { code: 'skill_missing', severity: 'warning', detail: 'Needs water, which the technician does not have', subject: 'water' },
    ]);
  });

  test('certification_expired on the day the work ends, in the zone of the technician', () => {
    const jobs = [aJob({ certifications: ['crane'] })];
    const holding = (expiresOn: string) =>
      world({ jobs, technicians: [aTechnician({ certifications: [{ key: 'crane', expiresOn }] })] });
    assert.deepEqual(codes(check(holding(day), '15:00', '16:59').violations), []);
    const expired = only(holding('2026-11-19'), '09:00', '10:00');
    assert.equal(expired.expiredOn, '2026-11-19');
    assert.equal(expired.detail, 'Certification crane expires on 2026-11-19, before the work ends');
  });

  test('certification that was never held', () => {
    const violation = only(world({ jobs: [aJob({ certifications: ['crane'] })] }), '09:00', '10:00');
    assert.equal(violation.code, 'certification_expired');
    assert.equal(violation.detail, 'Certification crane is missing');
    assert.equal('expiredOn' in violation, false);
  });

  test('territory', () => {
    const context = world({ jobs: [aJob({ territory: 'north' })], technicians: [aTechnician({ territories: ['south'] })] });
    const violation = only(context, '09:00', '10:00');
    assert.deepEqual([violation.code, violation.subject], ['territory', 'north']);
  });
});

describe('overlap', () => {
  const busy = world({ jobs: [aJob(), aJob({ id: 'j2', number: 'J-2' })], assignments: [other('10:00', '12:00')] });

  test('tells whom, by how much and what would be free', () => {
    assert.deepEqual(only(busy, '11:30', '13:00'), {
      code: 'overlap',
      severity: 'warning',
      detail: 'Overlaps J-2 (10:00–12:00) by 30 min',
      assignmentId: 'a2',
      minutes: 30,
      actualAt: at('11:30'),
      limitAt: at('12:00'),
    });
    const before = only(busy, '09:00', '10:45');
    assert.deepEqual([before.minutes, before.actualAt, before.limitAt], [45, at('10:45'), at('10:00')]);
  });

  test('also when one lies inside the other, and not when they touch', () => {
    assert.equal(only(busy, '10:30', '11:00').minutes, 30);
    assert.equal(only(busy, '09:00', '13:00').minutes, 120);
    assert.deepEqual(check(busy, '12:00', '13:00').violations, []);
    assert.deepEqual(check(busy, '09:00', '10:00').violations, []);
  });

  test('an assignment never stands in its own way', () => {
    assert.deepEqual(check(busy, '11:30', '13:00', { assignmentId: 'a2' }).violations, []);
  });

  test('other technicians do not matter', () => {
    const assignments = [other('10:00', '12:00', { technicianId: 't2' })];
    assert.deepEqual(check(world({ assignments }), '11:00', '12:00').violations, []);
  });

  test('what takes time: planned and finished work; not cancelled or held work', () => {
    const found = (job: object, assignment: object) =>
      codes(
        check(
          world({ jobs: [aJob(), aJob({ id: 'j2', ...job })], assignments: [other('10:00', '12:00', assignment)] }),
          '11:00',
          '12:00',
        ).violations,
      );
    assert.deepEqual(found({ status: 'scheduled' }, {}), ['overlap']);
    assert.deepEqual(found({ status: 'in_progress' }, { status: 'in_progress' }), ['overlap']);
    assert.deepEqual(found({ status: 'completed' }, { status: 'completed', completedAt: at('12:10') }), ['overlap']);
    assert.deepEqual(found({ status: 'completed' }, { status: 'completed', completedAt: null }), ['overlap']);
    // Finished early: the rest is free again.
    assert.deepEqual(found({ status: 'completed' }, { status: 'completed', completedAt: at('10:50') }), []);
    assert.deepEqual(found({ status: 'cancelled' }, {}), []);
    assert.deepEqual(found({ status: 'on_hold' }, {}), []);
    // The first day was worked before the second was put on hold.
    assert.deepEqual(found({ status: 'on_hold' }, { status: 'completed' }), ['overlap']);
    // Closed as a whole before this part began; after it began.
    assert.deepEqual(found({ status: 'completed', completedAt: at('09:30') }, {}), []);
    assert.deepEqual(found({ status: 'completed', completedAt: at('11:30') }, {}), ['overlap']);
  });
});

describe('off_shift', () => {
  test('ends after, starts before, and no shift at all', () => {
    const late = only(world(), '16:30', '18:00');
    assert.equal(late.detail, 'Ends 18:00, shift ends 17:00: 60 min outside');
    assert.deepEqual([late.code, late.minutes, late.actualAt, late.limitAt], ['off_shift', 60, at('18:00'), at('17:00')]);
    const early = only(world(), '07:15', '09:00');
    assert.equal(early.detail, 'Starts 07:15, shift starts 08:00: 45 min outside');
    assert.equal(only(world({ shifts: [] }), '09:00', '10:00').detail, 'Not at work from 09:00 to 10:00: 60 min outside');
  });

  test('between two shifts; over two that touch; breaks inside are no concern', () => {
    const shift = (id: string, from: string, to: string) => aShift({ id, startsAt: at(from), endsAt: at(to) });
    const split = world({ shifts: [shift('x', '13:00', '17:00'), shift('y', '08:00', '12:00')] });
    assert.deepEqual([only(split, '11:00', '14:00').minutes], [60]);
    const touching = world({ shifts: [shift('x', '12:00', '17:00'), shift('y', '08:00', '12:00')] });
    assert.deepEqual(check(touching, '11:00', '13:00').violations, []);
    const paused = world({
      shifts: [aShift({ startsAt: at('08:00'), endsAt: at('17:00'), breaks: [{ startsAt: at('12:00'), endsAt: at('12:30') }] })],
    });
    assert.deepEqual(check(paused, '11:00', '13:00').violations, []);
  });

  test('night shifts over both changes of the clock are seven and nine hours long', () => {
    const night = (evening: string, morning: string) =>
      world({ shifts: [aShift({ startsAt: at('22:00', evening), endsAt: at('06:00', morning) })] });
    const place = (evening: string, morning: string, to: string) =>
      checkAssignment(
        { jobId: 'j1', technicianId: 't1', startsAt: at('22:00', evening), endsAt: at(to, morning) },
        night(evening, morning),
      ).violations;
    assert.deepEqual(place('2026-03-07', '2026-03-08', '06:00'), []);
    assert.deepEqual(place('2026-10-31', '2026-11-01', '06:00'), []);
    assert.deepEqual(codes(place('2026-03-07', '2026-03-08', '06:30')), ['off_shift', 'over_capacity']);
    assert.equal(
      place('2026-10-31', '2026-11-01', '06:30')[0]?.detail,
      'Ends 2026-11-01 06:30, shift ends 2026-11-01 06:00: 30 min outside',
    );
  });
});

test('time_off: how much falls into it, and never why', () => {
  const context = world({ timeOff: [someTimeOff({ startsAt: at('12:00'), endsAt: at('14:00') })] });
  const violation = only(context, '11:00', '12:45');
  assert.equal(violation.detail, 'Away 12:00–14:00: 45 min of the work fall into it');
  assert.deepEqual([violation.minutes, violation.actualAt, violation.limitAt], [45, at('12:45'), at('12:00')]);
  assert.deepEqual(check(context, '14:00', '15:00').violations, []);
});

describe('window_missed', () => {
  const promised = { windowStartsAt: at('09:00'), windowEndsAt: at('11:00') };
  const context = world({ jobs: [aJob(promised)] });

  test('too late and too early, with numbers', () => {
    const late = only(context, '11:42', '12:00');
    assert.equal(late.detail, 'Arrives 11:42, window closes 11:00: 42 min late');
    assert.deepEqual([late.minutes, late.actualAt, late.limitAt], [42, at('11:42'), at('11:00')]);
    const early = only(context, '08:30', '09:30');
    assert.equal(early.detail, 'Arrives 08:30, window opens 09:00: 30 min early');
  });

  test('both ends belong to the window; work may go on after it', () => {
    assert.deepEqual(check(context, '09:00', '10:00').violations, []);
    assert.deepEqual(check(context, '11:00', '14:00').violations, []);
  });

  test('wall times of another day are told with the day, in the zone of the technician', () => {
    const technicians = [aTechnician({ timeZone: 'America/New_York' })];
    const yesterday = aJob({ windowEndsAt: at('11:00', '2026-11-19') });
    assert.equal(
      only(world({ jobs: [yesterday], technicians }), '09:00', '10:00').detail,
      'Arrives 12:00, window closes 2026-11-19 14:00: 22 h late',
    );
  });

  test('a second visit does not break a promise that the first one keeps', () => {
    const first = anAssignment({ id: 'a1', technicianId: 't2', startsAt: at('09:30'), endsAt: at('10:30') });
    const kept = world({ jobs: [aJob(promised)], assignments: [first] });
    assert.deepEqual(check(kept, '14:00', '15:00').violations, []);
    assert.deepEqual(codes(check(kept, '14:00', '15:00', { assignmentId: 'a1' }).violations), ['window_missed']);
  });
});

describe('travel_infeasible', () => {
  test('from the stop before', () => {
    const violation = only(world({ ...twoPlaces, assignments: [other('09:00', '10:00')] }), '10:05', '11:00');
    assert.deepEqual(violation, {
      code: 'travel_infeasible',
      severity: 'warning',
      detail: 'Leaves J-2 10:00, travels 20 min (20.0 km), arrives 10:20, starts 10:05: 15 min short',
      assignmentId: 'a2',
      minutes: 15,
      travelMinutes: 20,
      distanceMeters: 20_000,
      actualAt: at('10:20'),
      limitAt: at('10:05'),
    });
  });

  test('to the next stop', () => {
    const violation = only(world({ ...twoPlaces, assignments: [other('11:00', '12:00')] }), '10:00', '10:50');
    assert.equal(
      violation.detail,
      'Ends 10:50, travels 20 min (20.0 km) to J-2, arrives 11:10, which starts 11:00: 10 min short',
    );
    assert.deepEqual([violation.assignmentId, violation.minutes], ['a2', 10]);
  });

  test('both at once, and neither when there is just time enough', () => {
    const context = world({ ...twoPlaces, assignments: [other('08:30', '10:00'), other('11:00', '12:00', { id: 'a3' })] });
    assert.deepEqual(codes(check(context, '10:10', '10:50').violations), ['travel_infeasible', 'travel_infeasible']);
    assert.deepEqual(check(context, '10:20', '10:40').violations, []);
  });

  test('from home when the shift starts', () => {
    const context = world({ sites: [aSite({ position: north(20) })] });
    const violation = only(context, '08:05', '09:00');
    assert.equal(violation.detail, 'Leaves home 08:00, travels 20 min (20.0 km), arrives 08:20, starts 08:05: 15 min short');
    assert.equal('assignmentId' in violation, false);
    assert.deepEqual(check(context, '08:20', '09:00').violations, []);
    // Without a shift nobody knows when the technician leaves home.
    assert.deepEqual(codes(check(world({ sites: [aSite({ position: north(20) })], shifts: [] }), '08:05', '09:00').violations), [
      'off_shift',
    ]);
  });

  test('not from home again after lunch between two shifts', () => {
    const shifts = [
      aShift({ id: 'x', startsAt: at('08:00'), endsAt: at('12:00') }),
      aShift({ id: 'y', startsAt: at('13:00'), endsAt: at('17:00') }),
    ];
    const context = world({ sites: [aSite({ position: north(20) })], shifts });
    assert.deepEqual(check(context, '13:05', '14:00').violations, []);
  });

  test('yesterday is another tour: the day starts at home', () => {
    const assignments = [
      anAssignment({ id: 'a2', jobId: 'j2', startsAt: at('15:00', '2026-11-19'), endsAt: at('16:00', '2026-11-19') }),
    ];
    assert.equal(check(world({ ...twoPlaces, assignments }), '08:00', '09:00').travel.minutes, 0);
  });

  test('a night shift goes on over midnight', () => {
    const assignments = [anAssignment({ id: 'a2', jobId: 'j2', startsAt: at('22:00'), endsAt: at('23:00') })];
    const shifts = [aShift({ startsAt: at('22:00'), endsAt: at('06:00', '2026-11-21') })];
    const proposal = { jobId: 'j1', technicianId: 't1', startsAt: at('04:30', '2026-11-21'), endsAt: at('05:00', '2026-11-21') };
    assert.equal(checkAssignment(proposal, world({ ...twoPlaces, assignments, shifts })).travel.minutes, 20);
  });

  test('an overlap is told once, not as travel too', () => {
    const context = world({ ...twoPlaces, assignments: [other('09:00', '10:00')] });
    assert.deepEqual(codes(check(context, '09:30', '11:00').violations), ['overlap']);
  });

  test('uses the road network where the context has one', () => {
    const travel = () => ({ minutes: 90, distanceMeters: 70_000, quality: 'network' as const });
    const result = check(world({ ...twoPlaces, assignments: [other('08:00', '09:00')], travel }), '10:00', '11:00');
    assert.deepEqual(result.travel, travel());
    assert.equal(result.violations[0]?.minutes, 30);
  });
});

describe('position_unknown is a note', () => {
  const noted = (context: SchedulingContext) => {
    const violation = only(context, '09:00', '10:00');
    assert.equal(violation.severity, 'note');
    return violation.detail;
  };

  test('of the job, of the technician, of the stop before', () => {
    assert.equal(noted(world({ sites: [aSite({ position: null })] })), 'The job has no position: travel was not judged');
    assert.equal(noted(world({ jobs: [aJob({ siteId: null })] })), 'The job has no position: travel was not judged');
    assert.equal(
      noted(world({ technicians: [aTechnician({ home: null })] })),
      'The technician has no home position: travel was not judged',
    );
    const sites = [aSite({ position: north(0) }), aSite({ id: 's2', position: null })];
    assert.equal(
      noted(world({ ...twoPlaces, sites, assignments: [other('08:00', '09:00')] })),
      'J-2 before has no position: travel was not judged',
    );
  });

  test('and travel is unknown, never 0', () => {
    const { travel } = check(world({ sites: [aSite({ position: null })] }), '09:00', '10:00');
    assert.deepEqual(travel, { minutes: null, distanceMeters: null, quality: 'unknown' });
  });
});

describe('over_capacity', () => {
  test('work and travel against what the shift holds without breaks', () => {
    const shifts = [
      aShift({ startsAt: at('08:00'), endsAt: at('12:00'), breaks: [{ startsAt: at('10:00'), endsAt: at('10:30') }] }),
    ];
    const context = world({ ...twoPlaces, shifts, assignments: [other('08:20', '10:00')] });
    // 100 + 90 min of work, 20 + 20 min of travel, 210 min of shift.
    const violation = only(context, '10:30', '12:00');
    assert.deepEqual([violation.code, violation.minutes, violation.travelMinutes], ['over_capacity', 20, 40]);
    assert.equal(
      violation.detail,
      '3 h 10 min of work and 40 min of travel on 2026-11-20, the working day has 3 h 30 min: 20 min too much',
    );
    assert.deepEqual(check(context, '10:30', '11:40').violations, []);
  });

  test('time off takes from the day', () => {
    const context = world({
      assignments: [other('08:00', '12:00', { jobId: 'j1' })],
      timeOff: [someTimeOff({ startsAt: at('14:00'), endsAt: at('17:00') })],
    });
    assert.deepEqual(check(context, '12:00', '14:00').violations, []);
    assert.deepEqual(codes(check(context, '11:00', '14:00').violations), ['overlap', 'over_capacity']);
  });

  test('a night shift belongs to the day it starts on', () => {
    const shifts = [
      aShift({ id: 'x', startsAt: at('22:00', '2026-11-19'), endsAt: at('06:00') }),
      aShift({ id: 'y', startsAt: at('22:00'), endsAt: at('06:00', '2026-11-21') }),
    ];
    const assignments = [
      anAssignment({ id: 'a1', startsAt: at('22:00', '2026-11-19'), endsAt: at('01:00') }),
      anAssignment({ id: 'a2', startsAt: at('01:00'), endsAt: at('04:00') }),
      anAssignment({ id: 'a3', startsAt: at('22:00'), endsAt: at('05:00', '2026-11-21') }),
    ];
    assert.deepEqual(check(world({ shifts, assignments }), '04:00', '06:00').violations, []);
    // The last hour of tonight's shift is free too; what was done until this morning is yesterday's.
    const lastHour = { jobId: 'j1', technicianId: 't1', startsAt: at('05:00', '2026-11-21'), endsAt: at('06:00', '2026-11-21') };
    assert.deepEqual(checkAssignment(lastHour, world({ shifts, assignments })).violations, []);
  });

  test('the way to the next stop is counted from the new one', () => {
    // Home is at J-2; going to J-1 first makes it 20 min there and 20 min back. 40 + 25 min of work, 100 min of shift.
    const context = world({
      ...twoPlaces,
      technicians: [aTechnician({ home: north(20) })],
      shifts: [aShift({ startsAt: at('06:40'), endsAt: at('08:20') })],
      assignments: [other('08:00', '08:25')],
    });
    const violation = only(context, '07:00', '07:40');
    assert.deepEqual([violation.code, violation.minutes, violation.travelMinutes], ['over_capacity', 5, 40]);
  });
});

describe('equipment_busy', () => {
  const jobs = [aJob({ equipmentIds: ['lift'] }), aJob({ id: 'j2', number: 'J-2', equipmentIds: ['lift'] })];

  test('taken by another job, whoever does it', () => {
    const context = world({ jobs, assignments: [other('10:00', '12:00', { technicianId: 't2' })] });
    const violation = only(context, '11:00', '13:00');
    assert.deepEqual([violation.code, violation.subject, violation.assignmentId], ['equipment_busy', 'lift', 'a2']);
    assert.equal(violation.detail, 'lift is taken by J-2 (10:00–12:00)');
    assert.deepEqual(check(context, '12:00', '13:00').violations, []);
  });

  test('a crew on one job shares it', () => {
    const assignments = [anAssignment({ id: 'a2', technicianId: 't2', startsAt: at('10:00'), endsAt: at('12:00') })];
    assert.deepEqual(check(world({ jobs, assignments }), '10:00', '12:00').violations, []);
  });
});

describe('robustness', () => {
  test('rules that lack their data are not judged', () => {
    const empty = world({ jobs: [], technicians: [], shifts: [aShift({ startsAt: at('08:00'), endsAt: at('17:00') })] });
    assert.deepEqual(check(empty, '09:00', '10:00').violations, []);
  });

  test('a proposal that is changed in place is judged anew', () => {
    const proposal = { jobId: 'j1', technicianId: 't1', startsAt: at('09:00'), endsAt: at('10:00') };
    const context = world();
    assert.deepEqual(checkAssignment(proposal, context).violations, []);
    proposal.startsAt = at('18:00');
    proposal.endsAt = at('19:00');
    assert.deepEqual(codes(checkAssignment(proposal, context).violations), ['off_shift']);
  });

  test('refuses times that are none', () => {
    const proposal = { jobId: 'j1', technicianId: 't1', startsAt: 'tomorrow', endsAt: at('10:00') };
    assert.throws(() => checkAssignment(proposal, world()), RangeError);
  });

  const anyPart = fc.record({
    start: fc.integer({ min: 0, max: 36 * 60 }),
    length: fc.integer({ min: 1, max: 300 }),
    place: fc.integer({ min: 0, max: 40 }),
  });
  const midnight = Date.parse(at('00:00'));
  const iso = (minutes: number) => new Date(midnight + minutes * 60_000).toISOString();
  const build = (parts: readonly { start: number; length: number; place: number }[]) => {
    const assignments = parts.map(({ start, length }, index) =>
      anAssignment({ id: `a${index}`, jobId: `j${index}`, startsAt: iso(start), endsAt: iso(start + length) }),
    );
    return {
      assignments,
      context: world({
        assignments,
        jobs: parts.map((_, index) => aJob({ id: `j${index}`, siteId: `s${index}` })),
        sites: parts.map(({ place }, index) => aSite({ id: `s${index}`, position: north(place) })),
      }),
    };
  };

  test('overlap is mutual, and never with oneself', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { minLength: 1, maxLength: 7 }), (parts) => {
        const { assignments, context } = build(parts);
        const pairs = new Set<string>();
        for (const { id, jobId, technicianId, startsAt, endsAt } of assignments) {
          const { violations } = checkAssignment({ jobId, technicianId, startsAt, endsAt, assignmentId: id }, context);
          for (const violation of violations) {
            ViolationSchema.parse(violation);
            assert.notEqual(violation.assignmentId, id);
            if (violation.code === 'overlap') pairs.add(`${id} ${violation.assignmentId}`);
          }
        }
        for (const pair of pairs) assert.ok(pairs.has(pair.split(' ').reverse().join(' ')), pair);
      }),
    );
  });

  test('the order of the records does not matter', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPart, { minLength: 2, maxLength: 6, selector: ({ start }) => start }), (parts) => {
        const { assignments, context } = build(parts);
        const reversed: SchedulingContext = { ...context, assignmentsOf: () => assignments.toReversed() };
        const proposal = { jobId: 'j0', technicianId: 't1', startsAt: iso(600), endsAt: iso(660) };
        assert.deepEqual(checkAssignment(proposal, reversed), checkAssignment(proposal, context));
      }),
    );
  });
});
