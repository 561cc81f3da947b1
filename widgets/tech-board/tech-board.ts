import type { DispatchSource, SourceChange } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import { currentDrag } from '../shared/drag.ts';
import { jobMenu } from '../shared/job-menu/index.ts';
import type { Localizer } from '../shared/localize.ts';
import { shared } from '../shared/messages.ts';
import { type Box, openMenu, pointBox } from '../shared/popup.ts';
import type { SelectionAspect } from '../shared/selection.ts';
import { emptyState, errorState, staleNotice } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import { Audit } from './audit.ts';
import { BoardElement } from './board-element.ts';
import { BoardPainter, type Marks } from './board-painter.ts';
import { Carrying } from './carrying.ts';
import type { ColumnView } from './column-view.ts';
import { type Cell, type Columns, inColumn } from './focus.ts';
import type { BoardHost } from './host.ts';
import { boardKey } from './keyboard.ts';
import { Looks } from './looks.ts';
import { messages } from './messages.ts';
import { BoardPointer } from './pointer.ts';
import { skeleton } from './skeleton.ts';
import { Sorting } from './sorting.ts';
import { BoardModel, type Card, isFixed, sortOrders } from './tech-board.model.ts';
import { styles } from './tech-board.styles.ts';

/** Detail of `dk-job-opened`. */
export interface JobOpened {
  readonly jobId: string;
}

/** Detail of `dk-selection-changed`. */
export interface SelectionChanged {
  readonly jobIds: readonly string[];
}

/** Events of `<dk-tech-board>`, besides those of every widget. */
export interface TechBoardEventMap {
  'dk-job-opened': CustomEvent<JobOpened>;
  'dk-selection-changed': CustomEvent<SelectionChanged>;
}

const cardsAtFirst = 60;
const minuteMilliseconds = 60_000;

/**
 * A column per technician with the day's jobs as cards in order of time. Cards are dragged inside and between columns, to and from
 * the other widgets of the page, or moved by keyboard (`m`); what a drop would mean is shown before it is done.
 *
 * @element dk-tech-board
 * @slot actions - Buttons of the host, at the end of the toolbar.
 * @fires {CustomEvent<JobOpened>} dk-job-opened - Enter or double click on a card.
 * @fires {CustomEvent<SelectionChanged>} dk-selection-changed - Other jobs were chosen, here or in another widget.
 * @fires {CustomEvent} dk-before-change - Cancelable; before anything is changed.
 * @fires {CustomEvent} dk-changed - After a change was accepted.
 * @fires {CustomEvent} dk-error - Something was refused or failed.
 * @csspart board - Toolbar and columns.
 * @csspart host - What is said of host systems that are not current.
 * @cssproperty [--dk-density=1] - Height factor of rows and lanes.
 */
export class TechBoard extends BoardElement {
  static override styles = [...widgetStyles, styles];
  @state() private announcement = '';
  @query('.scroller') private scroller!: HTMLElement;
  @query('.track') private track!: HTMLElement;

