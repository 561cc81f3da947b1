import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Assignment, Job, Shift, Site, Technician } from '@dispatchkit/contract';
import fc from 'fast-check';
import { afterLastStop, checkAssignment, nextSlot, type SchedulingContext, schedulingContext } from './index.ts';

const settings = { timeZone: 'UTC', detourFactor: 1, travelSpeedKmh: 60 };
const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`);
const day = { startMs: at('00:00'), endMs: at('00:00') + 86_400_000 };
const iso = (ms: number) => new Date(ms).toISOString();
const base = { externalRef: null, version: 1, custom: {}, createdAt: iso(0), updatedAt: iso(0) };

describe('a place in a day without room', () => {
  const request = { jobId: 'new', technicianId: 't', range: day };

  test('is after the last stop and the drive from it, beyond the shift', () => {
    const context = world([['08:00', '16:30', 'B']]);
    assert.deepEqual(afterLastStop(request, context), { startMs: at('16:45'), endMs: at('17:45') });
  });

  test('is not before now', () => {
    assert.deepEqual(afterLastStop(request, world([], at('17:31'))), { startMs: at('17:35'), endMs: at('18:35') });
  });

  test('is none on a day off, and none when the day is over', () => {
    const nextDay = { startMs: day.endMs, endMs: day.endMs + 86_400_000 };
    assert.equal(afterLastStop({ ...request, range: nextDay }, world([])), null);
    assert.equal(afterLastStop(request, world([], day.endMs + 1)), null);
  });
});

describe('the next free slot', () => {
  test('is the start of the shift on an empty day', () => {
    assert.deepEqual(slot(world([])), { startMs: at('08:00'), endMs: at('09:00') });
  });

  test('is not before now, on a whole step', () => {
    assert.deepEqual(slot(world([], at('10:02'))), { startMs: at('10:05'), endMs: at('11:05') });
  });

  test('leaves time to drive from the stop before', () => {
    // Site B is 11.1 km north of A, at 60 km/h and no detour: 12 minutes.
    const context = world([['08:00', '09:00', 'B']]);
    assert.deepEqual(slot(context), { startMs: at('09:15'), endMs: at('10:15') });
  });

  test('passes over a gap too short for the drive to the stop after', () => {
    const context = world([['09:05', '10:00', 'B']]);
    assert.deepEqual(slot(context), { startMs: at('10:15'), endMs: at('11:15') });
  });

  test('keeps out of the break', () => {
    assert.deepEqual(slot(world([], at('11:30'))), { startMs: at('12:30'), endMs: at('13:30') });
  });

  test('is none when the shift is full or over', () => {
    assert.equal(slot(world([['08:00', '16:30', 'A']])), null);
    assert.equal(slot(world([], at('17:30'))), null);
  });

  test('an assignment that is moved does not stand in its own way', () => {
    const context = world([['08:00', '16:30', 'A']]);
    const request = { jobId: 'new', technicianId: 't', range: day, exceptAssignmentId: 'a0' };
    assert.deepEqual(nextSlot(request, context), { startMs: at('08:00'), endMs: at('09:00') });
  });

  test('breaks no rule of time, whatever the day looks like', () => {
    const stop = fc.record({
      startMinute: fc.integer({ min: 0, max: 500 }),
      minutes: fc.integer({ min: 5, max: 120 }),
      site: fc.constantFrom('A', 'B'),
    });
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 6 }), fc.integer({ min: 0, max: 540 }), (stops, nowMinute) => {
        const rows = stops.map(({ startMinute, minutes, site }) => {
          const startMs = at('08:00') + startMinute * 60_000;
          return [iso(startMs).slice(11, 16), iso(startMs + minutes * 60_000).slice(11, 16), site] as const;
        });
        const context = world(rows, at('08:00') + nowMinute * 60_000);
        const found = slot(context);
        if (!found) return;
        const proposal = { jobId: 'new', technicianId: 't', startsAt: iso(found.startMs), endsAt: iso(found.endMs) };
        const codes = checkAssignment(proposal, context).violations.map((violation) => violation.code);
        for (const code of ['overlap', 'off_shift', 'travel_infeasible'] as const)
          assert.ok(!codes.includes(code), `${code} at ${proposal.startsAt}`);
      }),
    );
  });
});

function slot(context: SchedulingContext) {
  return nextSlot({ jobId: 'new', technicianId: 't', range: day }, context);
}

/** A technician on shift from 8 to 17 with a break at 12, stops by wall time and site, and a job of one hour at site A. */
function world(stops: readonly (readonly [start: string, end: string, site: string])[], nowMs = day.startMs): SchedulingContext {
  const jobs = [job('new', 'A'), ...stops.map(([, , site], index) => job(`j${index}`, site))];
  const assignments = stops.map(([start, end], index) => assignment(`a${index}`, `j${index}`, at(start), at(end)));
  return schedulingContext({
    settings,
    nowMs,
    jobs,
    sites: [site('A', 37.7), site('B', 37.8)],
    technicians: [technician],
    shifts: [shift],
    assignments,
    timeOff: [],
  });
}

const technician: Technician = {
  ...base,
  id: 't',
  name: 'Ana Ruiz',
  status: 'available',
  color: '#4263eb',
  phone: null,
  email: null,
  skills: [],
  certifications: [],
  territories: [],
  crewId: null,
  home: null,
  timeZone: null,
  position: null,
  active: true,
};
const shift: Shift = {
  ...base,
  id: 's',
  technicianId: 't',
  startsAt: iso(at('08:00')),
  endsAt: iso(at('17:00')),
  breaks: [{ startsAt: iso(at('12:00')), endsAt: iso(at('12:30')) }],
};

function site(id: string, latitude: number): Site {
  return {
    ...base,
    id,
    customerId: null,
    name: '',
    address: '',
    district: null,
    position: { latitude, longitude: -122.4 },
    geocodeQuality: 'exact',
    timeZone: null,
    accessNotes: '',
  };
}

function job(id: string, siteId: string): Job {
  return {
    ...base,
    id,
    number: id,
    type: 'repair',
    title: id,
    description: '',
    priority: 'normal',
    status: 'scheduled',
    explicitStatus: null,
    statusReason: null,
    customerId: null,
    siteId,
    durationMinutes: 60,
    skills: [],
    certifications: [],
    equipmentIds: [],
    territory: null,
    requestedAt: null,
    windowStartsAt: null,
    windowEndsAt: null,
    dueAt: null,
    completedAt: null,
    source: null,
    quotedPrice: null,
  };
}

function assignment(id: string, jobId: string, startMs: number, endMs: number): Assignment {
  return {
    ...base,
    id,
    jobId,
    technicianId: 't',
    startsAt: iso(startMs),
    endsAt: iso(endMs),
    status: 'scheduled',
    lock: 'planned',
    releasedAt: null,
    enRouteAt: null,
    arrivedAt: null,
    startedAt: null,
    completedAt: null,
    overridden: [],
    notes: '',
  };
}
