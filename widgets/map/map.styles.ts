import { css } from 'lit';

export const styles = css`
  .frame { display: grid; grid-template-rows: auto auto minmax(0, 1fr); height: 100%; }
  .view { position: relative; grid-row: 3; min-height: 0; overflow: hidden; background: var(--_water); }
  .map { position: absolute; inset: 0; z-index: 0; direction: ltr; }
  .map.over-mark { cursor: pointer; }
  .map.dropping { cursor: copy; }

  .technician { border-radius: 50%; }
  .technician .avatar { width: 26px; height: 26px; border: 2px solid var(--_surface); box-shadow: 0 1px 3px rgb(0 0 0 / 28%); line-height: 22px; }
  .technician .avatar.home { width: 18px; height: 18px; margin: 6px 2px; font-size: 7px; line-height: 15px; }
  .technician .avatar.home .dot { display: none; }
  .technician .avatar.chosen { outline: 2.5px solid var(--_accent); outline-offset: 1px; }
  .technician .avatar.target { outline: 3px solid var(--_accent); outline-offset: 2px; }
  .technician .avatar.unfit { opacity: 0.45; }

  .zoom { position: absolute; z-index: 2; inset-block-start: 10px; inset-inline-end: 10px; display: grid; overflow: hidden; border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_raised); }
  .zoom button { display: grid; place-content: center; width: 28px; height: 28px; border: 0; background: transparent; color: var(--_text-2); cursor: pointer; }
  .zoom button:hover { background: var(--_sunken); color: var(--_text); }
  .zoom button:disabled { opacity: 0.45; cursor: default; }
  .zoom button + button { border-block-start: 1px solid var(--_line); }
  .zoom svg { width: 16px; height: 16px; }

  .legend { position: absolute; z-index: 2; inset-block-end: 10px; inset-inline-start: 10px; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; max-width: calc(100% - 20px); height: 30px; padding: 5px 10px; overflow: hidden; border: 1px solid var(--_line); border-radius: var(--_radius); background: color-mix(in srgb, var(--_raised) 94%, transparent); color: var(--_text-2); font-size: 11.5px; line-height: 18px; }
  .legend li { display: inline-flex; align-items: center; gap: 5px; white-space: nowrap; }
  .legend .dot { background: var(--_color, var(--_status, var(--_text-3))); }
  .legend button { border: 0; padding: 0; background: transparent; color: var(--_accent); font-weight: 500; cursor: pointer; }
  .legend button:hover { text-decoration: underline; }
  .attribution { position: absolute; z-index: 1; inset-block-end: 2px; inset-inline-end: 6px; color: var(--_text-3); font-size: 10px; line-height: 14px; }

  .card { position: absolute; z-index: 3; left: 0; top: 0; width: 240px; max-height: calc(100% - 16px); overflow: auto; border: 1px solid var(--_line); border-radius: var(--_radius-l); background: var(--_raised); box-shadow: var(--_shadow); }
  .card article { padding: 9px 12px; }
  .card article + article { border-block-start: 1px solid var(--_line-soft); }
  .card h3 { margin: 0; font-size: inherit; font-weight: 600; line-height: 17px; padding-inline-end: 20px; }
  .card p { color: var(--_text-2); font-size: var(--_size-s); line-height: 16px; margin-block-start: 2px; }
  .card .status { display: flex; align-items: center; gap: 6px; }
  .card footer { display: flex; gap: 6px; margin-block-start: 8px; }
  .card footer .button { height: 26px; padding-inline: 8px; font-size: var(--_size-s); }
  .card .close { position: absolute; inset-block-start: 6px; inset-inline-end: 6px; width: 24px; height: 24px; z-index: 1; }

  .tip { position: absolute; z-index: 3; left: 0; top: 0; max-width: 220px; padding: 4px 8px; border-radius: var(--_radius-s); background: light-dark(#1a1f29, #e8ebf1); color: light-dark(#ffffff, #10141b); font-size: var(--_size-s); line-height: 16px; pointer-events: none; }

  .drag-preview { inset: auto; left: 0; top: 0; margin: 0; max-width: 240px; padding: 6px 10px; border: 1px solid var(--_accent); border-radius: var(--_radius); background: var(--_raised); color: var(--_text); box-shadow: var(--_shadow); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }

  .probes { position: absolute; visibility: hidden; pointer-events: none; }
  .probes span { color: var(--_probe); transition: color 1ms; }

  .loading-map { position: absolute; inset: 0; display: grid; place-content: center; }
  .loading-map .skeleton { width: 100cqw; height: 100cqh; border-radius: 0; }
  @container (max-width: 480px) {
    .card { width: calc(100% - 16px); left: 8px; top: auto; bottom: 8px; transform: none !important; }
    .bar .count { display: none; }
  }
`;
