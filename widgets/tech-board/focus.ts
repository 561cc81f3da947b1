import type { Column } from './tech-board.model.ts';

/** Where keyboard focus is: a card, or the head of a column. */
export interface Cell {
  readonly columnId: string;
  readonly cardId: string | null;
}

export type Step = 'previous' | 'next' | 'columnBefore' | 'columnAfter' | 'top' | 'bottom' | 'firstColumn' | 'lastColumn';

/** What the steps look up; a folded column offers only its head. */
export interface Columns {
  readonly order: readonly string[];
  column(columnId: string): Pick<Column, 'cards'> | undefined;
  isFolded(columnId: string): boolean;
}

/**
 * Where a key leads from a cell. Going sideways keeps the place in the column as far as the other column reaches. Stays at the
 * edges; undefined only when there are no columns.
 */
export function cellFrom(columns: Columns, from: Cell, step: Step): Cell | undefined {
  const { order } = columns;
  const column = Math.max(0, order.indexOf(from.columnId));
  const columnId = order[column];
  if (columnId === undefined) return undefined;
  const ids = cardIds(columns, columnId);
  const at = from.cardId === null ? -1 : ids.indexOf(from.cardId);
  const sideways = (to: number) => inColumn(columns, order[Math.min(order.length - 1, Math.max(0, to))] ?? columnId, at);
  switch (step) {
    case 'previous':
      return { columnId, cardId: ids[at - 1] ?? null };
    case 'next':
      return { columnId, cardId: ids[at + 1] ?? ids[at] ?? null };
    case 'top':
      return { columnId, cardId: ids[0] ?? null };
    case 'bottom':
      return { columnId, cardId: ids.at(-1) ?? null };
    case 'columnBefore':
      return sideways(column - 1);
    case 'columnAfter':
      return sideways(column + 1);
    case 'firstColumn':
      return sideways(0);
    case 'lastColumn':
      return sideways(order.length - 1);
  }
}

/** The cell at a place of a column, or the nearest there is; the head for -1 and in an empty column. */
export function inColumn(columns: Columns, columnId: string, index: number): Cell {
  const ids = cardIds(columns, columnId);
  return { columnId, cardId: index < 0 ? null : (ids[Math.min(index, ids.length - 1)] ?? null) };
}

function cardIds(columns: Columns, columnId: string): string[] {
  if (columns.isFolded(columnId)) return [];
  return (columns.column(columnId)?.cards ?? []).map(({ id }) => id);
}
