import { MemorySource, type SourceChange } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { type JobStatus, jobStatuses } from '@dispatchkit/contract/words';
import { dayOf, dayRange } from '@dispatchkit/scheduling';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query as find, property, state } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { currentDrag, pickUp, putDown, startPointerDrag } from '../shared/drag.ts';
import { jobMenu, jobMenuMessages, unassignJobs } from '../shared/job-menu/index.ts';
import { placeOf, siteOf } from '../shared/job-text.ts';
import { shared } from '../shared/messages.ts';
import { type Performer, redo, undo } from '../shared/perform.ts';
import { type Box, openMenu, pointBox } from '../shared/popup.ts';
import type { SelectionAspect } from '../shared/selection.ts';
import { setProperty } from '../shared/set-property.ts';
import { errorState, staleNotice } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import { scrollToRow, visibleRange } from '../shared/virtual.ts';
import { type Column, type ColumnOption, parseColumns } from './columns.ts';
import { columnsPanel } from './columns-panel.ts';
import { longestDueTexts } from './due-probe.ts';
import { GridChoice } from './grid-choice.ts';
import { GridColumns, moved } from './grid-columns.ts';
import { GridData } from './grid-data.ts';
import { canCarry, dragCard, jobsFor, payloadOf } from './grid-drag.ts';
import { gridHead } from './grid-head.ts';
import { type GridKey, gridKey } from './grid-keys.ts';
import type { GridLayout } from './grid-layout.ts';
import { gridOverlay } from './grid-overlay.ts';
import type { SortTerm } from './job-grid.model.ts';
import { GridRows, type RowsView } from './job-grid.rows.ts';
import { styles } from './job-grid.styles.ts';
import { messages } from './messages.ts';
import { formatSort, type JobGridView, nextSort, parseSort, parseStatuses, parseView } from './view-words.ts';

/** Detail of `dk-job-opened`. */
export interface JobOpened {
  readonly jobId: string;
}
/** Detail of `dk-selection-changed`. */
export interface SelectionChanged {
  readonly jobIds: readonly string[];
}

/** Events of the job grid, for `addEventListener`. */
export interface JobGridEventMap {
  'dk-job-opened': CustomEvent<JobOpened>;
  'dk-selection-changed': CustomEvent<SelectionChanged>;
  'dk-view-changed': CustomEvent<JobGridView>;
}

/**
 * All jobs as a list: searched, filtered, sorted, picked, and dragged out to a board, a timeline or a map.
 * Only the rows on screen exist, so a hundred thousand jobs scroll like a hundred.
 *
 * @element dk-job-grid
 * @fires {CustomEvent<JobOpened>} dk-job-opened - A row was double-clicked, or Enter pressed on it.
 * @fires {CustomEvent<SelectionChanged>} dk-selection-changed - The person picked other rows.
 * @fires {CustomEvent<JobGridView>} dk-view-changed - Columns, sort, statuses or search were changed by the person; hosts may keep it.
 * @csspart host - What is said of host systems that are not current.
 * @cssproperty [--dk-density=1] - Row height in units of 32 px.
 */
export class JobGrid extends DispatchElement {
  static override styles = [...widgetStyles, styles];
  protected override readonly messageSets = [messages, jobMenuMessages];
  protected override readonly showsHosts = true;

  /**
   * Columns in order: ids, or `{ id, label, width, hidden }`. As an attribute `number,work,due` or a JSON array. Custom fields are
   * `custom.<key>`. Left out: the usual ones, as many as there is room for.
   */
  @property({ converter: { fromAttribute: (value) => readColumns(value) } }) columns?: readonly (string | ColumnOption)[];
  /** `due,-priority`: columns to sort by, the most important first; `-` for descending. */
  @property() sort = 'due';
  /** Statuses to show, separated by commas. Empty: all. */
  @property() statuses = '';
  /** Words that must all occur in number, title, address, neighborhood, customer, technician or a custom field. */
  @property() query = '';
  /** Day that technicians are looked for and that counts as "today", `YYYY-MM-DD` in the tenant's zone. Empty: today. */
  @property() day = '';
  /** Jobs of a host that has no connector. Fields left out get defaults; setting it again replaces all. */
  @property({ attribute: false }) items?: readonly Partial<Job>[];

  @state() private layout: GridLayout | undefined;
  @state() private headingInTabOrder = '';
  @state() private announcement = '';
  @state() private isPanelOpen = false;

