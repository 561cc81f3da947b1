import type { SourcePhase } from '@dispatchkit/client';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../shared/localize.ts';
import { shared } from '../shared/messages.ts';
import { setProperty } from '../shared/set-property.ts';
import { emptyState } from '../shared/states.ts';
import type { GridLayout } from './grid-layout.ts';
import { messages } from './messages.ts';

export interface GridOverlayOptions {
  readonly localizer: Localizer;
  readonly layout: GridLayout | undefined;
  /** Undefined while there is no source. */
  readonly phase: SourcePhase | undefined;
  readonly rows: { readonly count: number; readonly total: number } | undefined;
  readonly onClear: () => void;
}

/** What stands where rows would: their skeleton while loading, and why there are none, with the way on. */
export function gridOverlay({ localizer, layout, phase, rows, onClear }: GridOverlayOptions): TemplateResult | typeof nothing {
  if (!phase) {
    const hint = emptyState(localizer.text(shared, 'noConnection'), localizer.text(shared, 'noConnectionHint'));
    return html`<div class="overlay"><div class="waiting">${hint}</div></div>`;
  }
  if (phase === 'loading') return skeleton(localizer, layout);
  // What went wrong is said in place of the grid, and not that there is nothing.
  if (phase === 'error' || phase === 'signed-out') return nothing;
  if (rows && rows.count > 0) return nothing;
  if (!rows || rows.total === 0) {
    return html`<div class="overlay">${emptyState(localizer.text(messages, 'emptyTitle'), localizer.text(messages, 'emptyHint'))}</div>`;
  }
  const clear = html`<button class="button" type="button" @click=${onClear}>${localizer.text(messages, 'clearFilters')}</button>`;
  return html`<div class="overlay">${emptyState(localizer.text(messages, 'nothingTitle'), localizer.text(messages, 'nothingHint'), clear)}</div>`;
}

const skeletonRows = 14;

function skeleton(localizer: Localizer, layout: GridLayout | undefined): TemplateResult {
  const row = html`<div class="skeleton-row">${layout?.columns.map(() => html`<div class="skeleton"></div>`)}</div>`;
  return html`<div class="overlay" ${setProperty({ '--_columns': layout?.template || null, '--_row-height': `${layout?.rowHeight ?? 32}px` })}>
    <span class="visually-hidden" role="status">${localizer.text(shared, 'loading')}</span>
    <div aria-hidden="true">${Array.from({ length: skeletonRows }, () => row)}</div>
  </div>`;
}
