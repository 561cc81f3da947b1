import { DispatchError, type MemorySource } from '@dispatchkit/client';
import { capabilitiesOf } from '@dispatchkit/contract/words';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../job-panel/define.ts';
import { setProperty } from '../set-property.ts';
import { sampleSource } from '../test/sample.ts';
import { sampleHosts } from '../test/sample-hosts.ts';
import { pendingJobId, type SamplePending, samplePending, standingOf } from '../test/sample-pending.ts';

interface Args {
  readonly what: SamplePending;
  readonly as: 'dispatcher' | 'technician';
  /** Whether the host system can be asked when somebody decides. */
  readonly answers: boolean;
  readonly width: string;
}

/** What has become of changes that have not reached the host system, in the panel of their job, and the ways on. */
const meta: Meta<Args> = {
  title: 'Widgets/Host systems/Pending changes',
  args: { what: 'conflict', as: 'dispatcher', answers: true, width: '400px' },
  argTypes: {
    what: { control: 'select', options: ['waiting', 'conflict', 'dead', 'several', 'deletions', 'question'] },
    as: { control: 'select', options: ['dispatcher', 'technician'] },
  },
  parameters: { layout: 'fullscreen' },
  render: ({ width, ...args }) => {
    const element = document.createElement('dk-job-panel');
    element.className = 'story-fill';
    element.setAttribute('job-id', pendingJobId);
    Object.assign(element, { source: sourceOf(args) });
    return html`<div class="story-fill" ${setProperty({ width })}>${element}</div>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Conflict: Story = {};
export const Refused: Story = { args: { what: 'dead' } };
export const Waiting: Story = { args: { what: 'waiting' } };
export const RefusedDeletions: Story = { args: { what: 'deletions' } };
export const Question: Story = { args: { what: 'question' } };
export const Several: Story = { args: { what: 'several' } };
export const AsTechnician: Story = { args: { as: 'technician' } };
export const HostAway: Story = {
  args: { answers: false },
  play: async ({ canvasElement }) => {
    for (let frame = 0; frame < 300; frame++) {
      const button = canvasElement.querySelector('dk-job-panel')?.shadowRoot?.querySelector<HTMLElement>('.pending .primary');
      if (button) return button.click();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    throw new Error('There is nothing to decide');
  },
};
export const Phone: Story = { args: { what: 'several', width: '390px' } };
export const Dark: Story = { args: { what: 'several' }, globals: { theme: 'dark' } };
export const German: Story = { args: { what: 'several' }, globals: { locale: 'de' } };
export const RightToLeft: Story = { args: { what: 'several' }, globals: { locale: 'ar' } };

function sourceOf({ what, as, answers }: Omit<Args, 'width'>): MemorySource {
  const source: MemorySource = sampleSource(
    { jobs: 160, technicians: 12 },
    {
      capabilities: capabilitiesOf(as),
      async onSettle() {
        if (!answers) throw unavailable();
        // As the connector does: who looks is told a moment later.
        requestAnimationFrame(async () =>
          source.setHosts(standingOf(sampleHosts('current'), await source.pendingChanges(pendingJobId))),
        );
      },
    },
  );
  const changes = samplePending(what, source).map((change) => (as === 'technician' ? { ...change, decidable: false } : change));
  source.setPendingChanges(changes);
  source.setHosts(standingOf(sampleHosts('current'), changes));
  return source;
}

function unavailable(): DispatchError {
  const detail = 'Tryton does not answer, so nothing was changed.';
  const problem = { type: 'about:blank', title: detail, status: 503, code: 'host_unavailable', detail, requestId: '' } as const;
  return new DispatchError('connection', detail, { problem });
}
