import type { Localizer } from '../shared/localize.ts';
import type { CardView } from './card-view.ts';
import { ColumnView } from './column-view.ts';
import type { Cell } from './focus.ts';
import { type ColumnSizes, columnStarts, columnsInView, scrollToColumn } from './geometry.ts';
import { makeFoldIcon, makeLock } from './icons.ts';
import type { Looks } from './looks.ts';
import type { BoardModel, Column } from './tech-board.model.ts';

/** What is to be drawn; replaced as a whole when day, language, order or size change. */
export interface Scene {
  readonly model: BoardModel;
  readonly looks: Looks;
  readonly localizer: Localizer;
  readonly sizes: ColumnSizes;
  isFolded(columnId: string): boolean;
  /** How many cards a column shows at most. */
  limitOf(columnId: string): number;
}

/** What a change of focus, choice or carrying alters on columns that are already drawn. */
export interface Marks {
  readonly active: Cell | undefined;
  isChosen(jobId: string): boolean;
  isHovered(jobId: string): boolean;
  /** Whether a technician can do what is being carried; undefined while nothing is. */
  fits(column: Column): { readonly fits: boolean; readonly reason: string } | undefined;
  isCarried(cardId: string): boolean;
  /** The column the carried jobs are over. */
  readonly aimedColumn: string | undefined;
  /** A drag has its hands on the cards of this list. */
  isHeld(list: HTMLElement): boolean;
}

const sparePixels = 200;
const poolSize = 8;

/** Draws columns into pooled elements: only what is near the viewport exists. */
export class BoardPainter {
  readonly #scroller: HTMLElement;
  readonly #track: HTMLElement;
  readonly #marks: Marks;
  readonly #appeared: (view: ColumnView) => void;
  readonly #views = new Map<string, ColumnView>();
  #pool: ColumnView[] = [];
  #scene: Scene | undefined;
  #starts: Float64Array = new Float64Array(1);

  /** `appeared` is called once for each column element that is made. */
  constructor(scroller: HTMLElement, track: HTMLElement, marks: Marks, appeared: (view: ColumnView) => void) {
    this.#scroller = scroller;
    this.#track = track;
    this.#marks = marks;
    this.#appeared = appeared;
  }

  get scene(): Scene | undefined {
    return this.#scene;
  }

  /** Columns that exist in the page now. */
  get views(): ReadonlyMap<string, ColumnView> {
    return this.#views;
  }

  cardOf(columnId: string, cardId: string): CardView | undefined {
    return this.#views.get(columnId)?.cards.get(cardId);
  }

  elementOf({ columnId, cardId }: Cell): HTMLElement | undefined {
    const view = this.#views.get(columnId);
    return cardId === null ? view?.fold : view?.cards.get(cardId)?.element;
  }

