import { css } from 'lit';

/** Controls and states every widget shares: bars, buttons, chips, dots, avatars, pop-ups, focus, skeletons. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    position: relative;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    color: var(--_text);
    background: var(--_surface);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: var(--_leading);
    font-variant-numeric: tabular-nums;
    text-align: start;
    -webkit-font-smoothing: antialiased;
    container-type: inline-size;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  button, input, select, textarea { font: inherit; color: inherit; }
  h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
  ul, ol { list-style: none; }

  :focus-visible { outline: 2px solid var(--_focus); outline-offset: -2px; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .ellipsis { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }

  .bar { display: flex; align-items: center; gap: 8px; min-height: var(--_bar); padding-inline: 12px; border-block-end: 1px solid var(--_line); flex: none; }
  .bar h2 { font-size: inherit; font-weight: 600; white-space: nowrap; }
  .bar .count { color: var(--_text-3); font-weight: 400; }
  .spacer { flex: 1; }

  .button { display: inline-flex; align-items: center; justify-content: center; gap: 6px; height: 30px; padding: 0 10px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_raised); font-weight: 500; white-space: nowrap; cursor: pointer; transition: background var(--_quick) var(--_ease), border-color var(--_quick) var(--_ease); }
  .button:hover { background: var(--_sunken); }
  .button:disabled { color: var(--_text-3); cursor: default; background: transparent; opacity: 0.6; }
  .button.primary { background: var(--_accent); border-color: transparent; color: var(--_on-accent); }
  .button.primary:hover { background: color-mix(in srgb, var(--_accent) 88%, var(--_text)); }
  .button.danger { color: var(--_danger); }
  .button.quiet { border-color: transparent; background: transparent; color: var(--_text-2); }
  .button.quiet:hover { background: var(--_sunken); color: var(--_text); }
  .button.icon { width: 30px; padding: 0; color: var(--_text-2); }
  .button svg { width: 16px; height: 16px; flex: none; }

  .chip { display: inline-flex; align-items: center; gap: 5px; height: 24px; padding: 0 9px; border: 1px solid var(--_line); border-radius: 12px; background: transparent; color: var(--_text-2); font-size: var(--_size-s); font-weight: 500; white-space: nowrap; cursor: pointer; }
  .chip:hover { background: var(--_sunken); }
  .chip[aria-pressed='true'] { background: var(--_accent-soft); border-color: transparent; color: var(--_accent); }
  .chip.danger { color: var(--_danger); }

  .segmented { display: inline-flex; padding: 2px; border-radius: var(--_radius); background: var(--_sunken); }
  .segmented button { border: 0; padding: 3px 10px; border-radius: var(--_radius-s); background: transparent; color: var(--_text-2); font-weight: 500; cursor: pointer; }
  .segmented button[aria-pressed='true'] { background: var(--_raised); color: var(--_text); box-shadow: 0 1px 2px rgb(0 0 0 / 12%); }

  .dot { display: inline-block; flex: none; width: 7px; height: 7px; border-radius: 50%; background: var(--_status, var(--_text-3)); }
  [data-status='unscheduled'] { --_status: var(--_status-unscheduled); }
  [data-status='scheduled'] { --_status: var(--_status-scheduled); }
  [data-status='dispatched'] { --_status: var(--_status-dispatched); }
  [data-status='en_route'] { --_status: var(--_status-en_route); }
  [data-status='on_site'] { --_status: var(--_status-on_site); }
  [data-status='in_progress'] { --_status: var(--_status-in_progress); }
  [data-status='completed'] { --_status: var(--_status-completed); }
  [data-status='cancelled'] { --_status: var(--_status-cancelled); }
  [data-status='on_hold'] { --_status: var(--_status-on_hold); }
  [data-technician='available'] { --_status: var(--_status-completed); }
  [data-technician='on_job'] { --_status: var(--_status-in_progress); }
  [data-technician='traveling'] { --_status: var(--_status-en_route); }
  [data-technician='break'] { --_status: var(--_status-on_hold); }
  [data-technician='off_duty'] { --_status: var(--_status-unscheduled); }

  .avatar { position: relative; flex: none; display: inline-block; width: 24px; height: 24px; border-radius: 50%; background: var(--_color, var(--_text-3)); background: oklch(from var(--_color, #667085) min(l, 0.55) c h); color: #fff; font-size: 10px; font-weight: 600; line-height: 24px; text-align: center; }
  .avatar .dot { position: absolute; inset-inline-end: -2px; inset-block-end: -2px; width: 9px; height: 9px; border: 2px solid var(--_surface); }

  .late { color: var(--_danger); font-weight: 550; }
  .soon { color: var(--_warn); font-weight: 550; }

  input.search { flex: 1; min-width: 60px; height: 28px; padding-inline: 9px; border: 1px solid transparent; border-radius: var(--_radius-s); background: var(--_sunken); }
  input.search::placeholder { color: var(--_text-3); opacity: 1; }
  input.search:focus { outline: 2px solid var(--_focus); outline-offset: -1px; background: var(--_surface); }
  kbd { padding-inline: 4px; border: 1px solid var(--_line); border-radius: 4px; background: var(--_surface); color: var(--_text-3); font: inherit; font-size: var(--_size-xs); line-height: 16px; }

  /* Top-layer pop-ups: menus, cards, dialogs. */
  [popover].popup, dialog.popup { position: fixed; inset: auto; margin: 0; padding: 0; border: 1px solid var(--_line); border-radius: var(--_radius-l); background: var(--_raised); color: var(--_text); box-shadow: var(--_shadow); font-size: var(--_size); line-height: var(--_leading); }
  dialog.popup { inset: 0; margin: auto; max-width: min(440px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); padding: 20px; overflow: auto; }
  dialog.popup::backdrop { background: rgb(10 14 22 / 38%); }
  dialog.popup h2 { font-size: 15px; line-height: 20px; font-weight: 600; margin-block-end: 4px; }
  dialog.popup footer { display: flex; justify-content: flex-end; gap: 8px; margin-block-start: 16px; }
  .menu { min-width: 200px; max-height: calc(100dvh - 16px); overflow: auto; padding: 4px; }
  .menu [role='menuitem'] { display: flex; align-items: center; gap: 8px; width: 100%; min-height: 30px; padding: 4px 10px; border: 0; border-radius: var(--_radius-s); background: transparent; text-align: start; cursor: pointer; }
  .menu [role='menuitem']:is(:hover, :focus-visible) { background: var(--_sunken); outline-offset: -1px; }
  .menu [role='menuitem']:focus-visible { outline: 2px solid var(--_focus); }
  .menu [role='menuitem'][aria-disabled='true'] { color: var(--_text-3); cursor: default; }
  .menu [role='menuitem'] .hint { margin-inline-start: auto; padding-inline-start: 16px; color: var(--_text-3); font-size: var(--_size-s); }
  .menu [role='menuitem'].danger { color: var(--_danger); }
  .menu .heading { padding: 6px 10px 2px; color: var(--_text-3); font-size: var(--_size-xs); font-weight: 500; }
  .menu [role='menuitem'] + .heading { padding-block-start: 12px; }
  .menu hr { margin: 4px 6px; border: 0; border-block-start: 1px solid var(--_line); }

  /* A labelled input, as dialogs have them. */
  .field { display: grid; gap: 4px; margin-block-start: 12px; color: var(--_text-2); font-size: var(--_size-s); }
  .field :is(input, select, textarea) { min-height: 32px; padding: 4px 9px; border: 1px solid var(--_line); border-radius: var(--_radius-s); background: var(--_surface); color: var(--_text); font-size: var(--_size); }

  /* Reasons: check, cross and note with numbers. */
  .reasons { display: grid; gap: 4px; color: var(--_text-2); font-size: var(--_size-s); line-height: 16px; }
  .reasons li { display: flex; gap: 7px; }
  .reasons li::before { flex: none; width: 12px; text-align: center; font-weight: 600; }
  .reasons .ok::before { content: '✓'; color: var(--_ok); }
  .reasons .broken::before { content: '✕'; color: var(--_danger); }
  .reasons .note::before { content: 'i'; color: var(--_text-3); }

  /* States. */
  .state { display: grid; place-content: center; justify-items: center; gap: 6px; height: 100%; min-height: 120px; padding: 24px; text-align: center; color: var(--_text-2); }
  .state strong { color: var(--_text); font-weight: 600; }
  .state p { max-width: 44ch; text-wrap: balance; }
  .state .button { margin-block-start: 8px; }
  .stale { display: flex; align-items: center; gap: 8px; padding: 4px 12px; background: var(--_warn-soft); color: var(--_warn); font-size: var(--_size-s); font-weight: 500; flex: none; }
  .stale .button { height: 24px; margin-inline-start: auto; }
  .skeleton { border-radius: 4px; background: var(--_sunken); animation: dk-breathe 1.6s ease-in-out infinite; }
  @keyframes dk-breathe { 50% { opacity: 0.5; } }
  @keyframes dk-touched { from { background-color: color-mix(in srgb, var(--_accent) 22%, transparent); } }
  .touched { animation: dk-touched 900ms ease-out; }

  @media (prefers-reduced-motion: reduce) {
    .skeleton, .touched { animation: none; }
  }
  @media (pointer: coarse) {
    .button { height: 40px; }
    .button.icon { width: 40px; }
    .chip { height: 32px; border-radius: 16px; padding-inline: 12px; }
    .menu [role='menuitem'] { min-height: 44px; }
  }
  @media (forced-colors: active) {
    .dot { forced-color-adjust: none; }
    .chip[aria-pressed='true'], .segmented button[aria-pressed='true'] { border: 2px solid Highlight; }
  }
`;
