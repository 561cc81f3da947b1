import { fillAssignment, fillJob, fillShift, fillSite, fillTechnician, spanOf } from '@dispatchkit/client';
import type { Assignment } from '@dispatchkit/contract';
import { type Interval, type SchedulingContext, schedulingContext, wallToInstant } from '@dispatchkit/scheduling';
import { expect } from '@open-wc/testing';
import { type CarriedJob, type PlacingDay, placeAt, type Stay, snapUp } from './placing.ts';

const zone = 'America/Los_Angeles';
const dayText = '2026-11-20';
const at = (time: string, day = dayText) => wallToInstant(`${day}T${time}`, zone) ?? 0;
const iso = (ms: number) => new Date(ms).toISOString();

/** A technician on shift 08:00–17:00 with a break at noon; sites `a` to `d` lie 3 km apart on a line, about 8 minutes' drive each. */
function world(assignments: readonly Assignment[] = [], day = dayText): SchedulingContext {
  const sites = ['a', 'b', 'c', 'd'].map((id, index) =>
    fillSite({ id, position: { latitude: 37.7 + index * 0.0277, longitude: -122.4 } }),
  );
  return schedulingContext({
    settings: { timeZone: zone, detourFactor: 1.3, travelSpeedKmh: 30 },
    sites,
    jobs: ['a', 'b', 'c', 'd'].map((id) => fillJob({ id, siteId: id, durationMinutes: 60, title: id })),
    technicians: [fillTechnician({ id: 'ana', name: 'Ana', home: { latitude: 37.7, longitude: -122.4 } })],
    assignments,
    shifts: [
      fillShift({
        id: 's',
        technicianId: 'ana',
        startsAt: iso(at('08:00', day)),
        endsAt: iso(at('17:00', day)),
        breaks: [{ startsAt: iso(at('12:00', day)), endsAt: iso(at('12:30', day)) }],
      }),
    ],
    timeOff: [],
  });
}

const day: PlacingDay = { day: dayText, timeZone: zone, nowMs: null, snapMinutes: 15 };

function assigned(id: string, jobId: string, start: string, end: string): Assignment {
  return fillAssignment({ id, jobId, technicianId: 'ana', startsAt: iso(at(start)), endsAt: iso(at(end)) });
}
const stayOf = (assignment: Assignment): Stay => ({ jobId: assignment.jobId, ...spanOf(assignment) });
const fresh = (jobId: string, durationMinutes = 60): CarriedJob => ({ jobId, assignment: undefined, durationMinutes });
const texts = (spans: readonly Interval[]) => spans.map(({ startMs, endMs }) => `${clock(startMs)}–${clock(endMs)}`);
const clock = (ms: number) => new Date(ms).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const place = (carried: CarriedJob[], index: number, stays: readonly Assignment[], more: Partial<PlacingDay> = {}) =>
  texts(placeAt(carried, { technicianId: 'ana', index }, stays.map(stayOf), { ...day, ...more }, world(stays)));

