import { dayRange } from '@dispatchkit/scheduling';
import { expect } from '@open-wc/testing';
import { sampleSource, sampleZone } from '../shared/test/sample.ts';
import { type Columns, cellFrom } from './focus.ts';
import { columnStarts, columnsInView, scrollToColumn } from './geometry.ts';
import { BoardModel, type BoardView, unassignedColumn } from './tech-board.model.ts';

const range = dayRange('2026-11-20', sampleZone);
const view: BoardView = { range, sort: 'name', workingOnly: false, unassigned: false };

async function model(more: Partial<BoardView> = {}, sample = { technicians: 6, jobs: 60 }) {
  const source = sampleSource(sample);
  // A new source tells once that everything is new.
  await Promise.resolve();
  const board = new BoardModel(source);
  source.subscribe((change) => changes.push(board.apply(change)));
  board.show({ ...view, ...more });
  const changes: ReturnType<BoardModel['apply']>[] = [];
  return { source, board, changes };
}

const names = (source: ReturnType<typeof sampleSource>, board: BoardModel) =>
  board.order.map((id) => source.tables.technicians.get(id)?.name ?? id);

describe('columns of the board', () => {
  it('are in order of name, of load, or of who is free next', async () => {
    const { source, board } = await model();
    expect(names(source, board)).to.deep.equal([...names(source, board)].sort());
    board.show({ ...view, sort: 'load' });
    const loads = board.order.map((id) => board.column(id)?.load?.ratio ?? 0);
    expect(loads).to.deep.equal([...loads].sort((a, b) => a - b));
    board.show({ ...view, sort: 'next-free' });
    const free = board.order.map((id) => board.column(id)?.load?.nextFreeAtMs ?? Number.MAX_SAFE_INTEGER);
    expect(free).to.deep.equal([...free].sort((a, b) => a - b));
  });

  it('hold the cards of the day in order of time, with the way to each', async () => {
    const { board } = await model();
    for (const id of board.order) {
      const cards = board.column(id)?.cards ?? [];
      expect(cards.length).to.be.above(0);
      const starts = cards.map(({ startMs }) => startMs);
      expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
      expect(cards.every(({ leg, assignment }) => leg?.assignment === assignment)).to.equal(true);
    }
  });

  it('put those who do not work that day last, or leave them out', async () => {
    const { source, board } = await model();
    source.applyRemote('technicians', [{ id: 'extra', name: 'Aaron Off', active: true }]);
    board.show({ ...view });
    expect(names(source, board).at(-1)).to.equal('Aaron Off');
    board.show({ ...view, workingOnly: true });
    expect(names(source, board)).to.not.include('Aaron Off');
  });

  it('take the working hours of the tenant for the shift of who has none', async () => {
    const { source, board } = await model({ workingOnly: true });
    source.applyRemote('technicians', [{ id: 'extra', name: 'Aaron Off', active: true }]);
    await Promise.resolve();
    expect(board.order).to.not.include('extra');
    const [other = ''] = board.order;
    const shiftMinutes = board.column(other)?.load?.shiftMinutes;
    source.setSettings({ workingHours: { days: [5], startsAt: '10:00', endsAt: '12:30' } });
    await Promise.resolve();
    expect(board.column('extra')?.load?.shiftMinutes).to.equal(150);
    expect(board.column('extra')?.isWorking).to.equal(true);
    expect(board.column(other)?.load?.shiftMinutes).to.equal(shiftMinutes);
  });

  it('begin with what waits, urgent work first', async () => {
    const { source, board } = await model({ unassigned: true });
    expect(board.order[0]).to.equal(unassignedColumn);
    const waiting = board.column(unassignedColumn)?.cards ?? [];
    expect(waiting.length).to.equal([...source.tables.jobs.values()].filter(({ status }) => status === 'unscheduled').length);
    const urgent = waiting.map(({ job }) => job?.priority === 'urgent');
    expect(urgent.lastIndexOf(true)).to.be.below(urgent.includes(false) ? urgent.indexOf(false) : urgent.length);
  });

  it('are made anew only where something changed', async () => {
    const { source, board, changes } = await model();
    const [first = '', second = ''] = board.order;
    const before = board.column(first);
    const untouched = board.column(second);
    const id = before?.cards[0]?.id ?? '';
    source.applyRemote('assignments', [{ id, notes: 'changed' }]);
    await Promise.resolve();
    expect([...(changes.at(-1)?.columns ?? [])]).to.deep.equal([first]);
    expect(board.column(first)).to.not.equal(before);
    expect(board.column(second)).to.equal(untouched);
  });

  it('both change when work goes from one to the other, and when it is deleted', async () => {
    const { source, board, changes } = await model();
    const [first = '', second = ''] = board.order;
    for (const id of board.order) board.column(id);
    const moved = board.column(first)?.cards.at(-1)?.id ?? '';
    source.applyRemote('assignments', [{ id: moved, technicianId: second }]);
    await Promise.resolve();
    expect([...(changes.at(-1)?.columns ?? [])].sort()).to.deep.equal([first, second].sort());
    expect(board.find(moved)?.column.id).to.equal(second);
    source.removeRemote('assignments', [moved]);
    await Promise.resolve();
    expect([...(changes.at(-1)?.columns ?? [])]).to.include(second);
    expect(board.find(moved)).to.equal(undefined);
  });

  it('keep their places when live changes come, until they are arranged', async () => {
    const { source, board } = await model({ sort: 'load' });
    const before = [...board.order];
    const busiest = before.at(-1) ?? '';
    source.removeRemote('assignments', board.column(busiest)?.cards.map(({ id }) => id) ?? []);
    await Promise.resolve();
    expect(board.order).to.deep.equal(before);
    board.arrange();
    expect(board.order[0]).to.equal(busiest);
  });

  it('come at the end when somebody joins and go when somebody leaves', async () => {
    const { source, board, changes } = await model();
    source.applyRemote('technicians', [{ id: 'new', name: 'Aaron New', active: true }]);
    await Promise.resolve();
    expect(changes.at(-1)?.order).to.equal(true);
    expect(board.order.at(-1)).to.equal('new');
    source.removeRemote('technicians', ['new']);
    await Promise.resolve();
    expect(board.order).to.not.include('new');
  });

  it('follow work that is assigned out of what waits', async () => {
    const { source, board } = await model({ unassigned: true });
    const job = board.column(unassignedColumn)?.cards[0]?.jobId ?? '';
    const technicianId = board.order[1] ?? '';
    await source.change(
      { type: 'assign', id: 'mine', jobId: job, technicianId, startsAt: '2026-11-20T23:00:00.000Z' },
      { method: 'drag', override: true },
    );
    expect(board.find('mine')?.column.id).to.equal(technicianId);
    expect(board.find(job)).to.equal(undefined);
  });
});

