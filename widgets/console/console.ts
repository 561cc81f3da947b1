import type { SourcePhase } from '@dispatchkit/client';
import { addDays, dayOf, dayRange } from '@dispatchkit/scheduling';
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { icons } from '../shared/icons.ts';
import { type Performer, redo, undo } from '../shared/perform.ts';
import { setProperty } from '../shared/set-property.ts';
import { widgetStyles } from '../shared/styles.ts';
import {
  defaultLayout,
  firstDay,
  type Layout,
  layoutFrom,
  resized,
  type Span,
  type Split,
  smallestShare,
  spans,
  step,
  windowOf,
} from './console.model.ts';
import { styles } from './console.styles.ts';
import { messages } from './messages.ts';

export type PaneName = 'jobs' | 'timeline' | 'map' | 'board';
const paneNames: readonly PaneName[] = ['jobs', 'timeline', 'map', 'board'];

/**
 * The whole dispatcher's desk in one tag: job grid, timeline, map and tech board in panes that can be resized, with day
 * navigation, undo and the state of the connection. On a phone the panes become tabs.
 *
 * @element dk-console
 * @fires {CustomEvent<{jobId: string}>} dk-job-opened - Details of a job were asked for; they open here unless `without-details` is set.
 * @slot brand - Replaces the logo and title.
 * @slot actions - Buttons of the host, at the end of the header.
 * @fires {CustomEvent<{day: string, span: number}>} dk-day-changed - After another day or span was chosen.
 * @csspart host - What is said of host systems that are not current.
 * @cssproperty [--dk-density=1] - Row and lane height factor.
 */
export class Console extends DispatchElement {
  static override styles = [...widgetStyles, styles];
  protected override readonly messageSets = [messages];
  protected override readonly showsHosts = true;

  /** Calendar day to show, `YYYY-MM-DD` in the tenant's zone. Empty means today there. */
  @property({ reflect: true }) day = '';
  /** How many days the timeline shows: 1, 3 or 7. */
  @property({ type: Number, reflect: true }) span: Span = 1;
  /** Which panes, comma separated: `jobs,timeline,map,board`. */
  @property() panes = paneNames.join(',');
  /** Key under which pane sizes are kept in this browser; empty keeps nothing. */
  @property({ attribute: 'remember' }) remember = '';
  /** GeoJSON drawn under the map, for pages without internet. */
  @property({ attribute: 'base-map' }) baseMap = '';
  /** Tile address of the map (`https://…/{z}/{x}/{y}.png`); empty uses no network. */
  @property({ attribute: 'tile-url' }) tileUrl = '';
  /** Attribution the tile server asks for. */
  @property({ attribute: 'tile-attribution' }) tileAttribution = '';

  /** Leaves the details of a job to the host, which hears `dk-job-opened`. */
  @property({ type: Boolean, attribute: 'without-details' }) withoutDetails = false;

  /** The job whose details are open; empty for none. */
  @state() private opened = '';
  @state() private layout: Layout = defaultLayout;
  @state() private current: PaneName = 'jobs';
  @query('main') private main!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('dk-job-opened', this.#onOpened);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
    this.removeEventListener('dk-job-opened', this.#onOpened);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('remember')) this.layout = layoutFrom(this.remember ? readStored(this.remember) : null);
    if (!spans.includes(this.span)) this.span = 1;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('day') || changed.has('span')) this.#load();
  }

