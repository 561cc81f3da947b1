import { DispatchError } from '@dispatchkit/client';
import { capabilitiesOf } from '@dispatchkit/contract/words';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { setProperty } from '../shared/set-property.ts';
import { sampleSource } from '../shared/test/sample.ts';
import './define.ts';

interface Args {
  readonly phase: 'ready' | 'loading' | 'stale' | 'error' | 'signed-out';
  readonly jobs: number;
  readonly technicians: number;
  readonly span: number;
  readonly panes: string;
  readonly readOnly: boolean;
  /** Of the box around it. */
  readonly width: string;
}

const meta: Meta<Args> = {
  title: 'Widgets/Console',
  component: 'dk-console',
  args: { phase: 'ready', jobs: 160, technicians: 12, span: 1, panes: 'jobs,timeline,map,board', readOnly: false, width: '100%' },
  argTypes: { span: { control: 'inline-radio', options: [1, 3, 7] } },
  parameters: { layout: 'fullscreen' },
  render: ({ phase, jobs, technicians, span, panes, readOnly, width }) => {
    const more = readOnly ? { capabilities: capabilitiesOf('viewer') } : {};
    const source = sampleSource({ jobs, technicians }, more);
    if (phase !== 'ready') source.setPhase(phase, phase === 'loading' ? undefined : new DispatchError('connection', 'story'));
    return html`<dk-console class="story-fill" .source=${source} .span=${span} panes=${panes} ${setProperty({ width })}></dk-console>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Week: Story = { args: { span: 7 } };
export const TwoPanes: Story = { args: { panes: 'jobs,timeline' } };
export const ReadOnly: Story = { args: { readOnly: true } };
export const Loading: Story = { args: { phase: 'loading' } };
export const Empty: Story = { args: { jobs: 0, technicians: 0 } };
export const Failed: Story = { args: { phase: 'error' } };
export const SignedOut: Story = { args: { phase: 'signed-out' } };
export const Stale: Story = { args: { phase: 'stale' } };
export const Phone: Story = { args: { width: '390px' } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
export const BusyDay: Story = { args: { jobs: 1500, technicians: 24 } };
