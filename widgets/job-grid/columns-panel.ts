import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../shared/icons.ts';
import { placePopup } from '../shared/popup.ts';
import type { Column } from './columns.ts';
import type { SortTerm } from './job-grid.model.ts';

export interface ColumnsPanelOptions {
  /** All columns in order. */
  readonly columns: readonly Column[];
  readonly shownIds: ReadonlySet<string>;
  readonly sort: readonly SortTerm[];
  /** In a list there are no columns to choose, only what to sort by. */
  readonly isList: boolean;
  /** Closed it is empty: nobody pays for what nobody sees. */
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly words: {
    readonly columns: string;
    readonly sortBy: string;
    readonly reset: string;
    readonly labelOf: (column: Column) => string;
    readonly earlier: (column: Column) => string;
    readonly later: (column: Column) => string;
  };
  readonly onShow: (columnId: string, shown: boolean) => void;
  readonly onMove: (columnId: string, by: -1 | 1) => void;
  readonly onSort: (columnId: string) => void;
  readonly onReset: () => void;
}

/** The button at the end of the bar and what it opens: which columns, in which order, sorted by what. */
export function columnsPanel(options: ColumnsPanelOptions): TemplateResult {
  const { words, isList, isOpen, onToggle } = options;
  const title = isList ? words.sortBy : words.columns;
  return html`<button class="button quiet icon columns-button" type="button" popovertarget="columns" aria-label=${title} title=${title}>${icons.more}</button>
    <div class="popup panel" id="columns" popover="auto" role="dialog" aria-label=${title}
      @beforetoggle=${(event: ToggleEvent) => onToggle(event.newState === 'open')} @toggle=${placeBesideButton} @keydown=${keepKeys}>
      ${isOpen ? content(options) : nothing}
    </div>`;
}

function content(options: ColumnsPanelOptions): TemplateResult {
  const { columns, words, sort, isList, onSort, onReset } = options;
  const [first] = sort;
  const choice = (column: Column) =>
    html`<option value=${column.id} ?selected=${first?.columnId === column.id}>${words.labelOf(column)}</option>`;
  const item = (column: Column, index: number) => columnItem(column, index, options);
  return html`<label class="field">
      <span>${words.sortBy}</span>
      <select @change=${(event: Event) => onSort((event.target as HTMLSelectElement).value)}>${columns.map(choice)}</select>
    </label>
    ${
      isList
        ? nothing
        : html`<div class="panel-title">${words.columns}</div>
          <ul>${repeat(columns, ({ id }) => id, item)}</ul>
          <button class="button quiet" type="button" @click=${onReset}>${words.reset}</button>`
    }`;
}

function columnItem(
  column: Column,
  index: number,
  { columns, shownIds, words, onShow, onMove }: ColumnsPanelOptions,
): TemplateResult {
  return html`<li>
    <label>
      <input type="checkbox" .checked=${shownIds.has(column.id)} @change=${(event: Event) => onShow(column.id, (event.target as HTMLInputElement).checked)}>
      <span class="ellipsis">${words.labelOf(column)}</span>
    </label>
    <button class="button quiet icon up" type="button" ?disabled=${index === 0} aria-label=${words.earlier(column)} @click=${() => onMove(column.id, -1)}>${icons.down}</button>
    <button class="button quiet icon" type="button" ?disabled=${index === columns.length - 1} aria-label=${words.later(column)} @click=${() => onMove(column.id, 1)}>${icons.down}</button>
  </li>`;
}

function placeBesideButton(event: ToggleEvent): void {
  if (event.newState !== 'open') return;
  const panel = event.currentTarget as HTMLElement;
  const button = panel.previousElementSibling;
  if (button) placePopup(panel, button.getBoundingClientRect());
}

/** What is typed in the panel is not for the rows. */
function keepKeys(event: KeyboardEvent): void {
  if (event.key !== 'F6') event.stopPropagation();
}
