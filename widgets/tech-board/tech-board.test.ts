import type { MemorySource } from '@dispatchkit/client';
import { capabilitiesOf } from '@dispatchkit/contract/words';
import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { currentDrag, type DragPayload, type DropTarget, pickUp, registerDropTarget, startPointerDrag } from '../shared/drag.ts';
import { loadSortable } from '../shared/sortable.ts';
import { type SampleOptions, sampleRecords, sampleSource } from '../shared/test/sample.ts';
import { expectAccessible, mount, settled, unmountAll, until, widgetSuite } from '../shared/test/widget-suite.ts';
import './define.ts';
import type { TechBoard } from './index.ts';

const tag = 'dk-tech-board';

widgetSuite(tag, {
  showsData: (element) => (element.shadowRoot?.querySelector('.scroller:not([hidden]) .item') ?? null) !== null,
});

interface Put {
  readonly sample?: SampleOptions;
  readonly properties?: object;
  readonly lang?: string;
  readonly width?: number;
  readonly source?: MemorySource;
}

async function board({
  sample = { technicians: 3, jobs: 24 },
  properties,
  lang,
  width,
  source = sampleSource(sample),
}: Put = {}) {
  const element = await mount<TechBoard>(tag, { source, properties, lang, width: width ?? 790, height: 520 });
  await until(() => items(element).length > 0, 'cards');
  return { element, source };
}

const root = (element: TechBoard) => element.shadowRoot as ShadowRoot;
const columns = (element: TechBoard) => [...root(element).querySelectorAll<HTMLElement>('.column')];
const items = (within: TechBoard | HTMLElement) => [
  ...('source' in within ? root(within) : within).querySelectorAll<HTMLElement>('.item'),
];
const column = (element: TechBoard, id: string) => {
  const found = columns(element).find(({ dataset }) => dataset.columnId === id);
  if (!found) throw new Error(`No column ${id}`);
  return found;
};
const item = (element: TechBoard, id: string) => {
  const found = items(element).find(({ dataset }) => dataset.id === id);
  if (!found) throw new Error(`No card ${id}`);
  return found;
};
const nameOf = (one: HTMLElement) => one.querySelector('.visually-hidden')?.textContent ?? '';
const middle = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};
const said = (element: TechBoard) => root(element).querySelector('[aria-live]')?.textContent ?? '';
const card = (element: TechBoard) => root(element).querySelector('.drop-card');
const focused = (element: TechBoard) => root(element).activeElement as HTMLElement | null;
const technicianOf = (source: MemorySource, id: string) => source.tables.assignments.get(id)?.technicianId;

/** The first assignment that can move, and a technician other than its own who works. */
function movable(source: MemorySource) {
  const found = [...source.tables.assignments.values()].find(({ status }) => status === 'scheduled');
  if (!found) throw new Error('The sample has nothing to move');
  const other = [...source.tables.technicians.keys()].find((id) => id !== found.technicianId) ?? '';
  return { id: found.id, from: found.technicianId, to: other, jobId: found.jobId };
}

/** Does something that changes the schedule, agreeing when the rules ask; resolves once it is accepted. */
async function accepted(element: TechBoard, act: () => Promise<void>): Promise<void> {
  let isAccepted = false;
  element.addEventListener('dk-changed', () => (isAccepted = true), { once: true });
  await act();
  await until(() => {
    root(element).querySelector<HTMLElement>('dialog .primary')?.click();
    return isAccepted;
  }, 'accepted change');
  await settled(element);
}

/** Rules would ask before an unfit drop; these tests are about where it goes. */
function obliging(sample: SampleOptions = { technicians: 3, jobs: 24 }): MemorySource {
  const { nowMs, day: _, jobs, ...records } = sampleRecords(sample);
  return sampleSource({}, { ...records, jobs: jobs.map((job) => ({ ...job, skills: [] })), now: () => nowMs });
}

async function frames(count = 2): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function chord(modifier: 'Control' | 'Shift', key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  await sendKeys({ up: modifier });
}

async function dragTo(from: Element, to: [number, number]): Promise<void> {
  from.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  await frames();
  const [x, y] = middle(from);
  await sendMouse({ type: 'move', position: [x, y] });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [x + 10, y + 6] });
  await frames();
  await until(() => currentDrag(), 'drag');
  await sendMouse({ type: 'move', position: [Math.round((x + to[0]) / 2), Math.round((y + to[1]) / 2)] });
  await frames(4);
  await sendMouse({ type: 'move', position: to });
  // Sortable looks where the pointer is every 50 ms.
  await frames(6);
  await sendMouse({ type: 'move', position: [to[0] + 1, to[1] + 1] });
  await frames(6);
}