  protected override render() {
    const shown = paneNames.filter((name) => this.#wanted.has(name));
    const left = shown.filter((name) => name === 'jobs' || name === 'map');
    const right = shown.filter((name) => name === 'timeline' || name === 'board');
    const both = left.length > 0 && right.length > 0;
    const current = shown.includes(this.current) ? this.current : shown[0];
    return html`<div class="frame">
      ${this.#header()}
      <main class=${both ? '' : 'single'} ${setProperty({ '--_columns': this.layout.columns })}>
        ${left.length > 0 ? this.#column(left, 'left', current) : nothing}
        ${both ? this.#separator('columns', 'vertical') : nothing}
        ${right.length > 0 ? this.#column(right, 'right', current) : nothing}
        ${this.#details()}
      </main>
      <nav aria-label=${this.#text('panes')}>
        ${shown.map(
          (name) =>
            html`<button type="button" aria-pressed=${name === current} @click=${() => this.#openPane(name)}>${this.#text(name)}</button>`,
        )}
      </nav>
    </div>`;
  }

  #header() {
    const { localizer } = this;
    const source = this.data;
    return html`<header part="header">
      <slot name="brand"><span class="brand">${logo}<span>${this.#text('title')}</span></span></slot>
      <button class="button icon" type="button" aria-label=${this.#text('previous')} @click=${() => this.#go(step(this.#shownDay, this.span, -1))}>${localizer.direction === 'rtl' ? icons.next : icons.previous}</button>
      <span class="date" aria-live="polite">${this.#dateText()}</span>
      <button class="button icon" type="button" aria-label=${this.#text('next')} @click=${() => this.#go(step(this.#shownDay, this.span, 1))}>${localizer.direction === 'rtl' ? icons.previous : icons.next}</button>
      <button class="button today" type="button" ?disabled=${this.#shownDay === this.#today} @click=${() => this.#go('')}>${this.#text('today')}</button>
      <span class="segmented" role="group" aria-label=${this.#text('span')}>
        ${spans.map(
          (span) =>
            html`<button type="button" aria-pressed=${span === this.span} @click=${() => this.#setSpan(span)}>${this.#text(spanKeys[span])}</button>`,
        )}
      </span>
      <span class="spacer"></span>
      ${this.hosts?.notice()} ${this.phase === 'ready' && this.hosts?.isNotable ? nothing : this.#liveState(this.phase)}
      <button class="button icon" type="button" aria-label=${this.word('undo')} aria-keyshortcuts="Control+Z" ?disabled=${!source?.canUndo} @click=${() => this.#undo()}>${icons.undo}</button>
      <button class="button icon" type="button" aria-label=${this.word('redo')} aria-keyshortcuts="Control+Shift+Z" ?disabled=${!source?.canRedo} @click=${() => this.#redo()}>${icons.redo}</button>
      <slot name="actions"></slot>
    </header>`;
  }

  #dateText(): string {
    const first = firstDay(this.#shownDay, this.span, this.#weekStartsOn);
    const { startMs } = dayRange(first, this.#timeZone);
    if (this.span === 1) return this.localizer.day(startMs);
    return this.localizer.dayRange(startMs, dayRange(addDays(first, this.span - 1), this.#timeZone).startMs);
  }

  #liveState(phase: SourcePhase) {
    const time = this.localizer.time(this.data?.status.since ?? 0);
    const said = {
      loading: this.#text('connecting'),
      ready: this.#text('live'),
      stale: this.#text('staleSince', { time }),
      'signed-out': this.#text('signedOut'),
      error: this.#text('failed'),
    }[phase];
    const retry =
      phase === 'loading' || phase === 'ready'
        ? nothing
        : html`<button class="button quiet" type="button" @click=${() => this.data?.retry()}>${this.word('retry')}</button>`;
    return html`<span class="live" role="status" data-phase=${phase} title=${said}><span class="dot"></span><span class="phase">${said}</span>${retry}</span>`;
  }

  #column(names: readonly PaneName[], split: 'left' | 'right', current: PaneName | undefined) {
    const [upper, lower] = names;
    if (!upper) return nothing;
    return html`<div class="column ${lower ? '' : 'single'}" ${setProperty({ '--_upper': this.layout[split] })}>
      ${this.#pane(upper, current)}
      ${lower ? html`${this.#separator(split, 'horizontal')}${this.#pane(lower, current)}` : nothing}
    </div>`;
  }

  #pane(name: PaneName, current: PaneName | undefined) {
    return html`<section class="pane ${name === current ? 'current' : ''}" data-pane=${name} aria-label=${this.#text(name)} @focusin=${() => this.#noteFocus(name)}>${this.#widget(name)}</section>`;
  }

  #widget(name: PaneName) {
    const day = this.#shownDay;
    if (name === 'jobs') return html`<dk-job-grid .source=${this.source} .day=${day}></dk-job-grid>`;
    if (name === 'board') return html`<dk-tech-board .source=${this.source} .day=${day}></dk-tech-board>`;
    if (name === 'timeline') {
      return html`<dk-timeline .source=${this.source} .day=${firstDay(day, this.span, this.#weekStartsOn)} .days=${this.span}></dk-timeline>`;
    }
    return html`<dk-map .source=${this.source} .day=${day} .baseMap=${this.baseMap} .tileUrl=${this.tileUrl} .tileAttribution=${this.tileAttribution}></dk-map>`;
  }

  /** Lies over the end of the desk, so that nothing moves when it opens. */
  #details() {
    if (!this.opened) return nothing;
    return html`<aside @keydown=${this.#onDetailsKey}>
      <dk-job-panel closable .source=${this.source} .jobId=${this.opened} .day=${this.#shownDay} @dk-job-closed=${this.#closeDetails}></dk-job-panel>
    </aside>`;
  }

  readonly #onOpened = (event: Event): void => {
    if (this.withoutDetails || event.defaultPrevented) return;
    this.#returnTo = deepFocus(this);
    void this.#openDetails((event as CustomEvent<{ jobId: string }>).detail.jobId);
  };

  #returnTo: HTMLElement | undefined;

  /** The panel is fetched when the first job is opened. */
  async #openDetails(jobId: string): Promise<void> {
    try {
      await import('../job-panel/define.ts');
    } catch (error) {
      this.reportError(error);
      return;
    }
    this.opened = jobId;
    await this.updateComplete;
    this.renderRoot.querySelector('dk-job-panel')?.focus();
  }

  readonly #onDetailsKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    this.#closeDetails();
  };

  readonly #closeDetails = (): void => {
    this.opened = '';
    if (this.#returnTo?.isConnected) this.#returnTo.focus({ preventScroll: true });
  };

  #separator(split: Split, orientation: 'vertical' | 'horizontal') {
    const share = this.layout[split];
    return html`<div role="separator" tabindex="0" aria-orientation=${orientation} aria-label=${this.#text(orientation === 'vertical' ? 'resizeColumns' : 'resizeRows')}
      aria-valuenow=${Math.round(share * 100)} aria-valuemin=${smallestShare * 100} aria-valuemax=${(1 - smallestShare) * 100}
      @pointerdown=${(event: PointerEvent) => this.#startResize(event, split)}
      @dblclick=${() => this.#resize(split, defaultLayout[split])}
      @keydown=${(event: KeyboardEvent) => this.#onSeparatorKey(event, split)}></div>`;
  }

  #startResize(down: PointerEvent, split: Split): void {
    if (down.button !== 0) return;
    const separator = down.currentTarget as HTMLElement;
    const box = (split === 'columns' ? this.main : (separator.parentElement ?? this.main)).getBoundingClientRect();
    separator.setPointerCapture(down.pointerId);
    separator.classList.add('moving');
    const move = (event: PointerEvent) => {
      const along = split === 'columns' ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
      const mirrored = split === 'columns' && this.localizer.direction === 'rtl';
      this.#resize(split, mirrored ? 1 - along : along);
    };
    const done = () => {
      separator.classList.remove('moving');
      separator.removeEventListener('pointermove', move);
    };
    separator.addEventListener('pointermove', move);
    separator.addEventListener('lostpointercapture', done, { once: true });
  }

  #onSeparatorKey(event: KeyboardEvent, split: Split): void {
    const forward = split === 'columns' ? (this.localizer.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight') : 'ArrowDown';
    const back = split === 'columns' ? (this.localizer.direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft') : 'ArrowUp';
    const by = event.key === forward ? 0.02 : event.key === back ? -0.02 : 0;
    if (by === 0) return;
    event.preventDefault();
    this.#resize(split, this.layout[split] + by);
  }

  #resize(split: Split, share: number): void {
    this.layout = resized(this.layout, split, share);
    if (this.remember) store(this.remember, JSON.stringify(this.layout));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === 'F6') this.#nextPane(event.shiftKey ? -1 : 1);
    else if (command && event.key.toLowerCase() === 'z') event.shiftKey ? this.#redo() : this.#undo();
    else if (command && event.key.toLowerCase() === 'y') this.#redo();
    else if (event.key === '/' && !isTyping(event)) this.#focusSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #nextPane(direction: 1 | -1): void {
    const panes = [...this.renderRoot.querySelectorAll<HTMLElement>('.pane')].filter((pane) => pane.checkVisibility());
    if (panes.length === 0) return;
    const at = panes.findIndex((pane) => pane.matches(':focus-within'));
    const next = panes.at((at + direction + panes.length) % panes.length);
    (next?.firstElementChild as HTMLElement | null)?.focus();
  }

  #focusSearch(): void {
    this.#openPane('jobs');
    const grid = this.renderRoot.querySelector<HTMLElement & { focusSearch?(): void }>('dk-job-grid');
    grid?.focusSearch?.();
  }

  #openPane(name: PaneName): void {
    this.current = name;
  }

  #noteFocus(name: PaneName): void {
    this.current = name;
  }

