/** Rows of one height of which only the visible ones exist. All in CSS pixels; pure. */
export interface VisibleRange {
  /** First row to draw. */
  readonly start: number;
  /** One after the last row to draw. */
  readonly end: number;
}

/** Which rows to draw for a scroll position, with some spare before and after so that a fast scroll shows no gap. */
export function visibleRange(scrollTop: number, viewHeight: number, rowHeight: number, count: number, spare = 6): VisibleRange {
  const first = Math.floor(scrollTop / rowHeight);
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight);
  const start = Math.max(0, Math.min(first - spare, count));
  return { start, end: Math.max(start, Math.min(count, last + spare)) };
}

/** Scroll position that brings a row into view with the least movement. */
export function scrollToRow(row: number, scrollTop: number, viewHeight: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewHeight) return top + rowHeight - viewHeight;
  return scrollTop;
}
