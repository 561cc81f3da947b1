import { jobStatuses, priorities, technicianStatuses } from '@dispatchkit/contract/words';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { setProperty } from '../../widgets/shared/set-property.ts';
import { contrast } from './contrast.ts';
import type { Sheet, Speaker } from './sheet.ts';
import './sheet.ts';

/** Public name, private name, least contrast on the grounds it is used on; 0 for colours nothing is written in. */
const roles: readonly (readonly [publicName: string, privateName: string, contrast: number])[] = [
  ['--dk-color-ground', '--_ground', 0],
  ['--dk-color-surface', '--_surface', 0],
  ['--dk-color-raised', '--_raised', 0],
  ['--dk-color-sunken', '--_sunken', 0],
  ['--dk-color-line', '--_line', 0],
  ['--dk-color-line-soft', '--_line-soft', 0],
  ['--dk-color-text', '--_text', 4.5],
  ['--dk-color-text-2', '--_text-2', 4.5],
  ['--dk-color-text-3', '--_text-3', 4.5],
  ['--dk-color-accent', '--_accent', 4.5],
  ['--dk-color-accent-soft', '--_accent-soft', 0],
  ['--dk-color-danger', '--_danger', 4.5],
  ['--dk-color-danger-soft', '--_danger-soft', 0],
  ['--dk-color-warn', '--_warn', 4.5],
  ['--dk-color-warn-soft', '--_warn-soft', 0],
  ['--dk-color-ok', '--_ok', 4.5],
  ['--dk-color-ok-soft', '--_ok-soft', 0],
];

const meta: Meta = {
  title: 'Foundations/Colours',
  render: () => html`<story-sheet .content=${page}></story-sheet>`,
  play: ({ canvasElement }) => checkContrast(canvasElement),
};
export default meta;

export const Light: StoryObj = { globals: { theme: 'light' } };
export const Dark: StoryObj = { globals: { theme: 'dark' } };

function page({ word }: Speaker): TemplateResult {
  return html`
    <section>
      <h2>Roles</h2>
      <p class="note">Light and dark come from color-scheme. Text keeps 4.5:1 on surface, ground and sunken, marks keep 3:1 on surface and ground; this page measures it.</p>
      <div class="tiles">${roles.map(([name, own, least]) => tile(name, own, name.replace('--dk-color-', ''), least))}</div>
    </section>
    <section>
      <h2>Status of a job</h2>
      <p class="note">Never colour alone: a dot, an edge or a tint, always with the word.</p>
      <div class="tiles">
        ${jobStatuses.map((status) => tile(`--dk-status-${status.replace('_', '-')}`, `--_status-${status}`, word(`status.${status}`), 3))}
      </div>
    </section>
    <section>
      <h2>Status of a technician</h2>
      <div class="row">
        ${technicianStatuses.map((status) => html`<span class="line"><span class="dot" data-technician=${status}></span>${word(`technician.${status}`)}</span>`)}
      </div>
    </section>
    <section>
      <h2>Priority and due time</h2>
      <div class="row">
        ${priorities.map((priority) => html`<span class=${priority === 'urgent' ? 'late' : priority === 'high' ? 'soon' : ''}>${word(`priority.${priority}`)}</span>`)}
      </div>
    </section>
  `;
}

function tile(publicName: string, privateName: string, label: string, least: number): TemplateResult {
  return html`<div class="tile">
    <div class="sample" data-least=${least} data-name=${publicName} ${setProperty({ '--_sample': `var(${privateName})` })}></div>
    <div>${label}</div>
    <code>${publicName}</code>
  </div>`;
}

const grounds = ['--dk-color-surface', '--dk-color-ground', '--dk-color-sunken'];
const least = (sample: HTMLElement) => Number(sample.dataset.least);

/** Fails when a colour is too faint to be read, or seen, on the grounds it is used on. */
async function checkContrast(canvasElement: HTMLElement): Promise<void> {
  const sheet = canvasElement.querySelector<Sheet>('story-sheet');
  await sheet?.updateComplete;
  const samples = [...(sheet?.shadowRoot?.querySelectorAll<HTMLElement>('[data-least]') ?? [])];
  if (samples.length === 0) throw new Error('There are no colours');
  const colorOf = (name: string) => {
    const sample = samples.find((one) => one.dataset.name === name);
    return sample ? getComputedStyle(sample).backgroundColor : '';
  };
  const faint = samples.flatMap((sample) =>
    (least(sample) > 3 ? grounds : grounds.slice(0, 2)).flatMap((ground) => {
      const found = contrast(getComputedStyle(sample).backgroundColor, colorOf(ground));
      return found < least(sample) ? [`${sample.dataset.name} on ${ground}: ${found.toFixed(2)}`] : [];
    }),
  );
  if (faint.length > 0) throw new Error(`Too faint: ${faint.join(', ')}`);
}