describe('<dk-tech-board>', () => {
  before(async () => {
    await loadSortable();
  });
  afterEach(async () => {
    await resetMouse();
    unmountAll();
  });

  it('tells each technician and each stop in words', async () => {
    const { element, source } = await board();
    for (const one of columns(element)) {
      const name = source.tables.technicians.get(one.dataset.columnId ?? '')?.name ?? '?';
      expect(one.querySelector('.name')?.textContent).to.equal(name);
      expect(one.querySelector('.head .detail')?.textContent).to.match(/ · \d+%$/);
      expect(one.querySelector('[role=listbox]')?.getAttribute('aria-label')).to.contain(name);
    }
    for (const one of items(element)) expect(nameOf(one)).to.match(/, until .*, /);
    expect(root(element).querySelector('.travel:not(:empty)')?.textContent).to.match(/min · .*k?m|travel unknown/);
  });

  it('names the crew of a technician, and in words who is in it', async () => {
    const source = sampleSource({ jobs: 20, technicians: 4 });
    const element = await mount<TechBoard>('dk-tech-board', { source });
    const head = () => element.shadowRoot?.querySelector<HTMLElement>('[data-column-id="technician-02"] .head');
    const who = head()?.querySelector('.name')?.getBoundingClientRect().width;
    expect(head()?.querySelector('.crew')?.checkVisibility()).to.equal(false);
    source.applyRemote('technicians', [{ id: 'technician-02', crewId: 'north' }]);
    source.applyRemote('crews', [{ id: 'north', name: 'North', technicianIds: ['technician-02', 'technician-03', 'gone'] }]);
    await settled(element);
    const names = ['technician-02', 'technician-03'].map((id) => source.tables.technicians.get(id)?.name).join(', ');
    expect(head()?.querySelector('.crew')?.textContent).to.equal('North');
    expect(head()?.querySelector<HTMLElement>('.crew')?.title).to.equal(`Crew North: ${names}`);
    expect(head()?.querySelector('.fold')?.getAttribute('aria-label')).to.contain(`Crew North: ${names}`);
    await expectAccessible(element);
    source.removeRemote('crews', ['north']);
    await settled(element);
    expect(head()?.querySelector('.name')?.getBoundingClientRect().width, 'as before').to.equal(who);
    expect(head()?.querySelector('.crew')?.checkVisibility()).to.equal(false);
  });

  it('marks broken rules with their reason once it has looked', async () => {
    const source = obliging();
    const { id, from } = movable(source);
    const other = [...source.tables.assignments.values()].find((one) => one.technicianId === from && one.id !== id);
    if (!other) throw new Error('The sample gives only one job to the technician');
    source.applyRemote('assignments', [{ id, startsAt: other.startsAt, endsAt: other.endsAt }]);
    const { element } = await board({ source });
    await until(() => item(element, id).classList.contains('broken'), 'mark');
    expect(nameOf(item(element, id))).to.contain('Overlaps');
    expect(item(element, id).querySelector<HTMLElement>('.card')?.title).to.contain('Overlaps');
  });

  it('keeps only the columns near the view in the page', async () => {
    const source = sampleSource({ technicians: 0, jobs: 0 });
    source.load({
      technicians: Array.from({ length: 120 }, (_, index) => ({ id: `t${index}`, name: `T ${index}`, active: true })),
    });
    const element = await mount<TechBoard>(tag, { source });
    const scroller = root(element).querySelector<HTMLElement>('.scroller');
    if (!scroller) throw new Error('No scroller');
    expect(columns(element).length).to.be.within(4, 9);
    scroller.scrollLeft = scroller.scrollWidth;
    await until(() => columns(element).some(({ dataset }) => dataset.columnId === 't119'), 'last column');
    expect(columns(element).length).to.be.within(4, 9);
  });

  it('follows live changes of others with a highlight and leaves other columns alone', async () => {
    const { element, source } = await board();
    const { id, from, to } = movable(source);
    const elements = columns(element);
    source.applyRemote('assignments', [{ id, technicianId: to }]);
    await until(() => column(element, to).contains(item(element, id)), 'card in its new column');
    expect(column(element, from).contains(item(element, id))).to.equal(false);
    expect(item(element, id).querySelector('.touched')).to.exist;
    expect(columns(element)).to.deep.equal(elements);
  });

  it('sorts by a menu and leaves out who does not work', async () => {
    const source = sampleSource({ technicians: 3, jobs: 12 });
    source.applyRemote('technicians', [{ id: 'off', name: 'Zoe Off', active: true }]);
    const { element } = await board({ source });
    const [working, sort] = root(element).querySelectorAll<HTMLElement>('.bar .chip');
    expect(columns(element).length).to.equal(4);
    working?.click();
    await settled(element);
    expect(columns(element).length).to.equal(3);
    sort?.click();
    root(element).querySelectorAll<HTMLElement>('[role=menuitem]')[1]?.click();
    await settled(element);
    expect(element.sort).to.equal('name');
    const names = columns(element).map((one) => one.querySelector('.name')?.textContent);
    expect(names).to.deep.equal([...names].sort());
  });

  it('folds a column away and back', async () => {
    const { element } = await board();
    const [first] = columns(element);
    const width = first?.offsetWidth ?? 0;
    first?.querySelector<HTMLElement>('.fold')?.click();
    await settled(element);
    expect(columns(element)[0]?.offsetWidth).to.be.below(width / 2);
    expect(columns(element)[0]?.querySelector('.fold')?.getAttribute('aria-expanded')).to.equal('false');
    columns(element)[0]?.querySelector<HTMLElement>('.fold')?.click();
    await settled(element);
    expect(columns(element)[0]?.offsetWidth).to.equal(width);
  });

  it('shows a day it is told, and work that waits when asked', async () => {
    const { element } = await board({ properties: { unassigned: true } });
    expect(columns(element)[0]?.classList.contains('waiting')).to.equal(true);
    const waiting = items(columns(element)[0] as HTMLElement).length;
    element.day = '2026-11-21';
    await settled(element);
    expect(items(columns(element)[0] as HTMLElement).length).to.equal(waiting);
    expect(columns(element).slice(1).flatMap(items)).to.deep.equal([]);
  });

  it('shows today when the day it is told does not exist', async () => {
    const { element } = await board({ properties: { day: '2026-02-30' } });
    expect(items(element).length).to.be.above(0);
  });

  it('has the words of a card in its middle, however high it is', async () => {
    const { element } = await board();
    const one = root(element).querySelector<HTMLElement>('.card') as HTMLElement;
    one.style.setProperty('height', '90px');
    const box = one.getBoundingClientRect();
    const first = one.querySelector('.title')?.getBoundingClientRect() as DOMRect;
    const last = one.querySelector('.detail')?.getBoundingClientRect() as DOMRect;
    expect(first.top - box.top).to.be.closeTo(box.bottom - last.bottom, 3);
  });

  it('shows one column at a time where it is narrow', async () => {
    const { element } = await board({ width: 360 });
    expect(columns(element)[0]?.offsetWidth).to.be.within(300, 360);
  });

  it('offers a long list of waiting work in parts', async () => {
    const { element, source } = await board({
      sample: { technicians: 2, jobs: 120, assignments: false },
      properties: { unassigned: true },
    });
    const waiting = columns(element)[0] as HTMLElement;
    const open = [...source.tables.jobs.values()].filter(({ status }) => status === 'unscheduled').length;
    expect(items(waiting).length).to.equal(60);
    waiting.querySelector<HTMLElement>('.more')?.click();
    await settled(element);
    expect(items(waiting).length).to.equal(Math.min(open, 120));
  });

  describe('by pointer', () => {
    it('moves a card to another technician and says what it would mean before', async () => {
      const { element, source } = await board({ source: obliging() });
      const { id, from, to } = movable(source);
      const methods: string[] = [];
      element.addEventListener('dk-changed', (event) => methods.push((event as CustomEvent).detail.method));
      const target = column(element, to).querySelector('.list') as HTMLElement;
      const last = items(target).at(-1) as HTMLElement;
      const [x] = middle(target);
      await dragTo(item(element, id), [x, last.getBoundingClientRect().bottom + 30]);
      await until(() => card(element), 'reasons before the drop');
      expect(card(element)?.querySelectorAll('li').length).to.be.above(0);
      expect(column(element, to).dataset.fits).to.equal('yes');
      await accepted(element, () => sendMouse({ type: 'up' }));
      await until(() => technicianOf(source, id) === to, 'assignment with the other');
      await until(() => column(element, to).contains(item(element, id)), 'card in the other column');
      expect(column(element, from).querySelector(`[data-id="${id}"]`)).to.equal(null);
      expect(methods).to.deep.equal(['drag']);
      expect(currentDrag()).to.equal(undefined);
      expect(card(element)).to.equal(null);
      expect(root(element).querySelectorAll('.flying, .moving, .drag-preview').length).to.equal(0);
    });

    it('is cancelled by Escape and leaves everything as it was', async () => {
      const { element, source } = await board({ source: obliging() });
      const { id, from, to } = movable(source);
      const before = columns(element).map((one) => items(one).map(({ dataset }) => dataset.id));
      await dragTo(item(element, id), middle(column(element, to)));
      await sendKeys({ press: 'Escape' });
      await sendMouse({ type: 'up' });
      await frames();
      expect(technicianOf(source, id)).to.equal(from);
      expect(columns(element).map((one) => items(one).map(({ dataset }) => dataset.id))).to.deep.equal(before);
      expect(currentDrag()).to.equal(undefined);
      expect(root(element).querySelectorAll('.flying, .moving, .drag-preview, .drop-card').length).to.equal(0);
    });

    it('survives live changes in the columns it is over', async () => {
      const { element, source } = await board({ source: obliging() });
      const { id, from, to } = movable(source);
      await dragTo(item(element, id), middle(column(element, to)));
      const others = [...source.tables.assignments.values()].filter(
        (one) => one.id !== id && (one.technicianId === from || one.technicianId === to),
      );
      source.applyRemote(
        'assignments',
        others.map((one) => ({ id: one.id, notes: 'live' })),
      );
      source.removeRemote('assignments', [others.at(-1)?.id ?? '']);
      await frames(4);
      await accepted(element, () => sendMouse({ type: 'up' }));
      await until(
        () => technicianOf(source, id) === to && items(column(element, to)).some(({ dataset }) => dataset.id === id),
        'card',
      );
      const shown = items(element).map(({ dataset }) => dataset.id);
      expect(shown).to.not.include(others.at(-1)?.id);
      expect(new Set(shown).size).to.equal(shown.length);
    });

    it('takes work off the schedule on the column of what waits', async () => {
      const { element, source } = await board({ source: obliging(), properties: { unassigned: true } });
      const { id, jobId } = movable(source);
      await dragTo(item(element, id), middle(column(element, '')));
      await sendMouse({ type: 'up' });
      await until(() => !source.tables.assignments.has(id), 'unassigned');
      await until(() => items(column(element, '')).some(({ dataset }) => dataset.id === jobId), 'card among what waits');
    });

    it('leaves done and pinned work where it is', async () => {
      const source = obliging();
      const { id } = movable(source);
      source.applyRemote('assignments', [{ id, lock: 'pinned' }]);
      const { element } = await board({ source });
      expect(item(element, id).querySelector('.lock')).to.exist;
      const [x, y] = middle(item(element, id));
      await sendMouse({ type: 'move', position: [x, y] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [x + 60, y + 10] });
      await frames(4);
      expect(currentDrag()).to.equal(undefined);
      await sendMouse({ type: 'up' });
    });

    it('can be dropped on another widget', async () => {
      const { element, source } = await board({ source: obliging() });
      const { id, jobId } = movable(source);
      const place = document.createElement('div');
      place.style.setProperty('position', 'fixed');
      place.style.setProperty('inset', 'auto 0 0 0');
      place.style.setProperty('height', '40px');
      document.body.append(place);
      const taken: DragPayload[] = [];
      const target: DropTarget = { element: place, over: () => true, leave: () => {}, drop: (payload) => taken.push(payload) };
      const off = registerDropTarget(target);
      try {
        await dragTo(item(element, id), middle(place));
        expect(card(element), 'the board no longer speaks').to.equal(null);
        await sendMouse({ type: 'up' });
        await until(() => taken.length === 1, 'drop');
        expect(taken[0]?.jobIds).to.deep.equal([jobId]);
        expect(taken[0]?.assignmentIds).to.deep.equal([id]);
        expect(taken[0]?.origin).to.equal(element);
      } finally {
        off();
        place.remove();
      }
    });

    it('takes what is dragged from another widget, with a place for it', async () => {
      const source = obliging();
      const { element } = await board({ source });
      const job = [...source.tables.jobs.values()].find(({ status }) => status === 'unscheduled');
      const [target] = columns(element);
      if (!job || !target) throw new Error('Nothing waits');
      const grip = document.createElement('button');
      grip.style.setProperty('position', 'fixed');
      grip.style.setProperty('inset', 'auto auto 0 0');
      document.body.append(grip);
      grip.addEventListener('pointerdown', (event) =>
        startPointerDrag(event, () => ({
          jobIds: [job.id],
          assignmentIds: [],
          durationMinutes: job.durationMinutes,
          grabOffsetMinutes: 0,
          origin: grip,
        })),
      );
      try {
        const last = items(target).at(-1) as HTMLElement;
        await dragTo(grip, [middle(target)[0], last.getBoundingClientRect().bottom + 20]);
        expect(target.querySelector('.placeholder')?.previousElementSibling).to.equal(last);
        expect(card(element)?.querySelectorAll('li').length).to.be.above(0);
        await accepted(element, () => sendMouse({ type: 'up' }));
        await until(() => items(target).some((one) => nameOf(one).startsWith(job.title)), 'card');
        expect(target.querySelector('.placeholder')).to.equal(null);
      } finally {
        grip.remove();
      }
    });

    it('chooses, adds and opens', async () => {
      const { element } = await board();
      const opened: string[] = [];
      element.addEventListener('dk-job-opened', (event) => opened.push((event as CustomEvent).detail.jobId));
      const [a, b] = items(columns(element)[0] as HTMLElement);
      a?.click();
      b?.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }));
      await frames();
      expect(items(element).filter((one) => one.getAttribute('aria-selected') === 'true')).to.deep.equal([a, b]);
      b?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      expect(opened.length).to.equal(1);
    });
  });

  describe('by keyboard', () => {
    it('goes from card to card and column to column', async () => {
      const { element } = await board();
      const [first, second] = columns(element);
      (items(first as HTMLElement)[0] as HTMLElement).focus();
      await sendKeys({ press: 'ArrowDown' });
      expect(focused(element)).to.equal(items(first as HTMLElement)[1]);
      await sendKeys({ press: 'ArrowRight' });
      expect(focused(element)).to.equal(items(second as HTMLElement)[1]);
      await sendKeys({ press: 'Home' });
      await sendKeys({ press: 'ArrowUp' });
      expect(focused(element)).to.equal(second?.querySelector('.fold'));
      expect(root(element).querySelectorAll('.track [tabindex="0"]').length, 'one stop for Tab').to.equal(1);
      await sendKeys({ press: 'Enter' });
      await settled(element);
      expect(second?.classList.contains('folded')).to.equal(true);
    });

    it('moves with the arrows mirrored from right to left', async () => {
      const { element } = await board({ lang: 'ar' });
      await until(() => getComputedStyle(element).direction === 'rtl', 'direction');
      await settled(element);
      (items(columns(element)[0] as HTMLElement)[0] as HTMLElement).focus();
      await sendKeys({ press: 'ArrowLeft' });
      expect(focused(element)).to.equal(items(columns(element)[1] as HTMLElement)[0]);
    });

    it('carries a card to another technician with the same facts spoken', async () => {
      const { element, source } = await board({ source: obliging() });
      const { id, from } = movable(source);
      const ids = columns(element).map(({ dataset }) => dataset.columnId ?? '');
      const at = ids.indexOf(from);
      const to = ids[at + 1] ?? ids[at - 1] ?? '';
      item(element, id).focus();
      await sendKeys({ press: 'm' });
      await until(() => root(element).querySelector('.placeholder'), 'placeholder');
      await sendKeys({ press: ids.indexOf(to) > at ? 'ArrowRight' : 'ArrowLeft' });
      await until(() => said(element).startsWith(source.tables.technicians.get(to)?.name ?? '?'), 'announcement');
      expect(column(element, to).querySelector('.placeholder')).to.exist;
      for (const reason of card(element)?.querySelectorAll('li') ?? []) expect(said(element)).to.contain(reason.textContent);
      await accepted(element, () => sendKeys({ press: 'Enter' }));
      await until(() => technicianOf(source, id) === to, 'assignment');
      await until(() => focused(element)?.dataset.id === id, 'focus goes along');
      await chord('Control', 'z');
      await until(() => technicianOf(source, id) === from, 'taken back');
    });

    it('shows the place in the colour of danger where rules are broken', async () => {
      const { nowMs, day: _, technicians, jobs, ...records } = sampleRecords({ technicians: 3, jobs: 24 });
      const skilled = { id: technicians[0]?.id, skills: [{ key: 'diving', level: 3 }] };
      const source = sampleSource(
        {},
        {
          ...records,
          technicians: technicians.map((one) => ({ ...one, skills: one.id === skilled.id ? skilled.skills : [] })),
          jobs: jobs.map((job) => ({ ...job, skills: skilled.skills })),
          now: () => nowMs,
        },
      );
      const { element } = await board({ source });
      const own = [...source.tables.assignments.values()].find(
        ({ status, technicianId }) => status === 'scheduled' && technicianId === skilled.id,
      );
      if (!own) throw new Error('The sample has nothing to move');
      item(element, own.id).focus();
      await sendKeys({ press: 'm' });
      const place = () => root(element).querySelector('.placeholder') as HTMLElement;
      await until(place, 'placeholder');
      await settled(element);
      expect(card(element)?.querySelector('.broken')).to.equal(null);
      const fitting = getComputedStyle(place()).borderColor;
      const at = columns(element).findIndex(({ dataset }) => dataset.columnId === skilled.id);
      await sendKeys({ press: at === 0 ? 'ArrowRight' : 'ArrowLeft' });
      await until(() => card(element)?.querySelector('.broken'), 'broken rule');
      const danger = getComputedStyle(card(element)?.querySelector('.broken') as Element, '::before').color;
      expect(getComputedStyle(place()).borderColor).to.equal(danger);
      expect(danger).to.not.equal(fitting);
      await sendKeys({ press: 'Escape' });
    });

    it('is put back by Escape', async () => {
      const { element, source } = await board({ source: obliging() });
      const { id, from } = movable(source);
      item(element, id).focus();
      await sendKeys({ press: 'm' });
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'Escape' });
      await settled(element);
      expect(said(element)).to.contain('Nothing was changed');
      expect(technicianOf(source, id)).to.equal(from);
      expect(root(element).querySelector('.placeholder')).to.equal(null);
      expect(currentDrag()).to.equal(undefined);
    });

    it('takes over what was picked up elsewhere as soon as it has the focus', async () => {
      const source = obliging();
      const { element } = await board({ source });
      const job = [...source.tables.jobs.values()].find(({ status }) => status === 'unscheduled');
      if (!job) throw new Error('Nothing waits');
      pickUp({ jobIds: [job.id], assignmentIds: [], durationMinutes: 60, grabOffsetMinutes: 0, origin: document.body });
      const [first] = columns(element);
      (items(first as HTMLElement)[0] as HTMLElement).focus();
      await until(() => first?.querySelector('.placeholder'), 'placeholder');
      await accepted(element, () => sendKeys({ press: 'Enter' }));
      await until(() => source.tables.jobs.get(job.id)?.status === 'scheduled', 'assigned');
    });

    it('says why pinned work cannot be lifted', async () => {
      const source = obliging();
      const { id } = movable(source);
      source.applyRemote('assignments', [{ id, lock: 'pinned' }]);
      const { element } = await board({ source });
      item(element, id).focus();
      await sendKeys({ press: 'm' });
      await settled(element);
      expect(said(element)).to.contain('is pinned');
      expect(currentDrag()).to.equal(undefined);
    });

    it('chooses, opens, takes off the schedule and opens the menu', async () => {
      const { element, source } = await board();
      const { id, jobId } = movable(source);
      const opened: string[] = [];
      element.addEventListener('dk-job-opened', (event) => opened.push((event as CustomEvent).detail.jobId));
      item(element, id).focus();
      await sendKeys({ press: 'Space' });
      expect(item(element, id).getAttribute('aria-selected')).to.equal('true');
      await sendKeys({ press: 'Space' });
      await sendKeys({ press: 'Enter' });
      expect(opened).to.deep.equal([jobId]);
      await chord('Shift', 'F10');
      expect(root(element).querySelector('[role=menu]')).to.exist;
      await sendKeys({ press: 'Escape' });
      await until(() => focused(element)?.dataset.id === id, 'focus back');
      await sendKeys({ press: 'Delete' });
      await until(() => !source.tables.assignments.has(id), 'unassigned');
      await until(() => focused(element) !== null, 'focus stays on the board');
    });
  });

  it('offers no moving to those who may not', async () => {
    const source = sampleSource({ technicians: 4, jobs: 24 }, { capabilities: capabilitiesOf('viewer') });
    const { element } = await board({ source });
    expect(root(element).querySelector('.hint')).to.equal(null);
    const { id } = movable(source);
    item(element, id).focus();
    await sendKeys({ press: 'm' });
    expect(currentDrag()).to.equal(undefined);
    const [x, y] = middle(item(element, id));
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 40, y + 20] });
    await frames(4);
    expect(currentDrag()).to.equal(undefined);
    await sendMouse({ type: 'up' });
  });
});
