import { fillJob } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { type JobStatus, jobStatuses, priorities } from '@dispatchkit/contract/words';
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { arrange, availableColumns, fitting, parseColumns, searchText } from './columns.ts';
import type { JobFacts } from './job-facts.ts';
import { JobGridModel, type SortTerm } from './job-grid.model.ts';
import { foldText } from './sort-keys.ts';

const columns = new Map(availableColumns([]).map((column) => [column.id, column]));
const facts = (job: Job): JobFacts => ({
  job,
  site: undefined,
  customer: undefined,
  assignments: [],
  assignment: undefined,
  technicianNames: [],
});

function model(jobs: readonly Job[] = []): JobGridModel {
  const made = new JobGridModel({ facts, column: (id) => columns.get(id), searchText, locale: 'en' });
  made.load(jobs);
  return made;
}

function job(id: string, more: Partial<Job> = {}): Job {
  return fillJob({ id, number: id, title: 'Flooding', ...more });
}

function rows(of: JobGridModel): string[] {
  return of.idsBetween(0, of.count - 1);
}

const none: ReadonlySet<JobStatus> = new Set();
const by = (...columnIds: string[]): SortTerm[] =>
  columnIds.map((id) => ({ columnId: id.replace('-', ''), descending: id.startsWith('-') }));

