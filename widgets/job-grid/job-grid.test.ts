import { MemorySource } from '@dispatchkit/client';
import { capabilitiesOf } from '@dispatchkit/contract/words';
import { expect, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { selectionOf } from '../shared/connection.ts';
import { currentDrag, type DragPayload, putDown, registerDropTarget } from '../shared/drag.ts';
import { type SampleOptions, sampleRecords, sampleSource } from '../shared/test/sample.ts';
import { mount, press, settled, unmountAll, until, widgetSuite } from '../shared/test/widget-suite.ts';
import './define.ts';
import type { JobGrid } from './job-grid.ts';

const rowsOf = (grid: Element) =>
  [...(grid.shadowRoot?.querySelectorAll<HTMLElement>('.row:not([hidden])') ?? [])].sort(
    (a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex),
  );
const textsOf = (grid: Element, column: string) =>
  rowsOf(grid).map((row) => row.querySelector(`[data-column='${column}']`)?.textContent?.trim() ?? '');
const part = <E extends HTMLElement = HTMLElement>(grid: Element, selector: string) => {
  const found = grid.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
};
const chip = (grid: Element, status: string) => part<HTMLButtonElement>(grid, `.chip[data-status='${status}']`);
const heading = (grid: Element, column: string) => part<HTMLButtonElement>(grid, `.heading[data-column='${column}'] button`);
const menuItems = (grid: Element) => [...(grid.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
const menuItem = (grid: Element, text: string) => {
  const found = menuItems(grid).find((item) => item.textContent?.includes(text));
  if (!found)
    throw new Error(
      `No "${text}" in: ${menuItems(grid)
        .map((item) => item.textContent)
        .join(' | ')}`,
    );
  return found;
};

async function grid(sample: SampleOptions = { jobs: 60, technicians: 6 }, properties: Partial<JobGrid> = {}, width = 1200) {
  const source = sampleSource(sample);
  const element = await mount<JobGrid>('dk-job-grid', { source, properties, width, height: 500 });
  return { element, source, selection: selectionOf(source) };
}

/** Middle of an element, for the mouse. */
function middle(element: Element, x = 0.5): [number, number] {
  const box = element.getBoundingClientRect();
  return [Math.round(box.left + box.width * x), Math.round(box.top + box.height / 2)];
}

async function clickRow(element: JobGrid, row: number, modifiers: { ctrlKey?: boolean; shiftKey?: boolean } = {}) {
  const cell = rowsOf(element)[row]?.querySelector('.cell');
  cell?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...modifiers }));
  await settled(element);
}

async function focusRows(element: JobGrid) {
  part(element, '.scroller').focus();
  await settled(element);
}

widgetSuite('dk-job-grid', { showsData: (element) => rowsOf(element).length > 0 });

