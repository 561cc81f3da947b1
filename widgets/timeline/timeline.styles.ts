import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; }
  :host([hidden]) { display: none; }
  .no-hours { flex: none; padding: 4px 12px; background: var(--_sunken); color: var(--_text-2); font-size: var(--_size-s); }
  .toolbar { gap: 6px; }
  .toolbar .date { font-weight: 500; white-space: nowrap; }
  .toolbar .zoom { display: inline-flex; }
  .toolbar .zoom .button { height: 26px; width: 28px; border-color: transparent; background: transparent; }
  .toolbar .zoom .button:hover { background: var(--_sunken); }
  .chip.danger { border-color: color-mix(in srgb, var(--_danger) 40%, var(--_line)); }

  .scroll { position: relative; flex: 1; min-height: 0; overflow: auto; overscroll-behavior: contain; background: var(--_surface); }
  .canvas { position: relative; min-width: 100%; user-select: none; -webkit-user-select: none; }
  .probe { position: absolute; visibility: hidden; width: 0; height: var(--_lane); }

  .head { position: sticky; inset-block-start: 0; z-index: 8; display: flex; height: 28px; background: var(--_surface); border-block-end: 1px solid var(--_line); }
  .head.days { height: 42px; }
  .corner { position: sticky; inset-inline-start: 0; z-index: 2; flex: none; width: var(--_names); height: 100%; background: var(--_surface); border-inline-end: 1px solid var(--_line); }
  .hours { position: relative; flex: 1; height: 100%; }
  .tick { position: absolute; inset-block-end: 5px; display: flex; justify-content: center; width: 0; color: var(--_text-3); font-size: var(--_size-s); line-height: 18px; white-space: nowrap; }
  .tick.covered { visibility: hidden; }
  .day { position: absolute; inset-block-start: 3px; height: 18px; font-size: var(--_size-s); font-weight: 600; line-height: 18px; white-space: nowrap; color: var(--_text-2); }
  .day span { position: sticky; inset-inline-start: calc(var(--_names) + 8px); padding-inline: 8px; }
  .tick.first { justify-content: flex-start; padding-inline-start: 4px; }
  .now-chip { position: absolute; inset-block-end: 4px; z-index: 1; translate: -50% 0; padding: 0 6px; border-radius: 4px; background: var(--_danger); color: var(--_surface); font-size: var(--_size-xs); font-weight: 600; line-height: 19px; white-space: nowrap; }
  :host([dir='rtl']) .now-chip { translate: 50% 0; }

  .body { position: relative; min-height: 100%; background: var(--_off-shift); }
  .hour-line { position: absolute; inset-block: 0; z-index: 1; width: 1px; background: color-mix(in srgb, var(--_line) 45%, transparent); pointer-events: none; }
  .hour-line.midnight { width: 2px; background: var(--_line); }
  .now-line { position: absolute; inset-block: 0; z-index: 3; width: 2px; margin-inline-start: -1px; background: var(--_danger); pointer-events: none; }

  .row { position: absolute; inset-inline: 0; border-block-end: 1px solid var(--_line); }
  .lane { position: absolute; inset-block: 0; inset-inline: var(--_names) 0; }
  .block { position: absolute; inset-block: 0; overflow: hidden; white-space: nowrap; color: var(--_text-3); font-size: var(--_size-xs); text-align: center; pointer-events: none; }
  .block.shift { background: var(--_surface); }
  .block.break { inset-block: 5px; display: grid; place-content: center; border-radius: 5px; background: var(--_sunken); font-size: 10px; }
  .block.away { inset-block: 5px; display: grid; place-content: center; border: 1px dashed var(--_line); border-radius: 5px; background: color-mix(in srgb, var(--_sunken) 85%, var(--_text-3)); color: var(--_text-2); }
  .row[data-fits='yes'] .block.shift { background: color-mix(in srgb, var(--_ok) 7%, var(--_surface)); }
  /* Stepped back, and still to be read: what is unfit may be chosen all the same. */
  .row[data-fits='no'] .block.shift { opacity: 0.45; }
  .row[data-fits='no'] :is(.person, .percent) { color: var(--_text-2); font-weight: 400; }
  .row[data-fits='no'] .avatar { filter: grayscale(1); }
  .row[data-fits='no'] .load { opacity: 0.5; }
  .row.aimed .name { background: var(--_accent-soft); }

  .name { position: sticky; inset-inline-start: 0; z-index: 5; display: flex; align-items: center; gap: 8px; width: var(--_names); height: 100%; padding-inline: 10px 8px; background: var(--_surface); border-inline-end: 1px solid var(--_line); cursor: default; }
  .who { flex: 1; min-width: 0; display: grid; gap: 4px; }
  /* Names run as they are written, and are cut off at their own end. */
  .person { font-weight: 500; line-height: 17px; unicode-bidi: plaintext; }
  :host(:dir(rtl)) .person { text-align: right; }
  .load { display: block; height: 3px; border-radius: 2px; overflow: hidden; background: var(--_sunken); }
  .fill { display: block; height: 100%; border-radius: 2px; background: light-dark(#8792a8, #6f7c93); }
  .percent { align-self: center; min-width: 31px; color: var(--_text-3); font-size: var(--_size-s); text-align: end; }
  .tight .fill { background: var(--_warn); }
  .tight .percent { color: var(--_warn); font-weight: 600; }

  .job {
    --_edge: var(--_status, var(--_text-3));
    position: absolute; z-index: 2; padding-block: 2px 0; padding-inline: 5px 4px; border: 1px solid color-mix(in srgb, var(--_edge) 45%, var(--_surface)); border-inline-start: 3px solid var(--_edge); border-radius: 5px;
    background: color-mix(in srgb, var(--_edge) 13%, var(--_surface)); line-height: 15px; cursor: grab; touch-action: pan-x pan-y;
  }
  .lead { position: absolute; inset-inline-end: calc(100% + 3px); inset-block-start: calc(50% - 1px); border-block-start: 2px dotted color-mix(in srgb, var(--_text-3) 75%, transparent); pointer-events: none; }
  .lead.unknown { inset-block-start: calc(50% - 8px); border: 0; color: var(--_text-3); font-size: var(--_size-xs); font-weight: 600; line-height: 16px; text-align: center; }
  .lead.short { border-color: var(--_danger); }
  .text { display: grid; overflow: hidden; pointer-events: none; }
  .job.long .text { position: sticky; inset-inline-start: calc(var(--_names) + 6px); width: fit-content; max-width: 100%; }
  .name-of-job, .when { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .name-of-job { unicode-bidi: plaintext; }
  :host(:dir(rtl)) .name-of-job { text-align: right; }
  .when { display: flex; white-space: pre; }
  .name-of-job { font-size: var(--_size-s); font-weight: 550; }
  .when { color: var(--_text-2); font-size: var(--_size-xs); line-height: 14px; }
  .job[data-fit='time'] .text, .job[data-fit='none'] .text { height: 100%; align-content: center; }
  .job[data-fit='time'] { padding-block: 0; padding-inline: 4px 2px; }
  .job.done { --_edge: color-mix(in srgb, var(--_status) 60%, var(--_surface)); background: color-mix(in srgb, var(--_status) 6%, var(--_surface)); }
  .job.done :is(.name-of-job, .when) { color: var(--_text-3); font-weight: 400; }
  .job[data-status='cancelled'] .name-of-job { text-decoration: line-through; }
  .job.broken { border-color: var(--_danger); border-inline-start-color: var(--_edge); box-shadow: 0 0 0 0.5px var(--_danger); }
  .job.broken::after { content: '!'; position: absolute; inset-block-start: -5px; inset-inline-end: -4px; width: 11px; height: 11px; border-radius: 50%; background: var(--_danger); color: var(--_surface); font-size: 9px; font-weight: 700; line-height: 11px; text-align: center; pointer-events: none; }
  .job.from-before { border-inline-start-style: dotted; border-start-start-radius: 0; border-end-start-radius: 0; }
  .job.goes-on { border-inline-end: 3px dotted var(--_edge); border-start-end-radius: 0; border-end-end-radius: 0; }
  .job.hovered { background: color-mix(in srgb, var(--_edge) 22%, var(--_surface)); }
  .job.chosen { z-index: 3; outline: 2px solid var(--_accent); outline-offset: 0; }
  .job:focus-visible { z-index: 3; outline: 2px solid var(--_focus); outline-offset: 2px; }
  .job.resizing { cursor: ew-resize; }
  .job.lifted { border-style: dashed; background: transparent; box-shadow: none; }
  .job.lifted :is(.name-of-job, .when) { color: var(--_text-3); font-weight: 400; }
  .job .lock { position: absolute; inset-block-end: 2px; inset-inline-end: 2px; width: 11px; height: 11px; fill: none; stroke: var(--_text-2); stroke-width: 1.6; background: inherit; }
  :host(.read-only) .job { cursor: default; }

  .ghost { position: absolute; z-index: 4; overflow: hidden; padding: 2px 5px; border: 1.5px dashed var(--_accent); border-radius: 5px; background: color-mix(in srgb, var(--_accent) 16%, transparent); color: var(--_accent); font-size: var(--_size-xs); font-weight: 600; line-height: 14px; white-space: nowrap; pointer-events: none; }
  .ghost.broken { border-color: var(--_danger); background: color-mix(in srgb, var(--_danger) 12%, transparent); color: var(--_danger); }
  [popover].ghost-card { display: grid; gap: 6px; width: max-content; max-width: min(290px, calc(100vw - 16px)); padding: 10px 12px; pointer-events: none; }
  .ghost-card strong { font-weight: 600; }
  [popover].carried { inset: 0 auto auto 0; max-width: 220px; overflow: hidden; padding: 4px 10px; text-overflow: ellipsis; white-space: nowrap; font-weight: 500; pointer-events: none; }
  [popover].carried.inside { visibility: hidden; }

  .loading { flex: 1; min-height: 0; overflow: hidden; }
  .loading .head { position: static; }
  .loading .line { display: flex; align-items: center; gap: 10px; height: var(--_lane); padding-inline: 10px; border-block-end: 1px solid var(--_line); }
  .loading .line .skeleton:nth-child(1) { flex: none; width: 24px; height: 24px; border-radius: 50%; }
  .loading .line .skeleton:nth-child(2) { flex: none; width: 104px; height: 12px; margin-inline-end: 48px; }
  .loading .line .skeleton:nth-child(n + 3) { height: 32px; flex: 1; max-width: 110px; margin-inline-start: calc(var(--_gap, 1) * 12px); }

  @container (max-width: 560px) {
    .who { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .percent { display: none; }
    .name { justify-content: center; padding-inline: 0; }
    .toolbar .count, .toolbar .everyone { display: none; }
    .toolbar .date { font-size: var(--_size-s); }
    .loading .line .skeleton:nth-child(2) { display: none; }
  }
  @container (max-width: 820px) { .toolbar .zoom { display: none; } }
  @media (pointer: coarse) {
    .toolbar .zoom .button { height: 40px; width: 40px; }
  }
  @media (forced-colors: active) {
    .job { border-inline-start-color: CanvasText; }
    .job.broken { outline: 2px dashed CanvasText; }
    .job.chosen { outline: 3px solid Highlight; }
    .now-line { background: CanvasText; }
    .fill { background: CanvasText; }
    .block.shift { border-inline: 1px solid GrayText; }
  }
  @media print {
    :host { overflow: visible; height: auto; display: block; color: #000; background: #fff; }
    .scroll { overflow: visible; height: auto; }
    .toolbar :is(.button, .chip, .zoom), .now-line, .now-chip { display: none; }
    .head, .corner, .name { position: static; }
    .tick.covered { visibility: visible; }
    .row { break-inside: avoid; }
    .job, .block, .body { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }
`;
