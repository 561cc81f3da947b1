import { type Command, DispatchError, type MemorySourceOptions } from '@dispatchkit/client';
import type { Problem } from '@dispatchkit/contract';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../console/define.ts';
import '../../job-grid/define.ts';
import '../../job-panel/define.ts';
import '../../map/define.ts';
import '../../tech-board/define.ts';
import '../../timeline/define.ts';
import { localizerFor } from '../localize.ts';
import { perform } from '../perform.ts';
import { setProperty } from '../set-property.ts';
import { sampleSource, sampleZone } from '../test/sample.ts';
import { type SampleStanding, sampleHosts, sampleStandings } from '../test/sample-hosts.ts';

const widgets = ['dk-console', 'dk-job-grid', 'dk-tech-board', 'dk-timeline', 'dk-map', 'dk-job-panel'] as const;

interface Args {
  readonly widget: (typeof widgets)[number];
  readonly standing: SampleStanding | 'current';
  /** Of the box around it. */
  readonly width: string;
}

const meta: Meta<Args> = {
  title: 'Widgets/Host systems',
  args: { widget: 'dk-console', standing: 'away', width: '100%' },
  argTypes: {
    widget: { control: 'select', options: widgets },
    standing: { control: 'select', options: ['current', ...sampleStandings] },
  },
  parameters: { layout: 'fullscreen' },
  render: ({ widget, standing, width }) => {
    const element = document.createElement(widget);
    element.className = 'story-fill';
    Object.assign(element, { source: sourceOf(standing) });
    if (widget === 'dk-job-panel') element.setAttribute('job-id', 'job-00068');
    return html`<div class="story-fill" ${setProperty({ width })}>${element}</div>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Current: Story = { args: { standing: 'current' } };
export const Loading: Story = { args: { standing: 'loading' } };
export const Counting: Story = { args: { standing: 'counting' } };
export const Stale: Story = { args: { standing: 'stale' } };
export const Away: Story = {};
export const AwayRefusing: Story = { args: { standing: 'refusing' } };
export const Waiting: Story = { args: { standing: 'waiting' } };
export const Conflict: Story = { args: { standing: 'conflict' } };
export const HostRefused: Story = { args: { standing: 'refused' } };
export const JobGrid: Story = { args: { widget: 'dk-job-grid', standing: 'several' } };
export const TechBoard: Story = { args: { widget: 'dk-tech-board', standing: 'several' } };
export const Timeline: Story = { args: { widget: 'dk-timeline', standing: 'several' } };
export const OnTheMap: Story = { args: { widget: 'dk-map', standing: 'several' } };
export const JobPanel: Story = { args: { widget: 'dk-job-panel', standing: 'several', width: '400px' } };
export const Phone: Story = { args: { standing: 'several', width: '390px' } };
export const Dark: Story = { args: { standing: 'several' }, globals: { theme: 'dark' } };
export const German: Story = { args: { standing: 'several' }, globals: { locale: 'de' } };
export const RightToLeft: Story = { args: { standing: 'several' }, globals: { locale: 'ar' } };

/** Each system with its state, its age and what has not arrived there. */
export const Overview: Story = {
  args: { standing: 'several' },
  play: async ({ canvasElement }) => {
    const chip = await found(() => shadowOf(canvasElement)?.querySelector<HTMLElement>('.host-chip'));
    chip.click();
    await found(() => shadowOf(canvasElement)?.querySelector('.host-overview'));
  },
};

/** Somebody has changed the same in the host system: both values, and the way on. */
export const ConflictDialog: Story = {
  args: { standing: 'current' },
  play: async ({ canvasElement }) => {
    change(canvasElement, {
      code: 'host_conflict',
      status: 409,
      detail: 'Somebody has changed it in Tryton meanwhile.',
      conflicts: [
        { field: 'priority', ours: 'high', theirs: 'low' },
        { field: 'dueAt', ours: '2026-11-20T22:00:00.000Z', theirs: null },
        { field: 'title', ours: 'Flooding · On street', theirs: 'Flooding in the cellar of the house behind, call first' },
      ],
    });
    await found(() => shadowOf(canvasElement)?.querySelector('dialog.host-conflict'));
  },
};

/** What the host system says of it. */
export const RefusalToast: Story = {
  args: { standing: 'current' },
  play: async ({ canvasElement }) => {
    change(canvasElement, { code: 'host_refused', status: 422, detail: 'The task is closed and cannot be changed.' });
    await found(() => shadowOf(canvasElement)?.querySelector('.toast'));
  },
};

/** It would take the change if somebody confirmed it. */
export const QuestionToast: Story = {
  args: { standing: 'current' },
  play: async ({ canvasElement }) => {
    change(canvasElement, {
      code: 'host_asks',
      status: 422,
      detail: 'The task has children that are still open. Close it anyway?',
    });
    await found(() => shadowOf(canvasElement)?.querySelector('.toast'));
  },
};

function sourceOf(standing: Args['standing'], more: MemorySourceOptions = {}) {
  return sampleSource({ jobs: 160, technicians: 12 }, { hosts: sampleHosts(standing), ...more });
}

function shadowOf(canvas: HTMLElement) {
  return canvas.querySelector('dk-console')?.shadowRoot;
}

/** Has a change refused as the connector would. */
function change(canvas: HTMLElement, problem: Pick<Problem, 'code' | 'status' | 'detail' | 'conflicts'>): void {
  const host = canvas.querySelector('dk-console');
  if (!host) throw new Error('There is no console');
  const error = new DispatchError(problem.code === 'host_conflict' ? 'stale' : 'invalid', problem.detail, {
    problem: { type: 'about:blank', title: problem.detail, requestId: '', ...problem },
  });
  const source = sourceOf('current', { onChange: () => Promise.reject(error) });
  const localizer = localizerFor(document.documentElement.lang, sampleZone);
  const command: Command = { type: 'edit-job', jobId: 'job-00003', patch: { priority: 'high' } };
  void perform({ host, source, localizer, report: () => error }, command, 'menu');
}

/** The element, as soon as it is there. */
async function found<T>(find: () => T | null | undefined): Promise<T> {
  for (let frame = 0; frame < 300; frame++) {
    const element = find();
    if (element) return element;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error('It did not appear');
}
