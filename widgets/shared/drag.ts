/**
 * Carrying jobs from anywhere to anywhere: one session per page, by pointer or by keyboard, across widgets and shadow roots.
 *
 * The widget a drag begins in calls `startPointerDrag` (or `pickUp` for the keyboard); widgets that accept jobs register a
 * `DropTarget`. Pointer events, not HTML drag and drop: that fails in shadow roots, on touch, and cannot show a live ghost.
 */
export interface DragPayload {
  /** Jobs being carried, first the one that was grabbed. */
  readonly jobIds: readonly string[];
  /** Their assignments when existing ones are moved; empty when jobs are placed anew. */
  readonly assignmentIds: readonly string[];
  /** Length of the first, for ghosts. */
  readonly durationMinutes: number;
  /** Where in the bar it was grabbed, minutes after its start; 0 elsewhere. */
  readonly grabOffsetMinutes: number;
  /** The widget it began in. */
  readonly origin: HTMLElement;
}

export interface DragPoint {
  readonly clientX: number;
  readonly clientY: number;
}

/** A place that takes jobs. Its element may be in any shadow root. */
export interface DropTarget {
  readonly element: HTMLElement;
  /** SortableJS serves it while one of its drags runs; then it is passed over here. */
  readonly isSortable?: boolean;
  /** Pointer is over it: draw the ghost. Return false when nothing can be dropped at this point. */
  over(payload: DragPayload, point: DragPoint): boolean;
  /** Pointer left, or the drag ended: remove the ghost. */
  leave(): void;
  drop(payload: DragPayload, point: DragPoint): void;
  /** It draws where the jobs would go; the card that follows the pointer is hidden over it. */
  readonly showsPlace?: boolean;
}

export type DragMode = 'pointer' | 'keyboard';
export interface Drag {
  readonly payload: DragPayload;
  readonly mode: DragMode;
}

type Listener = (drag: Drag | undefined) => void;

interface State {
  current: Drag | undefined;
  readonly targets: Set<DropTarget>;
  readonly listeners: Set<Listener>;
}

const stateKey = Symbol.for('dispatchkit.drag');

/** Kept under a well-known symbol so that several copies of the library on one page carry together. */
function state(): State {
  const holder = globalThis as { [stateKey]?: State };
  holder[stateKey] ??= { current: undefined, targets: new Set(), listeners: new Set() };
  return holder[stateKey];
}

/** What is being carried now. */
export function currentDrag(): Drag | undefined {
  return state().current;
}

/** Called with the drag when one begins and with undefined when it ends. */
export function onDrag(listener: Listener): () => void {
  state().listeners.add(listener);
  return () => state().listeners.delete(listener);
}

export function registerDropTarget(target: DropTarget): () => void {
  state().targets.add(target);
  return () => state().targets.delete(target);
}

function begin(drag: Drag): void {
  state().current = drag;
  for (const listener of state().listeners) listener(drag);
}

function end(): void {
  state().current = undefined;
  for (const listener of state().listeners) listener(undefined);
}

/** Grabs by keyboard: widgets that take jobs move their own ghost with the arrow keys while focused, and end it by `putDown`. */
export function pickUp(payload: DragPayload): void {
  if (state().current) end();
  begin({ payload, mode: 'keyboard' });
}

/** Ends a keyboard carry; the widget that dropped has placed the jobs, or it was cancelled. */
export function putDown(): void {
  if (state().current?.mode === 'keyboard') end();
}

export interface PointerDragOptions {
  /** Makes the small card that follows the pointer. Called once, when the drag begins. Left out: nothing follows (the origin draws). */
  readonly preview?: () => HTMLElement;
  /** Pixels the pointer must travel before it is a drag, default 5. */
  readonly threshold?: number;
  /** Called when the pointer has travelled far enough. */
  readonly onStart?: () => void;
  /** Called at the end, with whether a target took it. */
  readonly onEnd?: (dropped: boolean) => void;
  /** Milliseconds a touch must rest before it drags instead of scrolling, default 250. */
  readonly touchDelay?: number;
}

/**
 * Watches a pointer that went down and turns it into a drag once it has travelled. Escape, a second pointer, `pointercancel`
 * and losing the window cancel it. Scrolls the scroller under the pointer near its edges.
 */
export function startPointerDrag(down: PointerEvent, payload: () => DragPayload, options: PointerDragOptions = {}): void {
  if (down.button !== 0 || !down.isPrimary || state().current) return;
  new PointerDrag(down, payload, options);
}

/** A drag whose start, pointer and end come from somewhere else, such as SortableJS. */
export interface SteeredDrag {
  /** The pointer is here now. Returns whether a target outside the steering library would take it. */
  follow(point: DragPoint): boolean;
  /** Ends it. With `drop`, the target under the pointer takes it. Returns whether one did. */
  finish(drop: boolean): boolean;
}

