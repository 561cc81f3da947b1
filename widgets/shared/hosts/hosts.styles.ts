import { type CSSResult, css } from 'lit';

const styles = css`
  .bar, header { position: relative; }
  .host-chip { display: inline-flex; flex: none; align-items: center; gap: 5px; max-width: 100%; height: 24px; padding: 0 8px; border: 0; border-radius: 12px; background: transparent; color: var(--_text-2); font-size: var(--_size-s); font-weight: 500; white-space: nowrap; cursor: pointer; }
  .host-chip:hover { background: var(--_sunken); color: var(--_text); }
  .host-chip svg, .host-mark svg, .host-state svg, .host-note svg { display: block; flex: none; width: 14px; height: 14px; }
  .host-chip:is([data-state='away'], [data-state='undecided']) { background: var(--_warn-soft); color: var(--_warn); }
  .host-chip .long { display: none; }
  .host-progress { position: absolute; inset-block-end: 0; inset-inline-start: 0; width: 100%; height: 2px; border: 0; appearance: none; background: transparent; }
  .host-progress::-webkit-progress-bar { background: transparent; }
  .host-progress::-webkit-progress-value { background: var(--_accent); transition: width var(--_calm) var(--_ease); }
  .host-progress::-moz-progress-bar { background: var(--_accent); }

  .host-mark { display: inline-grid; flex: none; place-items: center; color: var(--_text-3); }
  p.host-note { display: flex; flex-wrap: nowrap; align-items: flex-start; gap: 5px; color: var(--_text-2); font-size: var(--_size-s); }
  .host-note svg { margin-block-start: 2px; }
  p.host-note:is([data-state='conflict'], [data-state='dead']) { color: var(--_danger); }

  /* At the end of what says what the job is: nothing moves, long texts end a little earlier. */
  /* By the sides of the page: what is written in a cell may run the other way. */
  .cell.marked { position: relative; padding-right: 26px; }
  .cell.marked .host-mark { position: absolute; inset-block: 0; right: 7px; }
  :host(:dir(rtl)) .cell.marked { padding-inline: 0; padding-right: 8px; padding-left: 26px; }
  :host(:dir(rtl)) .cell.marked .host-mark { right: auto; left: 7px; }
  .card > .host-mark { position: absolute; inset-block-start: 6px; inset-inline-end: 6px; width: 14px; height: 14px; background: inherit; }
  .item.marked .title { padding-inline-end: 17px; }
  .item.marked.pinned .title { padding-inline-end: 34px; }
  .item.marked .card .lock { inset-inline-end: 24px; }
  .job > .host-mark { position: absolute; inset-block-end: -4px; inset-inline-end: -4px; width: 14px; height: 14px; border-radius: 50%; background: var(--_surface); color: var(--_text-2); pointer-events: none; }
  .job > .host-mark svg { width: 12px; height: 12px; }
  .host-mark:is([data-state='conflict'], [data-state='dead']) { color: var(--_danger); }
  .job > .host-mark:is([data-state='conflict'], [data-state='dead']) { color: var(--_danger); }
  .job.marked .lock { inset-inline-end: 13px; }

  /* The panel has no bar; what is said lies at its lower edge. */
  .standing { position: sticky; inset-block-end: 0; z-index: 1; }
  .standing .host-chip { justify-content: flex-start; width: 100%; height: auto; min-height: 36px; padding: 6px 16px; border-block-start: 1px solid var(--_line); border-radius: 0; background: var(--_surface); text-align: start; white-space: normal; }
  .standing .host-chip:is([data-state='away'], [data-state='undecided']) { background: var(--_warn-soft); }
  .standing .host-progress { inset-block-start: 0; inset-block-end: auto; }

  [popover].host-overview { width: max-content; min-width: 240px; max-width: min(340px, calc(100vw - 16px)); max-height: min(480px, 80dvh); overflow: auto; outline: none; }
  .host-overview section { padding: 11px 14px 12px; }
  .host-overview section + section { border-block-start: 1px solid var(--_line-soft); }
  .host-overview h3 { display: flex; align-items: center; justify-content: space-between; gap: 16px; margin: 0 0 3px; font-size: inherit; font-weight: 600; }
  .host-state { display: inline-flex; align-items: center; gap: 5px; color: var(--_text-2); font-size: var(--_size-s); font-weight: 500; white-space: nowrap; }
  [data-state='current'] > h3 .host-state { color: var(--_ok); }
  [data-state='away'] > h3 .host-state { color: var(--_warn); }
  .host-overview p { color: var(--_text-2); font-size: var(--_size-s); line-height: 17px; }
  .host-overview ul { margin: 6px -8px -4px; }
  .host-overview li button { display: flex; align-items: center; gap: 7px; width: 100%; min-height: 26px; padding: 3px 8px; border: 0; border-radius: var(--_radius-s); background: transparent; font-size: var(--_size-s); line-height: 16px; text-align: start; cursor: pointer; }
  .host-overview li button:hover { background: var(--_sunken); }
  .host-overview li bdi:first-of-type { flex: none; min-width: 5.8em; color: var(--_text-2); font-variant-numeric: normal; }

  .toast .quote { display: block; margin-block-start: 2px; opacity: 0.82; overflow-wrap: anywhere; }

  dialog.popup.host-conflict { min-width: min(380px, calc(100vw - 32px)); }
  .host-conflict p { color: var(--_text-2); }
  .host-conflict table { width: 100%; margin-block-start: 14px; border-collapse: collapse; }
  .host-conflict :is(th, td) { padding: 6px 12px 6px 0; padding-inline: 0 12px; border-block-end: 1px solid var(--_line-soft); text-align: start; vertical-align: top; font-weight: 400; }
  .host-conflict :is(th, td):last-child { padding-inline-end: 0; }
  .host-conflict thead th { padding-block-start: 0; color: var(--_text-3); font-size: var(--_size-s); font-weight: 500; }
  .host-conflict thead th + th { width: 44%; }
  .host-conflict tbody th { color: var(--_text-2); white-space: nowrap; }
  .host-conflict td { overflow-wrap: anywhere; }
  .host-conflict .blank { color: var(--_text-3); }

  @container (width >= 1080px) {
    .host-chip .long { display: inline; }
    .host-chip .short { display: none; }
  }
  @container (width < 480px) {
    .host-chip { justify-content: center; width: 30px; height: 30px; padding: 0; border-radius: var(--_radius); }
    .host-chip .short { display: none; }
  }
  .standing .host-chip .long { display: inline; }
  .standing .host-chip .short { display: none; }
  @media (pointer: coarse) {
    .host-chip { min-width: 40px; height: 40px; }
    .host-overview li button { min-height: 44px; }
  }
  @media (forced-colors: active) {
    .host-progress::-webkit-progress-value { background: Highlight; }
  }
  @media print {
    .host-chip { display: none; }
  }
`;

const dressed = new WeakMap<ShadowRoot, Set<CSSResult>>();

/** Lends the styles of this part to a widget that shows it. */
export function adoptHostStyles(element: HTMLElement): void {
  adoptStyles(element, styles);
}

/** Lends styles to a widget; once, however often it is asked. */
export function adoptStyles({ shadowRoot }: HTMLElement, lent: CSSResult): void {
  const sheet = lent.styleSheet;
  if (!shadowRoot || !sheet) return;
  const worn = dressed.get(shadowRoot) ?? new Set();
  dressed.set(shadowRoot, worn);
  if (worn.has(lent)) return;
  worn.add(lent);
  shadowRoot.adoptedStyleSheets.push(sheet);
}
