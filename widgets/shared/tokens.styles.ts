import { css } from 'lit';

/**
 * The design language, as private custom properties (`--_…`) every widget builds from.
 *
 * Hosts restyle by the public ones: eight core tokens first (`--dk-color-accent`, `--dk-color-surface`, `--dk-color-ground`,
 * `--dk-color-text`, `--dk-color-line`, `--dk-font`, `--dk-radius`, `--dk-density`), then the long tail. Light and dark come from
 * `color-scheme`, which inherits: set it on the page, or `theme="light|dark|auto"` on a connection or a single widget.
 * Text colours keep 4.5:1 on surface, ground and sunken, marks 3:1.
 */
export const tokens = css`
  :host([theme='light']) { color-scheme: light; }
  :host([theme='dark']) { color-scheme: dark; }
  :host([theme='auto']) { color-scheme: light dark; }
  :host {
    --_ground: var(--dk-color-ground, light-dark(#f6f7f9, #0f1218));
    --_surface: var(--dk-color-surface, light-dark(#ffffff, #161a22));
    --_raised: var(--dk-color-raised, light-dark(#ffffff, #1d222c));
    --_sunken: var(--dk-color-sunken, light-dark(#f0f2f5, #12161d));
    --_line: var(--dk-color-line, light-dark(#e3e6eb, #262c38));
    --_line-soft: var(--dk-color-line-soft, light-dark(#eef0f3, #1f2530));
    --_text: var(--dk-color-text, light-dark(#1a1f29, #e8ebf1));
    --_text-2: var(--dk-color-text-2, light-dark(#505a6b, #a8b2c3));
    --_text-3: var(--dk-color-text-3, light-dark(#636d82, #8a95a8));
    --_accent: var(--dk-color-accent, light-dark(#2f5bea, #7f9dff));
    --_on-accent: var(--dk-color-on-accent, light-dark(#ffffff, #0f1218));
    --_accent-soft: var(--dk-color-accent-soft, color-mix(in srgb, var(--_accent) 11%, var(--_surface)));
    --_focus: var(--dk-color-focus, var(--_accent));
    --_danger: var(--dk-color-danger, light-dark(#c92a2a, #ff8787));
    --_danger-soft: var(--dk-color-danger-soft, light-dark(#fdecec, #3a1d22));
    --_warn: var(--dk-color-warn, light-dark(#a65700, #ffb95c));
    --_warn-soft: var(--dk-color-warn-soft, light-dark(#fff3e0, #37290f));
    --_ok: var(--dk-color-ok, light-dark(#237a37, #69db7c));
    --_ok-soft: var(--dk-color-ok-soft, light-dark(#e9f7ec, #15291b));
    --_hatch-a: light-dark(#eceef2, #12161d);
    --_hatch-b: light-dark(#f3f4f7, #151a22);
    --_off-shift: var(--dk-off-shift, repeating-linear-gradient(135deg, var(--_hatch-a) 0 5px, var(--_hatch-b) 5px 10px));
    --_water: var(--dk-color-water, light-dark(#e9eef4, #0d1117));
    --_land: var(--dk-color-land, light-dark(#fbfbf9, #181d26));
    --_land-line: var(--dk-color-land-line, light-dark(#dfe3e0, #262d39));

    --_status-unscheduled: var(--dk-status-unscheduled, light-dark(#788296, #8a95a8));
    --_status-scheduled: var(--dk-status-scheduled, light-dark(#2f5bea, #7f9dff));
    --_status-dispatched: var(--dk-status-dispatched, light-dark(#6741d9, #b197fc));
    --_status-en_route: var(--dk-status-en-route, light-dark(#0b7fab, #5cc2e8));
    --_status-on_site: var(--dk-status-on-site, light-dark(#0a8573, #4fd1bb));
    --_status-in_progress: var(--dk-status-in-progress, light-dark(#c77700, #ffb84d));
    --_status-completed: var(--dk-status-completed, light-dark(#2b8a3e, #69db7c));
    --_status-cancelled: var(--dk-status-cancelled, light-dark(#a3324b, #f08ba0));
    --_status-on_hold: var(--dk-status-on-hold, light-dark(#8a6d1a, #d9b64a));

    --_font: var(--dk-font, inherit);
    --_size: calc(13px * var(--_scale));
    --_size-s: calc(12px * var(--_scale));
    --_size-xs: calc(11px * var(--_scale));
    --_leading: calc(18px * var(--_scale));
    --_scale: var(--dk-scale, 1);
    --_row: calc(32px * var(--dk-density, 1));
    --_lane: calc(44px * var(--dk-density, 1));
    --_bar: 40px;
    --_radius: var(--dk-radius, 7px);
    --_radius-s: calc(var(--_radius) - 2px);
    --_radius-l: calc(var(--_radius) + 3px);
    --_shadow: var(--dk-shadow, 0 1px 2px light-dark(rgb(20 28 45 / 6%), rgb(0 0 0 / 40%)), 0 6px 20px light-dark(rgb(20 28 45 / 10%), rgb(0 0 0 / 40%)));
    --_quick: 120ms;
    --_calm: 180ms;
    --_ease: cubic-bezier(0.2, 0.7, 0.3, 1);
  }
  @media (prefers-reduced-motion: reduce) {
    :host { --_quick: 0.01ms; --_calm: 0.01ms; }
  }
`;
