import type { Event } from '@dispatchkit/contract';
import { expect } from '@open-wc/testing';
import { sampleSource } from '../shared/test/sample.ts';
import { historyOf } from './history.ts';

const source = sampleSource({ jobs: 10, technicians: 3 });
const at = '2026-11-20T19:30:00.000Z';
const visit = {
  id: 'a',
  jobId: 'j',
  technicianId: 'technician-01',
  startsAt: '2026-11-20T20:00:00.000Z',
  endsAt: '2026-11-20T21:00:00.000Z',
  status: 'scheduled',
};
const nameOf = (id: string) => source.tables.technicians.get(id)?.name ?? '';

function event(more: Partial<Event>): Event {
  const actor = { id: 'u1', name: 'Kim', role: 'dispatcher' } as const;
  return {
    seq: 1,
    type: 'assignment.created',
    at,
    actor,
    method: 'drag',
    requestId: null,
    jobId: 'j',
    technicianId: 'technician-01',
    changes: [],
    ...more,
  };
}

function deeds(...changes: Event['changes']) {
  return historyOf('j', [event({ changes })], source).flatMap((entry) => entry.deeds);
}

describe('the history of a job', () => {
  it('says who, how, why, and which rules were broken knowingly', () => {
    const [entry] = historyOf(
      'j',
      [
        event({
          changes: [{ kind: 'jobs', id: 'j', version: 2, record: { status: 'on_hold' }, previous: { status: 'scheduled' } }],
          reason: 'Part missing',
          overridden: [{ code: 'overlap', severity: 'warning', detail: '' }],
        }),
      ],
      source,
    );
    expect(entry).to.deep.include({ who: 'Kim', method: 'drag', reason: 'Part missing', overridden: ['overlap'] });
  });

  it('tells an assignment once, without the status that follows from it', () => {
    expect(
      deeds(
        { kind: 'assignments', id: 'a', version: 1, record: visit },
        { kind: 'jobs', id: 'j', version: 2, record: { status: 'scheduled' }, previous: { status: 'unscheduled' } },
      ),
    ).to.deep.equal([
      {
        kind: 'assigned',
        technician: nameOf('technician-01'),
        startMs: Date.parse(visit.startsAt),
        endMs: Date.parse(visit.endsAt),
      },
    ]);
  });

  it('tells a move with where it came from', () => {
    const [moved] = deeds({
      kind: 'assignments',
      id: 'a',
      version: 2,
      record: visit,
      previous: { technicianId: 'technician-02' },
    });
    expect(moved).to.include({ kind: 'moved', from: nameOf('technician-02'), technician: nameOf('technician-01') });
    const [later] = deeds({ kind: 'assignments', id: 'a', version: 3, record: visit, previous: { startsAt: at } });
    expect(later).to.include({ kind: 'moved', from: null });
  });

  it('tells a step once, though job and assignment both took it', () => {
    expect(
      deeds(
        {
          kind: 'assignments',
          id: 'a',
          version: 2,
          record: { ...visit, status: 'en_route' },
          previous: { status: 'dispatched', enRouteAt: null },
        },
        { kind: 'jobs', id: 'j', version: 3, record: { status: 'en_route' }, previous: { status: 'dispatched' } },
      ),
    ).to.deep.equal([{ kind: 'status', status: 'en_route' }]);
  });

  it('tells whom a job was taken from', () => {
    expect(deeds({ kind: 'assignments', id: 'a', version: 4, record: null })).to.deep.equal([
      { kind: 'unassigned', technician: nameOf('technician-01') },
    ]);
  });

  it('leaves out what only touched the job in passing', () => {
    const others = event({
      jobId: 'other',
      changes: [{ kind: 'technicians', id: 'technician-01', version: 2, record: {}, previous: {} }],
    });
    expect(historyOf('j', [others], source)).to.deep.equal([]);
  });
});