  @find('.scroller') private readonly scroller!: HTMLElement | null;
  @find('.rows') private readonly body!: HTMLElement | null;
  @find('input.search') private readonly searchField!: HTMLInputElement | null;

  #own: MemorySource | undefined;
  #rowsData: GridData | undefined;
  readonly #columns = new GridColumns();
  readonly #choice = new GridChoice();
  #rows: GridRows | undefined;
  #drawnLayout: GridLayout | undefined;
  #drawnSummary = '';
  #shown: readonly unknown[] = [];
  #frame: number | undefined;
  #counting: ReturnType<typeof setTimeout> | undefined;
  readonly #touched = new Set<string>();
  #minute: ReturnType<typeof setTimeout> | undefined;
  readonly #size = new ResizeObserver(() => this.#measure());
  /** Kept, as reading them from the page makes the browser lay it out on the spot, and again for what is written after. */
  #box = { width: 0, height: 0, rowHeight: 32, dueWidth: 96, top: 0 };

  /** Puts the cursor into the search field. */
  focusSearch(): void {
    this.searchField?.focus();
    this.searchField?.select();
  }

  /** Shows all statuses and empties the search. */
  clearFilters(): void {
    this.#setView({ statuses: '', query: '' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick();
    if (this.hasUpdated) this.#observe();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    clearTimeout(this.#minute);
    clearTimeout(this.#counting);
    this.#counting = undefined;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#rowsData?.close();
  }

  protected override sourceReplaced(): void {
    this.#rowsData = undefined;
    this.#choice.stand(null);
    this.#scrollTo(0);
  }

  protected override sourceChanged(change: SourceChange): void {
    if (change.all) this.#rowsData = undefined;
    else this.#patch(change);
    if (change.all || (change.meta && this.#isOtherwise())) this.requestUpdate();
    else this.#scheduleDraw();
  }

  protected override selectionChanged(aspect: SelectionAspect): void {
    const active = this.selection?.activeJobId ?? null;
    if (aspect === 'jobs' && !this.#choice.isBusy && active) {
      this.#choice.stand(active);
      this.#reveal();
    }
    this.#mark();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('items') && this.items) this.#takeItems(this.items);
    super.willUpdate(changed);
    this.#updateColumns();
    this.#ensureData();
    this.#model?.sortBy(this.#sortTerms());
    this.#model?.filterBy({ statuses: parseStatuses(this.statuses), text: this.query });
    this.#rowsData?.countDay(this.#dayRange());
    this.#drawnSummary = this.#rowsData?.summary() ?? '';
    if (this.layout) this.layout = this.#layoutFor(this.layout);
  }

  protected override firstUpdated(): void {
    this.#observe();
  }

  protected override updated(): void {
    const { body, layout } = this;
    if (!body || !layout) return;
    if (!this.#rows) this.#rows = new GridRows(body);
    if (this.#drawnLayout?.columns !== layout.columns || this.#drawnLayout.rowHeight !== layout.rowHeight) {
      this.#drawnLayout = layout;
      this.#rows.configure(layout.columns, layout.rowHeight);
    }
    this.#draw(true);
    this.#rowsData?.prepareSearch();
  }

  protected override render(): TemplateResult {
    const { data, localizer, phase } = this;
    const isFailed = phase === 'error' || phase === 'signed-out';
    return html`
      <slot @slotchange=${this.#readChild}></slot>
      ${this.#bar()} ${this.#chips()}
      ${phase === 'stale' && data ? staleNotice(localizer, data.status.since, () => data.retry()) : nothing}
      <div class="main" ?hidden=${isFailed} ${setProperty({ display: isFailed ? 'none' : null })}>${this.#grid()}</div>
      ${isFailed && data ? errorState(localizer, data.status.error, () => data.retry()) : nothing}
      <div class="visually-hidden" aria-live="polite">${this.announcement}</div>
    `;
  }

  #bar(): TemplateResult {
    const { localizer } = this;
    const isToday = !this.day || this.day === this.#today();
    const onDay = isToday
      ? localizer.text(messages, 'todayCount', { count: this.#rowsData?.onDay ?? 0 })
      : localizer.text(messages, 'dayCount', {
          count: this.#rowsData?.onDay ?? 0,
          day: localizer.shortDay(this.#dayRange().startMs),
        });
    const waiting = localizer.text(messages, 'unscheduledCount', { count: this.#model?.countOf('unscheduled') ?? 0 });
    return html`<div class="bar" part="bar">
      <h2>${localizer.text(messages, 'title')}</h2>
      ${this.data ? html`<span class="count ellipsis">${waiting}<span class="today"> · ${onDay}</span></span>` : nothing}
      ${this.hosts?.notice()}
      <div class="find">
        <input class="search" type="search" part="search" autocomplete="off" spellcheck="false" .value=${this.query}
          placeholder=${localizer.text(messages, 'search')} aria-label=${localizer.text(messages, 'search')} aria-keyshortcuts="/"
          @input=${this.#onSearch} @keydown=${this.#onSearchKey}>
        <kbd aria-hidden="true">/</kbd>
      </div>
      ${this.#panel()}
    </div>`;
  }

  #panel(): TemplateResult {
    const { localizer, layout } = this;
    const labelOf = (column: Column) => this.#labelOf(column);
    return columnsPanel({
      columns: this.#columns.all,
      isOpen: this.isPanelOpen,
      onToggle: (isOpen) => {
        this.isPanelOpen = isOpen;
      },
      shownIds: new Set(layout?.columns.map(({ id }) => id)),
      sort: this.#sortTerms(),
      isList: layout?.mode === 'list',
      words: {
        columns: localizer.text(messages, 'columns'),
        sortBy: localizer.text(messages, 'sortBy'),
        reset: localizer.text(messages, 'resetColumns'),
        labelOf,
        earlier: (column) => localizer.text(messages, 'earlier', { column: labelOf(column) }),
        later: (column) => localizer.text(messages, 'later', { column: labelOf(column) }),
      },
      onShow: (id, shown) =>
        this.#rearrange((columns) => columns.map((column) => (column.id === id ? { ...column, hidden: !shown } : column))),
      onMove: (id, by) => this.#rearrange((columns) => moved(columns, id, by)),
      onSort: (id) => this.#setView({ sort: id }),
      onReset: () => this.#resetColumns(),
    });
  }

  #chips(): TemplateResult {
    const chosen = parseStatuses(this.statuses);
    return html`<div class="chips" role="group" aria-label=${this.localizer.text(messages, 'filterByStatus')}>
      ${jobStatuses.map((status) => {
        const count = this.#model?.countOf(status) ?? 0;
        return html`<button class="chip" type="button" data-status=${status} aria-pressed=${chosen.has(status)} @click=${() => this.#toggleStatus(status)}>
          <span class="dot"></span>${this.word(`status.${status}`)} <span class=${count === 0 ? 'none' : ''}>${this.localizer.number(count)}</span>
        </button>`;
      })}
    </div>`;
  }

  #grid(): TemplateResult {
    const { localizer, layout, phase } = this;
    const isLoading = phase === 'loading';
    const count = this.#model?.count ?? 0;
    const isTable = layout?.mode !== 'list';
    return html`<div class=${isTable ? 'scroller table' : 'scroller list'} role="grid" tabindex="0" part="grid"
        aria-label=${localizer.text(messages, 'title')} aria-multiselectable="true" aria-rowcount=${count + 1}
        aria-colcount=${layout?.columns.length ?? 0} aria-busy=${isLoading ? 'true' : nothing}
        ${setProperty({ '--_columns': layout?.template || null, '--_row-width': layout ? `${layout.minWidth}px` : null })}
        @scroll=${this.#onScroll} @keydown=${this.#onKey} @focus=${this.#onFocus}
        @pointerdown=${this.#onPointerDown} @click=${this.#onClick} @dblclick=${this.#onDoubleClick} @contextmenu=${this.#onContextMenu}
        @pointerover=${this.#onPointerOver} @pointerleave=${() => this.selection?.hover(null)}>
        <div class="probe"></div>
        <div class="probe due">${longestDueTexts(localizer)}</div>
        ${layout && isTable ? this.#head(layout) : html`<div class="visually-hidden" role="row"><span role="columnheader">${localizer.text(messages, 'title')}</span></div>`}
        <div class="rows" role="rowgroup" ${setProperty({ height: `${count * (layout?.rowHeight ?? 32)}px` })}></div>
      </div>
      ${this.#overlay()}`;
  }

  #head({ columns }: GridLayout): TemplateResult {
    const tabbable = columns.some(({ id }) => id === this.headingInTabOrder) ? this.headingInTabOrder : (columns[0]?.id ?? '');
    return gridHead({
      columns,
      sort: this.#sortTerms(),
      labelOf: (column) => this.#labelOf(column),
      help: this.localizer.text(messages, 'columnHelp'),
      tabbable,
      isRightToLeft: this.localizer.direction === 'rtl',
      onSort: (id, add) => this.#setView({ sort: formatSort(nextSort(this.#sortTerms(), id, add)) }),
      onWidth: (id, width) => this.#setWidth(id, width),
      onTabbable: (id) => {
        this.headingInTabOrder = id;
      },
    });
  }

  #overlay(): TemplateResult | typeof nothing {
    const { data, localizer, layout, phase } = this;
    return gridOverlay({
      localizer,
      layout,
      phase: data && phase,
      rows: this.#rowsData?.model,
      onClear: () => this.clearFilters(),
    });
  }

  // Data

  #takeItems(items: readonly Partial<Job>[]): void {
    if (this.#own && this.source === this.#own) this.#own.load({ jobs: items });
    else this.source = this.#own = new MemorySource({ jobs: items });
  }

  get #model() {
    return this.#rowsData?.model;
  }

  #ensureData(): void {
    const { data } = this;
    if (this.#rowsData && this.#rowsData.source === data && this.#rowsData.locale === this.localizer.tag) return;
    this.#rowsData?.close();
    this.#rowsData = data && new GridData(data, this.localizer.tag, (id) => this.#columns.get(id));
    this.#rowsData?.load();
  }

  #patch(change: SourceChange): void {
    if (!this.#rowsData) return;
    this.#rows?.forget(this.#rowsData.patch(change));
    if (change.remote) for (const id of change.touched.jobs ?? []) this.#touched.add(id);
  }

  /** Whether anything about the source that is shown has changed. Much else is news too, such as what can be undone. */
  #isOtherwise(): boolean {
    const { status, settings, capabilities } = this.data ?? {};
    const now = [status?.phase, status?.since, settings, capabilities];
    const isSame = now.every((value, index) => value === this.#shown[index]);
    this.#shown = now;
    return !isSame;
  }

  /** Once a frame, however many events come in. */
  #scheduleDraw(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw(false);
      this.#count();
    });
  }

