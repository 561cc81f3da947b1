import { css } from 'lit';

export const pendingStyles = css`
  /* What is focused does not lie under the head, nor under what is said at the lower edge. */
  :host { scroll-padding-block: 100px 52px; }
  .pending .change { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 0 12px; padding: 12px 16px 14px; border-block-end: 1px solid var(--_line); background: var(--_sunken); }
  .pending h3 { margin: 0; padding: 0; font-weight: 600; }
  .pending .how { display: inline-flex; align-items: center; gap: 5px; color: var(--_text-2); font-size: var(--_size-s); font-weight: 500; white-space: nowrap; }
  .pending .how svg { flex: none; width: 14px; height: 14px; }
  .pending :is([data-state='conflict'], [data-state='dead']) .how { color: var(--_danger); }
  .pending .change > :is(p, table, footer) { grid-column: 1 / -1; }
  .pending .since { color: var(--_text-3); font-size: var(--_size-s); line-height: 17px; }
  .pending table { width: 100%; margin-block-start: 10px; border-collapse: collapse; table-layout: fixed; }
  .pending :is(th, td) { padding-block: 5px; padding-inline: 0 10px; border-block-end: 1px solid var(--_line); text-align: start; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
  .pending :is(th, td):last-child { padding-inline-end: 0; }
  .pending th:first-child { width: 29%; }
  .pending thead th { padding-block-start: 0; color: var(--_text-3); font-size: var(--_size-s); font-weight: 500; }
  .pending tbody th { color: var(--_text-2); }
  .pending [data-conflict] td { font-weight: 500; }
  .pending .blank { color: var(--_text-3); }
  .pending .reason { margin-block-start: 10px; color: var(--_danger); }
  .pending q { display: block; margin-block-start: 2px; color: var(--_text); quotes: none; overflow-wrap: anywhere; }
  .pending footer { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; margin-block-start: 12px; }
  .pending [aria-disabled='true'] { opacity: 0.6; cursor: default; }
  .pending :is(.said:not(:empty), .failed) { padding: 9px 16px; border-block-end: 1px solid var(--_line); color: var(--_text-2); font-size: var(--_size-s); }
  .pending .said:focus { outline: none; }
  .pending .said:focus-visible { box-shadow: inset 2px 0 var(--_accent); }
`;
