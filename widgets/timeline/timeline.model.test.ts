import { MemorySource } from '@dispatchkit/client';
import { dayRange, snap } from '@dispatchkit/scheduling';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { changesAnything, type PlacementLookups, placementsAt } from '../shared/placing/placements.ts';
import { sampleSource } from '../shared/test/sample.ts';
import { type Axis, lengthOf, msAt, openingHours, resized, tickStep, ticksBetween, xOf, zoomed } from './axis.ts';
import { lanesOf, meeting, reachOf } from './lanes.ts';
import { recordsOf } from './records.ts';
import { cellFrom } from './targets.ts';
import { barAt, barsBetween, laneAt, rowAt, rowTops, type Span, TimelineModel } from './timeline.model.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const zone = 'America/Los_Angeles';

function axisOf(day: string, pixelsPerHour = 60): Axis {
  const { startMs, endMs } = dayRange(day, zone);
  return { startMs, endMs, pixelsPerHour };
}

const spansArbitrary = fc
  .array(fc.record({ startMs: fc.integer({ min: 0, max: 1000 }), length: fc.integer({ min: 1, max: 200 }) }), { maxLength: 60 })
  .map((list) =>
    list.map(({ startMs, length }): Span => ({ startMs, endMs: startMs + length })).sort((a, b) => a.startMs - b.startMs),
  );

describe('the time axis', () => {
  for (const [day, hours] of [
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-20', 24],
  ] as const) {
    it(`gives ${day} its ${hours} hours`, () => {
      expect(lengthOf(axisOf(day))).to.equal(hours * 60);
    });
  }

  it('labels the hours there are when the clock changes', () => {
    const spring = axisOf('2026-03-08');
    const hours = ticksBetween(spring, spring.startMs, spring.endMs, 60, zone).map(({ hour }) => hour);
    expect(hours).to.have.length(23);
    expect(hours).to.not.include(2);
    const autumn = axisOf('2026-11-01');
    const twice = ticksBetween(autumn, autumn.startMs, autumn.endMs, 60, zone).filter(({ hour }) => hour === 1);
    expect(twice).to.have.length(2);
  });

  it('maps there and back', () => {
    const axis = axisOf('2026-11-01', 73);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 * 60 }), (minutes) => {
        const ms = axis.startMs + minutes * minuteMs;
        expect(Math.abs(msAt(axis, xOf(axis, ms)) - ms)).to.be.lessThan(1);
      }),
    );
  });

  it('steps ticks so that labels do not touch', () => {
    expect(tickStep(axisOf('2026-11-20', 60), 58)).to.equal(60);
    expect(tickStep(axisOf('2026-11-20', 20), 58)).to.equal(180);
    expect(tickStep(axisOf('2026-11-20', 400), 58)).to.equal(10);
  });

  it('zooms step by step and not out of the range', () => {
    expect(zoomed(12, 'in', 24)).to.equal(10);
    expect(zoomed(12, 'out', 24)).to.equal(16);
    expect(zoomed(24, 'out', 24)).to.equal(24);
    expect(zoomed(1, 'in', 24)).to.equal(1);
  });

  it('opens with 7 to 19, and with whatever work lies outside', () => {
    const range = dayRange('2026-11-20', zone);
    const at = (hour: number) => range.startMs + hour * hourMs;
    const usual = openingHours(range, at(7), at(19), []);
    expect([usual.startMs, usual.endMs]).to.deep.equal([at(7), at(19)]);
    const wide = openingHours(range, at(7), at(19), [
      { startMs: at(5.5), endMs: at(6) },
      { startMs: at(23), endMs: at(26) },
      { startMs: at(-9), endMs: at(-8) },
    ]);
    expect([wide.startMs, wide.endMs]).to.deep.equal([at(5), at(24)]);
  });

  it('never makes an assignment shorter than five minutes', () => {
    const span = { startMs: 0, endMs: hourMs };
    expect(resized(span, 'end', -hourMs).endMs).to.equal(5 * minuteMs);
    expect(resized(span, 'start', 2 * hourMs).startMs).to.equal(55 * minuteMs);
    expect(resized(span, 'start', 2 * hourMs).endMs).to.equal(hourMs);
  });

  it('snaps to wall times on both sides of a clock change', () => {
    const { startMs } = dayRange('2026-11-01', zone);
    expect(snap(startMs + 100 * minuteMs, 15, zone)).to.equal(startMs + 105 * minuteMs);
    expect(snap(startMs + 157 * minuteMs, 15, zone)).to.equal(startMs + 150 * minuteMs);
  });
});

