import { expect } from '@open-wc/testing';
import { sampleSource } from '../shared/test/sample.ts';
import {
  currentVisit,
  navigationUrl,
  nextStep,
  stepNames,
  stepsOf,
  stepTargets,
  type Visit,
  visitsOf,
} from './check-in.model.ts';

const whole = { startMs: Date.parse('2026-11-20T08:00:00Z'), endMs: Date.parse('2026-11-21T08:00:00Z') };

function aDay(): Visit[] {
  return visitsOf(sampleSource({ jobs: 60, technicians: 4 }), 'technician-01', whole);
}

describe('a technician’s visits', () => {
  it('are those of the day, in order of time', () => {
    const starts = aDay().map(({ startMs }) => startMs);
    expect(starts.length).to.be.greaterThan(2);
    expect(starts).to.deep.equal(starts.toSorted((a, b) => a - b));
  });

  it('leave out other days and cancelled jobs', () => {
    const source = sampleSource({ jobs: 60, technicians: 4 });
    const [first] = visitsOf(source, 'technician-01', whole);
    if (!first) throw new Error('no visit');
    source.applyRemote('jobs', [{ ...first.job, status: 'cancelled', explicitStatus: 'cancelled', version: 9 }]);
    expect(visitsOf(source, 'technician-01', whole).some(({ job }) => job.id === first.job.id)).to.equal(false);
    const nextDay = { startMs: whole.endMs, endMs: whole.endMs + 86_400_000 };
    expect(visitsOf(source, 'technician-01', nextDay)).to.deep.equal([]);
  });
});

describe('the visit to show', () => {
  it('is the one under way, before any that comes earlier', () => {
    const visits = aDay().map((visit, index) => withStatus(visit, index === 2 ? 'on_site' : 'scheduled'));
    expect(currentVisit(visits)).to.equal(visits[2]);
  });

  it('is else the next not done, and none when all are done or on hold', () => {
    const [first, ...others] = aDay();
    if (!first) throw new Error('no visit');
    const visits = [withStatus(first, 'completed'), ...others.map((visit) => withStatus(visit, 'dispatched'))];
    expect(currentVisit(visits)).to.equal(visits[1]);
    expect(currentVisit(visits.map((visit) => withStatus(visit, 'completed')))).to.equal(undefined);
    expect(currentVisit(visits.map((visit) => ({ ...visit, job: { ...visit.job, status: 'on_hold' as const } })))).to.equal(
      undefined,
    );
  });
});

describe('steps', () => {
  it('lead through the visit one by one to its end', () => {
    const [visit] = aDay();
    if (!visit) throw new Error('no visit');
    const taken: string[] = [];
    let { assignment } = withStatus(visit, 'scheduled');
    for (let step = nextStep(assignment.status); step; step = nextStep(assignment.status)) {
      taken.push(step);
      assignment = { ...assignment, status: stepTargets[step] };
      const steps = stepsOf(assignment);
      expect(steps.filter(({ isDone }) => isDone).length).to.equal(taken.length);
      expect(steps.find(({ isLatest }) => isLatest)?.name).to.equal(step);
    }
    expect(taken).to.deep.equal([...stepNames]);
  });
});

describe('navigation', () => {
  it('goes to the position, else to the address, else nowhere', () => {
    const site = aDay().find((visit) => visit.site?.position)?.site;
    if (!site?.position) throw new Error('no site');
    expect(navigationUrl(site)).to.contain(`geo:${site.position.latitude},${site.position.longitude}`);
    expect(navigationUrl({ ...site, position: null, address: '1 Main St & 2nd' })).to.equal(
      'geo:0,0?q=1%20Main%20St%20%26%202nd',
    );
    expect(navigationUrl({ ...site, position: null, address: '' })).to.equal(null);
  });
});

function withStatus(visit: Visit, status: Visit['assignment']['status']): Visit {
  return { ...visit, assignment: { ...visit.assignment, status } };
}
