import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../../job-panel/define.ts';
import { sampleSource } from '../test/sample.ts';
import { fewWords, limitedHosts } from '../test/sample-hosts.ts';

interface Args {
  /** Otherwise the host system can do everything. */
  readonly limited: boolean;
}

/** The menu of a job whose host system has no word for hold and cancel, and keeps assignments once they are made. */
const meta: Meta<Args> = {
  title: 'Widgets/Host systems/Limits',
  args: { limited: true },
  parameters: { layout: 'fullscreen' },
  render: ({ limited }) => {
    const source = sampleSource({ jobs: 60, technicians: 6 }, { hosts: limitedHosts(limited ? fewWords : undefined) });
    const scheduled = [...source.tables.jobs.values()].find(({ status }) => status === 'scheduled');
    return html`<dk-job-panel class="story-pane" .source=${source} job-id=${scheduled?.id ?? ''}></dk-job-panel>`;
  },
  play: async ({ canvasElement }) => {
    for (let frame = 0; frame < 300; frame++) {
      const button = canvasElement.querySelector('dk-job-panel')?.shadowRoot?.querySelector<HTMLElement>('[aria-haspopup=menu]');
      if (button) return button.click();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    throw new Error('There is no menu');
  },
};
export default meta;
type Story = StoryObj<Args>;

export const FewWords: Story = {};
export const Everything: Story = { args: { limited: false } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };
