/** The part of the time area that is in view, in its pixels from the start edge and from the first row. */
export interface Seen {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const sizes = new WeakMap<Element, { width: number; height: number; header: number }>();
const positions = new WeakMap<Element, { x: number; y: number }>();

/** Notes the size of a scroller, so that scrolling never has to measure. `header` is the height of the sticky hours. */
export function noteSize(scroller: HTMLElement, header: number): void {
  sizes.set(scroller, { width: scroller.clientWidth, height: scroller.clientHeight, header });
}

/**
 * Notes where a scroller stands; to be called when it has scrolled or what it holds has another size. Reading that at other times
 * would make the browser lay out what was just written.
 */
export function notePosition(scroller: HTMLElement): void {
  // From right to left, browsers count negative.
  positions.set(scroller, { x: Math.abs(scroller.scrollLeft), y: scroller.scrollTop });
}

export function visibleWindow(scroller: HTMLElement, namesWidth: number): Seen {
  const { width, height, header } = sizes.get(scroller) ?? { width: 0, height: 0, header: 0 };
  return {
    ...(positions.get(scroller) ?? { x: 0, y: 0 }),
    width: Math.max(0, width - namesWidth),
    height: Math.max(0, height - header),
  };
}

export function scrollToX(scroller: HTMLElement, x: number, direction: 'ltr' | 'rtl'): void {
  scroller.scrollLeft = direction === 'rtl' ? -Math.max(0, x) : Math.max(0, x);
  notePosition(scroller);
}

/** Scroll position on one axis that brings `[start, end)` into view with the least movement; the start wins when it is too long. */
export function intoView(at: number, view: number, start: number, end: number, margin = 12): number {
  if (start - margin < at) return start - margin;
  if (end + margin > at + view) return Math.min(start - margin, end + margin - view);
  return at;
}
