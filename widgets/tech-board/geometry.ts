/** Columns side by side, all in CSS pixels from the start edge; folded ones are narrow. Pure. */
export interface ColumnSizes {
  readonly width: number;
  readonly foldedWidth: number;
  readonly gap: number;
  /** Space before the first and after the last. */
  readonly padding: number;
}

/** Start of each column and, last, the length of all with the padding. */
export function columnStarts(
  order: readonly string[],
  isFolded: (columnId: string) => boolean,
  sizes: ColumnSizes,
): Float64Array {
  const starts = new Float64Array(order.length + 1);
  let at = sizes.padding;
  for (const [index, columnId] of order.entries()) {
    starts[index] = at;
    at += (isFolded(columnId) ? sizes.foldedWidth : sizes.width) + sizes.gap;
  }
  starts[order.length] = order.length > 0 ? at - sizes.gap + sizes.padding : 0;
  return starts;
}

/** Which columns to draw for a scroll position: those in view and `spare` pixels to either side. */
export function columnsInView(starts: Float64Array, from: number, length: number, spare: number): { start: number; end: number } {
  const count = Math.max(0, starts.length - 1);
  let start = 0;
  while (start < count - 1 && (starts[start + 1] ?? 0) <= from - spare) start++;
  let end = start;
  while (end < count && (starts[end] ?? 0) < from + length + spare) end++;
  return { start: count === 0 ? 0 : start, end };
}

/** Scroll position that brings a column into view with the least movement. */
export function scrollToColumn(
  starts: Float64Array,
  index: number,
  width: number,
  from: number,
  length: number,
  padding: number,
): number {
  const start = (starts[index] ?? 0) - padding;
  const end = (starts[index] ?? 0) + width + padding;
  if (start < from) return Math.max(0, start);
  return end > from + length ? end - length : from;
}