describe('<dk-job-grid>', () => {
  afterEach(async () => {
    putDown();
    unmountAll();
    await resetMouse();
  });

  it('shows the jobs by due time, with when and how late', async () => {
    const { element, source } = await grid();
    const due = rowsOf(element).map((row) => row.querySelector("[data-column='number']")?.textContent);
    const expected = [...source.tables.jobs.values()]
      .filter(({ dueAt, status }) => dueAt && status !== 'completed' && status !== 'cancelled')
      .sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1))
      .map(({ number }) => number);
    expect(due.slice(0, 5)).to.deep.equal(expected.slice(0, 5));
    const dueAt = (minutes: number) => new Date(source.now() + minutes * 60_000).toISOString();
    const [a, b, c] = [...source.tables.jobs.values()].filter(({ status }) => status === 'unscheduled');
    source.applyRemote('jobs', [
      { id: a?.id ?? '', dueAt: dueAt(-33) },
      { id: b?.id ?? '', dueAt: dueAt(-32) },
      { id: c?.id ?? '', dueAt: dueAt(-31) },
    ]);
    await settled(element);
    expect(textsOf(element, 'due').slice(0, 3)).to.deep.equal(['33\u00a0min late', '32\u00a0min late', '31\u00a0min late']);
    expect(part(element, ".cell[data-column='due']").dataset.tone).to.equal('late');
  });

  it('draws only the rows on screen, however many there are', async () => {
    const { element } = await grid({ jobs: 5000, technicians: 2 });
    expect(rowsOf(element).length).to.be.within(10, 40);
    expect(part(element, '.scroller').getAttribute('aria-rowcount')).to.equal('5001');
    part(element, '.scroller').scrollTop = 5000 * 32;
    await settled(element);
    expect(rowsOf(element).at(-1)?.ariaRowIndex).to.equal('5001');
  });

  describe('finding', () => {
    it('filters by one status and by several', async () => {
      const { element, source } = await grid();
      chip(element, 'unscheduled').click();
      await settled(element);
      expect(new Set(textsOf(element, 'status'))).to.deep.equal(new Set(['Unscheduled']));
      chip(element, 'on_hold').click();
      await settled(element);
      const waiting = [...source.tables.jobs.values()].filter(({ status }) => status === 'unscheduled' || status === 'on_hold');
      expect(part(element, '.scroller').getAttribute('aria-rowcount')).to.equal(String(waiting.length + 1));
      expect(chip(element, 'on_hold').getAttribute('aria-pressed')).to.equal('true');
      expect(element.statuses).to.equal('unscheduled,on_hold');
    });

    it('searches as one types, and the slash leads there', async () => {
      const { element } = await grid();
      await focusRows(element);
      await press('/');
      await sendKeys({ type: 'glazier' });
      await settled(element);
      expect(textsOf(element, 'work').length).to.be.greaterThan(0);
      for (const text of textsOf(element, 'work')) expect(text).to.contain('Glazier');
    });

    it('tells nothing found from nothing there, and clears the filters', async () => {
      const { element } = await grid({ jobs: 20 }, { query: 'nothing of the kind' });
      expect(part(element, '[part~=empty]').textContent).to.contain('Nothing matches');
      part<HTMLButtonElement>(element, '[part~=empty] button').click();
      await settled(element);
      expect(rowsOf(element).length).to.be.greaterThan(0);
    });
  });

  describe('sorting', () => {
    it('sorts by a heading, turns it on the second click', async () => {
      const { element } = await grid();
      heading(element, 'number').click();
      await settled(element);
      const up = textsOf(element, 'number');
      expect(up).to.deep.equal([...up].sort());
      expect(heading(element, 'number').parentElement?.ariaSort).to.equal('ascending');
      heading(element, 'number').click();
      await settled(element);
      expect(element.sort).to.equal('-number');
      expect(textsOf(element, 'number')[0]).to.not.equal(up[0]);
    });

    it('adds a second column with Shift, and takes it away', async () => {
      const { element } = await grid({ jobs: 30 }, { sort: 'status' });
      const add = () => heading(element, 'priority').dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
      add();
      await settled(element);
      expect(element.sort).to.equal('status,priority');
      add();
      await settled(element);
      expect(element.sort).to.equal('status,-priority');
      add();
      await settled(element);
      expect(element.sort).to.equal('status');
    });
  });

  describe('columns', () => {
    it('come from the attribute, the property and the JSON child', async () => {
      const { element } = await grid({ jobs: 5 });
      element.setAttribute('columns', 'work,custom.agency');
      await settled(element);
      const headings = () => [...(element.shadowRoot?.querySelectorAll('.heading') ?? [])].map((one) => one.textContent?.trim());
      expect(headings()).to.deep.equal(['Work', 'Agency']);
      expect(textsOf(element, 'custom.agency')[0]).to.be.oneOf(['Sewer Ops', 'Housing']);
      element.columns = [{ id: 'due', label: 'Until' }, 'work'];
      await settled(element);
      expect(headings().map((text) => text?.replace(/\W/g, ''))).to.deep.equal(['Until', 'Work']);
      const script = document.createElement('script');
      script.type = 'application/json';
      script.textContent = '{"columns":["number"],"sort":"-number"}';
      element.append(script);
      await settled(element);
      await settled(element);
      expect(headings().map((text) => text?.replace(/\W/g, ''))).to.deep.equal(['Job']);
      expect(element.sort).to.equal('-number');
    });

    it('give way to narrow places, down to two lines for each job', async () => {
      const { element } = await grid({ jobs: 20 }, {}, 1300);
      const count = () => element.shadowRoot?.querySelectorAll('.heading').length ?? 0;
      expect(count()).to.equal(9);
      const box = element.parentElement as HTMLElement;
      box.style.setProperty('width', '600px');
      await settled(element);
      expect(count()).to.be.within(3, 6);
      box.style.setProperty('width', '360px');
      await settled(element);
      expect(count()).to.equal(0);
      expect(rowsOf(element)[0]?.offsetHeight).to.equal(54);
      expect(textsOf(element, 'title')[0]).to.not.equal('');
    });

    for (const lang of ['en', 'ar', 'de', 'es', 'pl']) {
      it(`have room for every due time (${lang}), whatever is on screen`, async () => {
        const source = sampleSource({ jobs: 60, technicians: 6 });
        const element = await mount<JobGrid>('dk-job-grid', { source, lang, width: 1200, height: 500 });
        const width = () => part(element, ".heading[data-column='due']").offsetWidth;
        const day = 24 * 60;
        const dueMinutes = [-600 * day, -47 * 60 - 48, -48, 48, 47 * 60 + 48, 3 * day, 4 * day, 5 * day, 6 * day];
        const open = [...source.tables.jobs.values()].filter(({ status }) => status === 'unscheduled');
        const setDue = async (minutesOf: (index: number) => number | undefined) => {
          const dueAt = (index: number) => new Date(source.now() + (minutesOf(index) ?? 48) * 60_000).toISOString();
          source.applyRemote(
            'jobs',
            open.map(({ id }, index) => ({ id, dueAt: dueAt(index) })),
          );
          await settled(element);
        };
        element.statuses = 'unscheduled';
        await setDue((index) => dueMinutes[index]);
        const cells = rowsOf(element).map((row) => row.querySelector<HTMLElement>("[data-column='due']"));
        const cut = cells.filter((cell) => cell && cell.scrollWidth > cell.clientWidth).map((cell) => cell?.textContent);
        expect(cut).to.deep.equal([]);
        expect(cells.length).to.be.above(dueMinutes.length - 1);
        const wide = width();
        await setDue(() => 9);
        expect(width()).to.equal(wide);
      });
    }

    it('take a width from the pointer and from the keyboard', async () => {
      const { element } = await grid({ jobs: 5 });
      const width = () => heading(element, 'neighborhood').parentElement?.offsetWidth ?? 0;
      const before = width();
      const grip = part(element, ".heading[data-column='neighborhood'] .grip");
      const [x, y] = middle(grip);
      await sendMouse({ type: 'move', position: [x, y] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [x + 40, y] });
      await sendMouse({ type: 'up' });
      await settled(element);
      expect(width()).to.be.closeTo(before + 40, 5);
      heading(element, 'neighborhood').focus();
      await press('Shift+ArrowLeft');
      await settled(element);
      expect(width()).to.be.closeTo(before + 32, 5);
    });

    it('are hidden and moved in the panel, and the host is told', async () => {
      const { element } = await grid({ jobs: 5 });
      part(element, '.columns-button').click();
      await settled(element);
      const told = oneEvent(element, 'dk-view-changed');
      part<HTMLInputElement>(element, '.panel li:nth-child(3) input').click();
      expect((await told).detail.columns).to.not.include('neighborhood');
      await settled(element);
      part<HTMLButtonElement>(element, '.panel li:nth-child(1) button:last-of-type').click();
      await settled(element);
      const headings = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.heading') ?? [])].map(
        (one) => one.dataset.column,
      );
      expect(headings.slice(0, 3)).to.deep.equal(['work', 'number', 'status']);
    });
  });

  describe('picking', () => {
    it('takes one, adds with Ctrl, takes a stretch with Shift, for all widgets of the source', async () => {
      const { element, selection } = await grid();
      await clickRow(element, 1);
      expect(selection.jobIds.size).to.equal(1);
      await clickRow(element, 3, { ctrlKey: true });
      expect(selection.jobIds.size).to.equal(2);
      await clickRow(element, 6, { shiftKey: true });
      expect(selection.jobIds.size).to.equal(4);
      expect(rowsOf(element).filter((row) => row.ariaSelected === 'true').length).to.equal(4);
    });

    it('works with the keyboard alone', async () => {
      const { element, selection } = await grid();
      await focusRows(element);
      await press('ArrowDown');
      await press('Shift+ArrowDown');
      await press('Shift+ArrowDown');
      expect(selection.jobIds.size).to.equal(3);
      await press('Space');
      expect(selection.jobIds.size).to.equal(2);
      await press('Control+a');
      expect(selection.jobIds.size).to.equal(60);
      await press('Escape');
      expect(selection.jobIds.size).to.equal(0);
      await press('End');
      await settled(element);
      const scroller = part(element, '.scroller');
      const active = element.shadowRoot?.getElementById(scroller.getAttribute('aria-activedescendant') ?? '');
      expect(active?.ariaRowIndex).to.equal('61');
    });

    it('brings a row into view that was picked elsewhere', async () => {
      const { element, source, selection } = await grid({ jobs: 400 }, { sort: 'number' });
      const last = [...source.tables.jobs.values()].at(-1);
      selection.choose([last?.id ?? '']);
      await settled(element);
      expect(textsOf(element, 'number')).to.include(last?.number);
    });

    it('opens with Enter and a double click', async () => {
      const { element } = await grid();
      await clickRow(element, 0);
      await focusRows(element);
      const opened = oneEvent(element, 'dk-job-opened');
      await press('Enter');
      expect((await opened).detail.jobId).to.match(/^job-/);
    });
  });

  describe('carrying', () => {
    it('drags all picked rows out with one card', async () => {
      const { element, selection } = await grid({ jobs: 40, assignments: false });
      await clickRow(element, 0);
      await clickRow(element, 2, { shiftKey: true });
      const place = document.createElement('div');
      const styles = { position: 'fixed', left: '10px', bottom: '0', width: '200px', height: '60px' };
      for (const [name, value] of Object.entries(styles)) place.style.setProperty(name, value);
      document.body.append(place);
      const dropped: DragPayload[] = [];
      const leave = registerDropTarget({
        element: place,
        over: () => true,
        leave: () => {},
        drop: (payload) => dropped.push(payload),
      });
      const row = rowsOf(element)[1] as HTMLElement;
      const [x, y] = middle(row, 0.2);
      await sendMouse({ type: 'move', position: [x, y] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [x + 20, y + 20] });
      expect(part(element, '.drag-card').textContent).to.contain('3 jobs');
      await sendMouse({ type: 'move', position: middle(place) });
      await sendMouse({ type: 'up' });
      expect(dropped[0]?.jobIds.length).to.equal(3);
      expect(new Set(dropped[0]?.jobIds)).to.deep.equal(new Set(selection.jobIds));
      leave();
      place.remove();
    });

    it('picks up with m and puts back with Escape', async () => {
      const { element } = await grid({ jobs: 10, assignments: false });
      await focusRows(element);
      await press('m');
      expect(currentDrag()?.mode).to.equal('keyboard');
      await settled(element);
      expect(part(element, '[aria-live]').textContent).to.contain('Picked up');
      await press('Escape');
      expect(currentDrag()).to.equal(undefined);
    });

    it('offers neither without the right', async () => {
      const records = sampleRecords({ jobs: 10, assignments: false });
      const source = new MemorySource({ ...records, now: () => records.nowMs, capabilities: capabilitiesOf('viewer') });
      const element = await mount<JobGrid>('dk-job-grid', { source });
      await focusRows(element);
      await press('m');
      expect(currentDrag()).to.equal(undefined);
      await press('Shift+F10');
      expect(menuItems(element).map((item) => item.textContent)).to.deep.equal(['Open detailsEnter']);
    });
  });

  describe('the menu', () => {
    async function openOn(element: JobGrid, row = 0) {
      await clickRow(element, row);
      const [clientX, clientY] = middle(rowsOf(element)[row] as HTMLElement, 0.2);
      const cell = rowsOf(element)[row]?.querySelector('.cell');
      cell?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, clientX, clientY, cancelable: true }));
      await settled(element);
    }

    it('gives a job to the best technician at the next free time', async () => {
      const { element, source, selection } = await grid({ jobs: 30, technicians: 6 }, { statuses: 'unscheduled' });
      await openOn(element);
      const jobId = selection.activeJobId ?? '';
      const best = menuItems(element).find((item) => item.textContent?.includes('free'));
      const name = best?.querySelector('.ellipsis')?.textContent;
      best?.click();
      await until(() => source.tables.jobs.get(jobId)?.status === 'scheduled', 'the assignment');
      const made = [...source.tables.assignments.values()].find((assignment) => assignment.jobId === jobId);
      expect(source.tables.technicians.get(made?.technicianId ?? '')?.name).to.equal(name);
      expect(
        source.check({ type: 'reassign', assignmentId: made?.id ?? '' }).violations.filter(({ severity }) => severity !== 'note'),
      ).to.deep.equal([]);
    });

    it('opens with Shift+F10, also on several jobs, and assigns them one after the other', async () => {
      const { element, source } = await grid({ jobs: 12, technicians: 6, assignments: false });
      await focusRows(element);
      await press('ArrowDown');
      await press('Shift+ArrowDown');
      await press('Shift+F10');
      menuItems(element)
        .find((item) => item.textContent?.includes('free'))
        ?.click();
      await until(() => source.tables.assignments.size === 2, 'two assignments');
      const [first, second] = [...source.tables.assignments.values()].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
      expect(first && second && first.endsAt <= second.startsAt).to.equal(true);
      expect(first?.technicianId).to.equal(second?.technicianId);
    });

    it('asks why before it holds or cancels, and can go back', async () => {
      const { element, source, selection } = await grid({ jobs: 12, assignments: false });
      await openOn(element);
      const jobId = selection.activeJobId ?? '';
      menuItem(element, 'Put on hold').click();
      const input = part<HTMLInputElement>(element, 'dialog input');
      await press('Enter');
      expect(part<HTMLDialogElement>(element, 'dialog').open, 'no reason yet').to.equal(true);
      input.value = 'Waiting for parts';
      await press('Enter');
      await until(() => source.tables.jobs.get(jobId)?.status === 'on_hold', 'the hold');
      expect(source.tables.jobs.get(jobId)?.statusReason).to.equal('Waiting for parts');
    });

    it('asks for fewer when too many are picked', async () => {
      const { element } = await grid({ jobs: 300, technicians: 2, assignments: false });
      await focusRows(element);
      await press('Control+a');
      await press('Shift+F10');
      expect(menuItems(element)).to.deep.equal([]);
      expect(part(element, '[role=menu]').textContent).to.equal('Pick 200 jobs or fewer');
      await press('Escape');
    });

    it('offers the moves of all picked jobs only', async () => {
      const { element } = await grid({ jobs: 60, technicians: 6 }, { statuses: 'scheduled' });
      await openOn(element);
      expect(menuItem(element, 'Dispatched')).to.exist;
      expect(menuItems(element).some((item) => item.textContent === 'In progress')).to.equal(false);
    });

    it('takes off the schedule with Delete and brings back with Ctrl+Z', async () => {
      const { element, source, selection } = await grid({ jobs: 60, technicians: 6 }, { statuses: 'scheduled' });
      await clickRow(element, 0);
      const jobId = selection.activeJobId ?? '';
      await focusRows(element);
      await press('Delete');
      await until(() => source.tables.jobs.get(jobId)?.status === 'unscheduled', 'taken off');
      await press('Control+z');
      await until(() => source.tables.jobs.get(jobId)?.status === 'scheduled', 'brought back');
    });
  });

  describe('live', () => {
    it('shows and highlights what somebody else changed, where it is', async () => {
      const { element, source } = await grid({ jobs: 20 }, { sort: 'number' });
      const [first] = source.tables.jobs.values();
      source.applyRemote('jobs', [{ id: first?.id ?? '', title: 'Changed elsewhere' }]);
      await settled(element);
      expect(textsOf(element, 'work')[0]).to.contain('Changed elsewhere');
      expect(rowsOf(element)[0]?.classList.contains('touched')).to.equal(true);
    });

    it('follows counts, new jobs and jobs that go', async () => {
      const { element, source } = await grid({ jobs: 10, assignments: false }, { sort: 'number' });
      source.applyRemote('jobs', [{ id: 'new', number: 'A-1', title: 'New here' }]);
      await settled(element);
      expect(textsOf(element, 'number')[0]).to.equal('A-1');
      expect(chip(element, 'unscheduled').textContent).to.contain('11');
      source.removeRemote('jobs', ['new']);
      await settled(element);
      expect(textsOf(element, 'number')).to.not.include('A-1');
      expect(part(element, '.scroller').getAttribute('aria-rowcount')).to.equal('11');
    });

    it('follows an assignment to its job', async () => {
      const { element, source } = await grid({ jobs: 4, assignments: false }, { sort: 'number' });
      const [job] = source.tables.jobs.values();
      const [technician] = source.tables.technicians.values();
      source.applyRemote('assignments', [
        {
          id: 'a',
          jobId: job?.id,
          technicianId: technician?.id,
          startsAt: '2026-11-20T21:00:00.000Z',
          endsAt: '2026-11-20T22:00:00.000Z',
        },
      ]);
      await settled(element);
      expect(textsOf(element, 'technician')[0]).to.equal('Ana Ruiz');
      expect(part(element, '.today').textContent).to.contain('1 today');
    });
  });

  it('takes plain items from a host without a connector', async () => {
    const element = await mount<JobGrid>('dk-job-grid', { properties: { items: [{ id: '1', number: 'X-1', title: 'Pump' }] } });
    expect(textsOf(element, 'number')).to.deep.equal(['X-1']);
    element.items = [{ id: '2', number: 'X-2', title: 'Valve' }];
    await settled(element);
    expect(textsOf(element, 'number')).to.deep.equal(['X-2']);
  });
});
