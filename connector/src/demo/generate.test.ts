import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AssignmentCreate,
  CustomerCreate,
  JobCreate,
  Position,
  ShiftCreate,
  SiteCreate,
  TechnicianCreate,
} from '@dispatchkit/contract';
import { deriveJobStatus } from '@dispatchkit/contract/words';
import { checkAssignment, dayOf, wallToInstant, weekRange } from '@dispatchkit/scheduling';
import { generateDemo } from './generate.ts';
import { people } from './people.ts';
import { contextOf, type DemoWeek } from './week.ts';

const timeZone = 'America/Los_Angeles';

/** Local moments: weekdays, the weekend, night, both changes of the clock, the turn of a year. */
const moments = [
  '2026-11-16T08:10',
  '2026-11-18T03:00',
  '2026-11-20T11:24',
  '2026-11-20T22:45',
  '2026-11-21T13:00',
  '2026-11-22T15:00',
  '2026-03-03T10:00',
  '2026-03-08T02:59',
  '2026-03-08T12:00',
  '2026-10-28T09:00',
  '2026-11-01T01:30',
  '2026-11-01T16:00',
  '2026-12-31T23:59',
];

function demoAt(moment: string): { week: DemoWeek; nowMs: number; today: string } {
  const nowMs = wallToInstant(moment, timeZone) ?? Number.NaN;
  const today = dayOf(nowMs, timeZone);
  return { week: generateDemo({ weekOf: today, seed: 'test', timeZone, nowMs }), nowMs, today };
}

const ms = (instant: string) => Date.parse(instant);

for (const moment of moments) {
  describe(`the demo week at ${moment}`, () => {
    const { week, nowMs, today } = demoAt(moment);
    const { jobs, assignments, shifts, sites, technicians, timeOff } = week;
    const deliberate = new Set(week.conflicts);

    it('is full enough', () => {
      assert.ok(jobs.length >= 300 && jobs.length <= 1000, `${jobs.length} jobs`);
      assert.equal(technicians.length, 24);
      assert.equal(jobs.filter(({ status }) => status === 'unscheduled').length, 64);
      const positions = new Map(sites.map(({ id, position }) => [id, position]));
      assert.ok(jobs.filter(({ siteId }) => !positions.get(siteId ?? '')).length >= 12, 'jobs without a position');
      const points = jobs.flatMap(({ siteId }) => JSON.stringify(positions.get(siteId ?? '') ?? []));
      assert.ok(points.length - new Set(points).size >= 40, 'equal points');
    });

    it('lies in this week, with shifts on all its days', () => {
      const days = weekRange(today, 1);
      const shiftDays = new Set(shifts.map(({ startsAt }) => dayOf(ms(startsAt), timeZone)));
      assert.deepEqual([...shiftDays].sort(), days);
      for (const { startsAt } of assignments) assert.ok(dayOf(ms(startsAt), timeZone) >= (days[0] ?? ''), startsAt);
    });

    it('keeps every rule but where it is broken on purpose', () => {
      const context = contextOf(week);
      assert.ok(deliberate.size >= 1 && deliberate.size <= 3, `${deliberate.size} conflicts`);
      for (const assignment of assignments) {
        const { violations } = checkAssignment({ ...assignment, assignmentId: assignment.id }, context);
        const unmeant = violations.filter(
          (violation) => violation.severity !== 'note' && !deliberate.has(violation.assignmentId ?? ''),
        );
        if (!deliberate.has(assignment.id)) assert.deepEqual(unmeant, [], `${assignment.id} ${assignment.startsAt}`);
        else assert.ok(assignment.overridden.length > 0, 'what was broken is recorded');
      }
    });

    it('overlaps nowhere but on purpose', () => {
      for (const { id } of technicians) {
        const own = assignments.filter(({ technicianId }) => technicianId === id).sort((a, b) => ms(a.startsAt) - ms(b.startsAt));
        for (const [i, assignment] of own.entries()) {
          const next = own[i + 1];
          if (!next || ms(assignment.endsAt) <= ms(next.startsAt)) continue;
          assert.ok(deliberate.has(next.id) || deliberate.has(assignment.id), `${assignment.id} and ${next.id}`);
        }
      }
    });

    it('works inside shifts, outside breaks and time off', () => {
      for (const { id, technicianId, startsAt, endsAt } of assignments) {
        if (deliberate.has(id)) continue;
        const shift = shifts.find((one) => one.technicianId === technicianId && one.startsAt <= startsAt && one.endsAt >= endsAt);
        assert.ok(shift, `${id} is in a shift`);
        const away = [...shift.breaks, ...timeOff.filter((one) => one.technicianId === technicianId)];
        for (const block of away)
          assert.ok(block.endsAt <= startsAt || block.startsAt >= endsAt, `${id} keeps ${block.startsAt} free`);
      }
    });

    it('has come as far as the clock says', () => {
      for (const assignment of assignments) {
        const { id, status, startsAt, endsAt } = assignment;
        const stamps = [
          assignment.releasedAt,
          assignment.enRouteAt,
          assignment.arrivedAt,
          assignment.startedAt,
          assignment.completedAt,
        ].filter((stamp) => stamp !== null);
        assert.ok(
          stamps.every((stamp) => ms(stamp) <= nowMs),
          `${id} knows nothing of the future`,
        );
        assert.deepEqual(stamps, stamps.toSorted(), `${id} in order`);
        if (status === 'completed') assert.ok(ms(endsAt) <= nowMs, id);
        if (status === 'scheduled' || status === 'dispatched') assert.ok(ms(startsAt) > nowMs, id);
        if (ms(endsAt) <= nowMs - 30 * 60_000) assert.equal(status, 'completed', id);
      }
      for (const job of jobs) {
        const own = assignments.filter(({ jobId }) => jobId === job.id).map(({ status }) => status);
        assert.equal(job.status, deriveJobStatus(job.explicitStatus, own), job.number);
        assert.equal(job.status === 'completed', job.completedAt !== null, job.number);
      }
    });

    it('refers to nothing that is not there, and is accepted by the contract', () => {
      const ids = (records: readonly { readonly id: string }[]) => new Set(records.map(({ id }) => id));
      const [jobIds, siteIds, technicianIds, customerIds] = [ids(jobs), ids(sites), ids(technicians), ids(week.customers)];
      for (const { jobId, technicianId } of assignments) assert.ok(jobIds.has(jobId) && technicianIds.has(technicianId));
      for (const { siteId, customerId } of jobs) assert.ok(siteIds.has(siteId ?? '') && customerIds.has(customerId ?? ''));
      for (const job of jobs) JobCreate.parse(job);
      for (const site of sites) SiteCreate.parse(site);
      for (const customer of week.customers) CustomerCreate.parse(customer);
      for (const technician of technicians) TechnicianCreate.parse(technician);
      for (const shift of shifts) ShiftCreate.parse(shift);
      for (const assignment of assignments) AssignmentCreate.parse(assignment);
      assert.equal(new Set(jobs.map(({ number }) => number)).size, jobs.length, 'numbers are unique');
    });

    it('shows where everybody on shift is', () => {
      for (const { id, status, position } of technicians) {
        assert.equal(position !== null, status !== 'off_duty', id);
        if (position) {
          Position.parse(position);
          assert.ok(ms(position.at) <= nowMs && ms(position.at) > nowMs - 5 * 60_000);
        }
      }
    });
  });
}