/**
 * Begins a pointer drag that the caller steers. Targets marked `isSortable` are left to the caller; all others work as in any drag.
 * `preview` follows the pointer as in `startPointerDrag`.
 */
export function steerDrag(payload: DragPayload, options: Pick<PointerDragOptions, 'preview'> = {}): SteeredDrag {
  return new Session(payload, options.preview, (target) => !target.isSortable);
}

/** A drag under way: the preview, the target under the pointer, scrolling near edges. */
class Session implements SteeredDrag {
  readonly #preview: HTMLElement | undefined;
  readonly #accepts: (target: DropTarget) => boolean;
  #point: DragPoint = { clientX: 0, clientY: 0 };
  #over: DropTarget | undefined;
  #scroll: number | undefined;
  #framesAtEdge = 0;
  #isOver = false;

  constructor(
    payload: DragPayload,
    preview: (() => HTMLElement | undefined) | undefined,
    accepts: (target: DropTarget) => boolean,
  ) {
    this.#accepts = accepts;
    begin({ payload, mode: 'pointer' });
    const card = preview?.();
    if (card) {
      card.popover = 'manual';
      card.setAttribute('aria-hidden', 'true');
      card.style.setProperty('pointer-events', 'none');
      (payload.origin.shadowRoot ?? document.body).append(card);
      card.showPopover();
      this.#preview = card;
    }
    getSelection()?.removeAllRanges();
  }

