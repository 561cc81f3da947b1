import { DispatchError, type MemorySource } from '@dispatchkit/client';
import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { sampleSource } from '../shared/test/sample.ts';
import { expectAccessible, mount, settled, unmountAll, until, type Widget } from '../shared/test/widget-suite.ts';
import './define.ts';

interface ConsoleElement extends Widget {
  day: string;
  span: number;
  panes: string;
}

function open(
  source: MemorySource,
  more: { width?: number; lang?: string; theme?: 'light' | 'dark'; properties?: object } = {},
): Promise<ConsoleElement> {
  return mount<ConsoleElement>('dk-console', { source, width: 1200, height: 760, ...more });
}

function find<E extends HTMLElement = HTMLElement>(element: Widget, selector: string): E {
  const found = element.shadowRoot?.querySelector<E>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}

/** Holds all but the last key while the last is pressed. */
async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys.slice(0, -1)) await sendKeys({ down: key });
  await sendKeys({ press: keys.at(-1) ?? '' });
  for (const key of keys.slice(0, -1).toReversed()) await sendKeys({ up: key });
}

function visiblePanes(element: Widget): string[] {
  const panes = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.pane') ?? [])];
  return panes.filter((pane) => pane.checkVisibility()).map((pane) => pane.dataset['pane'] ?? '');
}

describe('<dk-console>', () => {
  afterEach(async () => {
    await resetMouse();
    unmountAll();
    localStorage.removeItem('console-test');
  });

  it('shows the four panes on one source', async () => {
    const element = await open(sampleSource());
    expect(visiblePanes(element)).to.deep.equal(['jobs', 'map', 'timeline', 'board']);
    expect(find(element, '.live').textContent).to.contain('Live');
  });

  it('shows only the panes that are wanted', async () => {
    const element = await open(sampleSource(), { properties: { panes: 'jobs, timeline' } });
    expect(visiblePanes(element)).to.deep.equal(['jobs', 'timeline']);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`is accessible in ${theme}`, async () => {
      const element = await open(sampleSource({ jobs: 40, technicians: 5 }), { theme });
      await expectAccessible(element);
    });
  }

  it('goes from day to day and back to today', async () => {
    const element = await open(sampleSource());
    const days: string[] = [];
    element.addEventListener('dk-day-changed', (event) => days.push((event as CustomEvent<{ day: string }>).detail.day));
    find(element, '[aria-label=Later]').click();
    find(element, '[aria-label=Later]').click();
    await settled(element);
    expect(find(element, '.date').textContent).to.contain('22');
    find(element, '.today').click();
    await settled(element);
    expect(days).to.deep.equal(['2026-11-21', '2026-11-22', '2026-11-20']);
    expect(find<HTMLButtonElement>(element, '.today').disabled).to.equal(true);
  });

  it('goes from pane to pane with F6', async () => {
    const element = await open(sampleSource());
    find(element, '[aria-label=Later]').focus();
    const visited: string[] = [];
    for (let press = 0; press < 4; press++) {
      await sendKeys({ press: 'F6' });
      visited.push(element.shadowRoot?.activeElement?.closest<HTMLElement>('.pane')?.dataset['pane'] ?? 'none');
    }
    expect(new Set(visited).size, visited.join()).to.equal(4);
    expect(visited).to.not.include('none');
  });

  it('keeps what separators are moved to', async () => {
    const element = await open(sampleSource(), { properties: { remember: 'console-test' } });
    const separator = find(element, '[role=separator][aria-orientation=vertical]');
    const before = Number(separator.getAttribute('aria-valuenow'));
    separator.focus();
    await sendKeys({ press: 'ArrowRight' });
    await settled(element);
    expect(Number(separator.getAttribute('aria-valuenow'))).to.equal(before + 2);
    const box = separator.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.left), 300] });
    await sendMouse({ type: 'down' });
    const page = element.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(page.left + page.width / 2), 300] });
    await sendMouse({ type: 'up' });
    await settled(element);
    expect(Number(separator.getAttribute('aria-valuenow'))).to.equal(50);
    unmountAll();
    const again = await open(sampleSource(), { properties: { remember: 'console-test' } });
    expect(find(again, '[role=separator][aria-orientation=vertical]').getAttribute('aria-valuenow')).to.equal('50');
  });

  it('takes back and does again, by button and by key', async () => {
    const source = sampleSource();
    const [visit] = [...source.tables.assignments.values()].filter(({ status }) => status === 'scheduled');
    if (!visit) throw new Error('nothing is scheduled');
    const element = await open(source);
    const button = find<HTMLButtonElement>(element, `[aria-keyshortcuts='Control+Z']`);
    expect(button.disabled).to.equal(true);
    await source.change({ type: 'unassign', assignmentId: visit.id }, { method: 'menu' });
    await settled(element);
    expect(button.disabled).to.equal(false);
    button.click();
    await until(() => source.tables.assignments.has(visit.id), 'undone');
    find(element, '[aria-label=Later]').focus();
    await press('Control', 'Shift', 'Z');
    await until(() => !source.tables.assignments.has(visit.id), 'done again');
    await press('Control', 'z');
    await until(() => source.tables.assignments.has(visit.id), 'undone again');
  });

  it('says once that it is not live, and tries again on demand', async () => {
    const source = sampleSource();
    const element = await open(source);
    source.setPhase('stale', new DispatchError('connection', 'gone'));
    await settled(element);
    const live = find(element, '.live');
    expect(live.textContent).to.contain('Not live since');
    const notices = ['dk-job-grid', 'dk-timeline', 'dk-tech-board', 'dk-map'].map((tag) =>
      find(element, tag).shadowRoot?.querySelector<HTMLElement>('[part~=stale]'),
    );
    expect(notices.filter((notice) => notice?.checkVisibility())).to.deep.equal([]);
    live.querySelector('button')?.click();
    await settled(element);
    expect(source.status.phase).to.equal('ready');
  });

  it('opens the details of a job over the desk, and gives the focus back', async () => {
    const source = sampleSource();
    const element = await open(source);
    const grid = find<Widget>(element, 'dk-job-grid');
    grid.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.shadowRoot?.querySelector('dk-job-panel')?.shadowRoot?.querySelector('article'), 'details');
    await until(() => element.shadowRoot?.activeElement?.localName === 'dk-job-panel', 'focus in the details');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.shadowRoot?.querySelector('dk-job-panel')).to.equal(null);
    expect(element.shadowRoot?.activeElement).to.equal(grid);
  });

  it('turns its panes into tabs where it is narrow', async () => {
    const element = await open(sampleSource(), { width: 390 });
    expect(visiblePanes(element)).to.deep.equal(['jobs']);
    const tab = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('nav button') ?? [])].find(
      (button) => button.textContent === 'Timeline',
    );
    tab?.click();
    await settled(element);
    expect(visiblePanes(element)).to.deep.equal(['timeline']);
    const page = element.getBoundingClientRect();
    expect(find(element, 'header').scrollWidth, 'the header fits').to.be.at.most(Math.ceil(page.width));
  });

  it('reads from right to left in Arabic', async () => {
    const element = await open(sampleSource(), { lang: 'ar' });
    await until(() => getComputedStyle(element).direction === 'rtl', 'direction');
    const jobs = find(element, '[data-pane=jobs]').getBoundingClientRect();
    const timeline = find(element, '[data-pane=timeline]').getBoundingClientRect();
    expect(jobs.left).to.be.greaterThan(timeline.left);
  });
});
