import { DispatchError } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';

interface Args {
  readonly phase: 'ready' | 'loading' | 'stale' | 'error' | 'signed-out';
  readonly jobId: string;
}

const meta: Meta<Args> = {
  title: 'Widgets/Job panel',
  component: 'dk-job-panel',
  args: { phase: 'ready', jobId: 'job-00003' },
  parameters: { layout: 'fullscreen' },
  render: ({ phase, jobId }) => {
    const source = sampleSource({ jobs: 60, technicians: 6 });
    if (phase === 'loading') source.setPhase(phase);
    else if (phase !== 'ready') source.setPhase(phase, new DispatchError(phase === 'signed-out' ? phase : 'connection', 'story'));
    return html`<dk-job-panel class="story-pane" closable .source=${source} job-id=${jobId}></dk-job-panel>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Dependencies: Story = {
  render: ({ jobId }) => {
    const source = sampleSource({ jobs: 60, technicians: 6 });
    source.applyRemote('dependencies', [
      { id: 'd1', jobId, dependsOnJobId: 'job-00001', type: 'finish_to_start', lagMinutes: 120 },
      { id: 'd2', jobId, dependsOnJobId: 'job-00006', type: 'same_technician', lagMinutes: 0 },
      { id: 'd3', jobId: 'job-00008', dependsOnJobId: jobId, type: 'start_to_start', lagMinutes: 0 },
    ]);
    return html`<dk-job-panel class="story-pane" closable .source=${source} job-id=${jobId}></dk-job-panel>`;
  },
};
export const NoneChosen: Story = { args: { jobId: '' } };
export const NotLoaded: Story = { args: { jobId: 'gone' } };
export const Loading: Story = { args: { phase: 'loading' } };
export const Failed: Story = { args: { phase: 'error' } };
export const SignedOut: Story = { args: { phase: 'signed-out' } };
export const NotLive: Story = { args: { phase: 'stale' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
export const Dark: Story = { globals: { theme: 'dark' } };
