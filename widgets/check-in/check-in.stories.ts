import { DispatchError } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';
import type { CheckIn } from './check-in.ts';

interface Args {
  readonly technician: string;
  readonly phase: 'ready' | 'loading' | 'stale' | 'error' | 'signed-out';
  readonly jobs: number;
}

const meta: Meta<Args> = {
  title: 'Widgets/Check-in',
  component: 'dk-check-in',
  args: { technician: 'technician-01', phase: 'ready', jobs: 60 },
  parameters: { layout: 'fullscreen', viewport: { defaultViewport: 'mobile1' } },
  render: ({ technician, phase, jobs }) => {
    const source = sampleSource({ jobs, technicians: 4 });
    if (phase === 'loading') source.setPhase(phase);
    else if (phase !== 'ready') source.setPhase(phase, new DispatchError(phase === 'signed-out' ? phase : 'connection', 'story'));
    return html`<dk-check-in .source=${source} technician=${technician}></dk-check-in>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Loading: Story = { args: { phase: 'loading' } };
export const NothingPlanned: Story = { args: { jobs: 0 } };
export const NoSignal: Story = { args: { phase: 'stale' } };
export const Failed: Story = { args: { phase: 'error' } };
export const SignedOut: Story = { args: { phase: 'signed-out' } };
export const SignedOutFromTheStart: Story = { args: { phase: 'signed-out', jobs: 0, technician: '' } };
export const NobodyNamed: Story = { args: { technician: '' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
export const Dark: Story = { globals: { theme: 'dark' } };

/** The first step of a visit, taken. */
export const TakesAStep: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<CheckIn>('dk-check-in');
    await element?.updateComplete;
    const next = element?.shadowRoot?.querySelector<HTMLButtonElement>('.go');
    if (!next) throw new Error('There is no next step to take');
    next.click();
  },
};
