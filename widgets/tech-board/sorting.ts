import type Sortable from 'sortablejs';
import type { SortableEvent } from 'sortablejs';
import { type DragPayload, type DragPoint, type SteeredDrag, steerDrag, targetAt } from '../shared/drag.ts';
import { loadSortable, type SortableClass } from '../shared/sortable.ts';
import type { Carrying } from './carrying.ts';
import type { ColumnView } from './column-view.ts';
import { dragPreview } from './drag-preview.ts';
import type { BoardHost } from './host.ts';

/** Told to the board whose list the dragged card is in now; bubbles inside its shadow root, so that two boards can deal with each other. */
interface SteerDetail {
  readonly payload: DragPayload;
  readonly point: DragPoint;
  readonly item: HTMLElement;
}
const aimEvent = 'dk-board-aim';
const dropEvent = 'dk-board-drop';
const leaveEvent = 'dk-board-leave';

const touchDelay = 250;
const threshold = 5;

interface Running {
  readonly item: HTMLElement;
  readonly from: HTMLElement;
  readonly next: Node | null;
  readonly payload: DragPayload;
  readonly drag: SteeredDrag;
  readonly listening: AbortController;
  point: DragPoint;
  /** The list the card was shown in last. */
  list: HTMLElement;
  isCancelled: boolean;
}

/**
 * Dragging cards between columns by SortableJS, within a board and between boards. Sortable moves the real element; at the end it is
 * put back where it was, and what the person meant is carried out and drawn from the records. Meanwhile the page's shared drag runs
 * along, so that a card can also be dropped on a timeline or map.
 */
export class Sorting {
  readonly #host: BoardHost;
  readonly #carrying: Carrying;
  readonly #track: HTMLElement;
  readonly #views = new Set<ColumnView>();
  readonly #made = new Map<ColumnView, Sortable>();
  #library: SortableClass | undefined;
  /** Milliseconds in which cards make room. */
  #animation = 0;
  #watch: IntersectionObserver | undefined;
  #listening: AbortController | undefined;
  #running: Running | undefined;

  constructor(host: BoardHost, carrying: Carrying, track: HTMLElement) {
    this.#host = host;
    this.#carrying = carrying;
    this.#track = track;
  }