  follow(point: DragPoint): boolean {
    const drag = state().current;
    if (!drag || this.#isOver) return false;
    this.#point = point;
    const { clientX, clientY } = point;
    this.#preview?.style.setProperty('transform', `translate(${clientX + 12}px, ${clientY + 10}px)`);
    const found = targetAt(clientX, clientY);
    const target = found && this.#accepts(found) ? found : undefined;
    if (target !== this.#over) this.#over?.leave();
    const taken = target?.over(drag.payload, point) ?? false;
    this.#over = target && taken ? target : undefined;
    if (target && !taken) target.leave();
    this.#preview?.style.setProperty('visibility', this.#over?.showsPlace ? 'hidden' : 'visible');
    this.#autoScroll();
    return taken;
  }

  finish(drop: boolean): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    if (this.#scroll !== undefined) cancelAnimationFrame(this.#scroll);
    this.#preview?.remove();
    const drag = state().current;
    const target = this.#over;
    target?.leave();
    end();
    // The click that follows a drag would open or select what was dropped on.
    window.addEventListener('click', stopClick, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', stopClick, true));
    if (!drop || !target || !drag) return false;
    target.drop(drag.payload, this.#point);
    return true;
  }

  /**
   * Resting near the edge of a scroller scrolls it, faster the nearer; the ghost follows because the targets are asked again.
   * Passing over an edge on the way to somewhere else scrolls nothing.
   */
  #autoScroll(): void {
    if (this.#scroll !== undefined) return;
    const step = () => {
      this.#scroll = undefined;
      if (this.#isOver) return;
      const pulls = pullsAt(this.#point);
      this.#framesAtEdge = pulls.length > 0 ? this.#framesAtEdge + 1 : 0;
      if (this.#framesAtEdge === 0) return;
      const isResting = this.#framesAtEdge > restingFrames;
      const hasScrolled = isResting && scroll(pulls);
      const drag = state().current;
      if (hasScrolled && drag) this.#over?.over(drag.payload, this.#point);
      if (hasScrolled || !isResting) this.#scroll = requestAnimationFrame(step);
    };
    this.#scroll = requestAnimationFrame(step);
  }
}

class PointerDrag {
  readonly #pointerId: number;
  readonly #start: DragPoint;
  readonly #payload: () => DragPayload;
  readonly #options: PointerDragOptions;
  readonly #abort = new AbortController();
  readonly #touch: boolean;
  #point: DragPoint;
  #session: Session | undefined;
  #armed: boolean;
  #armTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(down: PointerEvent, payload: () => DragPayload, options: PointerDragOptions) {
    this.#pointerId = down.pointerId;
    this.#start = this.#point = { clientX: down.clientX, clientY: down.clientY };
    this.#payload = payload;
    this.#options = options;
    this.#touch = down.pointerType === 'touch';
    this.#armed = !this.#touch;
    const on = { signal: this.#abort.signal, capture: true };
    window.addEventListener('pointermove', (event) => this.#move(event), on);
    window.addEventListener('pointerup', (event) => this.#up(event), on);
    window.addEventListener('pointercancel', (event) => event.pointerId === this.#pointerId && this.#finish(false), on);
    window.addEventListener('pointerdown', (event) => event.pointerId !== this.#pointerId && this.#finish(false), on);
    // Captured, it also tells of elements that lose the focus when the pointer goes down; only the window's own counts.
    window.addEventListener('blur', (event) => event.target === window && this.#finish(false), on);
    window.addEventListener('keydown', (event) => this.#key(event), on);
    if (this.#touch) {
      this.#armTimer = setTimeout(() => this.#begin(), options.touchDelay ?? 250);
      // A touch drag must keep the page from scrolling; only a non-passive listener may say so.
      window.addEventListener('touchmove', (event) => this.#session && event.preventDefault(), { ...on, passive: false });
    }
  }

  #move(event: PointerEvent): void {
    if (event.pointerId !== this.#pointerId) return;
    this.#point = { clientX: event.clientX, clientY: event.clientY };
    const travelled = Math.hypot(event.clientX - this.#start.clientX, event.clientY - this.#start.clientY);
    if (!this.#session) {
      if (travelled < (this.#options.threshold ?? 5)) return;
      // A finger that travels before it has rested is scrolling.
      if (!this.#armed) {
        this.#finish(false);
        return;
      }
      this.#begin();
    }
    event.preventDefault();
    this.#session?.follow(this.#point);
  }

  #begin(): void {
    this.#armed = true;
    this.#session = new Session(
      this.#payload(),
      () => {
        this.#options.onStart?.();
        return this.#options.preview?.();
      },
      () => true,
    );
    this.#session.follow(this.#point);
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#pointerId) return;
    this.#point = { clientX: event.clientX, clientY: event.clientY };
    this.#session?.follow(this.#point);
    this.#finish(true);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#session) return;
    event.preventDefault();
    event.stopPropagation();
    this.#finish(false);
  }

  #finish(drop: boolean): void {
    this.#abort.abort();
    clearTimeout(this.#armTimer);
    const session = this.#session;
    if (!session) return;
    this.#session = undefined;
    // On a line of its own: an optional call does not evaluate its arguments when there is nobody to call.
    const dropped = session.finish(drop);
    this.#options.onEnd?.(dropped);
  }
}

function stopClick(event: Event): void {
  event.stopPropagation();
  event.preventDefault();
}

/** Elements under a point from the innermost outwards, through open shadow roots and slots. */
export function* elementsAt(x: number, y: number): Generator<Element> {
  let root: Document | ShadowRoot = document;
  let innermost: Element | null = null;
  for (;;) {
    const found: Element | null = root.elementFromPoint(x, y);
    if (!found || found === innermost) break;
    innermost = found;
    if (!found.shadowRoot) break;
    root = found.shadowRoot;
  }
  for (let node: Node | null = innermost; node; node = parentOf(node)) if (node instanceof Element) yield node;
}

function parentOf(node: Node): Node | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}

/** The innermost target under a point. */
export function targetAt(x: number, y: number): DropTarget | undefined {
  const { targets } = state();
  for (const element of elementsAt(x, y)) {
    for (const target of targets) if (target.element === element) return target;
  }
  return undefined;
}

const edgePixels = 36;
/** A fifth of a second on most screens. */
const restingFrames = 12;

interface Pull {
  readonly element: Element;
  readonly dx: number;
  readonly dy: number;
}

/** Scrollers whose edge a point is near, with how far they would go in a frame. */
function pullsAt(point: DragPoint): Pull[] {
  const pulls: Pull[] = [];
  for (const element of elementsAt(point.clientX, point.clientY)) {
    const canX = element.scrollWidth > element.clientWidth + 1;
    const canY = element.scrollHeight > element.clientHeight + 1;
    if (!canX && !canY) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const dx = canX && /auto|scroll/.test(overflowX) ? pull(point.clientX, box.left, box.right) : 0;
    const dy = canY && /auto|scroll/.test(overflowY) ? pull(point.clientY, box.top, box.bottom) : 0;
    if (dx !== 0 || dy !== 0) pulls.push({ element, dx, dy });
  }
  return pulls;
}

/** Whether any of them could still move. */
function scroll(pulls: readonly Pull[]): boolean {
  let hasScrolled = false;
  for (const { element, dx, dy } of pulls) {
    const { scrollLeft, scrollTop } = element;
    element.scrollBy(dx, dy);
    if (element.scrollLeft !== scrollLeft || element.scrollTop !== scrollTop) hasScrolled = true;
  }
  return hasScrolled;
}

/** Pixels per frame: 0 away from the edges, up to 16 at them. */
function pull(at: number, start: number, end: number): number {
  if (at - start < edgePixels) return -Math.ceil(((edgePixels - Math.max(0, at - start)) / edgePixels) * 16);
  if (end - at < edgePixels) return Math.ceil(((edgePixels - Math.max(0, end - at)) / edgePixels) * 16);
  return 0;
}
