import { jobStatuses, priorities } from '@dispatchkit/contract/words';
import { html, type TemplateResult } from 'lit';
import { setProperty } from '../shared/set-property.ts';
import type { Palette } from './map-engine.ts';

/** Design tokens the canvas needs, by the name of the palette entry. */
const tokens = {
  surface: 'var(--_surface)',
  text: 'var(--_text)',
  accent: 'var(--_accent)',
  muted: 'var(--_text-3)',
  danger: 'var(--_danger)',
  land: 'var(--_land)',
  landLine: 'var(--_land-line)',
  park: 'color-mix(in srgb, var(--_ok) 11%, var(--_land))',
  water: 'var(--_water)',
  road: 'color-mix(in srgb, var(--_text-3) 24%, var(--_land))',
} as const;
type TokenName = keyof typeof tokens;

const keyed: Readonly<Record<string, string>> = {
  ...Object.fromEntries(jobStatuses.map((status) => [status, `var(--_status-${status})`])),
  ...Object.fromEntries(priorities.map((priority) => [priority, priorityColor(priority)])),
};

function priorityColor(priority: (typeof priorities)[number]): string {
  if (priority === 'urgent') return 'var(--_danger)';
  return priority === 'high'
    ? 'var(--_status-in_progress)'
    : priority === 'normal'
      ? 'var(--_status-scheduled)'
      : 'var(--_status-unscheduled)';
}

/** CSS colour of a colour key, for legends. */
export function cssColorOf(key: string): string | undefined {
  return keyed[key];
}

/** Hidden elements whose computed colour is that of a token; their transition tells when a theme changes. */
export function probes(changed: () => void): TemplateResult {
  return html`<div class="probes" aria-hidden="true" @transitionend=${changed}>
    ${Object.entries({ ...tokens, ...keyed }).map(([name, color]) => html`<span data-name=${name} ${setProperty({ '--_probe': color })}></span>`)}
  </div>`;
}

/** Reads the probes. Technicians bring their own colours. */
export function readPalette(root: ParentNode, technicians: Iterable<{ readonly id: string; readonly color: string }>): Palette {
  const found = new Map<string, string>();
  let font = 'sans-serif';
  for (const probe of root.querySelectorAll<HTMLElement>('.probes span')) {
    const style = getComputedStyle(probe);
    found.set(probe.dataset['name'] ?? '', style.color);
    font = style.fontFamily;
  }
  const keys = new Map(Object.keys(keyed).map((key) => [key, found.get(key) ?? '']));
  for (const { id, color } of technicians) keys.set(id, color);
  const token = (name: TokenName) => found.get(name) ?? 'transparent';
  return {
    surface: token('surface'),
    text: token('text'),
    accent: token('accent'),
    muted: token('muted'),
    danger: token('danger'),
    land: token('land'),
    landLine: token('landLine'),
    park: token('park'),
    water: token('water'),
    road: token('road'),
    keys,
    font,
  };
}
