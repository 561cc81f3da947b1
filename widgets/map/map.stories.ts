import { DispatchError } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';

interface Args {
  readonly phase: 'ready' | 'loading' | 'stale' | 'error' | 'signed-out';
  readonly jobs: number;
  readonly technicians: number;
  readonly colorBy: 'status' | 'priority' | 'technician';
  readonly routes: boolean;
}

const meta: Meta<Args> = {
  title: 'Widgets/Map',
  component: 'dk-map',
  args: { phase: 'ready', jobs: 200, technicians: 12, colorBy: 'status', routes: false },
  argTypes: { colorBy: { control: 'inline-radio', options: ['status', 'priority', 'technician'] } },
  parameters: { layout: 'fullscreen' },
  render: ({ phase, jobs, technicians, colorBy, routes }) => {
    const source = sampleSource({ jobs, technicians });
    if (phase === 'loading') source.setPhase(phase);
    else if (phase !== 'ready') source.setPhase(phase, new DispatchError(phase === 'signed-out' ? phase : 'connection', 'story'));
    return html`<dk-map class="story-pane" .source=${source} color-by=${colorBy} ?routes=${routes}></dk-map>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Routes: Story = { args: { routes: true } };
export const ByPriority: Story = { args: { colorBy: 'priority' } };
export const TenThousandJobs: Story = { args: { jobs: 10_000 } };
export const Loading: Story = { args: { phase: 'loading' } };
export const Empty: Story = { args: { jobs: 0, technicians: 0 } };
export const Failed: Story = { args: { phase: 'error' } };
export const SignedOut: Story = { args: { phase: 'signed-out' } };
export const NotLive: Story = { args: { phase: 'stale' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
export const Dark: Story = { globals: { theme: 'dark' } };
