import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { currentDrag } from '../shared/drag.ts';
import { expectAccessible, mount, settled, until, widgetSuite } from '../shared/test/widget-suite.ts';
import {
  barOf,
  bigSource,
  clearPage,
  dragTo,
  find,
  findAll,
  focused,
  hourPixels,
  hours,
  ms,
  smallSource,
  startOf,
  storyOf,
  timeline,
} from './test/timeline-page.ts';
import type { Timeline } from './timeline.ts';

widgetSuite('dk-timeline', {
  showsData: (element) => Boolean(element.shadowRoot?.querySelector('.job')),
});

describe('<dk-timeline>', () => {
  afterEach(clearPage);

  it('each bar where its time is, with its whole story as its name', async () => {
    const element = await timeline(smallSource());
    const label = storyOf(element, 'a-flood');
    expect(label).to.match(/^Flooding · On street, 12:00 to 13:00, Ana Ruiz, Scheduled, 1 Main St/);
    const flood = barOf(element, 'a-flood')!.getBoundingClientRect();
    const odor = barOf(element, 'a-odor')!.getBoundingClientRect();
    expect((odor.left - flood.left) / 3).to.be.closeTo(flood.width, 0.6);
    expect(barOf(element, 'a-done')?.classList.contains('done')).to.equal(true);
  });

  it('the day of the tenant’s zone, also when that comes after the first drawing', async () => {
    const source = smallSource({ settings: { timeZone: 'UTC', snapMinutes: 15 } });
    // Four in the morning of the next day in UTC.
    source.applyRemote('assignments', [{ id: 'a-late', jobId: 'new', technicianId: 'ana', ...hours('20:00', '21:00') }]);
    const element = await timeline(source, { hours: 24 });
    expect(barOf(element, 'a-late')).to.not.exist;
    source.setSettings({ timeZone: 'America/Los_Angeles' });
    await until(() => barOf(element, 'a-late'), 'the evening there');
  });

  it('what it had drawn in English in the language of the page, when its words have come', async () => {
    const source = smallSource();
    const element = await timeline(source, {}, { lang: 'nl' });
    await until(() => /Bezig|Ingepland|Gepland/.test(storyOf(element, 'a-flood')), 'Dutch');
    expect(storyOf(element, 'a-flood')).to.not.contain('Scheduled');
  });

  it('a name too long for its place from its own beginning, also between Arabic words', async () => {
    const source = smallSource();
    source.applyRemote('technicians', [{ id: 'ana', name: 'Anastasia Wilhelmina Ruiz-Fernandez of the North' }]);
    const element = await timeline(source, {}, { lang: 'ar' });
    await until(() => element.dir === 'rtl', 'from right to left');
    const person = findAll(element, '.person').find((one) => one.textContent?.startsWith('Anastasia')) as HTMLElement;
    const beginning = document.createRange();
    beginning.setStart(person.firstChild as Text, 0);
    beginning.setEnd(person.firstChild as Text, 1);
    expect(beginning.getBoundingClientRect().left).to.be.least(person.getBoundingClientRect().left - 1);
  });

  it('how to set working hours where nobody has a shift, and then those hours', async () => {
    const source = smallSource({ shifts: [] });
    const element = await timeline(source);
    expect(find(element, '.no-hours')?.textContent).to.contain('workingHours');
    expect([findAll(element, '.row').length, findAll(element, '.block.shift').length]).to.deep.equal([1, 0]);
    source.applyRemote('assignments', [{ id: 'a-odor', jobId: 'odor', technicianId: 'ana', ...hours('12:30', '13:30') }]);
    await until(() => find(element, '.chip.danger')?.textContent === '2 conflicts', 'what is wrong besides');
    expect(storyOf(element, 'a-flood')).to.not.contain('outside working hours');

    source.setSettings({ workingHours: { days: [5], startsAt: '08:00', endsAt: '13:00' } });
    await until(() => findAll(element, '.block.shift').length === 2, 'everybody at work');
    const [first, second] = findAll(element, '.block.shift').map((block) => block.getBoundingClientRect());
    expect([second?.left, second?.width]).to.deep.equal([first?.left, first?.width]);
    await until(() => /30.min outside working hours/u.test(storyOf(element, 'a-odor')), 'out of hours');
    expect(storyOf(element, 'a-flood')).to.not.contain('outside working hours');
    expect(find(element, '.no-hours')).to.equal(null);

    source.setSettings({ workingHours: null });
    await until(() => find(element, '.no-hours'), 'the hint again');
    source.applyRemote('shifts', [{ id: 's-ben', technicianId: 'ben', ...hours('08:00', '11:00') }]);
    await until(() => storyOf(element, 'a-flood').includes('outside working hours'), 'who has no shift while others have');
    expect(find(element, '.no-hours')).to.equal(null);
  });

  it('who is on shift out of how many', async () => {
    const source = smallSource();
    source.applyRemote('technicians', [{ id: 'zoe', name: 'Zoe' }]);
    const element = await timeline(source);
    expect(find(element, '.count')?.textContent).to.equal('2 of 3 technicians');
    find(element, '.everyone')?.click();
    await settled(element);
    expect(findAll(element, '.row')).to.have.length(3);
  });

  it('overlapping work in lanes, and tells of it', async () => {
    const source = smallSource();
    source.applyRemote('assignments', [{ id: 'a-new', jobId: 'new', technicianId: 'ana', ...hours('12:30', '13:30') }]);
    const element = await timeline(source);
    const flood = barOf(element, 'a-flood')!.getBoundingClientRect();
    const added = barOf(element, 'a-new')!.getBoundingClientRect();
    expect(added.top).to.be.at.least(flood.bottom);
    await until(() => barOf(element, 'a-new')?.classList.contains('broken'), 'conflicts');
    expect(storyOf(element, 'a-new')).to.include('Overlaps Flooding · On street by 30');
    await until(() => find(element, '.chip.danger')?.textContent?.includes('2 conflicts'), 'count');
    find(element, '.chip.danger')?.click();
    await settled(element);
    expect(focused(element)?.dataset.id).to.equal('a-flood');
    find(element, '.chip.danger')?.click();
    await settled(element);
    expect(focused(element)?.dataset.id).to.equal('a-new');
  });

  it('work across midnight clipped, with a mark', async () => {
    const source = smallSource();
    const endsAt = new Date(ms('02:00', '2026-11-21')).toISOString();
    source.applyRemote('assignments', [
      { id: 'a-new', jobId: 'new', technicianId: 'ben', startsAt: new Date(ms('22:00')).toISOString(), endsAt },
    ]);
    const element = await timeline(source);
    await sendKeys({ press: 'Tab' });
    const bar = () => barOf(element, 'a-new');
    await until(() => bar(), 'the night bar is reachable');
    expect(bar()?.classList.contains('goes-on')).to.equal(true);
    expect(storyOf(element, 'a-new')).to.include('goes on later');
    const body = find(element, '.body')!.getBoundingClientRect();
    expect(bar()!.getBoundingClientRect().right).to.be.at.most(body.right + 0.5);
  });

  it('breaks, time off with its reason, travel and locks', async () => {
    const source = smallSource();
    source.applyRemote('timeOff', [{ id: 'off', technicianId: 'ben', reason: 'Dentist', ...hours('10:00', '12:00') }]);
    source.applyRemote('assignments', [{ id: 'a-odor', lock: 'pinned' }]);
    const element = await timeline(source);
    expect(findAll(element, '.block.away').map(({ textContent }) => textContent)).to.deep.equal(['Dentist']);
    expect(barOf(element, 'a-odor')?.querySelector('.lock')).to.exist;
    expect(storyOf(element, 'a-odor')).to.include('pinned');
  });

  it('a day with a night shift at a size that can be read, with the present at a third', async () => {
    const source = smallSource();
    source.applyRemote('technicians', [{ id: 'nia', name: 'Nia' }]);
    source.applyRemote('shifts', [{ id: 's-nia', technicianId: 'nia', ...hours('00:00', '06:00') }]);
    const element = await timeline(source, {}, { width: 860 });
    const scroller = find(element, '.scroll')!;
    const fromStart = (selector: string) =>
      find(element, selector)!.getBoundingClientRect().left - scroller.getBoundingClientRect().left - 176;
    const view = scroller.clientWidth - 176;
    expect(hourPixels(element)).to.be.at.least(60);
    expect(fromStart('.now-line')).to.be.closeTo(view / 3, 2);

    find(element, '.row .name')?.focus();
    await sendKeys({ press: '0' });
    await settled(element);
    expect(hourPixels(element)).to.be.lessThan(60);
    expect(scroller.scrollLeft).to.equal(0);

    const tomorrow = (from: string, to: string) => ({
      startsAt: new Date(ms(from, '2026-11-21')).toISOString(),
      endsAt: new Date(ms(to, '2026-11-21')).toISOString(),
    });
    source.applyRemote('shifts', [
      { id: 't-nia', technicianId: 'nia', ...tomorrow('00:00', '06:00') },
      { id: 't-ana', technicianId: 'ana', ...tomorrow('06:30', '20:00') },
    ]);
    element.hours = 0;
    element.day = '2026-11-21';
    await settled(element);
    expect(fromStart('.row[data-technician-id="ana"] .block.shift')).to.be.closeTo(24, 2);
  });

  it('23 and 25 hours on the days the clock changes', async () => {
    const source = smallSource();
    const element = await timeline(source, { day: '2026-11-01', hours: 24, everyone: true });
    const labels = findAll(element, '.tick').map(({ textContent }) => textContent);
    const body = () => find(element, '.canvas')!.getBoundingClientRect().width - 176;
    const perHour = () => (find(element, '.scroll')!.clientWidth - 176) / 24;
    expect(labels.length).to.be.greaterThan(5);
    expect(body() / perHour()).to.be.closeTo(25, 0.01);
    element.day = '2026-03-08';
    element.hours = 23;
    await settled(element);
    expect(body() / ((find(element, '.scroll')!.clientWidth - 176) / 23)).to.be.closeTo(23, 0.01);
  });

  it('three days and a week', async () => {
    const source = smallSource();
    const tomorrow = '2026-11-21';
    const startsAt = new Date(ms('09:00', tomorrow)).toISOString();
    source.applyRemote('assignments', [
      { id: 'a-new', jobId: 'new', technicianId: 'ben', startsAt, endsAt: new Date(ms('10:00', tomorrow)).toISOString() },
    ]);
    const element = await timeline(source, { days: 3 });
    expect(findAll(element, '.day')).to.have.length(3);
    expect(barOf(element, 'a-new')).to.exist;
    element.days = 7;
    await settled(element);
    expect(findAll(element, '.day')).to.have.length(7);
  });

  it('only the rows and bars in view of a big day', async () => {
    const element = await timeline(bigSource());
    expect(findAll(element, '.row').length).to.be.lessThan(25);
    expect(findAll(element, '.job').length).to.be.lessThan(250);
    const scroller = find(element, '.scroll')!;
    scroller.scrollTop = 4000;
    await settled(element);
    const view = scroller.getBoundingClientRect();
    const middle = element.shadowRoot?.elementFromPoint(view.left + 20, view.top + view.height / 2);
    expect(middle?.closest('.row')?.getAttribute('aria-rowindex')).to.equal(
      String(Math.floor((4000 + view.height / 2 - 29) / 44) + 2),
    );
    expect(findAll(element, '.row').length).to.be.lessThan(30);
  });

  it('nobody, and the way to everyone', async () => {
    const element = await mount<Timeline>('dk-timeline', {
      source: smallSource(),
      properties: { day: '2026-12-24' },
      lang: 'en-GB',
    });
    expect(find(element, '[part="empty"] strong')?.textContent).to.equal('Nobody is on shift');
    find(element, '[part="empty"] button')?.click();
    await until(() => findAll(element, '.row').length === 2, 'everyone');
  });

  it('lets a bar that somebody else moved glide, keeps the focus on it and highlights it', async () => {
    const source = smallSource();
    const element = await timeline(source);
    element.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    source.applyRemote('assignments', [{ id: 'a-flood', technicianId: 'ben', ...hours('13:00', '14:00') }]);
    await until(() => barOf(element, 'a-flood')?.closest('[data-technician-id="ben"]'), 'in the other row');
    expect(barOf(element, 'a-flood')?.classList.contains('touched')).to.equal(true);
    expect(focused(element)?.dataset.id).to.equal('a-flood');
  });

  it('survives a live change during a drag', async () => {
    const source = smallSource();
    const element = await timeline(source);
    const box = barOf(element, 'a-flood')!.getBoundingClientRect();
    await dragTo(barOf(element, 'a-flood')!, { x: box.right + 40, y: box.top + 10 }, 0.5, false);
    source.applyRemote('jobs', [{ id: 'flood', title: 'Flooding · In the cellar' }]);
    source.applyRemote('assignments', [{ id: 'a-odor', technicianId: 'ben' }]);
    await settled(element);
    expect(find(element, '.ghost')).to.exist;
    await sendMouse({ type: 'up' });
    await until(() => startOf(source, 'a-flood') > ms('12:00'), 'moved');
  });

  it('offers nothing that is not allowed', async () => {
    const source = smallSource({ capabilities: { 'jobs:read': 'all', 'assignments:read': 'all', 'technicians:read': 'all' } });
    const element = await timeline(source);
    const box = barOf(element, 'a-flood')!.getBoundingClientRect();
    await dragTo(barOf(element, 'a-flood')!, { x: box.left + 140, y: box.top + 10 });
    expect(currentDrag()).to.equal(undefined);
    element.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'm' });
    expect(currentDrag()).to.equal(undefined);
    expect(find(element, '.canvas')?.getAttribute('aria-readonly')).to.equal('true');
  });

  it('mirrors time from right to left', async () => {
    const element = await timeline(smallSource(), {}, { lang: 'ar' });
    await until(() => getComputedStyle(element).direction === 'rtl', 'direction');
    await settled(element);
    const flood = barOf(element, 'a-flood')!.getBoundingClientRect();
    expect(barOf(element, 'a-odor')!.getBoundingClientRect().right).to.be.lessThan(flood.left);
  });

  it('shows faces only where there is no room', async () => {
    const element = await timeline(smallSource(), {}, { width: 360 });
    const name = find(element, '.name')!.getBoundingClientRect();
    expect([name.width, name.height >= 47]).to.deep.equal([48, true]);
    await expectAccessible(element);
  });
});
