import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { currentDrag } from '../shared/drag.ts';
import { settled, until } from '../shared/test/widget-suite.ts';
import {
  barOf,
  chord,
  clearPage,
  dragTo,
  find,
  findAll,
  hourPixels,
  ms,
  rowOf,
  said,
  smallSource,
  startOf,
  timeline,
} from './test/timeline-page.ts';

describe('<dk-timeline> by pointer', () => {
  afterEach(clearPage);

  it('moves a bar in time, snapped, and offers to take it back', async () => {
    const source = smallSource();
    const element = await timeline(source);
    const bar = barOf(element, 'a-flood')!;
    const box = bar.getBoundingClientRect();
    await dragTo(bar, { x: box.left + box.width / 2 + hourPixels(element) * 1.05, y: box.top + 10 });
    await until(() => startOf(source, 'a-flood') === ms('13:00'), 'moved');
    await chord('Control', 'z');
    find(element, '.toast button')?.click();
    await until(() => startOf(source, 'a-flood') === ms('12:00'), 'taken back');
  });

  it('moves a bar to another technician and tells before the drop what it would break', async () => {
    const source = smallSource();
    const element = await timeline(source);
    const bar = barOf(element, 'a-odor')!;
    const box = bar.getBoundingClientRect();
    const to = rowOf(element, 'ben')!.getBoundingClientRect();
    await dragTo(bar, { x: box.left + box.width / 2, y: to.top + to.height / 2 }, 0.5, false);
    const card = find(element, '.ghost-card');
    expect(card?.querySelector('strong')?.textContent).to.equal('Ben Okafor · 15:00 – 16:00');
    expect(card?.querySelector('.broken')?.textContent).to.include('Lacks');
    expect(rowOf(element, 'ana')?.dataset.fits).to.equal('yes');
    expect(rowOf(element, 'ben')?.dataset.fits).to.equal('no');
    const ghost = find(element, '.ghost')!.getBoundingClientRect();
    const beside = card!.getBoundingClientRect();
    expect(beside.top >= ghost.bottom || beside.bottom <= ghost.top, 'card beside the ghost').to.equal(true);
    await sendMouse({ type: 'up' });
    await until(() => find(element, 'dialog[open]'), 'question');
    find(element, 'dialog .primary')?.click();
    await until(() => source.tables.assignments.get('a-odor')?.technicianId === 'ben', 'moved');
    expect(source.tables.assignments.get('a-odor')?.overridden).to.deep.equal(['skill_missing']);
  });

  it('puts everything back on Escape', async () => {
    const source = smallSource();
    const element = await timeline(source);
    const bar = barOf(element, 'a-flood')!;
    const box = bar.getBoundingClientRect();
    await dragTo(bar, { x: box.right + 80, y: box.top + 10 }, 0.5, false);
    expect(find(element, '.ghost')).to.exist;
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    await settled(element);
    expect(find(element, '.ghost')).to.equal(null);
    expect(find(element, '.ghost-card')).to.equal(null);
    expect(startOf(source, 'a-flood')).to.equal(ms('12:00'));
  });

  it('pulls either edge', async () => {
    const source = smallSource();
    const element = await timeline(source);
    const bar = () => barOf(element, 'a-flood')!;
    const hour = hourPixels(element);
    const y = bar().getBoundingClientRect().top + 12;
    await dragTo(bar(), { x: bar().getBoundingClientRect().right + hour / 2, y }, 0.97);
    await until(() => source.tables.assignments.get('a-flood')?.endsAt === new Date(ms('13:30')).toISOString(), 'longer');
    await settled(element);
    await dragTo(bar(), { x: bar().getBoundingClientRect().left - hour / 2, y }, 0.02);
    await until(() => startOf(source, 'a-flood') === ms('11:30'), 'earlier');
    expect(source.tables.assignments.get('a-flood')?.endsAt).to.equal(new Date(ms('13:30')).toISOString());
  });

  it('moves several chosen bars together', async () => {
    const source = smallSource();
    const element = await timeline(source);
    barOf(element, 'a-flood')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    barOf(element, 'a-odor')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ctrlKey: true }));
    expect(barOf(element, 'a-odor')?.getAttribute('aria-selected')).to.equal('true');
    const box = barOf(element, 'a-flood')!.getBoundingClientRect();
    await dragTo(barOf(element, 'a-flood')!, { x: box.left + box.width / 2 - hourPixels(element), y: box.top + 10 }, 0.5, false);
    expect(findAll(element, '.ghost')).to.have.length(2);
    await sendMouse({ type: 'up' });
    await until(() => startOf(source, 'a-flood') === ms('11:00') && startOf(source, 'a-odor') === ms('14:00'), 'both');
  });

  it('does not move what is done or pinned, and says why', async () => {
    const source = smallSource();
    source.applyRemote('assignments', [{ id: 'a-odor', lock: 'pinned' }]);
    const element = await timeline(source);
    for (const [id, text] of [
      ['a-done', 'is done'],
      ['a-odor', 'is pinned'],
    ] as const) {
      const box = barOf(element, id)!.getBoundingClientRect();
      const before = startOf(source, id);
      await dragTo(barOf(element, id)!, { x: box.left + 120, y: box.top + 10 });
      expect(currentDrag()).to.equal(undefined);
      expect(startOf(source, id)).to.equal(before);
      expect(said(element)).to.include(text);
    }
  });

  it('keeps the technician of committed work', async () => {
    const source = smallSource();
    source.applyRemote('assignments', [{ id: 'a-flood', lock: 'committed' }]);
    const element = await timeline(source);
    const box = barOf(element, 'a-flood')!.getBoundingClientRect();
    const to = rowOf(element, 'ben')!.getBoundingClientRect();
    await dragTo(barOf(element, 'a-flood')!, { x: box.left + box.width / 2 + hourPixels(element), y: to.top + 20 });
    await until(() => startOf(source, 'a-flood') === ms('13:00'), 'moved in time');
    expect(source.tables.assignments.get('a-flood')?.technicianId).to.equal('ana');
  });

  it('zooms at the pointer with Ctrl and wheel', async () => {
    const element = await timeline(smallSource());
    const box = barOf(element, 'a-flood')!.getBoundingClientRect();
    const scroller = find(element, '.scroll')!;
    scroller.dispatchEvent(
      new WheelEvent('wheel', {
        ctrlKey: true,
        deltaY: -60,
        clientX: box.left,
        clientY: box.top,
        bubbles: true,
        cancelable: true,
      }),
    );
    await settled(element);
    const after = barOf(element, 'a-flood')!.getBoundingClientRect();
    expect(after.width).to.be.greaterThan(box.width * 1.15);
    expect(after.left).to.be.closeTo(box.left, 1.5);
  });

  it('shows others what is pointed at', async () => {
    const source = smallSource();
    const first = await timeline(source);
    const second = await timeline(source);
    const box = barOf(first, 'a-flood')!.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(box.left + 20), Math.round(box.top + 12)] });
    await until(() => barOf(second, 'a-flood')?.classList.contains('hovered'), 'hover');
  });
});
