import { DispatchError, type DispatchErrorKind } from '@dispatchkit/client';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { setProperty } from '../../widgets/shared/set-property.ts';
import { emptyState, errorState, staleNotice } from '../../widgets/shared/states.ts';
import type { Speaker } from './sheet.ts';
import './sheet.ts';

const meta: Meta = {
  title: 'Foundations/States',
  render: () => html`<story-sheet .content=${page}></story-sheet>`,
};
export default meta;

export const Light: StoryObj = { globals: { theme: 'light' } };
export const Dark: StoryObj = { globals: { theme: 'dark' } };
export const German: StoryObj = { globals: { locale: 'de' } };
export const RightToLeft: StoryObj = { globals: { locale: 'ar' } };

const kinds: readonly DispatchErrorKind[] = [
  'connection',
  'signed-out',
  'not-allowed',
  'invalid',
  'conflict',
  'stale',
  'rate-limited',
  'incompatible',
  'failed',
];
const nothing = () => {};

function page({ localizer, word }: Speaker): TemplateResult {
  return html`
    <section>
      <h2>Loading</h2>
      <p class="note">The shape of what is coming; aria-busy tells it.</p>
      <div class="panel" role="status" aria-busy="true" aria-label=${word('loading')}>
        ${[70, 52, 61].map((width) => html`<div class="skeleton" ${setProperty({ height: '12px', margin: '12px', width: `${width}%` })}></div>`)}
      </div>
    </section>
    <section>
      <h2>Empty</h2>
      <div class="panel">${emptyState(word('noConnection'), word('noConnectionHint'))}</div>
    </section>
    <section>
      <h2>Not live</h2>
      <p class="note">What is there stays; a thin line says since when it is not live.</p>
      <div class="panel">${staleNotice(localizer, Date.UTC(2026, 10, 20, 19, 24), nothing)}</div>
    </section>
    <section>
      <h2>Errors</h2>
      <p class="note">A closed list: what happened, what is safe, and the way on. The kind is in the dk-error event.</p>
      <div class="tiles">
        ${kinds.map((kind) => html`<div class="panel">${errorState(localizer, new DispatchError(kind, kind), nothing)}</div>`)}
      </div>
    </section>
  `;
}
