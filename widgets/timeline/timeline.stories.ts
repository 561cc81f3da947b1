import { DispatchError, MemorySource } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { sampleRecords, sampleSource } from '../shared/test/sample.ts';
import './define.ts';
import type { Timeline } from './timeline.ts';

interface Args {
  readonly phase: 'ready' | 'loading' | 'stale' | 'error' | 'signed-out';
  readonly technicians: number;
  readonly jobs: number;
  readonly days: number;
  readonly standalone: boolean;
}

const meta: Meta<Args> = {
  title: 'Widgets/Timeline',
  component: 'dk-timeline',
  args: { phase: 'ready', technicians: 12, jobs: 160, days: 1, standalone: false },
  parameters: { layout: 'fullscreen' },
  render: ({ phase, technicians, jobs, days, standalone }) => {
    const source = sampleSource({ technicians, jobs });
    if (phase !== 'ready') source.setPhase(phase, phase === 'loading' ? undefined : new DispatchError('connection', 'story'));
    return html`<dk-timeline class="story-fill" .source=${source} days=${days} ?standalone=${standalone}></dk-timeline>`;
  },
};
export default meta;
type Story = StoryObj<Args>;

export const Ready: Story = {};
export const Loading: Story = { args: { phase: 'loading' } };
export const Empty: Story = { args: { technicians: 0, jobs: 0 } };
export const Failed: Story = { args: { phase: 'error' } };
export const Stale: Story = { args: { phase: 'stale' } };
export const Standalone: Story = { args: { standalone: true } };
export const ThreeDays: Story = { args: { days: 3, standalone: true } };
export const Dark: Story = { globals: { theme: 'dark' } };
export const German: Story = { globals: { locale: 'de' } };
export const RightToLeft: Story = { globals: { locale: 'ar' } };

/** Two hundred technicians with five jobs each: only what is in view exists. */
export const ManyRows: Story = {
  render: () => html`<dk-timeline class="story-fill" .source=${manyRows()}></dk-timeline>`,
};

/** Picked up with `m`, moved with the arrow keys: the card says what would be true. */
export const CarriedByKeyboard: Story = {
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector<Timeline>('dk-timeline');
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 120 && !element?.shadowRoot?.querySelector('.job'); frame++) await drawn();
    element?.focus();
    const press = (key: string) => {
      const target = element?.shadowRoot?.activeElement ?? element;
      target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
    };
    for (const key of ['End', 'm', 'ArrowDown', 'ArrowLeft']) {
      press(key);
      await drawn();
    }
    if (!element?.shadowRoot?.querySelector('.ghost')) throw new Error('There is no ghost to move');
  },
};

function manyRows(): MemorySource {
  const { nowMs, settings, jobs, sites, technicians, shifts } = sampleRecords({ technicians: 24, jobs: 300, assignments: false });
  const hourMs = 3_600_000;
  const many = Array.from({ length: 200 }, (_, index) => {
    const like = technicians[index % technicians.length];
    return { ...like, id: `many-${index}`, name: `${like?.name} ${Math.floor(index / technicians.length) + 1}` };
  });
  const theirShifts = many.map(({ id }, index) => ({ ...shifts[index % shifts.length], id: `shift-of-${id}`, technicianId: id }));
  const theirJobs = Array.from({ length: 1000 }, (_, index) => ({
    ...jobs[index % jobs.length],
    id: `job-of-many-${index}`,
    number: `J-${index}`,
  }));
  const assignments = theirJobs.map(({ id }, index) => {
    const startMs = Date.parse(theirShifts[Math.floor(index / 5)]?.startsAt ?? '') + (index % 5) * 1.7 * hourMs;
    const [startsAt, endsAt] = [startMs, startMs + hourMs].map((ms) => new Date(ms).toISOString());
    return { id: `assignment-of-many-${index}`, jobId: id, technicianId: `many-${Math.floor(index / 5)}`, startsAt, endsAt };
  });
  return new MemorySource({
    now: () => nowMs,
    settings,
    sites,
    technicians: many,
    shifts: theirShifts,
    jobs: theirJobs,
    assignments,
  });
}