describe('steps of the focus', () => {
  const cards = { a: ['a1', 'a2', 'a3'], b: ['b1'], c: [] as string[], d: ['d1', 'd2'] };
  const columns: Columns = {
    order: ['a', 'b', 'c', 'd'],
    column: (id) => ({ cards: cards[id as 'a'].map((cardId) => ({ id: cardId })) as never }),
    isFolded: (id) => id === 'd',
  };
  const from = (columnId: string, cardId: string | null, step: Parameters<typeof cellFrom>[2]) => {
    const cell = cellFrom(columns, { columnId, cardId }, step);
    return `${cell?.columnId}/${cell?.cardId ?? 'head'}`;
  };

  it('go up to the head and down to the last card', () => {
    expect(from('a', 'a2', 'previous')).to.equal('a/a1');
    expect(from('a', 'a1', 'previous')).to.equal('a/head');
    expect(from('a', null, 'previous')).to.equal('a/head');
    expect(from('a', null, 'next')).to.equal('a/a1');
    expect(from('a', 'a3', 'next')).to.equal('a/a3');
    expect(from('a', 'a1', 'bottom')).to.equal('a/a3');
    expect(from('a', 'a3', 'top')).to.equal('a/a1');
  });

  it('go sideways to the same place, as far as there is one', () => {
    expect(from('a', 'a3', 'columnAfter')).to.equal('b/b1');
    expect(from('b', 'b1', 'columnAfter')).to.equal('c/head');
    expect(from('a', null, 'columnAfter')).to.equal('b/head');
    expect(from('a', 'a1', 'columnBefore')).to.equal('a/a1');
    expect(from('a', 'a1', 'lastColumn')).to.equal('d/head');
    expect(from('d', null, 'firstColumn')).to.equal('a/head');
  });

  it('begin with the first column where there was none, and nowhere without columns', () => {
    expect(from('gone', null, 'next')).to.equal('a/a1');
    expect(cellFrom({ ...columns, order: [] }, { columnId: 'a', cardId: null }, 'next')).to.equal(undefined);
  });
});

describe('geometry of columns', () => {
  const sizes = { width: 190, foldedWidth: 40, gap: 8, padding: 8 };
  const order = Array.from({ length: 100 }, (_, index) => `t${index}`);

  it('puts columns side by side, folded ones narrow', () => {
    const starts = columnStarts(['a', 'b', 'c'], (id) => id === 'b', sizes);
    expect([...starts]).to.deep.equal([8, 206, 254, 452]);
    expect([...columnStarts([], () => false, sizes)]).to.deep.equal([0]);
  });

  it('draws those in view and a few beside, everywhere', () => {
    const starts = columnStarts(order, () => false, sizes);
    for (let from = 0; from < 19_000; from += 37) {
      const { start, end } = columnsInView(starts, from, 1000, 200);
      expect(end - start).to.be.within(1, 9);
      expect(start === 0 || (starts[start] ?? 0) + 198 > from - 200, `start at ${from}`).to.equal(true);
      expect(end === 100 || (starts[end] ?? 0) >= from + 1200, `end at ${from}`).to.equal(true);
    }
    expect(
      columnsInView(
        columnStarts([], () => false, sizes),
        0,
        1000,
        200,
      ),
    ).to.deep.equal({ start: 0, end: 0 });
  });

  it('scrolls no further than needed', () => {
    const starts = columnStarts(order, () => false, sizes);
    expect(scrollToColumn(starts, 2, 190, 0, 1000, 8)).to.equal(0);
    expect(scrollToColumn(starts, 0, 190, 500, 1000, 8)).to.equal(0);
    const to = scrollToColumn(starts, 10, 190, 0, 1000, 8);
    expect(to + 1000).to.equal((starts[10] ?? 0) + 198);
  });
});
