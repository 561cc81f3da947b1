import type { SourceChange } from '@dispatchkit/client';
import { addDays, dayOf, dayRange, wallToInstant } from '@dispatchkit/scheduling';
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { areHoursKnown } from '../shared/hours-known.ts';
import { jobMenuMessages } from '../shared/job-menu/index.ts';
import type { Values } from '../shared/localize.ts';
import type { Performer } from '../shared/perform.ts';
import type { SelectionAspect } from '../shared/selection.ts';
import { emptyState, errorState, staleNotice } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import { Audit } from './audit.ts';
import { type Axis, clampHours, lengthOf, msAt, openingHours, xOf, zoomed } from './axis.ts';
import { Carry } from './carry.ts';
import { type Chrome, skeleton, toolbar } from './chrome.ts';
import type { TimelineHost } from './host.ts';
import { Keyboard } from './keyboard.ts';
import { Looks } from './looks.ts';
import { messages } from './messages.ts';
import { Painter } from './painter.ts';
import { Pointer } from './pointer.ts';
import { recordsOf } from './records.ts';
import { intoView, notePosition, noteSize, scrollToX, visibleWindow } from './scroll.ts';
import type { Cell } from './targets.ts';
import { TextWidth } from './text-width.ts';
import { type Row, rowTops, type Span, TimelineModel } from './timeline.model.ts';
import { styles } from './timeline.styles.ts';

const hourMs = 3_600_000;
const wideNames = 176;
const slimNames = 48;
const narrowWidth = 560;
const touchLane = 48;
/** Room before the first hour, so that its label is whole. */
const labelMargin = 24;
/** A bar of an hour says what it is from here on; a longer day scrolls instead. */
const fewestPixelsPerHour = 60;

/** Properties that change what is where. */
const layoutProperties = ['day', 'days', 'hours', 'everyone', 'isLoaded', 'source'] as const;

export interface JobOpened {
  readonly jobId: string;
}
export interface DayChosen {
  /** `YYYY-MM-DD` in the tenant's zone. */
  readonly day: string;
}
export interface TimelineEventMap {
  'dk-job-opened': CustomEvent<JobOpened>;
  'dk-day-changed': CustomEvent<DayChosen>;
  'dk-selection-changed': CustomEvent<{ readonly jobIds: readonly string[] }>;
}

/**
 * Technicians × time: who does what when, with shifts, breaks, travel and broken rules, and the truth about a move before it is made.
 *
 * @element dk-timeline
 * @slot actions - Buttons of the host, at the end of the toolbar.
 * @fires {CustomEvent<JobOpened>} dk-job-opened - Enter, double click or the menu asked for a job's details.
 * @fires {CustomEvent<DayChosen>} dk-day-changed - Another day was chosen in the toolbar (`standalone` only).
 * @fires {CustomEvent} dk-selection-changed - Other jobs are chosen.
 * @fires {CustomEvent} dk-before-change - Cancelable; before anything is changed.
 * @fires {CustomEvent} dk-changed - After the connector has accepted a change.
 * @fires {CustomEvent} dk-error - Something was refused or failed.
 * @csspart toolbar - Title, counts and zoom.
 * @csspart host - What is said of host systems that are not current.
 * @cssproperty [--dk-density=1] - Lane height factor.
 * @cssproperty --dk-off-shift - Background of time outside shifts.
 */
export class Timeline extends DispatchElement {
  static override styles = [...widgetStyles, styles];
  protected override readonly messageSets = [messages, jobMenuMessages];
  protected override readonly showsHosts = true;

  /** First calendar day to show, `YYYY-MM-DD` in the tenant's zone. Empty means today there. */
  @property({ reflect: true }) day = '';
  /** How many days: 1, 3 or 7. Anything else is read as 1. */
  @property({ type: Number, reflect: true }) days = 1;
  /** Hours across the width, 1 to the whole range; 0 shows as much of the work as can be read. */
  @property({ type: Number }) hours = 0;
  /** Shows every active technician, not only those who work that day or have work. */
  @property({ type: Boolean, reflect: true }) everyone = false;
  /** Shows day navigation in the toolbar, for pages without a console around it. */
  @property({ type: Boolean, reflect: true }) standalone = false;

