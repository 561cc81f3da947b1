import { expect } from '@open-wc/testing';
import { sampleSource } from '../shared/test/sample.ts';
import { Clusters } from './clusters.ts';
import { boundsOf, type JobPoint, legendOrder, mapJobs, routeOf, technicianSpots } from './map.model.ts';

const today = { startMs: Date.parse('2026-11-20T08:00:00Z'), endMs: Date.parse('2026-11-21T08:00:00Z') };
const nextWeek = { startMs: today.startMs + 7 * 86_400_000, endMs: today.endMs + 7 * 86_400_000 };

describe('jobs on the map', () => {
  it('are those of the day and those nobody has, each once: with a position drawn, without one listed', () => {
    const source = sampleSource({ jobs: 200, technicians: 8 });
    const { points, missing, counts } = mapJobs(source, today, 'status');
    const shown = [...points.map(({ jobId }) => jobId), ...missing.map(({ id }) => id)];
    expect(new Set(shown).size).to.equal(shown.length);
    expect(missing.length, 'the sample has some').to.be.greaterThan(0);
    expect([...counts.values()].reduce((a, b) => a + b, 0)).to.equal(points.length);
    const assigned = new Set([...source.tables.assignments.values()].map(({ jobId }) => jobId));
    const waiting = [...source.tables.jobs.values()].filter(({ id, status }) => status === 'unscheduled' && !assigned.has(id));
    for (const { id } of waiting) expect(shown).to.include(id);
  });

  it('leave out work of another day', () => {
    const source = sampleSource({ jobs: 200, technicians: 8 });
    const { points } = mapJobs(source, nextWeek, 'status');
    expect(points.length).to.be.greaterThan(0);
    for (const { jobId } of points)
      expect([...source.tables.assignments.values()].some((visit) => visit.jobId === jobId)).to.equal(false);
  });

  it('are coloured by status, priority or technician', () => {
    const source = sampleSource({ jobs: 80, technicians: 4 });
    const keys = (by: 'status' | 'priority' | 'technician') => legendOrder(by, mapJobs(source, today, by).counts);
    expect(keys('status')).to.include('unscheduled');
    expect(keys('priority')[0]).to.be.oneOf(['urgent', 'high']);
    expect(keys('technician').every((key) => source.tables.technicians.has(key))).to.equal(true);
  });
});

describe('technicians on the map', () => {
  it('stand where GPS says, else at their stop, else at home', () => {
    const source = sampleSource({ jobs: 60, technicians: 5 });
    const now = source.now();
    const [first] = source.tables.technicians.values();
    if (!first) throw new Error('no technician');
    const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
    const live = { latitude: 37.7, longitude: -122.4, accuracyMeters: 5, headingDegrees: null };
    source.applyRemote('technicians', [{ ...first, position: { ...live, at: at(1) } }]);
    const spot = () => technicianSpots(source, now).find(({ technician }) => technician.id === first.id);
    expect(spot()).to.include({ known: 'live', latitude: 37.7 });
    source.applyRemote('technicians', [{ ...first, position: { ...live, at: at(600) } }]);
    expect(spot()?.known, 'an old position says nothing of now').to.not.equal('live');
    source.applyRemote('technicians', [{ ...first, position: null, active: false }]);
    expect(spot()).to.equal(undefined);
  });

  it('have a way through the day, done and ahead', () => {
    const source = sampleSource({ jobs: 80, technicians: 4 });
    const route = routeOf(source, 'technician-01', today, source.now());
    expect(route?.done.length).to.be.greaterThan(0);
    expect(route?.ahead.length).to.be.greaterThan(1);
    expect(routeOf(source, 'technician-01', nextWeek, source.now())).to.equal(undefined);
  });
});

describe('clusters', () => {
  const points: JobPoint[] = Array.from({ length: 300 }, (_, index) => ({
    jobId: `job-${index}`,
    latitude: 37.7 + (index % 20) * 0.004,
    longitude: -122.5 + Math.floor(index / 20) * 0.006,
    colorKey: index % 3 === 0 ? 'scheduled' : 'unscheduled',
  }));
  const clusters = new Clusters([...points, { ...(points[0] as JobPoint), jobId: 'same-point' }]);
  const world = [-180, -85, 180, 85] as const;

  for (const zoom of [2, 9, 12, 15, 18]) {
    it(`hold every job exactly once at zoom ${zoom}, and their colours add up`, () => {
      const marks = clusters.marks(...world, zoom);
      const ids = marks.flatMap((mark) => mark.jobIds());
      expect(ids.length).to.equal(301);
      expect(new Set(ids).size).to.equal(301);
      for (const { colors, count } of marks) expect([...colors.values()].reduce((a, b) => a + b, 0)).to.equal(count);
    });
  }

  it('tell what has become of changes of theirs, the gravest', () => {
    const [first] = points as [JobPoint];
    const there: JobPoint[] = [
      { ...first, mark: 'waiting' },
      { ...first, jobId: 'job-a', mark: 'conflict' },
      { ...first, jobId: 'job-b' },
    ];
    const elsewhere: JobPoint = { ...first, jobId: 'job-c', latitude: 10, mark: 'waiting' };
    for (const zoom of [12, 18]) {
      const marks = new Clusters([...there, elsewhere, ...points.slice(200)]).marks(...world, zoom);
      const of = (jobId: string) => marks.find((mark) => mark.jobIds().includes(jobId))?.mark;
      expect([of('job-b'), of('job-c'), of('job-299')], `zoom ${zoom}`).to.deep.equal(['conflict', 'waiting', undefined]);
    }
    expect(clusters.marks(...world, 9).filter(({ mark }) => mark)).to.deep.equal([]);
  });

  it('never come apart when their jobs share one point, and always when they do not', () => {
    const closest = clusters.marks(...world, 18).filter(({ count }) => count > 1);
    expect(closest.map((mark) => [...mark.jobIds()].sort())).to.deep.equal([['job-0', 'same-point']]);
    expect(closest[0]?.opensAt).to.equal(undefined);
    for (const mark of clusters.marks(...world, 9).filter(({ count }) => count > 2)) expect(mark.opensAt).to.be.greaterThan(9);
  });
});

describe('bounds', () => {
  it('hold all places and are none for none', () => {
    expect(boundsOf([])).to.equal(undefined);
    const places = [
      { latitude: 1, longitude: 5 },
      { latitude: -3, longitude: 7 },
    ];
    expect(boundsOf(places)).to.deep.equal([
      { latitude: -3, longitude: 5 },
      { latitude: 1, longitude: 7 },
    ]);
  });
});
