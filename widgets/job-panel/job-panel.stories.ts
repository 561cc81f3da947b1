import { DispatchError } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';

interface Args {
  readonly phase: 'ready' | 'loading' | 'stale' | 'error';
  readonly jobId: string;
}

const meta: Meta<Args> = {
  title: 'Widgets/Job panel',
  component: 'dk-job-panel',
  args: { phase: 'ready', jobId: 'job-00003' },
  parameters: { layout: 'fullscreen' },
  render: ({ phase, jobId }) => {
    const source = sampleSource({ jobs: 60, technicians: 6 });
    if (phase !== 'ready') source.setPhase(phase, phase === 'loading' ? undefined : new DispatchError('connection', 'story'));
    return html`<dk-job-panel class="story-pane" closable .source=${source} job-id=${jobId}></dk-job-panel>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const NoneChosen: Story = { args: { jobId: '' } };
export const NotLoaded: Story = { args: { jobId: 'gone' } };
export const Loading: Story = { args: { phase: 'loading' } };
export const Failed: Story = { args: { phase: 'error' } };
export const NotLive: Story = { args: { phase: 'stale' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
export const Dark: Story = { globals: { theme: 'dark' } };
