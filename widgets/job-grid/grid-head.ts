import { html, nothing, type TemplateResult } from 'lit';
import { type Column, clampWidth } from './columns.ts';
import type { SortTerm } from './job-grid.model.ts';

export interface GridHeadOptions {
  readonly columns: readonly Column[];
  readonly sort: readonly SortTerm[];
  readonly labelOf: (column: Column) => string;
  /** Said of every heading by assistive technology. */
  readonly help: string;
  /** Column whose heading is in the tab order. */
  readonly tabbable: string;
  readonly isRightToLeft: boolean;
  readonly onSort: (columnId: string, add: boolean) => void;
  readonly onWidth: (columnId: string, width: number) => void;
  readonly onTabbable: (columnId: string) => void;
}

/** The row of headings: click sorts, Shift and click adds, the edge is dragged to a width; arrow keys go along, with Shift they size. */
export function gridHead(options: GridHeadOptions): TemplateResult {
  return html`<div class="head" role="rowgroup">
    <div class="headings" role="row" aria-rowindex="1">${options.columns.map((column) => heading(column, options))}</div>
  </div>`;
}

function heading(column: Column, options: GridHeadOptions): TemplateResult {
  const { sort, labelOf, help, tabbable, onSort, onWidth, onTabbable, isRightToLeft } = options;
  const at = sort.findIndex(({ columnId }) => columnId === column.id);
  const term = sort[at];
  const order = sort.length > 1 && term ? at + 1 : nothing;
  return html`<div class="heading" role="columnheader" data-column=${column.id} aria-sort=${term ? (term.descending ? 'descending' : 'ascending') : 'none'}>
    <button
      type="button"
      tabindex=${column.id === tabbable ? 0 : -1}
      aria-description=${help}
      @click=${(event: MouseEvent) => onSort(column.id, event.shiftKey)}
      @focus=${() => onTabbable(column.id)}
      @keydown=${(event: KeyboardEvent) => onKey(event, column, options)}
    ><span class="ellipsis">${labelOf(column)}</span>${term ? html`<span class="arrow" aria-hidden="true">${term.descending ? '↓' : '↑'}${order}</span>` : nothing}</button>
    <span class="grip" @pointerdown=${(event: PointerEvent) => startResize(event, isRightToLeft, (width) => onWidth(column.id, width))}></span>
  </div>`;
}

const keyStepPixels = 8;

function onKey(event: KeyboardEvent, column: Column, { isRightToLeft, onWidth, onSort }: GridHeadOptions): void {
  const button = event.currentTarget as HTMLElement;
  const cell = button.parentElement as HTMLElement;
  const forward = (event.key === 'ArrowRight') !== isRightToLeft;
  if (event.key === 'Enter' && event.shiftKey) onSort(column.id, true);
  else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    if (event.shiftKey) onWidth(column.id, clampWidth(cell.offsetWidth + (forward ? keyStepPixels : -keyStepPixels)));
    else (forward ? cell.nextElementSibling : cell.previousElementSibling)?.querySelector('button')?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Follows the pointer from the edge of a heading until it is let go; Escape gives the old width back. */
function startResize(down: PointerEvent, isRightToLeft: boolean, onWidth: (width: number) => void): void {
  if (down.button !== 0) return;
  down.preventDefault();
  down.stopPropagation();
  const grip = down.currentTarget as HTMLElement;
  const before = (grip.parentElement as HTMLElement).offsetWidth;
  const abort = new AbortController();
  const on = { signal: abort.signal };
  grip.setPointerCapture(down.pointerId);
  grip.classList.add('active');
  const end = () => {
    abort.abort();
    grip.classList.remove('active');
  };
  const follow = ({ clientX }: PointerEvent) => {
    const travelled = (clientX - down.clientX) * (isRightToLeft ? -1 : 1);
    onWidth(clampWidth(before + travelled));
  };
  grip.addEventListener('pointermove', follow, on);
  grip.addEventListener('lostpointercapture', end, on);
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onWidth(before);
      end();
    },
    { ...on, capture: true },
  );
}
