import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { currentDrag, pickUp } from '../shared/drag.ts';
import { settled, until } from '../shared/test/widget-suite.ts';
import {
  barOf,
  chord,
  clearPage,
  find,
  findAll,
  focused,
  hourPixels,
  hours,
  ms,
  said,
  smallSource,
  startOf,
  timeline,
} from './test/timeline-page.ts';
import type { Timeline } from './timeline.ts';

describe('<dk-timeline> by keyboard', () => {
  afterEach(clearPage);

  async function focusOn(element: Timeline, id: string): Promise<void> {
    element.focus();
    for (let step = 0; step < 6 && focused(element)?.dataset.id !== id; step++) await sendKeys({ press: 'ArrowRight' });
    expect(focused(element)?.dataset.id).to.equal(id);
  }

  it('walks over names and bars and opens', async () => {
    const element = await timeline(smallSource());
    let opened = '';
    element.addEventListener('dk-job-opened', (event) => {
      opened = (event as CustomEvent<{ jobId: string }>).detail.jobId;
    });
    element.focus();
    expect(focused(element)?.getAttribute('role')).to.equal('rowheader');
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    expect(focused(element)?.dataset.id).to.equal('a-flood');
    await sendKeys({ press: 'Enter' });
    expect(opened).to.equal('flood');
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'ArrowDown' });
    expect(focused(element)?.getAttribute('aria-label')).to.match(/^Ben Okafor/);
  });

  it('carries a bar to another technician and time, saying what it would mean', async () => {
    const source = smallSource();
    const element = await timeline(source);
    await focusOn(element, 'a-flood');
    await sendKeys({ press: 'm' });
    expect(currentDrag()?.mode).to.equal('keyboard');
    await sendKeys({ press: 'ArrowRight' });
    await chord('Shift', 'ArrowRight');
    await sendKeys({ press: 'ArrowDown' });
    expect(said(element)).to.match(/^Ben Okafor · 13:15 – 14:15\. /);
    expect(find(element, '.ghost-card strong')?.textContent).to.equal('Ben Okafor · 13:15 – 14:15');
    await sendKeys({ press: 'Enter' });
    await until(() => source.tables.assignments.get('a-flood')?.technicianId === 'ben', 'moved');
    expect(startOf(source, 'a-flood')).to.equal(ms('13:15'));
    expect(currentDrag()).to.equal(undefined);
    await until(() => focused(element)?.dataset.id === 'a-flood', 'focus follows');
  });

  it('puts back on Escape', async () => {
    const source = smallSource();
    const element = await timeline(source);
    await focusOn(element, 'a-flood');
    await sendKeys({ press: 'm' });
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Escape' });
    expect(currentDrag()).to.equal(undefined);
    expect(find(element, '.ghost')).to.equal(null);
    expect(said(element)).to.include('Nothing was changed');
    expect(startOf(source, 'a-flood')).to.equal(ms('12:00'));
  });

  it('takes over what was picked up elsewhere, at the next free time', async () => {
    const source = smallSource();
    const element = await timeline(source);
    const origin = document.createElement('div');
    pickUp({ jobIds: ['new'], assignmentIds: [], durationMinutes: 60, grabOffsetMinutes: 0, origin });
    element.focus();
    await until(() => find(element, '.ghost'), 'ghost');
    expect(said(element)).to.match(/^Ana Ruiz · 13:00 – 14:00/);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await until(() => source.tables.jobs.get('new')?.status === 'scheduled', 'assigned');
  });

  it('makes longer and shorter, never past five minutes', async () => {
    const source = smallSource();
    const element = await timeline(source);
    await focusOn(element, 'a-flood');
    await sendKeys({ press: ']' });
    await until(() => source.tables.assignments.get('a-flood')?.endsAt === hours('12:00', '13:15').endsAt, 'longer');
    await sendKeys({ press: '[' });
    await until(() => source.tables.assignments.get('a-flood')?.endsAt === hours('12:00', '13:00').endsAt, 'shorter');
  });

  it('takes off the schedule, back by Ctrl+Z', async () => {
    const source = smallSource();
    const element = await timeline(source);
    await focusOn(element, 'a-flood');
    await sendKeys({ press: 'Delete' });
    await until(() => !source.tables.assignments.has('a-flood'), 'gone');
    await until(() => focused(element) !== null, 'focus stays inside');
    await chord('Control', 'z');
    await until(() => source.tables.assignments.has('a-flood'), 'back');
  });

  it('opens the menu with Shift+F10 and pins from it', async () => {
    const source = smallSource();
    const element = await timeline(source);
    await focusOn(element, 'a-flood');
    await chord('Shift', 'F10');
    const items = findAll(element, '[role="menuitem"]');
    items.find(({ textContent }) => textContent === 'Pin')?.click();
    await until(() => source.tables.assignments.get('a-flood')?.lock === 'pinned', 'pinned');
    await until(() => barOf(element, 'a-flood')?.querySelector('.lock'), 'shown');
  });

  it('zooms with plus and minus, and with 0 to all the work', async () => {
    const element = await timeline(smallSource());
    element.focus();
    const before = hourPixels(element);
    await sendKeys({ press: '+' });
    expect(hourPixels(element)).to.be.greaterThan(before);
    await sendKeys({ press: '0' });
    await settled(element);
    const view = (find(element, '.scroll')?.clientWidth ?? 0) - 176;
    expect(12 * hourPixels(element)).to.be.within(view * 0.9, view);
  });
});
