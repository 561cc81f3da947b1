import { css } from 'lit';

/** A page for a thumb: 16 px text, targets of 48 px and more. */
export const styles = css`
  :host { --_size: calc(16px * var(--_scale)); --_leading: calc(22px * var(--_scale)); min-height: 100%; background: var(--_ground); overflow: auto; }
  .notice { padding: 10px 16px; background: var(--_warn-soft); color: var(--_warn); font-size: 14px; line-height: 20px; font-weight: 550; }
  .notice.danger { background: var(--_danger-soft); color: var(--_danger); }
  .page { display: grid; gap: 12px; max-width: 560px; margin-inline: auto; padding: 16px; }
  .row { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
  h1 { margin: 0; font-size: 22px; line-height: 28px; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
  h2 { margin: 0; font-size: inherit; line-height: inherit; font-weight: 600; }
  .muted { color: var(--_text-2); }
  .status { flex: none; align-self: start; margin-block-start: 1px; display: inline-flex; align-items: center; gap: 6px; min-height: 26px; padding-inline: 10px; border-radius: 13px; background: color-mix(in srgb, var(--_status) 13%, var(--_surface)); color: color-mix(in srgb, var(--_status) 72%, var(--_text)); font-size: 13px; font-weight: 600; white-space: nowrap; }
  .card { padding: 16px; border: 1px solid var(--_line); border-radius: 14px; background: var(--_surface); }
  .access { text-align: end; text-wrap: pretty; }
  .steps { display: grid; grid-template-columns: repeat(4, minmax(min-content, 1fr)); gap: 8px; margin-block: 14px 16px; }
  .steps li { color: var(--_text-3); font-size: 12px; line-height: 16px; }
  .steps li::before { content: ''; display: block; height: 5px; margin-block-end: 6px; border-radius: 3px; background: var(--_line); transition: background var(--_calm) var(--_ease); }
  .steps li.done::before { background: var(--_accent); }
  .steps li.latest { color: var(--_text); font-weight: 600; }
  .go { display: block; width: 100%; min-height: 56px; border: 0; border-radius: 14px; background: var(--_accent); color: var(--_on-accent); font-size: 17px; font-weight: 600; cursor: pointer; transition: background var(--_quick) var(--_ease); }
  .go:hover { background: color-mix(in srgb, var(--_accent) 90%, var(--_text)); }
  .go:disabled { cursor: default; opacity: 0.7; }
  .actions { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 8px; margin-block-start: 10px; }
  .actions :is(a, button) { display: grid; place-content: center; min-height: 48px; padding-inline: 8px; border: 1px solid var(--_line); border-radius: 12px; background: var(--_surface); color: var(--_text); font-size: 14px; font-weight: 550; text-align: center; text-decoration: none; cursor: pointer; }
  .actions :is(a, button):hover { background: var(--_sunken); }
  .list { margin-block-start: 8px; }
  .list li { display: flex; align-items: center; gap: 12px; min-height: 48px; padding-block: 8px; border-block-start: 1px solid var(--_line); }
  .list.day { display: grid; grid-template-columns: auto auto minmax(0, 1fr); column-gap: 12px; }
  .list.day li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; }
  .list .what { flex: 1; min-width: 0; }
  .list .what > span { display: block; }
  .list .what .muted { font-size: 14px; line-height: 20px; }
  .list .what > .where { display: flex; gap: 0.3em; white-space: nowrap; }
  .list .where bdi { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
  .list .time { color: var(--_text-2); }
  .list .done .what, .list .done .time { color: var(--_text-3); }
  .list .dot { width: 9px; height: 9px; }
  .badge { flex: none; padding-inline: 9px; border-radius: 12px; font-size: 13px; line-height: 24px; font-weight: 550; white-space: nowrap; }
  .badge.waiting, .badge.sending { background: var(--_warn-soft); color: var(--_warn); }
  .badge.sent { background: var(--_ok-soft); color: var(--_ok); }
  .badge.rejected { background: var(--_danger-soft); color: var(--_danger); }
  .list .button { min-height: 36px; }
  dialog.popup h2 { font-size: 18px; line-height: 24px; }
  dialog textarea { width: 100%; min-height: 88px; margin-block-start: 10px; padding: 10px 12px; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_ground); resize: vertical; }
  dialog footer .button { min-height: 44px; padding-inline: 16px; }
  .people { display: grid; padding-block: 4px; }
  .people button { display: flex; align-items: center; gap: 12px; min-height: 52px; padding: 0; border: 0; border-block-start: 1px solid var(--_line); background: transparent; text-align: start; cursor: pointer; }
  .people button:first-child { border-block-start: 0; }
  .people .avatar { width: 32px; height: 32px; font-size: 12px; line-height: 32px; }
  .skeleton.title { width: 62%; height: 28px; }
  .skeleton.line { width: 44%; height: 18px; margin-block-start: 6px; }
  .skeleton.block { height: 196px; border-radius: 14px; }
`;
