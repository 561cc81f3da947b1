import { css } from 'lit';

export const toastStyles = css`
  .toast { position: fixed; inset: auto auto 20px 50%; translate: -50% 0; margin: 0; max-width: min(560px, calc(100vw - 24px)); padding: 9px 14px; border: 0; border-radius: var(--_radius-l); background: light-dark(#1a1f29, #e8ebf1); color: light-dark(#ffffff, #10141b); box-shadow: var(--_shadow); font-size: var(--_size); line-height: var(--_leading); }
  .toast:popover-open { display: flex; align-items: center; gap: 14px; }
  .toast button { border: 0; padding: 2px 4px; background: transparent; color: light-dark(#a9c0ff, #2448c4); font: inherit; font-weight: 600; cursor: pointer; }
  .toast button:focus-visible { outline-color: currentColor; }
  @starting-style { .toast:popover-open { opacity: 0; transform: translateY(6px); } }
  .toast:popover-open { transition: opacity var(--_calm) var(--_ease), transform var(--_calm) var(--_ease); }
`;
