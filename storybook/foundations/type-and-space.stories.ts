import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { setProperty } from '../../widgets/shared/set-property.ts';
import './sheet.ts';

interface Args {
  readonly density: number;
  readonly scale: number;
  readonly radius: number;
}

const meta: Meta<Args> = {
  title: 'Foundations/Type and space',
  args: { density: 1, scale: 1, radius: 7 },
  argTypes: {
    density: { control: { type: 'range', min: 0.75, max: 1.5, step: 0.05 } },
    scale: { control: { type: 'range', min: 0.85, max: 1.5, step: 0.05 } },
    radius: { control: { type: 'range', min: 2, max: 14, step: 1 } },
  },
  render: ({ density, scale, radius }) =>
    html`<story-sheet .content=${page} ${setProperty({ '--dk-density': density, '--dk-scale': scale, '--dk-radius': `${radius}px` })}></story-sheet>`,
};
export default meta;
type Story = StoryObj<Args>;

export const Usual: Story = {};
export const Dense: Story = { args: { density: 0.8 } };
export const Roomy: Story = { args: { density: 1.25, scale: 1.15 } };

const sizes = [
  ['--_size', '13px', 'Rows, buttons, text'],
  ['--_size-s', '12px', 'Chips, reasons, second lines'],
  ['--_size-xs', '11px', 'Hints, keys, axis'],
] as const;

const heights = [
  ['--_row', '32px × --dk-density', 'Row of a list'],
  ['--_bar', '40px', 'Toolbar'],
  ['--_lane', '44px × --dk-density', 'Lane of the timeline'],
] as const;

function page(): TemplateResult {
  return html`
    <section>
      <h2>Type</h2>
      <p class="note">The page's own font unless --dk-font says otherwise. Digits have one width, so that times stand under each other. Sizes follow --dk-scale.</p>
      ${sizes.map(([name, size, use]) => html`<p class="fact" ${setProperty({ 'font-size': `var(${name})` })}>10:40 · 1720 26th St — ${use} <code>${size}</code></p>`)}
      <p class="fact">400 regular · <span ${setProperty({ 'font-weight': 500 })}>500 controls</span> · <span ${setProperty({ 'font-weight': 550 })}>550 titles of jobs</span> · <strong ${setProperty({ 'font-weight': 600 })}>600 headings</strong></p>
    </section>
    <section>
      <h2>Heights</h2>
      ${heights.map(([name, size, use]) => html`<div class="height" ${setProperty({ height: `var(${name})` })}>${use} <code>${size}</code></div>`)}
    </section>
    <section>
      <h2>Corners and depth</h2>
      <div class="tiles">
        <div class="tile" ${setProperty({ 'border-radius': 'var(--_radius-s)' })}>Inside things <code>--dk-radius − 2px</code></div>
        <div class="tile">Buttons and cards <code>--dk-radius</code></div>
        <div class="tile" ${setProperty({ 'border-radius': 'var(--_radius-l)', 'box-shadow': 'var(--_shadow)' })}>Pop-ups <code>--dk-radius + 3px, --dk-shadow</code></div>
      </div>
    </section>
    <section>
      <h2>Movement</h2>
      <p class="note">120 ms for what answers a hand, 180 ms for what moves by itself, none where the person asked for reduced motion.</p>
    </section>
  `;
}
