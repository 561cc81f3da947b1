import { DispatchError } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';
import type { JobGrid } from './job-grid.ts';

interface Args {
  readonly phase: 'ready' | 'loading' | 'stale' | 'error' | 'signed-out';
  readonly jobs: number;
  readonly sort: string;
  readonly statuses: string;
  readonly query: string;
  readonly columns: string;
  /** Of the box around it. */
  readonly width: string;
}

const meta: Meta<Args> = {
  title: 'Widgets/Job grid',
  component: 'dk-job-grid',
  args: { phase: 'ready', jobs: 300, sort: 'due', statuses: '', query: '', columns: '', width: '100%' },
  parameters: { layout: 'fullscreen' },
  render: ({ phase, jobs, sort, statuses, query, columns, width }) => {
    const source = sampleSource({ jobs, technicians: 24 });
    if (phase !== 'ready') source.setPhase(phase, phase === 'loading' ? undefined : new DispatchError('connection', 'story'));
    const grid = document.createElement('dk-job-grid');
    Object.assign(grid, { source, sort, statuses, query });
    if (columns) grid.setAttribute('columns', columns);
    grid.style.setProperty('height', '560px');
    grid.style.setProperty('width', width);
    return html`${grid}`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Waiting: Story = { args: { statuses: 'unscheduled', width: '560px' } };
export const Loading: Story = { args: { phase: 'loading' } };
export const Empty: Story = { args: { jobs: 0 } };
export const NothingMatches: Story = { args: { query: 'no such thing' } };
export const Failed: Story = { args: { phase: 'error' } };
export const SignedOut: Story = { args: { phase: 'signed-out' } };
export const Stale: Story = { args: { phase: 'stale' } };
export const Narrow: Story = { args: { width: '360px' } };
export const HundredThousand: Story = { args: { jobs: 100_000 } };
export const OwnColumns: Story = { args: { columns: 'work,custom.agency,address,duration,due', sort: 'custom.agency,-due' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
export const Dark: Story = { globals: { theme: 'dark' } };

/** Three rows picked and the menu open on them. */
export const Menu: Story = {
  args: { statuses: 'unscheduled' },
  play: async ({ canvasElement }) => {
    const grid = canvasElement.querySelector<JobGrid>('dk-job-grid');
    await grid?.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const scroller = grid?.shadowRoot?.querySelector<HTMLElement>('.scroller');
    if (!scroller) throw new Error('There are no rows');
    scroller.focus();
    const press = (key: string, shiftKey = false) =>
      scroller.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true }));
    press('ArrowDown');
    press('ArrowDown', true);
    press('ArrowDown', true);
    press('F10', true);
    if (!grid?.shadowRoot?.querySelector('[role=menu]')) throw new Error('The menu did not open');
  },
};
