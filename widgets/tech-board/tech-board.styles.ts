import { css } from 'lit';

export const styles = css`
  .board { display: flex; flex-direction: column; height: 100%; min-height: 0; }
  .bar { overflow: hidden; }
  .bar .hint { color: var(--_text-3); }
  .scroller { position: relative; flex: 1; min-height: 0; overflow: auto hidden; background: var(--_ground); scrollbar-width: thin; outline-offset: -2px; }
  .track { position: relative; height: 100%; }

  .column { position: absolute; inset-block: 8px 0; display: flex; flex-direction: column; gap: 6px; min-height: 0; transition: opacity var(--_quick) var(--_ease); }
  .head { position: relative; flex: none; display: flex; align-items: center; gap: 8px; height: calc(46px * var(--_scale)); padding: 5px 9px 7px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); overflow: hidden; cursor: default; }
  .head .avatar[hidden] { display: none; }
  .head .avatar .dot { border-color: var(--_surface); }
  .head .dot[data-technician=''] { display: none; }
  .who { flex: 1; min-width: 0; display: grid; }
  .who:has(.crew:not(:empty)) { grid-template-columns: minmax(0, max-content) minmax(0, 1fr); column-gap: 6px; }
  .who .name { font-weight: 550; line-height: 16px; }
  .who .crew { text-align: right; color: var(--_text-3); font-size: var(--_size-xs); line-height: 16px; }
  .who .crew:empty, .column.folded .crew { display: none; }
  .who .detail { grid-column: 1 / -1; color: var(--_text-3); font-size: var(--_size-xs); line-height: 15px; }
  .load { position: absolute; inset: auto 0 0; height: 3px; background: var(--_sunken); }
  .load .fill { display: block; height: 100%; border-start-end-radius: 2px; background: color-mix(in srgb, var(--_text-3) 70%, transparent); transition: width var(--_calm) var(--_ease); }
  .tight .load .fill { background: var(--_warn); }
  .no-load .load { visibility: hidden; }
  .fold { position: absolute; inset-block-start: 50%; inset-inline-end: 4px; translate: 0 -55%; display: grid; place-items: center; width: 24px; height: 24px; padding: 0; border: 0; border-radius: var(--_radius-s); background: var(--_surface); color: var(--_text-3); cursor: pointer; opacity: 0; }
  .fold svg { width: 14px; height: 14px; }
  .fold:dir(rtl) svg { scale: -1 1; }
  .head:hover .fold, .fold:focus-visible { opacity: 1; }
  .fold:hover { background: var(--_sunken); color: var(--_text); }
  .fold:focus-visible { outline: none; }
  .head:has(.fold:focus-visible) { outline: 2px solid var(--_focus); outline-offset: -1px; }

  .list { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; gap: 6px; padding-block-end: 10px; overflow: hidden auto; scrollbar-width: none; overscroll-behavior-y: contain; }
  .list::-webkit-scrollbar { display: none; }
  .item { position: relative; flex: none; display: flex; flex-direction: column; outline: none; cursor: default; -webkit-touch-callout: none; user-select: none; -webkit-user-select: none; }
  .item[hidden] { display: none; }
  .travel { order: -1; padding-inline: 11px 0; padding-block: 0 6px; color: var(--_text-3); font-size: var(--_size-xs); line-height: 12px; }
  .travel:empty { display: none; }
  .travel.short { color: var(--_danger); }
  .card { position: relative; align-content: center; min-height: calc(44px * var(--_scale)); padding: 5px 9px 6px 10px; padding-inline: 10px 9px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_surface); overflow: hidden; transition: border-color var(--_quick) var(--_ease), box-shadow var(--_quick) var(--_ease); }
  .card::before { content: ''; position: absolute; inset-block: -1px; inset-inline-start: -1px; width: 3px; background: var(--_status, var(--_text-3)); }
  .card .title { font-weight: 550; line-height: 16px; }
  /* People's own words run as they are written, and are cut off at their own end. */
  :is(.who .name, .who .crew, .card .title) { unicode-bidi: plaintext; }
  :host(:dir(rtl)) :is(.who .name, .card .title) { text-align: right; }
  :host(:dir(rtl)) .who .crew { text-align: left; }
  .card .detail.apart { display: flex; white-space: pre; }
  .card .detail { color: var(--_text-2); font-size: calc(11.5px * var(--_scale)); line-height: 15px; }
  .card .lock { position: absolute; inset-block-start: 7px; inset-inline-end: 7px; width: 13px; height: 13px; color: var(--_text-3); background: var(--_surface); }
  .item.pinned .title { padding-inline-end: 16px; }
  .item:not(.fixed) .card { cursor: grab; }
  .item:hover .card { border-color: color-mix(in srgb, var(--_text-3) 45%, var(--_line)); }
  .item.done .title, .item.done .detail { color: var(--_text-3); }
  .item.done .card { background: color-mix(in srgb, var(--_surface) 55%, var(--_ground)); }
  .item.done .card::before { opacity: 0.45; }
  .item.hovered .card { border-color: var(--_accent); }
  .item.broken .card { border-color: var(--_danger); box-shadow: inset 0 0 0 0.5px var(--_danger); }
  .item.chosen .card { border-color: var(--_accent); box-shadow: 0 0 0 1px var(--_accent), 0 0 0 4px var(--_accent-soft); }
  .item.broken.chosen .card { border-color: var(--_danger); }
  .item:focus-visible .card { outline: 2px solid var(--_focus); outline-offset: -1px; }
  .item.carried:not(.moving) { opacity: 0.45; }

  /* The card while it is dragged: its place is a dashed outline; what follows the pointer is in the top layer. */
  .item.moving .card { border-style: dashed; border-color: var(--_accent); background: color-mix(in srgb, var(--_accent) 9%, var(--_surface)); box-shadow: none; }
  .item.moving .travel { display: none; }
  .item.elsewhere { opacity: 0.4; }
  .item.flying { opacity: 0 !important; }
  [popover].popup.drag-preview { inset: 0 auto auto 0; overflow: visible; border: 0; background: transparent; box-shadow: none; }
  .drag-preview .card { box-shadow: var(--_shadow); border-color: var(--_accent); rotate: 0.6deg; }
  .drag-preview .badge { position: absolute; inset-block-start: -8px; inset-inline-end: -8px; min-width: 20px; padding-inline: 6px; border-radius: 10px; background: var(--_accent); color: var(--_on-accent); font-size: var(--_size-xs); font-weight: 600; line-height: 20px; text-align: center; }
  .placeholder { flex: none; display: grid; align-items: center; min-height: calc(30px * var(--_scale)); padding-inline: 10px; border: 1.5px dashed var(--_accent); border-radius: var(--_radius); background: color-mix(in srgb, var(--_accent) 9%, transparent); color: var(--_accent); font-size: var(--_size-xs); font-weight: 550; }
  /* Some rule speaks against the place that is aimed at. */
  .breaking :is(.placeholder, .item.moving .card) { border-color: var(--_danger); background: color-mix(in srgb, var(--_danger) 12%, var(--_surface)); color: var(--_danger); }
  .breaking .column.aimed .head { border-color: var(--_danger); }
  [popover].popup.drop-card { max-width: min(280px, calc(100vw - 16px)); padding: 9px 12px 10px; pointer-events: none; }
  .drop-card strong { display: block; margin-block-end: 5px; font-weight: 600; }

  .column[data-fits='yes'] .head { box-shadow: inset 0 2px 0 var(--_accent); border-color: color-mix(in srgb, var(--_accent) 45%, var(--_line)); }
  .column[data-fits='no'] { opacity: 0.5; }
  .column[data-fits='no'].aimed { opacity: 0.85; }
  .column.aimed .head { border-color: var(--_accent); }

  .nothing { padding: 10px; border: 1px dashed var(--_line); border-radius: var(--_radius); color: var(--_text-3); font-size: var(--_size-s); text-align: center; position: absolute; inset-inline: 0; inset-block-start: calc(52px * var(--_scale)); pointer-events: none; }
  .nothing[hidden], .column.aimed .nothing { display: none; }
  .more { flex: none; margin-block-end: 8px; height: 26px; font-size: var(--_size-s); }
  .more[hidden] { display: none; }

  .column.folded .head { flex-direction: column; flex: 1; justify-content: flex-start; gap: 8px; height: auto; margin-block-end: 8px; padding: 9px 0; }
  .column.folded .who { flex: none; writing-mode: vertical-rl; align-self: center; grid-auto-flow: row; min-height: 0; max-height: calc(100% - 90px); }
  .column.folded .list, .column.folded .nothing { display: none; }
  .column.folded .fold { position: static; order: -1; translate: none; opacity: 1; rotate: 180deg; }
  .column.folded .load { inset: auto 0 0; }

  .ghosts { display: flex; gap: 8px; height: 100%; padding: 8px; overflow: hidden; background: var(--_ground); flex: 1; }
  .ghosts div { flex: none; display: flex; flex-direction: column; gap: 12px; width: 190px; }
  .ghosts .skeleton { flex: none; height: 44px; border-radius: var(--_radius); background: var(--_line-soft); }
  .ghosts .skeleton:first-child { height: 46px; margin-block-end: -6px; }
  .fill-rest { flex: 1; min-height: 0; }
  [hidden].scroller { display: none; }

  @container (width < 560px) {
    .bar .hint { display: none; }
  }
  @container (width < 480px) {
    /* Rather shorter words than a button cut in half at the edge. */
    .bar .chip { display: block; flex: 0 1 auto; min-width: 48px; overflow: hidden; text-overflow: ellipsis; }
    .scroller { scroll-snap-type: x mandatory; }
    .scroller.dragging { scroll-snap-type: none; }
    .column { scroll-snap-align: center; }
  }
  @media (pointer: coarse) {
    .fold { opacity: 1; width: 40px; height: 40px; }
    /* What is always there takes its place, or it would lie over the crew. */
    .column:not(.folded) .head { padding-inline-end: 44px; }
    .card { min-height: 52px; padding-block: 8px; }
  }
  @media (prefers-reduced-motion: reduce) {
    .drag-preview .card { rotate: none; }
  }
  @media (forced-colors: active) {
    .card::before, .load .fill { forced-color-adjust: none; }
    .item.chosen .card { outline: 2px solid Highlight; }
    .item.broken .card { border: 2px solid Mark; }
    .column[data-fits='yes'] .head { border: 2px solid Highlight; }
  }
  @media print {
    .scroller { overflow: visible; }
    .fold { display: none; }
  }
`;