  /** Counts follow at once, and then at most five times a second: numbers that flicker cannot be read, and cost more than the rows. */
  #count(): void {
    if (this.#counting !== undefined || this.#rowsData?.summary() === this.#drawnSummary) return;
    this.requestUpdate();
    this.#counting = setTimeout(() => {
      this.#counting = undefined;
      this.#count();
    }, 200);
  }

  // Time

  #zone(): string {
    return this.data?.settings?.timeZone ?? this.localizer.timeZone;
  }

  #now(): number {
    return this.data?.now() ?? Date.now();
  }

  #today(): string {
    return dayOf(this.#now(), this.#zone());
  }

  #dayRange() {
    return dayRange(this.day || this.#today(), this.#zone());
  }

  /** What is due counts down by the minute. */
  #tick(): void {
    clearTimeout(this.#minute);
    this.#minute = setTimeout(
      () => {
        this.#draw(true);
        this.#tick();
      },
      60_000 - (this.#now() % 60_000),
    );
  }

  // Layout and columns

  #observe(): void {
    for (const element of this.renderRoot.querySelectorAll('.scroller, .probe')) this.#size.observe(element);
  }

  #measure(): void {
    const { scroller } = this;
    if (!scroller || scroller.clientWidth === 0) return;
    const { clientWidth: width, clientHeight: height, scrollTop: top } = scroller;
    const [row, due] = this.renderRoot.querySelectorAll<HTMLElement>('.probe');
    // Of a width that is not whole, the page tells the nearest whole one.
    this.#box = { width, height, rowHeight: row?.offsetHeight || 32, dueWidth: (due?.offsetWidth ?? 95) + 1, top };
    this.#updateColumns();
    const next = this.#layoutFor(this.layout);
    if (next === this.layout) this.#draw(false);
    else this.layout = next;
  }

  #layoutFor(before: GridLayout | undefined): GridLayout {
    return this.#columns.layout(before, this.#box.width, this.#box.rowHeight);
  }

  #updateColumns(): void {
    this.#columns.update({
      wanted: this.columns,
      customFields: this.data?.settings?.customFields,
      dueWidth: this.#box.dueWidth,
      unknown: (id) => console.warn(`dk-job-grid: there is no column "${id}".`),
    });
  }

  #labelOf({ id, label }: Column): string {
    const own = this.data?.settings?.labels[`column.${id}`];
    const key = `column.${id}`;
    return label ?? own ?? (key in messages.en ? this.localizer.text(messages, key as keyof typeof messages.en) : id);
  }

  #rearrange(change: (columns: ColumnOption[]) => ColumnOption[]): void {
    this.#columns.rearrange(this.layout?.columns ?? [], change);
    this.requestUpdate();
    this.#tellView();
  }

  #resetColumns(): void {
    this.#columns.reset();
    this.requestUpdate();
    this.#tellView();
  }

  #setWidth(columnId: string, width: number): void {
    this.#columns.setWidth(columnId, width);
    this.requestUpdate();
    this.#tellView();
  }

  // What the person sets

  #sortTerms(): SortTerm[] {
    return parseSort(this.sort);
  }

  #setView(view: Partial<Pick<JobGrid, 'sort' | 'statuses' | 'query'>>): void {
    Object.assign(this, view);
    this.#scrollTo(0);
    this.#tellView();
    void this.updateComplete.then(() => {
      this.announcement = this.localizer.text(messages, 'shownCount', { count: this.#model?.count ?? 0 });
    });
  }

  #toggleStatus(status: JobStatus): void {
    const chosen = new Set(parseStatuses(this.statuses));
    if (!chosen.delete(status)) chosen.add(status);
    this.#setView({ statuses: [...chosen].join(',') });
  }

  #tellView(): void {
    const columns = this.#columns.chosen();
    const detail: JobGridView = { ...(columns ? { columns } : {}), sort: this.sort, statuses: this.statuses, query: this.query };
    this.#fire('dk-view-changed', detail);
  }

  #readChild = (): void => {
    const script = this.querySelector(':scope > script[type="application/json"]');
    if (!script) return;
    try {
      const view = parseView(script.textContent ?? '');
      if (view?.columns) this.columns = view.columns;
      if (view?.sort !== undefined) this.sort = view.sort;
      if (view?.statuses !== undefined) this.statuses = view.statuses;
      if (view?.query !== undefined) this.query = view.query;
    } catch (error) {
      console.warn('dk-job-grid: its JSON child cannot be read.', error);
    }
  };

  #onSearch = (event: Event): void => {
    this.#setView({ query: (event.target as HTMLInputElement).value });
  };

  #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.query) this.#setView({ query: '' });
    else if (event.key === 'ArrowDown' || event.key === 'Enter') this.scroller?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Rows

  #draw(all: boolean): void {
    const { layout } = this;
    const data = this.#rowsData;
    if (!layout || !data || !this.#rows || this.phase === 'loading') return;
    const height = this.#rowsHeight(layout);
    // Where rows have become fewer, the browser scrolls back to the last.
    const top = Math.min(this.#box.top, Math.max(0, data.model.count * layout.rowHeight - height));
    const range = visibleRange(top, height, layout.rowHeight, data.model.count);
    this.#rows.draw(range, this.#view(data), all);
    if (this.#touched.size > 0) {
      this.#rows.touch(this.#touched);
      this.#touched.clear();
    }
    this.#pointAtCursor();
  }

  #mark(): void {
    if (!this.#rowsData) return;
    this.#rows?.mark(this.#view(this.#rowsData));
    this.#pointAtCursor();
  }

  #view(data: GridData): RowsView {
    const chosen = this.selection?.jobIds;
    return {
      jobAt: (row) => data.model.jobAt(row),
      facts: data.facts,
      context: {
        localizer: this.localizer,
        nowMs: this.#now(),
        today: dayRange(this.#today(), this.#zone()),
        marks: this.hosts?.marks,
        word: (key) => this.word(key),
      },
      isSelected: (jobId) => chosen?.has(jobId) ?? false,
      hoveredJobId: this.selection?.hoveredJobId ?? null,
      cursorJobId: this.#choice.cursorId,
    };
  }

  /** Focus stays on the grid; assistive technology is told which row it is on. */
  #pointAtCursor(): void {
    const row = this.#rows?.elementOf(this.#cursorRow());
    if (row) this.scroller?.setAttribute('aria-activedescendant', row.id);
    else this.scroller?.removeAttribute('aria-activedescendant');
  }

  #reveal(): void {
    const { scroller, layout } = this;
    const row = this.#cursorRow();
    if (!scroller || !layout || row < 0) return;
    this.#scrollTo(scrollToRow(row, scroller.scrollTop, this.#rowsHeight(layout), layout.rowHeight));
    this.#draw(false);
  }

  /** Height of the part of the scroller where rows are seen. */
  #rowsHeight({ mode }: GridLayout): number {
    return this.#box.height - (mode === 'table' ? 30 : 0);
  }

  #scrollTo(top: number): void {
    this.#box.top = top;
    if (this.scroller) this.scroller.scrollTop = top;
  }

  #onScroll = (): void => {
    this.#box.top = this.scroller?.scrollTop ?? 0;
    this.#draw(false);
  };

  #onFocus = (): void => {
    const row = this.#cursorRow();
    if (row < 0) this.#choice.cursorId = this.#model?.jobAt(0)?.id ?? null;
    this.#mark();
  };

  #onPointerOver = (event: PointerEvent): void => {
    const at = this.#rows?.at(event.target);
    if (!currentDrag()) this.selection?.hover(at?.jobId ?? null);
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('.cell') : null;
    // What is cut off can still be read.
    if (cell && cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent ?? '';
    else cell?.removeAttribute('title');
  };

  #onPointerDown = (event: PointerEvent): void => {
    const at = this.#rows?.at(event.target);
    if (!at || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isChosen = this.selection?.jobIds.has(at.jobId) ?? false;
    // A resting finger opens the menu; on rows that are picked it drags them.
    if (event.pointerType === 'touch' && !isChosen) return;
    const { data } = this;
    const job = data?.tables.jobs.get(at.jobId);
    if (!data || !job || !canCarry(data, job)) return;
    // Put together when it is a drag indeed: thousands may be picked.
    let count = 1;
    const payload = () => {
      const carried = payloadOf(data, job, this.#chosenJobs(at.jobId), this);
      count = carried.jobIds.length;
      return carried;
    };
    startPointerDrag(event, payload, {
      onStart: () => {
        if (!isChosen) this.#choose([at.jobId], at.jobId);
        this.selection?.hover(null);
      },
      preview: () => this.#card(job, count),
    });
  };

  #card(job: Job, count: number): HTMLElement {
    const place = this.data ? placeOf(siteOf(this.data, job)) : '';
    return dragCard(job, place, count, this.localizer.text(messages, 'carried', { count }));
  }

  #onClick = (event: MouseEvent): void => {
    const at = this.#rows?.at(event.target);
    if (!at) return;
    if (event.shiftKey) this.#chooseTo(at.row, event.ctrlKey || event.metaKey);
    else if (event.ctrlKey || event.metaKey) this.#toggle(at.jobId);
    else this.#choose([at.jobId], at.jobId);
  };

  #onDoubleClick = (event: MouseEvent): void => {
    const at = this.#rows?.at(event.target);
    if (at) this.#open(at.jobId);
  };

  #onContextMenu = (event: MouseEvent): void => {
    const at = this.#rows?.at(event.target);
    if (!at) return;
    event.preventDefault();
    if (!this.selection?.jobIds.has(at.jobId)) this.#choose([at.jobId], at.jobId);
    this.#openMenu(at.jobId, pointBox(event.clientX, event.clientY));
  };

  #openMenu(jobId: string, anchor: Box): void {
    const by = this.#performer();
    const jobs = this.#chosenJobs(jobId);
    if (!by || jobs.length === 0) return;
    const entries = jobMenu({ by, jobs, day: this.day || this.#today(), open: (id) => this.#open(id) });
    const label = this.localizer.text(messages, 'actions', { count: jobs.length, job: jobs[0]?.number ?? '' });
    if (entries.length > 0) openMenu(this, entries, anchor, label);
  }

  // Keyboard

  #onKey = (event: KeyboardEvent): void => {
    if (event.target !== this.scroller || !this.#model) return;
    const key = gridKey(event);
    if (!key || !this.#run(key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** @returns whether the key was for the grid */
  #run(key: GridKey): boolean {
    const cursor = this.#choice.cursorId;
    const by = this.#performer();
    switch (key.do) {
      case 'move':
        return this.#moveCursor(key);
      case 'search':
        this.focusSearch();
        return true;
      case 'all':
        this.#choose(this.#model?.idsBetween(0, Number.MAX_SAFE_INTEGER) ?? [], cursor);
        return true;
      case 'undo':
      case 'redo':
        if (!by || !(key.do === 'undo' ? by.source.canUndo : by.source.canRedo)) return false;
        void (key.do === 'undo' ? undo(by) : redo(by));
        return true;
      case 'clear':
        if (currentDrag()?.mode === 'keyboard') this.#putBack();
        else if (this.selection?.jobIds.size) this.#choose([], null);
        else return false;
        return true;
    }
    if (!cursor) return false;
    if (key.do === 'toggle') this.#toggle(cursor);
    else if (key.do === 'open') this.#open(cursor);
    else if (key.do === 'menu') this.#openMenu(cursor, this.#cursorBox());
    else if (key.do === 'carry') this.#carry(cursor);
    else if (by) void unassignJobs(by, this.#chosenJobs(cursor), 'keyboard');
    return true;
  }

  #moveCursor({ to, extend, choose }: Extract<GridKey, { do: 'move' }>): boolean {
    const { layout, scroller } = this;
    const model = this.#model;
    if (!model || !layout || !scroller || model.count === 0) return false;
    const page = Math.max(1, Math.floor(scroller.clientHeight / layout.rowHeight) - 2);
    const now = this.#cursorRow();
    const row = Math.min(model.count - 1, Math.max(0, to(now, model.count, page)));
    const id = model.jobAt(row)?.id ?? null;
    this.#choice.cursorId = id;
    if (extend) this.#chooseTo(row, false);
    else if (choose && id) this.#choose([id], id);
    else this.#mark();
    this.#reveal();
    return true;
  }

  #cursorBox(): Box {
    const row = this.#cursorRow();
    const box = (this.#rows?.elementOf(row) ?? this).getBoundingClientRect();
    const start = this.localizer.direction === 'rtl' ? box.right - 24 : box.left + 24;
    return { left: start, right: start, top: box.top, bottom: box.bottom };
  }

  #carry(jobId: string): void {
    const { data } = this;
    const job = data?.tables.jobs.get(jobId);
    if (!data || !job || !canCarry(data, job)) return;
    const payload = payloadOf(data, job, this.#chosenJobs(jobId), this);
    pickUp(payload);
    this.announcement = this.localizer.text(shared, 'pickedUp', { count: payload.jobIds.length, job: job.title });
  }

  #putBack(): void {
    putDown();
    this.announcement = this.localizer.text(shared, 'dropCancelled');
  }

  // Choosing

  #cursorRow(): number {
    const { cursorId } = this.#choice;
    return cursorId === null ? -1 : (this.#model?.rowOf(cursorId) ?? -1);
  }

  #choose(jobIds: Iterable<string>, active: string | null): void {
    if (this.selection) this.#choice.only(this.selection, jobIds, active);
    this.#tellChoice();
  }

  #toggle(jobId: string): void {
    if (this.selection) this.#choice.toggle(this.selection, jobId);
    this.#tellChoice();
  }

  #chooseTo(row: number, add: boolean): void {
    if (this.selection && this.#model) this.#choice.stretch(this.selection, this.#model, row, add);
    this.#tellChoice();
  }

  #tellChoice(): void {
    this.#fire('dk-selection-changed', { jobIds: [...(this.selection?.jobIds ?? [])] });
  }

  #chosenJobs(jobId: string): Job[] {
    return this.data ? jobsFor(this.data, this.selection, jobId) : [];
  }

  #open(jobId: string): void {
    this.#fire('dk-job-opened', { jobId });
  }

  #performer(): Performer | undefined {
    const { data } = this;
    return data && { host: this, source: data, localizer: this.localizer, report: (error) => this.reportError(error) };
  }

  #fire<Name extends keyof JobGridEventMap>(name: Name, detail: JobGridEventMap[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

function readColumns(value: string | null): (string | ColumnOption)[] | undefined {
  if (!value?.trim()) return undefined;
  try {
    return parseColumns(value);
  } catch {
    console.warn('dk-job-grid: the columns attribute is neither a list of ids nor a JSON array.');
    return undefined;
  }
}