describe('lanes', () => {
  it('never lay two bars over each other', () => {
    fc.assert(
      fc.property(spansArbitrary, (spans) => {
        const { laneOf, count } = lanesOf(spans);
        expect(Math.max(1, ...laneOf.map((lane) => lane + 1))).to.equal(count);
        for (const [i, a] of spans.entries()) {
          for (const [j, b] of spans.entries()) {
            if (i >= j || laneOf[i] !== laneOf[j]) continue;
            expect(a.startMs < b.endMs && b.startMs < a.endMs, 'overlap in one lane').to.equal(false);
          }
        }
      }),
    );
  });

  it('are as few as there are bars at once', () => {
    fc.assert(
      fc.property(spansArbitrary, (spans) => {
        const most = Math.max(
          1,
          ...spans.map(({ startMs }) => spans.filter((s) => s.startMs <= startMs && s.endMs > startMs).length),
        );
        expect(lanesOf(spans).count).to.equal(most);
      }),
    );
  });

  it('are searched without missing a bar', () => {
    fc.assert(
      fc.property(spansArbitrary, fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 1, max: 300 }), (spans, from, length) => {
        const { first, last } = meeting(spans, reachOf(spans), from, from + length);
        const found = spans.slice(first, last).filter(({ endMs }) => endMs > from);
        expect(found).to.deep.equal(spans.filter(({ startMs, endMs }) => startMs < from + length && endMs > from));
      }),
    );
  });
});

