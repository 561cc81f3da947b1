import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../shared/icons.ts';
import type { Localizer } from '../shared/localize.ts';
import { setProperty } from '../shared/set-property.ts';
import { messages } from './messages.ts';

/** What the toolbar shows and does. */
export interface Chrome {
  readonly localizer: Localizer;
  readonly isLoading: boolean;
  /** How host systems stand, where there are any. */
  readonly hosts: TemplateResult | undefined;
  /** Technicians in rows, and all there are. */
  readonly shown: number;
  readonly total: number;
  readonly everyone: boolean;
  readonly conflicts: number;
  /** First day in epoch milliseconds when days can be chosen here; undefined leaves that to the page around. */
  readonly day: number | undefined;
  /** Earlier, later, or (0) today. */
  go(direction: -1 | 0 | 1): void;
  nextConflict(): void;
  toggleEveryone(): void;
  showNow(): void;
  zoom(direction: 'in' | 'out'): void;
}

export function toolbar(chrome: Chrome): TemplateResult {
  const { localizer, isLoading, shown, total } = chrome;
  const count = localizer.text(messages, 'shownOf', { shown, count: total });
  return html`<div class="bar toolbar" part="toolbar">
    ${chrome.day === undefined ? nothing : navigation(chrome, chrome.day)}
    <h2>${localizer.text(messages, 'title')}${isLoading || total === 0 ? nothing : html` <span class="count">${count}</span>`}</h2>
    <span class="spacer"></span>
    ${chrome.hosts}
    ${isLoading || shown === 0 ? nothing : tools(chrome)}
    <slot name="actions"></slot>
  </div>`;
}

function navigation({ localizer, go }: Chrome, day: number): TemplateResult {
  const mirrored = localizer.direction === 'rtl';
  return html`<button class="button icon" type="button" aria-label=${localizer.text(messages, 'previousDay')} @click=${() => go(-1)}>${mirrored ? icons.next : icons.previous}</button>
    <span class="date" aria-live="polite">${localizer.day(day)}</span>
    <button class="button icon" type="button" aria-label=${localizer.text(messages, 'nextDay')} @click=${() => go(1)}>${mirrored ? icons.previous : icons.next}</button>
    <button class="button" type="button" @click=${() => go(0)}>${localizer.text(messages, 'today')}</button>`;
}

function tools(chrome: Chrome): TemplateResult {
  const { localizer, conflicts, everyone, shown, total } = chrome;
  return html`
    ${conflicts > 0 ? html`<button class="chip danger" type="button" title=${localizer.text(messages, 'nextConflict')} @click=${chrome.nextConflict}>${localizer.text(messages, 'conflicts', { count: conflicts })}</button>` : nothing}
    ${total > shown || everyone ? html`<button class="chip everyone" type="button" aria-pressed=${everyone} @click=${chrome.toggleEveryone}>${localizer.text(messages, 'allTechnicians')}</button>` : nothing}
    <button class="chip" type="button" @click=${chrome.showNow}>${localizer.text(messages, 'goToNow')}</button>
    <span class="zoom">
      <button class="button icon" type="button" aria-label=${localizer.text(messages, 'zoomOut')} aria-keyshortcuts="-" @click=${() => chrome.zoom('out')}>${icons.minus}</button>
      <button class="button icon" type="button" aria-label=${localizer.text(messages, 'zoomIn')} aria-keyshortcuts="+" @click=${() => chrome.zoom('in')}>${icons.plus}</button>
    </span>`;
}

/** Gaps before the bars of each line, so that it looks like a day and not like a table. */
const gaps = [
  [1, 2, 1, 4],
  [3, 1, 2, 1],
  [2, 4, 1, 1],
  [1, 1, 3, 2],
  [4, 1, 1, 2],
  [2, 2, 2, 1],
  [1, 3, 1, 3],
  [3, 2, 1, 2],
];

/** The same geometry without the facts. */
export function skeleton(label: string): TemplateResult {
  const line = (before: readonly number[]) =>
    html`<div class="line"><span class="skeleton"></span><span class="skeleton"></span>${before.map((gap) => html`<span class="skeleton" ${setProperty({ '--_gap': gap })}></span>`)}</div>`;
  return html`<div class="loading" aria-busy="true" role="status" aria-label=${label}><div class="head"></div>${gaps.map(line)}</div>`;
}