describe('the demo week', () => {
  it('is the same for the same seed and moment, and another for another', () => {
    const at = (seed: string) =>
      generateDemo({ weekOf: '2026-11-20', seed, timeZone, nowMs: Date.parse('2026-11-20T19:24:00Z') });
    assert.deepEqual(at('a'), at('a'));
    assert.notDeepEqual(at('a').jobs, at('b').jobs);
  });

  it('is busy at midday of a working day', () => {
    const { week } = demoAt('2026-11-18T10:30');
    const count = (status: string) => week.technicians.filter((technician) => technician.status === status).length;
    assert.ok(count('on_job') + count('traveling') >= 10, 'people at work');
    const statuses = new Set(week.jobs.map(({ status }) => status));
    for (const status of ['unscheduled', 'scheduled', 'dispatched', 'in_progress', 'completed', 'on_hold', 'cancelled'] as const)
      assert.ok(statuses.has(status), status);
    const late = week.jobs.filter(
      ({ status, dueAt }) => status === 'unscheduled' && dueAt !== null && ms(dueAt) < Date.parse('2026-11-18T18:30:00Z'),
    );
    assert.ok(late.length >= 3, 'some are late');
  });

  it('has colours on which white initials can be read (WCAG 2.2, 4.5:1)', () => {
    for (const { name, color } of people) assert.ok(1.05 / (luminance(color) + 0.05) >= 4.5, `${name} ${color}`);
    assert.equal(new Set(people.map(({ color }) => color)).size, people.length);
  });
});

/** Relative luminance, WCAG 2.2. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
