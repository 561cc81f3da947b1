import { currentDrag } from '../shared/drag.ts';
import { type Box, pointBox } from '../shared/popup.ts';
import type { BoardHost } from './host.ts';
import type { Card, Column } from './tech-board.model.ts';

/** What lies under an event. */
export interface Hit {
  readonly column: Column;
  /** Undefined on the head and in empty space. */
  readonly card: Card | undefined;
}

/** What the pointer does on the board, apart from dragging: choose, open, menu, hover. */
export class BoardPointer {
  readonly #host: BoardHost;
  readonly #openMenu: (card: Card, at: Box) => void;

  constructor(host: BoardHost, openMenu: (card: Card, at: Box) => void) {
    this.#host = host;
    this.#openMenu = openMenu;
  }

  hit(event: Event): Hit | undefined {
    const target = event.target as Element;
    const columnId = target.closest<HTMLElement>('.column')?.dataset.columnId;
    const column = columnId === undefined ? undefined : this.#host.model?.column(columnId);
    if (!column) return undefined;
    const cardId = target.closest<HTMLElement>('.item')?.dataset.id;
    return { column, card: column.cards.find(({ id }) => id === cardId) };
  }

  readonly click = (event: MouseEvent): void => {
    const hit = this.hit(event);
    const { selection } = this.#host;
    if (!hit || !selection) return;
    const { column, card } = hit;
    if (!card) {
      if (column.technician && !(event.target as Element).closest('button')) selection.chooseTechnician(column.id);
      return;
    }
    this.#focus(column, card);
    if (event.ctrlKey || event.metaKey) selection.toggle(card.jobId);
    else if (event.shiftKey) this.#chooseTo(column, card);
    else selection.choose([card.jobId]);
  };

  readonly doubleClick = (event: MouseEvent): void => {
    const card = this.hit(event)?.card;
    if (card) this.#host.open(card.jobId);
  };

  /** Right click, and a touch that rests. */
  readonly contextMenu = (event: MouseEvent): void => {
    const hit = this.hit(event);
    if (!hit?.card) return;
    event.preventDefault();
    this.#focus(hit.column, hit.card);
    if (!currentDrag()) this.#openMenu(hit.card, pointBox(event.clientX, event.clientY));
  };

  readonly over = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') this.#host.selection?.hover(this.hit(event)?.card?.jobId ?? null);
  };

  #focus(column: Column, card: Card): void {
    this.#host.active = { columnId: column.id, cardId: card.id };
    this.#host.painter?.elementOf(this.#host.active)?.focus({ preventScroll: true });
  }

  /** Everything from the card that was chosen last to this one. */
  #chooseTo(column: Column, card: Card): void {
    const { selection } = this.#host;
    const from = column.cards.findIndex(({ jobId }) => jobId === selection?.activeJobId);
    const to = column.cards.indexOf(card);
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    selection?.choose(
      column.cards.slice(first, last + 1).map(({ jobId }) => jobId),
      selection.activeJobId,
    );
  }
}
