import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { icons } from '../../widgets/shared/icons.ts';
import { setProperty } from '../../widgets/shared/set-property.ts';
import type { Speaker } from './sheet.ts';
import './sheet.ts';

const meta: Meta = {
  title: 'Foundations/Controls',
  render: () => html`<story-sheet .content=${page}></story-sheet>`,
};
export default meta;

export const Light: StoryObj = { globals: { theme: 'light' } };
export const Dark: StoryObj = { globals: { theme: 'dark' } };
export const RightToLeft: StoryObj = { globals: { locale: 'ar' } };

function page({ word }: Speaker): TemplateResult {
  return html`
    <section>
      <h2>Buttons</h2>
      <div class="row">
        <button class="button primary" type="button">${word('assignAnyway')}</button>
        <button class="button" type="button">${word('retry')}</button>
        <button class="button danger" type="button">${word('cancel')}</button>
        <button class="button quiet" type="button">${word('undo')}</button>
        <button class="button icon" type="button" aria-label=${word('close')}>${icons.close}</button>
        <button class="button" type="button" disabled>${word('redo')}</button>
      </div>
    </section>
    <section>
      <h2>Chips and switches</h2>
      <div class="row">
        <button class="chip" type="button" aria-pressed="false"><span class="dot" data-status="scheduled"></span>${word('status.scheduled')}</button>
        <button class="chip" type="button" aria-pressed="true"><span class="dot" data-status="on_site"></span>${word('status.on_site')}</button>
        <span class="segmented" role="group" aria-label=${word('priority.normal')}>
          <button type="button" aria-pressed="true">${word('priority.normal')}</button>
          <button type="button" aria-pressed="false">${word('priority.high')}</button>
        </span>
        <span class="avatar" aria-hidden="true" ${setProperty({ '--_color': '#0b7fab' })}>AR<span class="dot" data-technician="on_job"></span></span>
        <kbd>F6</kbd>
      </div>
    </section>
    <section>
      <h2>Reasons</h2>
      <ul class="reasons">
        <li class="ok">${word('skillsFit')}</li>
        <li class="ok">${word('onShift')}</li>
        <li class="broken">${word('error.conflict')}</li>
        <li class="note">${word('noPosition')}</li>
      </ul>
    </section>
  `;
}
