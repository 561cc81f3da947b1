import type { HostStanding } from '@dispatchkit/contract';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../check-in/define.ts';
import { visitsOf } from '../../check-in/check-in.model.ts';
import '../../job-grid/define.ts';
import '../../job-panel/define.ts';
import '../../tech-board/define.ts';
import '../../timeline/define.ts';
import { currentDrag } from '../drag.ts';
import { sampleSource } from '../test/sample.ts';
import { fewWords, limitedHosts } from '../test/sample-hosts.ts';
import { mount, settled, unmountAll, until, type Widget } from '../test/widget-suite.ts';

type Limits = HostStanding['limits'];

const source = (limits: Limits, sample = { technicians: 3, jobs: 24 }) => sampleSource(sample, { hosts: limitedHosts(limits) });
const find = (element: Widget, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
const findAll = (element: Widget, selector: string) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
const toast = (element: Widget) => find(element, '.toast')?.textContent ?? '';
/** Somebody has it, and nobody has begun it. */
function scheduled(given: ReturnType<typeof source>) {
  const found = [...given.tables.assignments.values()].find(({ status }) => status === 'scheduled');
  if (!found) throw new Error('The sample has nothing that is scheduled');
  return found;
}

describe('what a host system does not let be done', () => {
  afterEach(unmountAll);

  async function menuOf(limits: Limits): Promise<string[]> {
    const given = source(limits);
    const element = await mount<Widget>('dk-job-panel', { source: given, properties: { jobId: scheduled(given).jobId } });
    find(element, '[aria-haspopup=menu]')?.click();
    return findAll(element, '[role=menuitem] .ellipsis').map(({ textContent }) => textContent ?? '');
  }

  it('is not in the menu of a job', async () => {
    const whole = await menuOf(undefined);
    expect(whole).to.include.members(['Dispatched', 'Completed', 'Put on hold…', 'Cancel the job…', 'Take off the schedule']);
    const few = await menuOf(fewWords);
    expect(whole.filter((label) => !few.includes(label))).to.deep.equal([
      'Put on hold…',
      'Cancel the job…',
      'Take off the schedule',
    ]);
  });

  it('leaves nothing but the steps kept here where it only gives', async () => {
    const nothing = { cannot: ['create' as const, 'update' as const, 'delete' as const], words: {} };
    const kept = ['unscheduled', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress'];
    const menu = await menuOf({
      jobs: { ...nothing, readOnly: ['title'], words: { status: kept } },
      assignments: { ...nothing, readOnly: ['jobId', 'technicianId', 'startsAt', 'endsAt'] },
    });
    expect(menu).to.deep.equal(['Dispatched', 'En route', 'On site']);
  });

  it('is said on the board before a card is dropped, and not done', async () => {
    const given = source(fewWords);
    const { id } = scheduled(given);
    const element = await mount<Widget>('dk-tech-board', {
      source: given,
      properties: { unassigned: true },
      width: 790,
      height: 520,
    });
    await until(() => find(element, `.item[data-id="${id}"]`), 'cards');
    find(element, `.item[data-id="${id}"]`)?.focus();
    await sendKeys({ press: 'm' });
    await until(() => find(element, '.placeholder'), 'placeholder');
    for (let step = 0; step < 4; step++) await sendKeys({ press: 'ArrowLeft' });
    await until(() => find(element, '[aria-live]')?.textContent?.includes('does not allow it'), 'the reason');
    expect(find(element, '.breaking .placeholder')).to.exist;
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect([currentDrag(), given.tables.assignments.has(id)]).to.deep.equal([undefined, true]);
  });

  it('cannot be picked up from the list', async () => {
    const times = { assignments: { cannot: ['create' as const], readOnly: [], words: {} } };
    for (const [limits, mode] of [
      [undefined, 'keyboard'],
      [times, undefined],
    ] as const) {
      const given = sampleSource({ technicians: 3, jobs: 10, assignments: false }, { hosts: limitedHosts(limits) });
      const element = await mount<Widget>('dk-job-grid', { source: given });
      find(element, '[role=grid], [role=rowgroup][tabindex], .scroller')?.focus();
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'm' });
      expect(currentDrag()?.mode).to.equal(mode);
      await sendKeys({ press: 'Escape' });
      unmountAll();
    }
  });

  it('is refused on the timeline without asking, with the reason', async () => {
    const given = source(fewWords);
    const { id } = scheduled(given);
    const element = await mount<Widget>('dk-timeline', { source: given });
    await until(() => find(element, `.job[data-id="${id}"]`), 'bars');
    find(element, `.job[data-id="${id}"]`)?.focus();
    find(element, `.job[data-id="${id}"]`)?.click();
    element.focus();
    await sendKeys({ press: 'Delete' });
    await until(() => toast(element).includes('does not allow it'), 'the reason');
    expect(given.tables.assignments.has(id)).to.equal(true);
  });

  it('is said on the timeline while a bar is carried, and not done', async () => {
    const given = source({ assignments: { cannot: [], readOnly: ['startsAt', 'endsAt'], words: {} } });
    const { id, startsAt } = scheduled(given);
    const element = await mount<Widget>('dk-timeline', { source: given });
    await until(() => find(element, `.job[data-id="${id}"]`), 'bars');
    find(element, `.job[data-id="${id}"]`)?.click();
    element.focus();
    await sendKeys({ press: 'm' });
    await sendKeys({ press: 'ArrowRight' });
    await until(() => find(element, '[aria-live]')?.textContent?.includes('does not allow it'), 'the reason');
    await sendKeys({ press: 'Enter' });
    await until(() => toast(element).includes('does not allow it'), 'the refusal');
    expect(given.tables.assignments.get(id)?.startsAt).to.equal(startsAt);
  });

  it('is no step of a visit', async () => {
    const technician = 'technician-01';
    const day = { startMs: Date.parse('2026-11-20T08:00:00Z'), endMs: Date.parse('2026-11-21T08:00:00Z') };
    const labelsOf = async (limits: Limits) => {
      const given = source(limits, { technicians: 4, jobs: 60 });
      const [visit] = visitsOf(given, technician, day);
      if (!visit) throw new Error('There is no visit');
      given.applyRemote('assignments', [{ ...visit.assignment, status: 'in_progress' }]);
      const element = await mount<Widget>('dk-check-in', { source: given, properties: { technician }, width: 390, height: 800 });
      return findAll(element, 'button').map(({ textContent }) => textContent?.trim());
    };
    expect(await labelsOf(undefined)).to.include.members(['Complete', 'Hold']);
    expect(await labelsOf({ jobs: { cannot: [], readOnly: [], words: { status: ['in_progress'] } } })).not.to.include.oneOf([
      'Complete',
      'Hold',
    ]);
  });

  it('is not offered as the way back', async () => {
    const given = source({ assignments: { cannot: ['delete'], readOnly: [], words: {} } });
    const waiting = [...given.tables.jobs.values()].find(({ status }) => status === 'unscheduled');
    const element = await mount<Widget>('dk-job-panel', { source: given, properties: { jobId: waiting?.id } });
    find(element, '[aria-haspopup=menu]')?.click();
    findAll(element, '[role=menuitem]:not([aria-disabled=true])')[0]?.click();
    await until(() => toast(element).includes(waiting?.title ?? '?') || find(element, 'dialog'), 'the assignment');
    find(element, 'dialog .primary')?.click();
    await until(() => toast(element).includes(waiting?.title ?? '?'), 'what was done');
    expect(find(element, '.toast button')?.textContent?.includes('Undo') ?? false).to.equal(false);
    expect(given.canUndo).to.equal(false);

    const board = await mount<Widget>('dk-tech-board', { source: given, width: 790, height: 520 });
    await until(() => find(board, '.item'), 'cards');
    find(board, '.item')?.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    await settled(board);
    expect([toast(board), given.tables.jobs.get(waiting?.id ?? '')?.status]).to.deep.equal(['', 'scheduled']);
  });
});