  @state() private conflicts = 0;
  /** False while the days asked for are being loaded. */
  @state() private isLoaded = true;

  @query('.scroll') private scroller!: HTMLElement | null;
  @query('.canvas') private canvas!: HTMLElement;
  @query('.hours') private hoursElement!: HTMLElement;
  @query('.body') private body!: HTMLElement;
  @query('.probe') private probe!: HTMLElement;
  @query('.live') private live!: HTMLElement;

  #model: TimelineModel | undefined;
  #audit: Audit | undefined;
  #painter: Painter | undefined;
  #painted: HTMLElement | undefined;
  #looksFor: unknown[] = [];
  #looks: Looks | undefined;
  #active: Cell | undefined;
  readonly #textWidth = new TextWidth();
  #width = 0;
  #touch = false;
  #opened = '';
  #conflictAt = '';
  #clock: ReturnType<typeof setTimeout> | undefined;
  #wantsLayout = false;
  #shown: readonly unknown[] = [];
  #laneHeight = 44;
  #printing = false;
  #resize = new ResizeObserver(() => this.#measured());
  readonly #host: TimelineHost = this.#makeHost();
  readonly #carry = new Carry(this.#host);
  readonly #pointer = new Pointer(this.#host, this.#carry);
  readonly #keyboard = new Keyboard(this.#host, this.#carry);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#carry.connect();
    this.#resize.observe(this);
    this.addEventListener('keydown', this.#keyboard.down);
    this.addEventListener('focusin', this.#focusIn);
    this.addEventListener('focusout', this.#focusOut);
    window.addEventListener('beforeprint', this.#beforePrint);
    window.addEventListener('afterprint', this.#afterPrint);
    this.#tick();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#carry.disconnect();
    this.#resize.disconnect();
    this.#audit?.stop();
    clearTimeout(this.#clock);
    this.removeEventListener('keydown', this.#keyboard.down);
    this.removeEventListener('focusin', this.#focusIn);
    this.removeEventListener('focusout', this.#focusOut);
    window.removeEventListener('beforeprint', this.#beforePrint);
    window.removeEventListener('afterprint', this.#afterPrint);
  }

  /** Focuses the current bar or technician. */
  override focus(options?: FocusOptions): void {
    const cell = this.#active;
    const element = cell && this.#painter?.elementOf(cell);
    if (element) element.focus(options);
    else super.focus(options);
  }

  /** Scrolls the present into view. */
  showNow(): void {
    const { axis } = this.#painter?.scene ?? {};
    const { scroller } = this;
    if (!axis || !scroller || !this.data) return;
    const seen = visibleWindow(scroller, this.#namesWidth);
    scrollToX(scroller, xOf(axis, this.data.now()) - seen.width * 0.3, this.localizer.direction);
  }

  protected override sourceReplaced(): void {
    this.#audit?.stop();
    const source = this.data;
    this.#audit = source && new Audit(source, (rows) => this.#audited(rows));
    this.#model = source && new TimelineModel(recordsOf(source), this.localizer.tag);
    this.#active = undefined;
    this.#opened = '';
    this.#looksFor = [];
    this.conflicts = 0;
    this.#shown = [];
    this.#showRange();
    this.#wantsLayout = true;
  }

  protected override sourceChanged(change: SourceChange): void {
    const model = this.#model;
    if (!model) return;
    if (change.touched.shifts || (change.meta && this.#isOtherwise())) this.requestUpdate();
    if (change.meta && this.data?.settings !== this.#looksFor[1]) {
      // Another zone, speed or detour: everything is judged anew.
      this.#showRange();
      this.#askLayout();
      return;
    }
    const ids = change.touched.assignments ?? new Set<string>();
    const before = change.all ? new Map() : (this.#painter?.places(ids) ?? new Map());
    const countBefore = model.rows.length;
    const { rows, order } = model.apply(change);
    if (rows.size === 0 && !order) return;
    if (change.all || model.rows.length === 0 || countBefore === 0) this.#askLayout();
    if (change.all) this.#looksFor = [];
    if (!this.#painter?.scene || !this.isConnected) return;
    if (order) this.#askLayout();
    const hadFocus = this.#focusedCell();
    this.#painter.refresh(model.rows, rowTops(model.rows, { laneHeight: this.#laneHeight }), order ? 'order' : rows);
    this.#keepActive();
    if (hadFocus) this.#refocus(hadFocus);
    this.#painter.glideFrom(before, change.remote ? ids : new Set(before.keys()));
    this.#audit?.request(model.rows);
    this.#countConflicts();
  }

  /** Whether anything about the source that is shown has changed. Much else is news too, such as what can be undone. */
  #isOtherwise(): boolean {
    const { status, settings, capabilities } = this.data ?? {};
    const now = [status?.phase, status?.since, settings, capabilities];
    const isSame = now.every((value, index) => value === this.#shown[index]);
    this.#shown = now;
    return !isSame;
  }

  protected override hostsChanged(): void {
    this.#askLayout();
  }

  #askLayout(): void {
    this.#wantsLayout = true;
    this.requestUpdate();
  }

  protected override selectionChanged(aspect: SelectionAspect): void {
    if (aspect !== 'technician') this.#painter?.mark();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('day') || changed.has('days') || changed.has('everyone')) this.#showRange();
    this.classList.toggle('read-only', !this.#host.mayAssign);
    const language = this.localizer.direction;
    if (this.dir !== language) this.dir = language;
  }

  protected override render() {
    const { phase } = this;
    if (phase === 'error' || phase === 'signed-out') {
      return errorState(this.localizer, this.data?.status.error, () => this.data?.retry());
    }
    const isLoading = phase === 'loading' || !this.isLoaded;
    return html`${toolbar(this.#chrome(isLoading))}
      ${phase === 'stale' ? staleNotice(this.localizer, this.data?.status.since ?? 0, () => this.data?.retry()) : nothing}
      ${isLoading ? nothing : this.#hoursHint()}
      ${isLoading ? skeleton(this.word('loading')) : this.#content()}
      <div class="visually-hidden live" aria-live="polite"></div>`;
  }

  protected override updated(changed: PropertyValues): void {
    this.#attachPainter();
    // Counts and undo change often and move nothing.
    const isMoved = layoutProperties.some((name) => changed.has(name));
    const { scene } = this.#painter ?? {};
    if (isMoved || this.#wantsLayout || !scene || scene.localizer !== this.localizer) this.#layout();
    this.#wantsLayout = false;
  }

  #chrome(isLoading: boolean): Chrome {
    const first = this.#firstDay;
    return {
      localizer: this.localizer,
      isLoading,
      hosts: this.hosts?.notice(),
      shown: this.#model?.rows.length ?? 0,
      total: this.#model?.total ?? 0,
      everyone: this.everyone,
      conflicts: this.conflicts,
      day: this.standalone ? dayRange(first, this.#timeZone).startMs : undefined,
      go: (direction) => this.#goTo(direction === 0 ? '' : addDays(first, direction * this.#dayCount)),
      nextConflict: () => this.#nextConflict(),
      toggleEveryone: () => this.#toggleEveryone(),
      showNow: () => this.showNow(),
      zoom: (direction) => this.#zoomBy(direction),
    };
  }

  #content() {
    const model = this.#model;
    if (!model || model.rows.length === 0) return this.#empty(model?.total ?? 0);
    const label = this.#text('gridLabel', { day: this.localizer.day(model.range.startMs) });
    return html`<div class="scroll" tabindex="-1" @scroll=${this.#scrolled} @wheel=${{ handleEvent: this.#wheel, passive: false }}
        @pointerdown=${this.#pointer.down} @pointermove=${this.#pointer.move} @pointerover=${this.#pointer.over} @pointerleave=${this.#pointer.out}
        @click=${this.#pointer.click} @dblclick=${this.#pointer.doubleClick} @contextmenu=${this.#pointer.contextMenu}>
      <div class="canvas" role="grid" aria-label=${label} aria-rowcount=${model.rows.length + 1} aria-multiselectable="true" aria-readonly=${!this.#host.mayAssign}>
        <div class="head ${this.#dayCount > 1 ? 'days' : ''}" role="row" aria-rowindex="1">
          <div class="corner" role="columnheader"><span class="visually-hidden">${this.#text('technician')}</span></div>
          <div class="hours" role="columnheader"><span class="visually-hidden">${this.#text('time')}</span></div>
        </div>
        <div class="body" role="rowgroup"></div>
      </div>
      <div class="probe"></div>
    </div>`;
  }

  #hoursHint() {
    const source = this.data;
    if (!source || source.tables.technicians.size === 0 || areHoursKnown(source)) return nothing;
    return html`<div class="no-hours">${this.#text('noHours')}</div>`;
  }

  #empty(total: number) {
    if (total === 0) return emptyState(this.#text('noTechnicians'), this.#text('noTechniciansHint'));
    const day = this.localizer.shortDay(this.#model?.range.startMs ?? 0);
    const more = html`<button class="button" type="button" @click=${() => this.#toggleEveryone()}>${this.#text('showEveryone')}</button>`;
    return emptyState(this.#text('nobody'), this.#text('nobodyHint', { day }), more);
  }

  /** Follows lit's making and removing of the scroller. */
  #attachPainter(): void {
    const { scroller } = this;
    if (!scroller) {
      this.#painter = undefined;
      this.#painted = undefined;
      return;
    }
    if (this.#painted === scroller) return;
    this.#painted = scroller;
    // A notice above takes height from it.
    this.#resize.observe(scroller);
    const surface = { scroller, canvas: this.canvas, hours: this.hoursElement, body: this.body };
    this.#painter = new Painter(surface, {
      isChosen: (jobId) => this.selection?.jobIds.has(jobId) ?? false,
      isHovered: (jobId) => this.selection?.hoveredJobId === jobId,
      fits: (row) => this.#carry.fits(row),
      isLifted: (id) => this.#carry.isLifted(id),
      active: () => this.#active,
    });
  }

  /** Sizes, zoom and rows into one scene; keeps the time that was in view. */
  #layout(anchor?: { readonly ms: number; readonly x: number }): void {
    const { scroller } = this;
    const painter = this.#painter;
    const model = this.#model;
    const source = this.data;
    if (!scroller || !painter || !model || !source || this.#width === 0) return;
    const lane = this.probe.offsetHeight || 44;
    this.#laneHeight = this.#isNarrow || this.#touch ? Math.max(touchLane, lane) : lane;
    noteSize(scroller, this.hoursElement.offsetHeight + 1);
    notePosition(scroller);
    const seen = visibleWindow(scroller, this.#namesWidth);
    if (seen.width === 0) return;
    const before = painter.scene?.axis;
    const held = anchor ?? (before && before.startMs === model.range.startMs ? { ms: msAt(before, seen.x), x: 0 } : undefined);
    const axis = this.#axis(model, seen.width);
    painter.setScene({
      axis,
      rows: model.rows,
      tops: rowTops(model.rows, { laneHeight: this.#laneHeight }),
      laneHeight: this.#laneHeight,
      namesWidth: this.#namesWidth,
      timeZone: this.#timeZone,
      days: this.#dayCount,
      localizer: this.localizer,
      looks: this.#looksOf(),
      textWidth: this.#textWidth,
      whole: this.#printing,
    });
    this.#keepActive();
    const opening = `${model.range.startMs} ${model.range.endMs}`;
    if (this.#opened !== opening) {
      this.#opened = opening;
      scrollToX(scroller, this.#openingX(axis, seen.width), this.localizer.direction);
    } else if (held) scrollToX(scroller, xOf(axis, held.ms) - held.x, this.localizer.direction);
    else notePosition(scroller);
    painter.paint();
    painter.showNow(source.now());
    this.#audit?.request(model.rows);
    this.#countConflicts();
  }

  #axis({ range }: TimelineModel, width: number): Axis {
    if (this.#printing) {
      // Paper does not scroll: the hours that hold work, across the page.
      const { startMs, endMs } = this.#dayCount > 1 ? range : this.#opening();
      return { startMs, endMs, pixelsPerHour: width / ((endMs - startMs) / hourMs) };
    }
    const rangeHours = (range.endMs - range.startMs) / hourMs;
    const hours = this.hours > 0 ? clampHours(this.hours, rangeHours) : this.#fittingHours(width, rangeHours);
    return { ...range, pixelsPerHour: width / hours };
  }

  #fittingHours(width: number, rangeHours: number): number {
    if (this.#dayCount > 1) return Math.min(rangeHours, this.#dayCount * 12);
    const { startMs, endMs } = this.#opening();
    return Math.max(4, Math.min(((endMs - startMs) / hourMs) * (1 + (2 * labelMargin) / width), width / fewestPixelsPerHour));
  }

  #opening(): Span {
    const model = this.#model;
    const range = model?.range ?? { startMs: 0, endMs: 0 };
    const at = (time: string) => wallToInstant(`${this.#firstDay}T${time}`, this.#timeZone) ?? range.startMs;
    const work = model?.rows.flatMap(({ bars, shifts }) => [...bars, ...shifts.slice(0, 1)]) ?? [];
    return openingHours(range, at('07:00'), at('19:00'), work);
  }

  /** All the work where it fits; else the present at a third of the width, and on other days the first shift that begins. */
  #openingX(axis: Axis, width: number): number {
    const opening = this.#opening();
    const start = xOf(axis, opening.startMs) - labelMargin;
    const end = xOf(axis, opening.endMs);
    const now = xOf(axis, this.data?.now() ?? 0);
    if (now >= 0 && now < lengthOf(axis)) return end - start > width + 1 || now < start || now > end ? now - width / 3 : start;
    return end - start > width + 1 ? xOf(axis, this.#firstShiftMs(opening.startMs)) - labelMargin : start;
  }

  /** Who has been at work since the night does not make the morning. */
  #firstShiftMs(openingMs: number): number {
    const { rows = [], range } = this.#model ?? {};
    const starts = rows.flatMap(({ shifts }) => shifts.map(({ startMs }) => startMs)).filter((ms) => ms > (range?.startMs ?? 0));
    return starts.length > 0 ? Math.max(openingMs, Math.min(...starts)) : openingMs;
  }

  /** All the work of the day, or of the days, in one view. */
  #zoomToFit(): void {
    const { scroller } = this;
    if (!scroller) return;
    const { startMs, endMs } = this.#dayCount > 1 ? (this.#model?.range ?? this.#opening()) : this.#opening();
    const { width } = visibleWindow(scroller, this.#namesWidth);
    this.hours = clampHours(((endMs - startMs) / hourMs) * (1 + (2 * labelMargin) / width), this.#rangeHours);
    this.#layout({ ms: startMs, x: labelMargin });
  }

  #looksOf(): Looks {
    const { data: source, localizer } = this;
    const range = this.#model?.range;
    const marks = this.hosts?.marks;
    const wanted = [source, source?.settings, localizer, range, marks];
    if (!this.#looks || wanted.some((value, index) => value !== this.#looksFor[index])) {
      if (!source || !range || !this.#audit) throw new Error('Nothing to look at yet');
      // Other settings judge everything anew.
      if (this.#looksFor.length > 0 && this.#looksFor[1] !== source.settings) this.#audit.forget();
      this.#looks = new Looks(source, localizer, this.#audit, range, this.#textWidth, marks);
      this.#looksFor = wanted;
    }
    return this.#looks;
  }

  #showRange(): void {
    const source = this.data;
    const model = this.#model;
    if (!source || !model) return;
    const first = this.#firstDay;
    const startMs = dayRange(first, this.#timeZone).startMs;
    const { endMs } = dayRange(addDays(first, this.#dayCount - 1), this.#timeZone);
    model.show({ startMs, endMs }, this.everyone ? 'all' : 'on-shift');
    const from = new Date(startMs).toISOString();
    const to = new Date(endMs).toISOString();
    this.isLoaded = !source.window || (source.window.from <= from && source.window.to >= to);
    void source.show({ from, to }).then(
      () => {
        if (this.data === source && model.range.startMs === startMs) this.isLoaded = true;
      },
      (error: unknown) => this.reportError(error),
    );
  }

  get #timeZone(): string {
    return this.localizer.timeZone;
  }

  get #firstDay(): string {
    return /^\d{4}-\d\d-\d\d$/.test(this.day) ? this.day : dayOf(this.data?.now() ?? Date.now(), this.#timeZone);
  }

  get #dayCount(): number {
    return this.days === 3 || this.days === 7 ? this.days : 1;
  }

  get #isNarrow(): boolean {
    return this.#width < narrowWidth;
  }

  get #namesWidth(): number {
    return this.#isNarrow ? slimNames : wideNames;
  }

  #text(key: keyof (typeof messages)['en'], values?: Values): string {
    return this.localizer.text(messages, key, values);
  }

  #measured(): void {
    this.#touch = matchMedia('(pointer: coarse)').matches;
    this.#width = this.clientWidth;
    const { fontFamily } = getComputedStyle(this);
    this.#textWidth.use(`11px ${fontFamily}`);
    this.#layout();
  }

  readonly #scrolled = (): void => {
    if (this.scroller) notePosition(this.scroller);
    this.#painter?.paint();
  };

  readonly #wheel = (event: WheelEvent): void => {
    const scene = this.#painter?.scene;
    const { scroller } = this;
    if (!event.ctrlKey || !scene || !scroller) return;
    event.preventDefault();
    const box = scroller.getBoundingClientRect();
    const fromStart = this.localizer.direction === 'rtl' ? box.right - event.clientX : event.clientX - box.left;
    const hours = this.#hoursAcross() * Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 300);
    this.#zoomTo(hours, fromStart - this.#namesWidth);
  };

  #zoomBy(direction: 'in' | 'out'): void {
    const { scroller } = this;
    if (!scroller) return;
    this.#zoomTo(zoomed(this.#hoursAcross(), direction, this.#rangeHours), visibleWindow(scroller, this.#namesWidth).width / 2);
  }

  /** Shows other hours across; the time at `x` pixels from the start edge stays there. */
  #zoomTo(hours: number, x: number): void {
    const { scroller } = this;
    const axis = this.#painter?.scene?.axis;
    if (!scroller || !axis) return;
    const ms = msAt(axis, visibleWindow(scroller, this.#namesWidth).x + x);
    this.hours = clampHours(hours, this.#rangeHours);
    this.#layout({ ms, x });
  }

  get #rangeHours(): number {
    const range = this.#model?.range;
    return range ? (range.endMs - range.startMs) / hourMs : 24;
  }

  #hoursAcross(): number {
    const { scroller } = this;
    const axis = this.#painter?.scene?.axis;
    return scroller && axis ? visibleWindow(scroller, this.#namesWidth).width / axis.pixelsPerHour : 12;
  }

  #toggleEveryone(): void {
    this.everyone = !this.everyone;
  }

  #goTo(day: string): void {
    this.day = day;
    this.dispatchEvent(new CustomEvent('dk-day-changed', { bubbles: true, composed: true, detail: { day: this.#firstDay } }));
  }

  #audited(rows: readonly Row[]): void {
    for (const row of rows) this.#painter?.touchRow(row);
    this.#countConflicts();
  }

  #countConflicts(): void {
    this.conflicts = this.#audit?.count(this.#model?.rows ?? []) ?? 0;
  }

  #nextConflict(): void {
    const open = this.#audit?.open(this.#model?.rows ?? []) ?? [];
    const at = open.findIndex(({ assignmentId }) => assignmentId === this.#conflictAt);
    const next = open[(at + 1) % open.length];
    if (!next) return;
    this.#conflictAt = next.assignmentId;
    this.#focusCell({ technicianId: next.technicianId, assignmentId: next.assignmentId });
  }

  /** Some cell always takes the focus when it comes. */
  #keepActive(): void {
    const model = this.#model;
    const active = this.#active;
    if (!model) return;
    const moved = active?.assignmentId ? model.find(active.assignmentId) : undefined;
    if (moved) this.#active = { technicianId: moved.row.technicianId, assignmentId: moved.bar.id };
    else if (active && model.rowOf(active.technicianId)) this.#active = { ...active, assignmentId: null };
    else this.#active = model.rows[0] && { technicianId: model.rows[0].technicianId, assignmentId: null };
    const isSame = active?.technicianId === this.#active?.technicianId && active?.assignmentId === this.#active?.assignmentId;
    // Rows that are drawn again are marked then; the others change only with the active cell.
    if (!isSame) this.#painter?.mark();
  }

  #focusedCell(): Cell | undefined {
    const focused = this.shadowRoot?.activeElement;
    return focused && this.scroller?.contains(focused) ? this.#active : undefined;
  }

  /** A change may have moved the focused bar to another element: the person does not notice. */
  #refocus(before: Cell): void {
    const cell = this.#active;
    if (!cell) return;
    const element = this.#painter?.elementOf(cell);
    if (element && this.shadowRoot?.activeElement !== element)
      element.focus({ preventScroll: before.assignmentId !== cell.assignmentId });
  }

  #focusCell(cell: Cell): void {
    this.#active = cell;
    const found = cell.assignmentId === null ? undefined : this.#model?.find(cell.assignmentId)?.bar;
    this.#reveal(cell.technicianId, found, found?.lane);
    this.#painter?.redrawRow(cell.technicianId);
    this.#painter?.mark();
    this.#painter?.elementOf(cell)?.focus({ preventScroll: true });
  }

  #reveal(technicianId: string, span?: Span, lane?: number): void {
    const { scroller } = this;
    const box = this.#painter?.boxOf(technicianId, span, lane);
    if (!scroller || !box) return;
    const seen = visibleWindow(scroller, this.#namesWidth);
    scroller.scrollTop = intoView(seen.y, seen.height, box.y, box.y + box.height, 6);
    notePosition(scroller);
    if (span) scrollToX(scroller, intoView(seen.x, seen.width, box.x, box.x + box.width, 24), this.localizer.direction);
    this.#painter?.paint();
  }

  readonly #focusIn = (event: FocusEvent): void => {
    const [target] = event.composedPath();
    if (target instanceof HTMLElement && this.scroller?.contains(target)) this.#carry.beginKeyboard();
  };

  readonly #focusOut = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !(this.contains(next) || this.shadowRoot?.contains(next))) this.#carry.pauseKeyboard();
  };

  /** Once a minute by the connector's clock: the line moves on, and at midnight the day. */
  #tick(): void {
    clearTimeout(this.#clock);
    const now = this.data?.now() ?? Date.now();
    this.#painter?.showNow(now);
    const range = this.#model?.range;
    if (this.day === '' && range && now >= range.endMs && this.#firstDay !== dayOf(range.startMs, this.#timeZone)) {
      this.#showRange();
      this.#askLayout();
    }
    this.#clock = setTimeout(() => this.#tick(), 60_000 - (now % 60_000) + 20);
  }

  readonly #beforePrint = (): void => {
    this.#printing = true;
    this.#layout();
  };

  readonly #afterPrint = (): void => {
    this.#printing = false;
    // Paper had no scroll position to come back to.
    this.#opened = '';
    this.#layout();
  };

  #performer(): Performer | undefined {
    const source = this.data;
    return source && { host: this, source, localizer: this.localizer, report: (error) => this.reportError(error) };
  }

  #makeHost(): TimelineHost {
    const element = this;
    return {
      element,
      get scroller() {
        return element.scroller ?? element;
      },
      get source() {
        return element.data;
      },
      get selection() {
        return element.selection;
      },
      get localizer() {
        return element.localizer;
      },
      get model() {
        return element.#model;
      },
      get painter() {
        return element.#painter;
      },
      get timeZone() {
        return element.#timeZone;
      },
      get mayAssign() {
        return element.data?.can('assignments:write') ?? false;
      },
      get snapMinutes() {
        return element.data?.settings?.snapMinutes ?? 15;
      },
      get active() {
        return element.#active;
      },
      set active(cell) {
        element.#active = cell;
      },
      text: (key, values) => element.#text(key, values),
      performer: () => element.#performer(),
      announce: (text) => {
        if (element.live) element.live.textContent = text;
      },
      open: (jobId) =>
        element.dispatchEvent(new CustomEvent('dk-job-opened', { bubbles: true, composed: true, detail: { jobId } })),
      focusCell: (cell) => element.#focusCell(cell),
      reveal: (technicianId, span) => element.#reveal(technicianId, span),
      zoomBy: (direction) => element.#zoomBy(direction),
      zoomFit: () => element.#zoomToFit(),
      mark: () => element.#painter?.mark(),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'dk-timeline': Timeline;
  }
}
