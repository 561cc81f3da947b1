import { css } from 'lit';

export const styles = css`
  :host { height: 100%; overflow: auto; }
  .head { position: sticky; inset-block-start: 0; z-index: 1; display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 8px; padding: 12px 12px 12px 16px; border-block-end: 1px solid var(--_line); background: var(--_surface); }
  .head h2 { margin: 0; font-size: 15px; line-height: 20px; font-weight: 600; text-wrap: balance; }
  .head p { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; color: var(--_text-2); }
  .state-word { display: inline-flex; align-items: center; gap: 6px; }
  .high { color: var(--_warn); font-weight: 600; }
  .urgent { color: var(--_danger); font-weight: 600; }
  dl { display: grid; grid-template-columns: minmax(64px, auto) minmax(0, 1fr); gap: 8px 16px; padding: 14px 16px; border-block-end: 1px solid var(--_line); }
  dt { color: var(--_text-3); }
  dd p + p { margin-block-start: 4px; }
  .link { padding: 0; border: 0; background: transparent; color: var(--_accent); text-align: start; cursor: pointer; }
  .link:hover { text-decoration: underline; }
  .link bdi:first-child { color: var(--_text-2); font-variant-numeric: normal; }
  dd .state-word { vertical-align: top; }
  .muted { color: var(--_text-3); }
  .prose { padding: 12px 16px; border-block-end: 1px solid var(--_line); white-space: pre-line; overflow-wrap: anywhere; }
  h3 { margin: 0; padding: 14px 16px 6px; font-size: inherit; font-weight: 600; }
  .history { padding: 0 16px 20px; }
  .history li { position: relative; padding: 5px 0 7px 18px; padding-inline: 18px 0; }
  .history li::before { content: ''; position: absolute; inset-block-start: 11px; inset-inline-start: 2px; width: 7px; height: 7px; border-radius: 50%; background: var(--_status, var(--_line)); outline: 1px solid color-mix(in srgb, var(--_status, var(--_text-3)) 50%, transparent); }
  .history li::after { content: ''; position: absolute; inset-block: 20px -10px; inset-inline-start: 5px; width: 1px; background: var(--_line); }
  .history li:last-child::after { display: none; }
  .history small { display: block; color: var(--_text-3); font-size: var(--_size-s); line-height: 16px; }
  .history .broken { color: var(--_danger); }
  .pad { padding: 0 16px 16px; }
  .skeleton.line { height: 14px; margin: 8px 16px; }
`;