describe('where a drop on the board comes to lie', () => {
  it('begins with the shift in an empty column', () => {
    expect(place([fresh('a')], 0, [])).to.deep.equal(['08:00–09:00']);
  });

  it('begins after the card before it and the drive, on a whole step', () => {
    const stays = [assigned('1', 'a', '08:00', '09:00'), assigned('2', 'c', '15:00', '16:00')];
    expect(place([fresh('b')], 1, stays)).to.deep.equal(['09:15–10:15']);
  });

  it('is the next free time after the last card at the end', () => {
    expect(place([fresh('b')], 1, [assigned('1', 'a', '08:00', '09:00')])).to.deep.equal(['09:15–10:15']);
  });

  it('goes past a break it would run into', () => {
    expect(place([fresh('b')], 1, [assigned('1', 'a', '10:00', '11:00')])).to.deep.equal(['12:30–13:30']);
  });

  it('follows the card before it all the same when it does not fit in between', () => {
    const stays = [assigned('1', 'a', '08:00', '09:00'), assigned('2', 'c', '09:30', '10:30')];
    expect(place([fresh('b')], 1, stays)).to.deep.equal(['09:15–10:15']);
  });

  it('never lies in the past on its own day', () => {
    expect(place([fresh('a')], 0, [], { nowMs: at('10:07') })).to.deep.equal(['10:15–11:15']);
    const stays = [assigned('1', 'a', '08:00', '09:00')];
    expect(place([fresh('b')], 1, stays, { nowMs: at('13:40') })).to.deep.equal(['13:45–14:45']);
  });

  it('follows the last card out of the shift when the day is full', () => {
    expect(place([fresh('a')], 1, [assigned('1', 'a', '08:00', '16:30')])).to.deep.equal(['16:30–17:30']);
  });

  it('puts several after each other with the drive between them', () => {
    expect(place([fresh('a'), fresh('b', 30)], 0, [])).to.deep.equal(['08:00–09:00', '09:15–09:45']);
  });

  it('leaves a card alone that is put back where it was', () => {
    const own = assigned('1', 'b', '10:07', '11:07');
    const stays = [assigned('2', 'a', '08:00', '09:00'), assigned('3', 'c', '14:00', '15:00')];
    const carried = [{ jobId: 'b', assignment: own, durationMinutes: 60 }];
    const found = placeAt(carried, { technicianId: 'ana', index: 1 }, stays.map(stayOf), day, world([...stays, own]));
    expect(texts(found)).to.deep.equal(['10:07–11:07']);
  });

  it('does not stand in its own way when it moves inside its column', () => {
    const own = assigned('1', 'b', '09:15', '10:15');
    const stays = [assigned('2', 'a', '08:00', '09:00'), assigned('3', 'c', '10:30', '11:30')];
    const carried = [{ jobId: 'b', assignment: own, durationMinutes: 60 }];
    const found = placeAt(carried, { technicianId: 'ana', index: 2 }, stays.map(stayOf), day, world([...stays, own]));
    expect(found[0]?.assignmentId).to.equal('1');
    expect(texts(found)).to.deep.equal(['12:30–13:30']);
  });

  it('begins with the working hours of the tenant where there is no shift', () => {
    const workingHours = { days: [5], startsAt: '09:30', endsAt: '17:00' };
    const known = world();
    const context = { ...known, settings: { ...known.settings, workingHours } };
    expect(texts(placeAt([fresh('a')], { technicianId: 'nobody', index: 0 }, [], day, context))).to.deep.equal(['09:30–10:30']);
  });

  it('says nothing before eight when nobody has a shift', () => {
    const found = placeAt([fresh('a')], { technicianId: 'nobody', index: 0 }, [], day, world());
    expect(texts(found)).to.deep.equal(['08:00–09:00']);
  });

  for (const [text, what] of [
    ['2026-03-08', 'loses an hour'],
    ['2026-11-01', 'gains an hour'],
  ] as const) {
    it(`works on the day that ${what}`, () => {
      const found = placeAt([fresh('a')], { technicianId: 'ana', index: 0 }, [], { ...day, day: text }, world([], text));
      expect(texts(found)).to.deep.equal(['08:00–09:00']);
    });
  }

  it('never begins before the end of the card before it, wherever and whatever that is', () => {
    for (let start = 8 * 60; start < 15 * 60; start += 7) {
      for (const minutes of [5, 33, 61, 180]) {
        const before = fillAssignment({
          id: 'x',
          jobId: 'a',
          technicianId: 'ana',
          startsAt: iso(at('00:00') + start * 60_000),
          endsAt: iso(at('00:00') + (start + minutes) * 60_000),
        });
        const [found] = placeAt([fresh('d', 45)], { technicianId: 'ana', index: 1 }, [stayOf(before)], day, world([before]));
        const { endMs } = spanOf(before);
        expect(found?.startMs, `${start}+${minutes}`).to.be.at.least(endMs + 20 * 60_000);
        expect((found?.startMs ?? 0) % (15 * 60_000)).to.equal(0);
      }
    }
  });
});

describe('snapping up', () => {
  it('keeps whole steps and goes to the next one otherwise', () => {
    expect(clock(snapUp(at('09:15'), 15, zone))).to.equal('09:15');
    expect(clock(snapUp(at('09:15') + 1, 15, zone))).to.equal('09:30');
    expect(clock(snapUp(at('09:29'), 15, zone))).to.equal('09:30');
  });
});
