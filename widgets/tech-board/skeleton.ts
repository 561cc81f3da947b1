import { html, type TemplateResult } from 'lit';

const columns = [3, 4, 2, 3, 4, 3, 2, 4];

/** Columns and cards before there are any, in the geometry they will have. */
export function skeleton(): TemplateResult {
  return html`<div class="ghosts" aria-hidden="true">
    ${columns.map(
      (cards) =>
        html`<div><span class="skeleton"></span>${Array.from({ length: cards }, () => html`<span class="skeleton"></span>`)}</div>`,
    )}
  </div>`;
}