  /** Starts once the board comes near the window: a board far down a page costs nothing. */
  connect(): void {
    this.#listening = new AbortController();
    const on = { signal: this.#listening.signal };
    this.#track.addEventListener(aimEvent, (event) => this.#aim((event as CustomEvent<SteerDetail>).detail), on);
    this.#track.addEventListener(leaveEvent, () => this.#carrying.leave(), on);
    this.#track.addEventListener(dropEvent, (event) => this.#drop((event as CustomEvent<SteerDetail>).detail), on);
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#watch?.disconnect();
        void this.#load();
      },
      { rootMargin: '200px' },
    );
    this.#watch.observe(this.#host.element);
  }

  disconnect(): void {
    this.#watch?.disconnect();
    this.#listening?.abort();
    if (this.#running) this.#cancel();
    for (const sortable of this.#made.values()) sortable.destroy();
    this.#made.clear();
  }

  /** A column element was made; it is kept in a pool, so there are never many. */
  add(view: ColumnView): void {
    this.#views.add(view);
    this.#make(view);
  }

  /** Whether a running drag has its hands on the cards of a list. */
  isHeld(list: HTMLElement): boolean {
    return this.#running !== undefined && (list === this.#running.from || list === this.#running.item.parentNode);
  }

  /** Whether dragging may begin now; follows what the person is allowed to do. */
  allow(isAllowed: boolean): void {
    for (const sortable of this.#made.values()) sortable.option('disabled', !isAllowed);
  }

  async #load(): Promise<void> {
    try {
      this.#library = await loadSortable();
    } catch {
      // Everything a drag does can be done by keyboard and menu; the next board asks for the file again.
      return;
    }
    if (!this.#host.element.isConnected) return;
    // Asked once: each question makes the browser lay out the page.
    this.#animation = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120;
    for (const view of this.#views) this.#make(view);
  }

  #make(view: ColumnView): void {
    if (!this.#library || this.#made.has(view)) return;
    const sortable = new this.#library(view.list, {
      group: 'dispatchkit',
      draggable: '.item',
      filter: '.fixed',
      preventOnFilter: false,
      disabled: !this.#host.mayAssign,
      forceFallback: true,
      fallbackTolerance: threshold,
      delay: touchDelay,
      delayOnTouchOnly: true,
      touchStartThreshold: threshold,
      animation: this.#animation,
      ghostClass: 'moving',
      chosenClass: 'grabbed',
      fallbackClass: 'flying',
      onStart: (event) => this.#start(event),
      onChange: (event) => this.#changed(event),
      onEnd: () => this.#end(),
    });
    this.#made.set(view, sortable);
  }

  #start({ item, from }: SortableEvent): void {
    const found = this.#host.model?.find(item.dataset.id ?? '');
    const card = found?.column.cards[found.index];
    if (!card) return;
    const cards = this.#host.cardsMeant(card);
    const payload: DragPayload = {
      jobIds: cards.map(({ jobId }) => jobId),
      assignmentIds: cards.flatMap(({ assignment }) => assignment?.id ?? []),
      durationMinutes: card.assignment ? (card.endMs - card.startMs) / 60_000 : (card.job?.durationMinutes ?? 60),
      grabOffsetMinutes: 0,
      origin: this.#host.element,
    };
    const listening = new AbortController();
    const preview = () => dragPreview(item, cards.length);
    const next = item.nextSibling;
    const drag = steerDrag(payload, { preview });
    const point = { clientX: 0, clientY: 0 };
    this.#running = { item, from, next, payload, listening, drag, point, list: from, isCancelled: false };
    this.#host.painter?.viewOfList(from)?.hold(true);
    const on = { signal: listening.signal, capture: true };
    window.addEventListener('pointermove', (event) => this.#move(event), on);
    window.addEventListener('keydown', (event) => this.#key(event), on);
    window.addEventListener('blur', (event) => event.target === window && this.#cancel(), on);
  }

  #move({ clientX, clientY }: PointerEvent): void {
    const running = this.#running;
    if (!running) return;
    running.point = { clientX, clientY };
    const isElsewhere = running.drag.follow(running.point);
    running.item.classList.toggle('elsewhere', isElsewhere || !this.#isOverBoard(running.point));
    if (isElsewhere || !this.#isOverBoard(running.point)) this.#tell(running, leaveEvent);
    else this.#tell(running, aimEvent);
  }

  #changed({ to }: SortableEvent): void {
    const running = this.#running;
    if (!running) return;
    const before = running.list;
    running.list = to;
    if (before !== to) {
      if (before.getRootNode() !== to.getRootNode()) before.dispatchEvent(new CustomEvent(leaveEvent, { bubbles: true }));
      this.#host.paint();
    }
    this.#tell(running, aimEvent);
  }

  #tell(running: Running, type: string): void {
    const { payload, point, item } = running;
    const list = item.parentElement ?? running.list;
    list.dispatchEvent(new CustomEvent<SteerDetail>(type, { bubbles: true, detail: { payload, point, item } }));
  }

  /** Returns whether the pointer is over this board. Sortable looks where it is only now and then: the pointer is what counts. */
  #aim({ payload, point, item }: SteerDetail): boolean {
    const under = this.#host.painter?.viewAt(point.clientX, point.clientY);
    const columnId = under?.look?.column.id;
    if (!under || columnId === undefined) return false;
    if (under.list === item.parentElement) {
      const index = indexIn(item, (id) => this.#carrying.isCarried(id));
      return this.#carrying.aim(payload, { columnId, index }, point.clientY);
    }
    return this.#carrying.aimAt(payload, under, point.clientY);
  }

  #drop(detail: SteerDetail): void {
    if (this.#aim(detail)) this.#carrying.dropAimed(detail.payload, 'drag');
    else this.#carrying.leave();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#cancel();
  }

  /** SortableJS knows no cancelling: the pointer is told to have gone up, and the end is then taken as one without a drop. */
  #cancel(): void {
    if (!this.#running || this.#running.isCancelled) return;
    this.#running.isCancelled = true;
    document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  }

  #end(): void {
    const running = this.#running;
    if (!running) return;
    const { item, from, next, drag, listening, isCancelled, point } = running;
    listening.abort();
    item.classList.remove('elsewhere');
    const isOwn = !isCancelled && this.#isOverBoard(point);
    this.#tell(running, isOwn ? dropEvent : leaveEvent);
    drag.finish(!isCancelled && !isOwn);
    // Back to where the pool has it; what has changed is drawn from the records.
    from.insertBefore(item, next?.parentNode === from ? next : null);
    // Sortable keeps the pointer from giving the focus; without it, Ctrl+Z right after a drop would reach nobody.
    item.focus({ preventScroll: true });
    this.#running = undefined;
    for (const view of this.#views) view.hold(false);
    this.#host.paint();
  }

  #isOverBoard({ clientX, clientY }: DragPoint): boolean {
    return targetAt(clientX, clientY)?.isSortable === true;
  }
}

/** How many cards that stay are before the dragged one. */
function indexIn(item: Element, isCarried: (cardId: string) => boolean): number {
  let index = 0;
  for (let before = item.previousElementSibling; before; before = before.previousElementSibling) {
    if (before instanceof HTMLElement && before.classList.contains('item') && !isCarried(before.dataset.id ?? '')) index++;
  }
  return index;
}
