import type { DispatchError } from '@dispatchkit/client';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from './localize.ts';
import { shared } from './messages.ts';

/** Nothing to show: says why and what to do next. */
export function emptyState(title: string, hint: string, action?: TemplateResult): TemplateResult {
  return html`<div class="state" part="empty"><strong>${title}</strong><p>${hint}</p>${action ?? nothing}</div>`;
}

/** What happened, what is safe, and the way on. */
export function errorState(localizer: Localizer, error: DispatchError | undefined, retry: () => void): TemplateResult {
  const kind = error?.kind ?? 'failed';
  return html`<div class="state" role="alert" part="error">
    <strong>${localizer.text(shared, `error.${kind}`)}</strong>
    <p>${localizer.text(shared, `errorHint.${kind}`)}</p>
    <button class="button" type="button" @click=${retry}>${localizer.text(shared, 'retry')}</button>
  </div>`;
}

/** A thin line above data that is still shown but not live. */
export function staleNotice(localizer: Localizer, sinceMs: number, retry: () => void): TemplateResult {
  return html`<div class="stale" role="status" part="stale">
    <span class="ellipsis">${localizer.text(shared, 'staleSince', { time: localizer.time(sinceMs) })}</span>
    <button class="button quiet" type="button" @click=${retry}>${localizer.text(shared, 'retry')}</button>
  </div>`;
}