  #model: BoardModel | undefined;
  #audit: Audit | undefined;
  #painter: BoardPainter | undefined;
  #carrying: Carrying | undefined;
  #sorting: Sorting | undefined;
  #active: Cell | undefined;
  #limits: ReadonlyMap<string, number> = new Map();
  #shownWith = '';
  #painting: number | undefined;
  #dirty = new Set<string>();
  #touched = new Set<string>();
  #minute: ReturnType<typeof setTimeout> | undefined;
  readonly #resize = new ResizeObserver(([entry]) => this.#resized(entry?.contentRect.width ?? 0));

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.#connectParts();
      this.requestUpdate();
    }
    this.#resize.observe(this);
    this.#waitForMinute();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    this.#carrying?.disconnect();
    this.#sorting?.disconnect();
    this.#audit?.stop();
    clearTimeout(this.#minute);
    if (this.#painting !== undefined) cancelAnimationFrame(this.#painting);
    this.#painting = undefined;
  }

  /** Puts the columns in order again by the chosen sort; while somebody works on the board they keep their places. */
  arrange(): void {
    this.#model?.arrange();
    this.requestUpdate();
  }

  /** Scrolls to a job and gives its card the focus. Returns whether it is on the board. */
  focusJob(jobId: string): boolean {
    for (const columnId of this.#model?.order ?? []) {
      const card = this.#model?.column(columnId)?.cards.find((one) => one.jobId === jobId);
      if (!card) continue;
      this.#host.focusCell({ columnId, cardId: card.id });
      return true;
    }
    return false;
  }

  protected override sourceReplaced(): void {
    this.#audit?.stop();
    this.#model = undefined;
    this.#audit = undefined;
    this.#active = undefined;
    this.#limits = new Map();
    this.#seen = [];
    this.#shownWith = '';
  }

  protected override sourceChanged(change: SourceChange): void {
    const { columns, order } = this.#model?.apply(change) ?? { columns: new Set<string>(), order: true };
    if (change.all || change.meta || order || !this.#painter?.scene) this.requestUpdate();
    if (change.remote) for (const id of change.touched.assignments ?? []) this.#touched.add(id);
    for (const columnId of columns) this.#dirty.add(columnId);
    if (columns.size > 0) this.#schedulePaint();
  }

  protected override selectionChanged(aspect: SelectionAspect): void {
    if (aspect === 'jobs') {
      const jobIds = [...(this.selection?.jobIds ?? [])];
      this.dispatchEvent(new CustomEvent('dk-selection-changed', { bubbles: true, composed: true, detail: { jobIds } }));
    }
    this.#painter?.mark();
  }

  protected override render() {
    const hasData = this.phase === 'ready' || this.phase === 'stale';
    const isEmpty = hasData && (this.#prepare()?.order.length ?? 0) === 0;
    const { localizer } = this;
    return html`<div class="board" part="board" aria-busy=${this.phase === 'loading' ? 'true' : nothing}>
      <div class="bar">
        <h2>${this.say('title')}</h2>
        ${this.mayAssign ? html`<span class="hint ellipsis">${this.say('hint')}</span>` : nothing}
        <span class="spacer"></span>
        ${this.hosts?.notice()}
        <button class="chip" type="button" aria-pressed=${this.workingOnly} @click=${this.#toggleWorking}>${this.say('workingOnly')}</button>
        <button class="chip" type="button" aria-haspopup="menu" @click=${this.#chooseSort}>${this.say('sort', { order: this.say(`sort.${this.sortShown}`) })}</button>
        <slot name="actions"></slot>
      </div>
      ${this.phase === 'stale' ? staleNotice(localizer, this.data?.status.since ?? 0, this.#retry) : nothing}
      ${this.#state(isEmpty)}
      <div class="scroller" ?hidden=${!hasData || isEmpty} role="group" aria-label=${this.say('board', { day: localizer.day(this.range.startMs) })}
        @scroll=${this.#onScroll} @keydown=${this.#onKey} @click=${this.#pointer.click} @dblclick=${this.#pointer.doubleClick}
        @contextmenu=${this.#pointer.contextMenu} @focusin=${this.#onFocusIn} @focusout=${this.#onFocusOut}
        @pointerover=${this.#pointer.over} @pointerleave=${() => this.selection?.hover(null)}>
        <div class="track"></div>
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">${this.announcement}</div>
    </div>`;
  }

  #state(isEmpty: boolean) {
    const { localizer } = this;
    if (this.phase === 'loading') return skeleton();
    if (this.phase === 'error' || this.phase === 'signed-out') {
      return html`<div class="fill-rest">${errorState(localizer, this.data?.status.error, this.#retry)}</div>`;
    }
    if (!isEmpty) return nothing;
    const isHidden = this.workingOnly && (this.data?.tables.technicians.size ?? 0) > 0;
    if (!isHidden)
      return html`<div class="fill-rest">${emptyState(this.say('noTechnicians'), this.say('noTechniciansHint'))}</div>`;
    const day = localizer.day(this.range.startMs);
    const action = html`<button class="button" type="button" @click=${this.#toggleWorking}>${this.say('showEveryone')}</button>`;
    return html`<div class="fill-rest">${emptyState(this.say('nobodyWorks', { day }), this.say('nobodyWorksHint'), action)}</div>`;
  }

  protected override firstUpdated(): void {
    const marks = this.#marks;
    this.#carrying = new Carrying(this.#host, this.scroller);
    this.#sorting = new Sorting(this.#host, this.#carrying, this.track);
    this.#painter = new BoardPainter(this.scroller, this.track, marks, (view) => this.#viewMade(view));
    this.#connectParts();
  }

  protected override updated(changed: PropertyValues): void {
    // Saying something draws nothing.
    if (changed.size === 1 && changed.has('announcement')) return;
    const model = this.#model;
    const source = this.data;
    if (!model || !source || this.scroller.hidden || !this.#audit) return;
    this.#sorting?.allow(this.mayAssign);
    const { localizer } = this;
    const seen = [
      model,
      localizer,
      languageLoaded(localizer),
      source.settings,
      this.hosts?.marks,
      this.#shownWith,
      model.order,
      this.folded,
      this.#limits,
      this.columnSizes.width,
    ];
    // A source tells of much that is not drawn here, such as what could be undone.
    if (seen.every((one, index) => one === this.#seen[index])) return;
    this.#seen = seen;
    this.#painter?.setScene({
      model,
      localizer,
      looks: new Looks(source, localizer, this.#audit, this.hosts?.marks),
      sizes: this.columnSizes,
      isFolded: (columnId) => this.folded.has(columnId),
      limitOf: (columnId) => this.#limits.get(columnId) ?? cardsAtFirst,
    });
    this.#painter?.forget();
    this.#paint();
  }

  /** What the scene was last made from. */
  #seen: readonly unknown[] = [];

  /** The model of what is to be shown; made when there is something. */
  #prepare(): BoardModel | undefined {
    const source = this.data;
    if (!source) return undefined;
    const { localizer } = this;
    if (!this.#model) {
      this.#model = new BoardModel(source, localizer.tag);
      this.#audit = new Audit(source, (column) => this.#painter?.touchColumn(column));
    }
    const range = this.range;
    const sort = this.sortShown;
    const view = { range, sort, workingOnly: this.workingOnly, unassigned: this.unassigned };
    const key = JSON.stringify(view);
    if (key !== this.#shownWith) {
      this.#shownWith = key;
      this.#model.show(view);
      void source
        .show({ from: new Date(range.startMs).toISOString(), to: new Date(range.endMs).toISOString() })
        .catch((error: unknown) => {
          this.reportError(error);
        });
    }
    return this.#model;
  }

  #connectParts(): void {
    this.#carrying?.connect();
    this.#sorting?.connect();
  }

  #viewMade(view: ColumnView): void {
    this.#sorting?.add(view);
    view.fold.addEventListener('click', () => this.#host.toggleFold(view.look?.column.id ?? ''));
    view.more.addEventListener('click', () => this.#showMore(view.look?.column.id ?? ''));
  }

  #schedulePaint(): void {
    this.#painting ??= requestAnimationFrame(() => {
      this.#painting = undefined;
      if (this.scroller.hidden) return;
      this.#painter?.refresh(this.#dirty);
      this.#afterPaint();
    });
  }

  #paint(): void {
    this.#painter?.paint();
    this.#afterPaint();
  }

  #afterPaint(): void {
    const painter = this.#painter;
    if (!painter) return;
    this.#dirty.clear();
    this.#keepFocus();
    for (const id of this.#touched) {
      for (const view of painter.views.values()) view.cards.get(id)?.touch();
    }
    this.#touched.clear();
    this.#audit?.request(painter.columnsShown());
    this.#carrying?.restore();
  }

  /** The focus stays on the board when its card is gone: on the one that took its place. */
  #keepFocus(): void {
    const model = this.#model;
    const active = this.#active;
    if (!model || model.order.length === 0) return;
    if (!active || !model.column(active.columnId)) {
      this.#active = { columnId: model.order[0] ?? '', cardId: null };
    } else if (active.cardId !== null) {
      const index = model.column(active.columnId)?.cards.findIndex(({ id }) => id === active.cardId) ?? -1;
      if (index >= 0) this.#activeIndex = index;
      else {
        const found = model.find(active.cardId)?.column.id;
        const follows = found !== undefined && this.#hadFocus;
        this.#active = follows
          ? { columnId: found, cardId: active.cardId }
          : inColumn(this.#columns, active.columnId, this.#activeIndex);
        if (this.#hadFocus) this.#host.focusCell(this.#active);
      }
    }
    this.#painter?.mark();
  }

  /** Whether the focus was in the columns; removing the focused card takes it away silently. */
  #hadFocus = false;
  /** Place of the focused card in its column, for when it goes. */
  #activeIndex = 0;

  get #columns(): Columns {
    const model = this.#model;
    return { order: model?.order ?? [], column: (id) => model?.column(id), isFolded: (id) => this.folded.has(id) };
  }

  readonly #retry = () => this.data?.retry();

  readonly #toggleWorking = () => {
    this.workingOnly = !this.workingOnly;
  };

  readonly #chooseSort = (event: Event) => {
    const chip = event.currentTarget as HTMLElement;
    const items = sortOrders.map((order) => ({
      label: this.say(`sort.${order}`),
      hint: order === this.sortShown ? '✓' : undefined,
      run: () => {
        if (this.sort === order) this.arrange();
        this.sort = order;
      },
    }));
    openMenu(this, items, chip.getBoundingClientRect(), this.say('sortLabel'));
  };

  readonly #onScroll = () => {
    this.#painter?.paint();
    this.#audit?.request(this.#painter?.columnsShown() ?? []);
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const model = this.#model;
    const carrying = this.#carrying;
    if (!model || !carrying || event.defaultPrevented || inPopup(event)) return;
    const columns = this.#columns;
    const openCardMenu = (card: Card) => {
      const element = this.#painter?.cardOf(this.#active?.columnId ?? '', card.id)?.element;
      this.#openMenu(card, element?.getBoundingClientRect() ?? pointBox(0, 0));
    };
    if (!boardKey(event, { host: this.#host, carrying, columns, openMenu: openCardMenu })) return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onFocusIn = (event: FocusEvent) => {
    this.#hadFocus = true;
    const hit = this.#pointer.hit(event);
    if (hit) {
      this.#active = { columnId: hit.column.id, cardId: hit.card?.id ?? null };
      this.#painter?.mark();
    }
    this.#carrying?.beginKeyboard();
  };

  readonly #onFocusOut = ({ relatedTarget, target }: FocusEvent) => {
    if (relatedTarget instanceof Node && this.scroller.contains(relatedTarget)) return;
    if (relatedTarget !== null) {
      this.#hadFocus = false;
      this.#carrying?.pauseKeyboard();
      return;
    }
    // Either the person left, or the focused card has just left the page: then `#keepFocus` finds a place for the focus.
    queueMicrotask(() => {
      if (this.#active && this.#painter?.elementOf(this.#active) === target && !this.matches(':focus-within'))
        this.#hadFocus = false;
    });
  };

  #openMenu(card: Card, at: Box): void {
    const by = this.performer();
    if (!by || !card.job) return;
    const jobs = this.#cardsMeant(card).flatMap(({ job }): Job[] => (job ? [job] : []));
    const day = this.shownDay < this.today ? this.today : this.shownDay;
    const entries = jobMenu({ by, jobs, day, open: (jobId) => this.#host.open(jobId) });
    openMenu(this, entries, at, this.say('menuLabel', { job: card.job.title }));
  }

  #cardsMeant(card: Card): Card[] {
    const chosen = this.selection?.jobIds;
    const model = this.#model;
    if (!chosen?.has(card.jobId) || chosen.size < 2 || !model) return [card];
    const others = model.order.flatMap((id) => model.column(id)?.cards ?? []);
    return [card, ...others.filter((one) => one !== card && chosen.has(one.jobId) && !isFixed(one))];
  }

  #showMore(columnId: string): void {
    this.#limits = new Map([...this.#limits, [columnId, (this.#limits.get(columnId) ?? cardsAtFirst) + cardsAtFirst]]);
    this.requestUpdate();
  }

  #resized(width: number): void {
    if (width === this.width) return;
    const before = this.columnSizes.width;
    this.width = width;
    if (this.columnSizes.width !== before) this.requestUpdate();
    else this.#paint();
  }

  /** Each minute what is free next and late is worked out again; columns change places only when nobody is at the board. */
  #waitForMinute(): void {
    clearTimeout(this.#minute);
    this.#minute = setTimeout(() => {
      this.#model?.tick();
      this.#seen = [];
      if (!currentDrag() && !this.matches(':hover, :focus-within')) this.#model?.arrange();
      this.requestUpdate();
      this.#waitForMinute();
    }, minuteMilliseconds);
  }

  readonly #marks: Marks = this.#makeMarks();

  #makeMarks(): Marks {
    const board = this;
    return {
      get active() {
        return board.#active;
      },
      get aimedColumn() {
        return board.#carrying?.aimedColumn;
      },
      isChosen: (jobId) => board.selection?.jobIds.has(jobId) ?? false,
      isHovered: (jobId) => board.selection?.hoveredJobId === jobId,
      fits: (column) => board.#carrying?.fits(column),
      isCarried: (cardId) => board.#carrying?.isCarried(cardId) ?? false,
      isHeld: (list) => board.#sorting?.isHeld(list) ?? false,
    };
  }

  readonly #host: BoardHost = this.#makeHost();

  readonly #pointer = new BoardPointer(this.#host, (card, at) => this.#openMenu(card, at));

  #makeHost(): BoardHost {
    const board = this;
    return {
      element: board,
      get source(): DispatchSource | undefined {
        return board.data;
      },
      get selection() {
        return board.selection;
      },
      get localizer(): Localizer {
        return board.localizer;
      },
      get model() {
        return board.#model;
      },
      get painter() {
        return board.#painter;
      },
      get timeZone() {
        return board.timeZone;
      },
      get shownDay() {
        return board.shownDay;
      },
      get isToday() {
        return board.shownDay === board.today;
      },
      get mayAssign() {
        return board.mayAssign;
      },
      get snapMinutes() {
        return board.data?.settings?.snapMinutes ?? 15;
      },
      get active() {
        return board.#active;
      },
      set active(cell) {
        board.#active = cell;
      },
      text: (key, values) => board.say(key, values),
      performer: () => board.performer(),
      announce: (text) => {
        board.announcement = text;
      },
      open: (jobId) => {
        board.dispatchEvent(new CustomEvent('dk-job-opened', { bubbles: true, composed: true, detail: { jobId } }));
      },
      cardsMeant: (card) => board.#cardsMeant(card),
      focusCell: (cell) => {
        board.#active = cell;
        board.#painter?.reveal(cell);
        board.#painter?.mark();
        board.#painter?.elementOf(cell)?.focus({ preventScroll: true });
      },
      toggleFold: (columnId) => {
        const folded = new Set(board.folded);
        if (!folded.delete(columnId)) folded.add(columnId);
        board.folded = folded;
      },
      paint: () => board.#paint(),
      mark: () => board.#painter?.mark(),
    };
  }
}

/** Menus, dialogs and toasts live in the same shadow root and have keys of their own. */
function inPopup(event: Event): boolean {
  return (event.target as Element).closest('[popover], dialog') !== null;
}

/** Changes when the translation of the board has come. */
function languageLoaded({ language }: Localizer): boolean {
  return messages.loaded.has(language) && shared.loaded.has(language);
}