describe('the model of the job grid', () => {
  it('keeps the order jobs come in until it is told another', () => {
    expect(rows(model([job('b'), job('a')]))).to.deep.equal(['b', 'a']);
  });

  it('sorts by several columns, each in its direction, and leaves equals where they were', () => {
    const grid = model([
      job('a', { priority: 'low', title: 'Odor' }),
      job('b', { priority: 'urgent', title: 'Odor' }),
      job('c', { priority: 'urgent', title: 'Glazier' }),
      job('d', { priority: 'urgent', title: 'Odor' }),
    ]);
    grid.sortBy(by('-priority', 'work'));
    expect(rows(grid)).to.deep.equal(['c', 'b', 'd', 'a']);
  });

  it('puts jobs without a value last in either direction', () => {
    const grid = model([job('a'), job('b', { dueAt: '2026-11-20T10:00:00Z' }), job('c', { dueAt: '2026-11-20T09:00:00Z' })]);
    grid.sortBy(by('due'));
    expect(rows(grid)).to.deep.equal(['c', 'b', 'a']);
    grid.sortBy(by('-due'));
    expect(rows(grid)).to.deep.equal(['b', 'c', 'a']);
  });

  it('has no due time for work that is done', () => {
    const grid = model([
      job('a', { dueAt: '2026-11-20T08:00:00Z', status: 'completed' }),
      job('b', { dueAt: '2026-11-20T09:00:00Z' }),
    ]);
    grid.sortBy(by('due'));
    expect(rows(grid)).to.deep.equal(['b', 'a']);
  });

  it('orders numbers in texts as numbers and letters as the language does', () => {
    const grid = model(['J-10', 'J-9', 'j-1'].map((id) => job(id)));
    grid.sortBy(by('number'));
    expect(rows(grid)).to.deep.equal(['j-1', 'J-9', 'J-10']);
  });

  it('does so among thousands of different texts too', () => {
    const grid = model(Array.from({ length: 4000 }, (_, index) => job(`J-${4000 - index}`)));
    grid.sortBy(by('number'));
    expect(rows(grid).slice(0, 3)).to.deep.equal(['J-1', 'J-2', 'J-3']);
    expect(rows(grid).at(-1)).to.equal('J-4000');
  });

  it('finds every word anywhere, without regard to case and accents', () => {
    const grid = model([job('J-1', { title: 'Señal rota' }), job('J-2', { title: 'Flooding' })]);
    grid.filterBy({ statuses: none, text: ' SENAL j-1 ' });
    expect(rows(grid)).to.deep.equal(['J-1']);
    grid.filterBy({ statuses: none, text: '' });
    expect(grid.count).to.equal(2);
  });

  it('shows several statuses and counts them all', () => {
    const grid = model([job('a'), job('b', { status: 'on_hold' }), job('c', { status: 'cancelled' })]);
    grid.filterBy({ statuses: new Set(['unscheduled', 'cancelled']), text: '' });
    expect(rows(grid)).to.deep.equal(['a', 'c']);
    expect(grid.countOf('on_hold')).to.equal(1);
    expect(grid.total).to.equal(3);
  });

  it('says whether an update moved anything', () => {
    const jobs = new Map([job('a'), job('b')].map((one) => [one.id, one]));
    const grid = model([...jobs.values()]);
    grid.sortBy(by('priority'));
    jobs.set('a', job('a', { source: 'phone' }));
    expect(grid.update(['a'], jobs)).to.equal(false);
    expect(grid.jobAt(0)?.source).to.equal('phone');
    jobs.set('a', job('a', { priority: 'urgent' }));
    expect(grid.update(['a'], jobs)).to.equal(true);
    expect(rows(grid)).to.deep.equal(['b', 'a']);
  });

  it('finds rows and stretches of rows', () => {
    const grid = model(['a', 'b', 'c'].map((id) => job(id)));
    expect(grid.rowOf('c')).to.equal(2);
    expect(grid.rowOf('z')).to.equal(-1);
    expect(grid.idsBetween(2, 1)).to.deep.equal(['b', 'c']);
    grid.filterBy({ statuses: new Set(['on_hold']), text: '' });
    expect(grid.rowOf('c')).to.equal(-1);
  });

  it('patched by any changes it is as if made anew', () => {
    const id = fc.integer({ min: 0, max: 30 }).map((value) => `J-${value}`);
    const change = fc.record({
      id,
      gone: fc.boolean(),
      title: fc.constantFrom('Flooding', 'Odor', 'Glazier', 'Zebra', 'Äpfel', '', 'M', 'Ma', 'Mb'),
      priority: fc.constantFrom(...priorities),
      status: fc.constantFrom(...jobStatuses),
      dueAt: fc.constantFrom(null, '2026-11-20T08:00:00.000Z', '2026-11-20T09:00:00.000Z'),
    });
    const term = fc.record({
      columnId: fc.constantFrom('number', 'work', 'priority', 'status', 'due'),
      descending: fc.boolean(),
    });
    const filter = fc.record({
      statuses: fc.uniqueArray(fc.constantFrom(...jobStatuses), { maxLength: 4 }).map((some) => new Set<JobStatus>(some)),
      text: fc.constantFrom('', 'o', 'j-1', 'zebra'),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 20 }),
        fc.array(fc.array(change, { minLength: 1, maxLength: 8 }), { maxLength: 8 }),
        fc.array(term, { maxLength: 2 }),
        filter,
        (first, steps, terms, wanted) => {
          // The number last, so that the order is one whatever came first.
          const sort = [...terms, { columnId: 'number', descending: false }];
          const jobs = new Map(first.map((one) => [one.id, job(one.id, { ...one })]));
          const grid = model([...jobs.values()]);
          grid.sortBy(sort);
          grid.filterBy(wanted);
          for (const step of steps) {
            for (const one of step) {
              if (one.gone) jobs.delete(one.id);
              else jobs.set(one.id, job(one.id, { ...one }));
            }
            grid.update(new Set(step.map((one) => one.id)), jobs);
          }
          const fresh = model([...jobs.values()]);
          fresh.sortBy(sort);
          fresh.filterBy(wanted);
          expect(rows(grid)).to.deep.equal(rows(fresh));
          expect(jobStatuses.map((status) => grid.countOf(status))).to.deep.equal(
            jobStatuses.map((status) => fresh.countOf(status)),
          );
          expect(grid.total).to.equal(jobs.size);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps its order when ever more texts come between two', () => {
    const jobs = new Map(['a', 'b'].map((title) => [title, job(title, { title })]));
    const grid = model([...jobs.values()]);
    grid.sortBy(by('work'));
    let title = 'b';
    for (let step = 0; step < 120; step++) {
      title = `a${title}`;
      jobs.set(title, job(title, { title }));
      grid.update([title], jobs);
    }
    const titles = rows(grid);
    expect(titles).to.deep.equal([...titles].sort(new Intl.Collator('en').compare));
  });
});

describe('columns of the job grid', () => {
  const available = availableColumns([{ key: 'meter', label: 'Meter', entity: 'job', kind: 'text' }]);

  it('come as asked for, with the others in reserve', () => {
    const unknown: string[] = [];
    const arranged = arrange(available, ['due', { id: 'custom.meter', width: 200 }, 'nothing'], (id) => unknown.push(id));
    expect(arranged.filter(({ hidden }) => !hidden).map(({ id }) => id)).to.deep.equal(['due', 'custom.meter']);
    expect(arranged.map(({ id }) => id)).to.include('work');
    expect(arranged[1]?.width).to.equal(200);
    expect(unknown).to.deep.equal(['nothing']);
  });

  it('are read from a list or from JSON', () => {
    expect(parseColumns('number, work,due')).to.deep.equal(['number', 'work', 'due']);
    expect(parseColumns('["work",{"id":"due","width":90},7]')).to.deep.equal(['work', { id: 'due', width: 90 }]);
  });

  it('leave by importance when room is short', () => {
    expect(fitting(available, 440).map(({ id }) => id)).to.deep.equal(['number', 'work', 'priority', 'due']);
    expect(fitting(available, 552).map(({ id }) => id)).to.deep.equal(['number', 'work', 'neighborhood', 'priority', 'due']);
    expect(fitting(available, 100).map(({ id }) => id)).to.deep.equal(['work', 'priority', 'due']);
  });
});

describe('text for sorting and searching', () => {
  it('is folded', () => {
    expect(foldText('ÉCOLE Peña')).to.equal('ecole pena');
  });
});
