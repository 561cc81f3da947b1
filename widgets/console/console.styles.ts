import { css } from 'lit';

export const styles = css`
  :host { height: 100%; background: var(--_line); }
  .frame { display: grid; grid-template-rows: auto minmax(0, 1fr); height: 100%; }

  header { display: flex; align-items: center; gap: 12px; min-height: 48px; padding-inline: 16px; background: var(--_surface); border-block-end: 1px solid var(--_line); }
  .brand { display: flex; align-items: center; gap: 8px; font-weight: 650; letter-spacing: -0.01em; white-space: nowrap; }
  .brand svg { width: 18px; height: 18px; color: var(--_accent); }
  .date { min-width: 17ch; font-weight: 600; text-align: center; white-space: nowrap; }
  .live { display: inline-flex; align-items: center; gap: 7px; min-width: 0; color: var(--_text-2); white-space: nowrap; }
  .live .dot { --_status: var(--_ok); box-shadow: 0 0 0 3px color-mix(in srgb, var(--_status) 22%, transparent); }
  .live[data-phase='loading'] .dot { --_status: var(--_text-3); }
  .live[data-phase='stale'] { color: var(--_warn); }
  .live[data-phase='stale'] .dot { --_status: var(--_warn); }
  .live:is([data-phase='error'], [data-phase='signed-out']) { color: var(--_danger); }
  .live:is([data-phase='error'], [data-phase='signed-out']) .dot { --_status: var(--_danger); }
  .live .button { height: 26px; }

  main { display: grid; grid-template-columns: minmax(0, calc(var(--_columns) * 100%)) 1px minmax(0, 1fr); min-height: 0; background: var(--_line); }
  .column { display: grid; grid-template-rows: minmax(0, calc(var(--_upper) * 100%)) 1px minmax(0, 1fr); min-width: 0; min-height: 0; }
  .column.single { grid-template-rows: minmax(0, 1fr); }
  main.single { grid-template-columns: minmax(0, 1fr); }
  .pane { position: relative; isolation: isolate; min-width: 0; min-height: 0; background: var(--_surface); }
  .pane > * { height: 100%; }
  .pane:focus-within { z-index: 1; }
  :is(.pane, aside) > *::part(stale), :is(.pane, aside) > *::part(host) { display: none; }

  [role='separator'] { position: relative; z-index: 2; background: var(--_line); touch-action: none; }
  [role='separator']::after { content: ''; position: absolute; }
  [role='separator'][aria-orientation='vertical'] { cursor: col-resize; }
  [role='separator'][aria-orientation='vertical']::after { inset: 0 -4px; }
  [role='separator'][aria-orientation='horizontal'] { cursor: row-resize; }
  [role='separator'][aria-orientation='horizontal']::after { inset: -4px 0; }
  [role='separator']:is(:hover, :focus-visible, .moving) { background: var(--_accent); outline: 1px solid var(--_accent); outline-offset: 0; }

  main { position: relative; }
  aside { position: absolute; inset-block: 0; inset-inline-end: 0; z-index: 5; width: min(400px, 100%); border-inline-start: 1px solid var(--_line); background: var(--_surface); box-shadow: var(--_shadow); transition: translate var(--_calm) var(--_ease); }
  @starting-style { aside { translate: 24px 0; } }

  nav { display: none; }

  @container (max-width: 1080px) {
    .brand span { display: none; }
    header { gap: 8px; }
  }
  @container (max-width: 760px) {
    .frame { grid-template-rows: auto minmax(0, 1fr) auto; }
    header { padding-inline: 8px; gap: 4px; min-height: 48px; overflow: hidden; }
    .brand, .segmented, .today { display: none; }
    .date { min-width: 0; }
    .live { margin-inline-end: 6px; }
    .live span.phase { display: none; }
    main, main.single { display: block; }
    .column { display: contents; }
    [role='separator'] { display: none; }
    .pane { height: 100%; }
    .pane:not(.current) { display: none; }
    nav { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; background: var(--_surface); border-block-start: 1px solid var(--_line); padding-block-end: env(safe-area-inset-bottom); }
    nav button { min-height: 52px; border: 0; border-block-start: 2px solid transparent; background: transparent; color: var(--_text-2); font-size: 13px; font-weight: 500; cursor: pointer; }
    nav button[aria-pressed='true'] { border-color: var(--_accent); color: var(--_accent); }
  }
  @media print {
    header .button, nav, .live { display: none; }
  }
`;