describe('the model', () => {
  const range = dayRange('2026-11-20', zone);

  function modelOf(source: MemorySource, shown: 'on-shift' | 'all' = 'on-shift') {
    const model = new TimelineModel(recordsOf(source));
    model.show(range, shown);
    source.subscribe((change) => model.apply(change));
    return model;
  }

  it('shows who is on shift or has work, by name', () => {
    const source = sampleSource({ technicians: 6, jobs: 40 });
    source.applyRemote('technicians', [{ id: 'off', name: 'Zoe Off' }]);
    const model = modelOf(source);
    expect(model.rows).to.have.length(6);
    expect(model.total).to.equal(7);
    const names = model.rows.map(({ technician }) => technician.name);
    expect(names).to.deep.equal([...names].sort());
    model.show(range, 'all');
    expect(model.rows.map(({ technicianId }) => technicianId)).to.include('off');
  });

  it('shows work of somebody without a shift, even when no longer active', async () => {
    const source = sampleSource({ technicians: 3, jobs: 10, assignments: false });
    source.applyRemote('technicians', [{ id: 'gone', name: 'Gone', active: false }]);
    const model = modelOf(source);
    expect(model.rowOf('gone')).to.equal(undefined);
    const [job] = source.tables.jobs.keys();
    source.applyRemote('assignments', [{ id: 'a1', jobId: job!, technicianId: 'gone', ...at(10, 11) }]);
    await Promise.resolve();
    expect(model.rowOf('gone')?.bars.map(({ id }) => id)).to.deep.equal(['a1']);
  });

  it('makes only the rows anew that a change concerns, and keeps their other bars', async () => {
    const source = sampleSource({ technicians: 6, jobs: 60 });
    const model = modelOf(source);
    // The source still has its first load to tell.
    await Promise.resolve();
    const before = [...model.rows];
    const from = before.find((row) => row.bars.length > 2)!;
    const to = before.find((row) => row !== from)!;
    const moved = from.bars.at(-1)!;
    source.applyRemote('assignments', [{ id: moved.id, technicianId: to.technicianId }]);
    await Promise.resolve();
    for (const row of before) {
      const isConcerned = row === from || row === to;
      expect(model.rowOf(row.technicianId) === row, row.technician.name).to.equal(!isConcerned);
    }
    expect(model.rowOf(from.technicianId)?.bars[0]).to.equal(from.bars[0]);
    expect(model.find(moved.id)?.row.technicianId).to.equal(to.technicianId);
    source.removeRemote('assignments', [moved.id]);
    await Promise.resolve();
    expect(model.find(moved.id)).to.equal(undefined);
  });

  it('stays equal to a model made anew, whatever happens', async () => {
    const source = sampleSource({ technicians: 5, jobs: 30 });
    const model = modelOf(source);
    const assignments = [...source.tables.assignments.keys()];
    const technicians = [...source.tables.technicians.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(assignments.length - 1),
        fc.nat(technicians.length - 1),
        fc.integer({ min: -30, max: 40 }),
        async (which, who, hour) => {
          source.applyRemote('assignments', [
            { id: assignments[which]!, technicianId: technicians[who]!, ...at(hour, hour + 2) },
          ]);
          await Promise.resolve();
          const fresh = new TimelineModel(recordsOf(source));
          fresh.show(range, 'on-shift');
          expect(model.rows).to.deep.equal(fresh.rows);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds bars by time and lane, rows by height', () => {
    const source = new MemorySource({
      now: () => range.startMs,
      technicians: [
        { id: 't1', name: 'Ana' },
        { id: 't2', name: 'Ben' },
      ],
      jobs: [
        { id: 'j1', title: 'One' },
        { id: 'j2', title: 'Two' },
      ],
      shifts: [{ id: 's1', technicianId: 't2', ...at(8, 16) }],
      assignments: [
        { id: 'a1', jobId: 'j1', technicianId: 't1', ...at(9, 12) },
        { id: 'a2', jobId: 'j2', technicianId: 't1', ...at(10, 11) },
      ],
    });
    const model = modelOf(source);
    const [ana] = model.rows;
    expect(ana!.laneCount).to.equal(2);
    expect(barAt(ana!, range.startMs + 10.5 * hourMs, 0)?.id).to.equal('a1');
    expect(barAt(ana!, range.startMs + 10.5 * hourMs)?.id).to.equal('a2');
    expect(barsBetween(ana!, range.startMs + 11 * hourMs, range.startMs + 12 * hourMs).map(({ id }) => id)).to.deep.equal(['a1']);
    const tops = rowTops(model.rows, { laneHeight: 44 });
    expect(tops[1]).to.be.greaterThan(44);
    expect([
      rowAt(tops, 0),
      rowAt(tops, tops[1]! - 1),
      rowAt(tops, tops[1]!),
      rowAt(tops, tops[2]!),
      rowAt(tops, -1),
    ]).to.deep.equal([0, 0, 1, -1, -1]);
    expect([laneAt(6, 2, { laneHeight: 44 }), laneAt(60, 2, { laneHeight: 44 })]).to.deep.equal([0, 1]);
  });

  it('leads the keyboard from bar to bar and to the nearest in time', () => {
    const model = modelOf(sampleSource({ technicians: 6, jobs: 60 }));
    const [first, second] = model.rows;
    const name = { technicianId: first!.technicianId, assignmentId: null };
    const bar = cellFrom(model.rows, name, 'next', 0, 5)!;
    expect(bar.assignmentId).to.equal(first!.bars[0]!.id);
    expect(cellFrom(model.rows, bar, 'previous', 0, 5)).to.deep.equal(name);
    const anchor = first!.bars[0]!.startMs;
    expect(cellFrom(model.rows, bar, 'below', anchor, 5)).to.deep.equal({
      technicianId: second!.technicianId,
      assignmentId: second!.bars[0]!.id,
    });
    expect(cellFrom(model.rows, name, 'below', anchor, 5)?.assignmentId).to.equal(null);
    expect(cellFrom(model.rows, bar, 'above', anchor, 5)).to.deep.equal(bar);
    expect(cellFrom(model.rows, bar, 'last', anchor, 5)?.technicianId).to.equal(model.rows.at(-1)!.technicianId);
  });

  function at(startHour: number, endHour: number) {
    const iso = (hour: number) => new Date(range.startMs + hour * hourMs).toISOString();
    return { startsAt: iso(startHour), endsAt: iso(endHour) };
  }
});

describe('placements', () => {
  const source = sampleSource({ technicians: 4, jobs: 40 });
  const open = [...source.tables.assignments.values()].filter(({ status }) => status === 'scheduled');
  const lookups: PlacementLookups = {
    job: (id) => source.tables.jobs.get(id),
    assignment: (id) => source.tables.assignments.get(id),
    assignmentsOfJob: (jobId) => [...source.tables.assignments.values()].filter((one) => one.jobId === jobId),
    spanOf: ({ startsAt, endsAt }) => ({ startMs: Date.parse(startsAt), endMs: Date.parse(endsAt) }),
    travelMinutes: () => 10,
  };

  it('keep the times of several bars to each other', () => {
    const carried = { jobIds: open.map(({ jobId }) => jobId), assignmentIds: open.map(({ id }) => id), durationMinutes: 60 };
    const startMs = Date.parse(open[0]!.startsAt) + 45 * minuteMs;
    const placed = placementsAt(carried, { technicianId: 'elsewhere', startMs }, lookups);
    for (const [index, placement] of placed.entries()) {
      expect(placement.startMs - Date.parse(open[index]!.startsAt)).to.equal(45 * minuteMs);
      expect(placement.endMs - placement.startMs).to.equal(Date.parse(open[index]!.endsAt) - Date.parse(open[index]!.startsAt));
      const goesAlong = open[index]!.technicianId === open[0]!.technicianId;
      expect(placement.technicianId).to.equal(goesAlong ? 'elsewhere' : open[index]!.technicianId);
    }
  });

  it('follow each other with the drive between when they are new', () => {
    const jobs = [...source.tables.jobs.values()].filter(({ status }) => status === 'unscheduled').slice(0, 2);
    const carried = { jobIds: jobs.map(({ id }) => id), assignmentIds: [], durationMinutes: 60 };
    const [first, second] = placementsAt(carried, { technicianId: 't', startMs: 0 }, lookups);
    expect(first!.endMs).to.equal(jobs[0]!.durationMinutes * minuteMs);
    expect(second!.startMs).to.equal(first!.endMs + 10 * minuteMs);
    expect([first!.assignmentId, second!.assignmentId]).to.deep.equal([undefined, undefined]);
  });

  it('bring the open assignment of a scheduled job along', () => {
    const [one] = open;
    const carried = { jobIds: [one!.jobId], assignmentIds: [], durationMinutes: 60 };
    const [placement] = placementsAt(carried, { technicianId: 't', startMs: 0 }, lookups);
    expect(placement!.assignmentId).to.equal(one!.id);
    const same = placementsAt(carried, { technicianId: one!.technicianId, startMs: Date.parse(one!.startsAt) }, lookups);
    expect(changesAnything(same, lookups)).to.equal(false);
    expect(changesAnything([placement!], lookups)).to.equal(true);
  });
});