  viewOfList(list: Element): ColumnView | undefined {
    for (const view of this.#views.values()) if (view.list === list) return view;
    return undefined;
  }

  /** The column under a point of the window. */
  viewAt(clientX: number, clientY: number): ColumnView | undefined {
    const board = this.#scroller.getBoundingClientRect();
    if (clientY < board.top || clientY > board.bottom || clientX < board.left || clientX > board.right) return undefined;
    for (const view of this.#views.values()) {
      const { left, right } = view.element.getBoundingClientRect();
      if (clientX >= left && clientX <= right) return view;
    }
    return undefined;
  }

  setScene(scene: Scene): void {
    this.#scene = scene;
    this.#starts = columnStarts(scene.model.order, scene.isFolded, scene.sizes);
    this.#track.style.setProperty('width', `${this.#starts.at(-1) ?? 0}px`);
  }

  /** Makes the page show what model, scroll position and folds ask for. */
  paint(): void {
    const scene = this.#scene;
    if (!scene) return;
    const { model } = scene;
    const wanted = new Map<string, number>();
    const { start, end } = columnsInView(
      this.#starts,
      Math.abs(this.#scroller.scrollLeft),
      this.#scroller.clientWidth,
      sparePixels,
    );
    for (let index = start; index < end; index++) wanted.set(model.order[index] ?? '', index);
    this.#keep(wanted);
    for (const [columnId, view] of this.#views) {
      if (wanted.has(columnId)) continue;
      this.#views.delete(columnId);
      this.#pool.push(view);
    }
    for (const [columnId, index] of wanted) this.#show(columnId, index);
    for (const view of this.#pool) view.element.remove();
    this.#pool.length = Math.min(this.#pool.length, poolSize);
    this.#putInOrder(wanted);
    // After all writing: each asks for the layout.
    for (const view of this.#views.values()) view.skipDone();
  }

  /** Draws these columns again where they are in the page. */
  refresh(columnIds: Iterable<string>): void {
    for (const columnId of columnIds) {
      const index = this.#scene?.model.indexOf(columnId) ?? -1;
      if (index >= 0 && this.#views.has(columnId)) this.#show(columnId, index);
    }
  }

  /** Draws a column again, although its records are the same, e.g. because its conflicts are known now. */
  touchColumn(column: Column): void {
    const view = this.#views.get(column.id);
    if (view?.look?.column !== column || !this.#scene) return;
    view.show(this.#lookOf(column, this.#scene));
    this.#markView(view);
  }

  /** Follows focus, choice and carrying without drawing cards again. */
  mark(): void {
    for (const view of this.#views.values()) this.#markView(view);
  }

  /** Scrolls a column, and a card in it, into view. */
  reveal({ columnId, cardId }: Cell): void {
    const scene = this.#scene;
    const index = scene?.model.indexOf(columnId) ?? -1;
    if (!scene || index < 0) return;
    const { sizes } = scene;
    const width = scene.isFolded(columnId) ? sizes.foldedWidth : sizes.width;
    const from = Math.abs(this.#scroller.scrollLeft);
    const to = scrollToColumn(this.#starts, index, width, from, this.#scroller.clientWidth, sizes.padding);
    if (to !== from) this.#scroller.scrollLeft = scene.localizer.direction === 'rtl' ? -to : to;
    this.paint();
    if (cardId !== null) this.cardOf(columnId, cardId)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Columns in view, for what is only worked out for those. */
  columnsShown(): Column[] {
    return [...this.#views.values()].flatMap(({ look }) => (look && !look.isFolded ? [look.column] : []));
  }

  /** What holds the focus, or a drag, stays in the page. */
  #keep(wanted: Map<string, number>): void {
    const keep = (columnId: string) => {
      const index = this.#scene?.model.indexOf(columnId) ?? -1;
      if (index >= 0) wanted.set(columnId, index);
    };
    const { active } = this.#marks;
    if (active) keep(active.columnId);
    for (const [columnId, view] of this.#views) if (this.#marks.isHeld(view.list)) keep(columnId);
  }

  #show(columnId: string, index: number): void {
    const scene = this.#scene;
    const column = scene?.model.column(columnId);
    if (!scene || !column) return;
    let view = this.#views.get(columnId);
    if (!view) {
      view = this.#pool.pop();
      if (view) view.recycle();
      else {
        view = new ColumnView(makeLock, makeFoldIcon());
        this.#appeared(view);
      }
      this.#views.set(columnId, view);
    }
    view.place(this.#starts[index] ?? 0, scene.isFolded(columnId) ? scene.sizes.foldedWidth : scene.sizes.width);
    view.hold(this.#marks.isHeld(view.list));
    if (view.look?.column !== column || view.look.isFolded !== scene.isFolded(columnId) || this.#isStale(view)) {
      view.show(this.#lookOf(column, scene));
    }
    this.#markView(view);
  }

  /** Set by `forget`: texts are in another language, or limits changed. */
  #isStale(view: ColumnView): boolean {
    return this.#stale.delete(view);
  }
  readonly #stale = new Set<ColumnView>();

  /** Everything is drawn anew at the next paint. */
  forget(): void {
    for (const view of [...this.#views.values(), ...this.#pool]) this.#stale.add(view);
  }

  /** Reading order is the order of columns. From the last to the first, so that each knows the one after it. */
  #putInOrder(wanted: ReadonlyMap<string, number>): void {
    let next: Element | null = null;
    for (const [columnId] of [...wanted].sort((a, b) => b[1] - a[1])) {
      const element: Element | undefined = this.#views.get(columnId)?.element;
      if (!element) continue;
      if (element.parentNode !== this.#track || element.nextElementSibling !== next) this.#track.insertBefore(element, next);
      next = element;
    }
  }

  #lookOf(column: Column, scene: Scene) {
    return scene.looks.column(column, scene.isFolded(column.id), scene.limitOf(column.id));
  }

  #markView(view: ColumnView): void {
    const column = view.look?.column;
    if (!column) return;
    const marks = this.#marks;
    const fit = marks.fits(column);
    if (fit === undefined) delete view.element.dataset.fits;
    else view.element.dataset.fits = fit.fits ? 'yes' : 'no';
    view.head.title = fit?.reason ?? '';
    view.element.classList.toggle('aimed', marks.aimedColumn === column.id);
    const { active } = marks;
    const isActive = active?.columnId === column.id;
    view.fold.tabIndex = isActive && active.cardId === null ? 0 : -1;
    for (const [id, { element, look }] of view.cards) {
      const chosen = look !== undefined && marks.isChosen(look.card.jobId);
      element.tabIndex = isActive && active.cardId === id ? 0 : -1;
      element.classList.toggle('chosen', chosen);
      element.classList.toggle('hovered', look !== undefined && marks.isHovered(look.card.jobId));
      element.classList.toggle('carried', marks.isCarried(id));
      const selected = String(chosen);
      if (element.getAttribute('aria-selected') !== selected) element.setAttribute('aria-selected', selected);
    }
  }
}
