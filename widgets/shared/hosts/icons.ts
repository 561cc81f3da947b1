import { html, type TemplateResult } from 'lit';

/** What signs are drawn with: paths in a box of 16 by 16, strokes only. */
export const paths = {
  clock: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.3',
  away: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M4.2 11.8l7.6-7.6',
  loading: 'M8 2.5v7M5 7l3 3 3-3M3 13h10',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1',
  current: 'm3.5 8.5 3 3 6-7',
} as const;
export type Sign = keyof typeof paths;

/** A sign for templates. Decorative: a word is always beside it, or in the name of what it stands on. */
export function sign(name: Sign): TemplateResult {
  return html`<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${paths[name]}/></svg>`;
}

/** The same as an element, for pools that are drawn without templates. */
export function drawSign(name: Sign): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const drawn = document.createElementNS(namespace, 'svg');
  const attributes = {
    viewBox: '0 0 16 16',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.6',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  };
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  drawn.append(path);
  return drawn;
}
