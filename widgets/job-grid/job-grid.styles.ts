import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; min-height: 120px; }
  slot { display: none; }

  .bar h2 { flex: none; }
  .bar .count { flex: 0 1 auto; }
  .find { position: relative; display: flex; flex: 1 1 120px; min-width: 80px; max-width: 460px; margin-inline-start: auto; }
  .find kbd { position: absolute; inset-inline-end: 6px; inset-block-start: 5px; pointer-events: none; }
  .find:focus-within kbd, .find input:not(:placeholder-shown) + kbd { display: none; }
  .find input::-webkit-search-cancel-button { cursor: pointer; }
  .columns-button { flex: none; margin-inline: -4px -6px; }

  .chips { display: flex; flex: none; align-items: center; gap: 6px; min-height: 36px; padding: 6px 24px 6px 12px; overflow-x: auto; border-block-end: 1px solid var(--_line); scrollbar-width: none; mask-image: linear-gradient(to left, transparent, #000 24px); }
  :host(:dir(rtl)) .chips { padding: 6px 12px 6px 24px; mask-image: linear-gradient(to right, transparent, #000 24px); }
  .chips .chip { flex: none; }
  .chips .none { color: var(--_text-3); }

  .main { position: relative; display: flex; flex: 1; flex-direction: column; min-height: 0; }
  .scroller { flex: 1; min-height: 0; overflow: auto; overflow-anchor: none; overscroll-behavior: contain; outline: none; scrollbar-color: color-mix(in srgb, var(--_text-3) 45%, transparent) transparent; scrollbar-width: thin; }
  .probe { position: absolute; inline-size: 0; block-size: var(--_row); visibility: hidden; pointer-events: none; }
  .probe.due { inline-size: max-content; block-size: 0; padding-inline: 8px; overflow: hidden; font-weight: 550; white-space: pre; }

  .head { position: sticky; inset-block-start: 0; z-index: 2; min-width: var(--_row-width); background: var(--_surface); border-block-end: 1px solid var(--_line); }
  .headings { display: grid; grid-template-columns: var(--_columns); padding-inline: 4px; }
  .heading { position: relative; min-width: 0; }
  .heading button { display: flex; align-items: center; gap: 4px; width: 100%; height: 29px; padding: 0 8px; border: 0; background: transparent; color: var(--_text-3); font-size: 11.5px; font-weight: 500; text-align: start; cursor: pointer; }
  .heading button:hover, .heading[aria-sort$='ending'] button { color: var(--_text-2); }
  .heading .arrow { flex: none; }
  .grip { position: absolute; inset-block: 0; inset-inline-end: -4px; z-index: 1; width: 9px; cursor: col-resize; touch-action: none; }
  .grip::after { content: ''; position: absolute; inset-block: 7px; inset-inline-start: 4px; width: 1px; background: transparent; transition: background var(--_quick) var(--_ease); }
  .headings:hover .grip::after { background: var(--_line); }
  .grip:is(:hover, .active)::after { inset-block: 3px; inset-inline-start: 3.5px; width: 2px; background: var(--_accent); }

  .rows { position: relative; min-width: var(--_row-width); contain: layout style; }
  .row { position: absolute; inset-block-start: 0; inset-inline: 0; display: grid; grid-template-columns: var(--_columns); padding-inline: 4px; border-block-end: 1px solid var(--_line-soft); background: var(--_surface); cursor: default; contain: layout paint style; user-select: none; -webkit-user-select: none; }
  .row[hidden] { display: none; }
  .cell { align-self: center; min-width: 0; padding-inline: 8px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--_text-2); }
  .cell:is([data-column='number'], [data-column='work'], [data-column='due'], [data-column='title']) { color: var(--_text); }
  :host(:dir(rtl)) .cell { text-align: right; }
  /* A name, not a quantity; tabular figures would spread its hyphens. */
  .cell[data-column='number'] { font-variant-numeric: normal; }
  .cell .muted { color: var(--_text-3); }
  .cell .dot { margin-inline-end: 6px; vertical-align: 1px; }
  .cell[data-tone='quiet'] { color: var(--_text-3); }
  .cell[data-tone='late'] { color: var(--_danger); font-weight: 550; }
  .cell[data-tone='soon'] { color: var(--_warn); font-weight: 550; }
  .cell[data-column='priority'] { padding-block-start: 1px; font-size: 11.5px; font-weight: 600; }
  .cell[data-column='priority'][data-tone='quiet'] { font-weight: 450; }

  .row.hovered { background: color-mix(in srgb, var(--_text) 3.5%, var(--_surface)); }
  .row[aria-selected='true'] { background: var(--_accent-soft); }
  .row[aria-selected='true'] .cell:is([data-tone='quiet'], :has(.muted)) .muted, .row[aria-selected='true'] .cell[data-tone='quiet'] { color: var(--_text-2); }
  .row.cursor[aria-selected='true']::before { content: ''; position: absolute; inset-block: 0; inset-inline-start: 0; width: 2px; background: var(--_accent); }
  .scroller:focus-visible .row.cursor { outline: 2px solid var(--_focus); outline-offset: -2px; }

  /* Two lines for each job. */
  .list .row { grid-template: 20px 18px / minmax(0, 1fr) auto; align-content: center; }
  .list .cell[data-column='title'] { grid-area: 1 / 1; font-weight: 500; }
  .list .cell[data-column='due'] { grid-area: 1 / 2; }
  .list .cell[data-column='place'] { grid-area: 2 / 1; color: var(--_text-3); font-size: var(--_size-s); }
  .list .cell[data-column='status'] { grid-area: 2 / 2; font-size: var(--_size-s); }
  .list .cell:is([data-column='due'], [data-column='status']) { text-align: end; }

  .overlay { position: absolute; inset: 30px 0 0; overflow: hidden; background: var(--_surface); }
  .list + .overlay { inset-block-start: 0; }
  .skeleton-row { display: grid; grid-template-columns: var(--_columns); align-items: center; height: var(--_row-height, 32px); padding-inline: 4px; border-block-end: 1px solid var(--_line-soft); }
  .skeleton-row .skeleton { height: 9px; margin-inline: 8px; max-width: var(--_bar-length, 70%); }
  .skeleton-row:nth-child(3n) { --_bar-length: 55%; }
  .skeleton-row:nth-child(3n + 1) { --_bar-length: 82%; }
  .list + .overlay .skeleton-row { grid-template-columns: 1fr; }
  /* A connection that comes a moment later must not flash a message first. */
  .waiting { animation: dk-appear 1ms 1.2s both; height: 100%; }
  @keyframes dk-appear { from { visibility: hidden; } }

  .popup.panel { width: 268px; max-height: min(520px, 80dvh); padding: 4px 12px 12px; overflow: auto; }
  .panel-title { padding-block: 12px 4px; color: var(--_text-2); font-size: var(--_size-s); }
  .panel li { display: flex; align-items: center; gap: 2px; }
  .panel li label { display: flex; flex: 1; align-items: center; gap: 8px; min-width: 0; min-height: 28px; cursor: pointer; }
  .panel li input { flex: none; margin: 0; width: 15px; height: 15px; accent-color: var(--_accent); }
  .panel li .button.icon { width: 24px; height: 24px; opacity: 0; }
  .panel li:is(:hover, :focus-within) .button.icon:enabled { opacity: 1; }
  .panel .up svg { rotate: 180deg; }
  .panel > .button { margin-block-start: 8px; margin-inline-start: -10px; }

  .drag-card { position: fixed; inset: 0 auto auto 0; margin: 0; padding: 0; border: 0; overflow: visible; background: transparent; color: var(--_text); font-family: var(--_font); font-size: var(--_size); line-height: var(--_leading); }
  .drag-card .face { position: relative; display: grid; width: 220px; padding: 7px 10px 7px 13px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_raised); box-shadow: var(--_shadow); }
  .drag-card .face::before { content: ''; position: absolute; inset-block: -1px; inset-inline-start: -1px; width: 3px; border-start-start-radius: var(--_radius); border-end-start-radius: var(--_radius); background: var(--_status, var(--_text-3)); }
  .drag-card strong { font-weight: 550; }
  .drag-card .muted { color: var(--_text-2); font-size: var(--_size-s); line-height: 16px; }
  .drag-card .under { position: absolute; inset: 4px -4px -4px 4px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_raised); }
  .drag-card .under.second { inset: 8px -8px -8px 8px; }
  .drag-card .number { position: absolute; inset-block-start: -9px; inset-inline-end: -9px; padding: 1px 8px; border-radius: 10px; background: var(--_accent); color: var(--_on-accent); font-size: var(--_size-xs); font-weight: 600; }

  @container (width < 620px) {
    .bar .today { display: none; }
  }
  @container (width < 480px) {
    .bar { gap: 6px; }
    .bar .count { display: none; }
  }
  @media (pointer: coarse) {
    .probe:not(.due) { block-size: max(var(--_row), 44px); }
    .find kbd { display: none; }
    input.search { height: 36px; }
    .panel li .button.icon { width: 36px; height: 36px; opacity: 1; }
    .panel li label { min-height: 40px; }
  }
  @media (forced-colors: active) {
    .row[aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -2px; }
    .row.cursor { outline: 2px dashed CanvasText; outline-offset: -2px; }
  }
  @media print {
    .chips, .find, .columns-button { display: none; }
  }
`;
