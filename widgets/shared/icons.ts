import { html, svg, type TemplateResult } from 'lit';

const icon = (paths: TemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

/** The few icons the product uses; decorative, always beside a word or a label. */
export const icons = {
  previous: icon(svg`<path d="M10 3.5 5.5 8l4.5 4.5"/>`),
  next: icon(svg`<path d="M6 3.5 10.5 8 6 12.5"/>`),
  down: icon(svg`<path d="m4 6 4 4 4-4"/>`),
  undo: icon(svg`<path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H6"/><path d="M5.5 3 2.5 6l3 3"/>`),
  redo: icon(svg`<path d="M13 6H6.5a3.5 3.5 0 0 0 0 7H10"/><path d="m10.5 3 3 3-3 3"/>`),
  close: icon(svg`<path d="m4 4 8 8M12 4l-8 8"/>`),
  plus: icon(svg`<path d="M8 3v10M3 8h10"/>`),
  minus: icon(svg`<path d="M3 8h10"/>`),
  search: icon(svg`<circle cx="7" cy="7" r="4"/><path d="m10 10 3 3"/>`),
  warning: icon(svg`<path d="M8 2.5 14 13H2z"/><path d="M8 6.5v3M8 11.2v.1"/>`),
  lock: icon(svg`<rect x="3.5" y="7" width="9" height="6" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`),
  more: icon(svg`<path d="M3.5 8h.01M8 8h.01M12.5 8h.01"/>`),
} as const;