  #undo(): void {
    const by = this.#performer();
    if (by) void undo(by);
  }

  #redo(): void {
    const by = this.#performer();
    if (by) void redo(by);
  }

  #performer(): Performer | undefined {
    const source = this.data;
    return source && { host: this, source, localizer: this.localizer, report: (error) => this.reportError(error) };
  }

  #go(day: string): void {
    this.day = day === this.#today ? '' : day;
    this.#tellDay();
  }

  #setSpan(span: Span): void {
    this.span = span;
    this.#tellDay();
  }

  #tellDay(): void {
    this.dispatchEvent(
      new CustomEvent('dk-day-changed', { bubbles: true, composed: true, detail: { day: this.#shownDay, span: this.span } }),
    );
  }

  /** Asks for the days shown when they lie outside what is loaded. */
  #load(): void {
    const source = this.data;
    if (!source?.window) return;
    const wanted = windowOf(this.#shownDay, this.span, this.#weekStartsOn, this.#timeZone);
    if (wanted.from >= source.window.from && wanted.to <= source.window.to) return;
    source.show(wanted).catch((error: unknown) => this.reportError(error));
  }

  get #shownDay(): string {
    return this.day || this.#today;
  }

  get #today(): string {
    return dayOf(this.data?.now() ?? Date.now(), this.#timeZone);
  }

  get #timeZone(): string {
    return this.data?.settings?.timeZone ?? this.localizer.timeZone;
  }

  get #weekStartsOn(): number {
    return this.data?.settings?.weekStartsOn ?? 1;
  }

  get #wanted(): ReadonlySet<string> {
    return new Set(this.panes.split(',').map((name) => name.trim()));
  }

  #text(key: keyof (typeof messages)['en'], values?: Record<string, string>): string {
    return this.localizer.text(messages, key, values);
  }
}

const spanKeys = { 1: 'day', 3: 'days3', 7: 'week' } as const satisfies Record<Span, string>;

const logo = html`<svg viewBox="0 0 18 18" aria-hidden="true"><rect width="18" height="18" rx="5" fill="currentColor"/><rect x="9" y="5" width="4" height="8" rx="1.5" fill="var(--_surface)"/></svg>`;

/** What has the focus, through shadow roots. */
function deepFocus(from: HTMLElement): HTMLElement | undefined {
  let active = from.shadowRoot?.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.localName));
}

/** Storage may be refused in a sandboxed frame; then nothing is remembered. */
function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing is remembered then.
  }
}
