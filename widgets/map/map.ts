import { indexesOf, type SourceChange, spanOf } from '@dispatchkit/client';
import type { Job } from '@dispatchkit/contract';
import { dayOf, dayRange, qualification } from '@dispatchkit/scheduling';
import type { GeoJsonObject } from 'geojson';
import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { type DragPayload, type DragPoint, onDrag, registerDropTarget, startPointerDrag } from '../shared/drag.ts';
import type { HostMarks } from '../shared/hosts/index.ts';
import { icons } from '../shared/icons.ts';
import { assignCommands, canPlace, jobMenu, jobMenuMessages, movableAssignment } from '../shared/job-menu/index.ts';
import { initialsOf, placeOf, siteOf } from '../shared/job-text.ts';
import { type Performer, perform } from '../shared/perform.ts';
import { asOne } from '../shared/placing/placements.ts';
import { type Box, type MenuEntry, openMenu, pointBox } from '../shared/popup.ts';
import type { SelectionAspect } from '../shared/selection.ts';
import { setProperty } from '../shared/set-property.ts';
import { emptyState, errorState, staleNotice } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import { toast } from '../shared/toast.ts';
import type { Mark } from './clusters.ts';
import { leafletStyles } from './leaflet.styles.ts';
import {
  boundsOf,
  type ColorBy,
  colorings,
  legendOrder,
  type MapJobs,
  mapJobs,
  type Place,
  type Route,
  routeOf,
  type TechnicianSpot,
  technicianSpots,
} from './map.model.ts';
import { styles } from './map.styles.ts';
import { mapCard } from './map-card.ts';
import type { MapEngine } from './map-engine.ts';
import { messages } from './messages.ts';
import { cssColorOf, probes, readPalette } from './palette.ts';

const nothingYet: MapJobs = { points: [], missing: [], counts: new Map() };
const listedAtMost = 30;

/**
 * Where the work is and who is near: jobs clustered, technicians live, the way of the chosen one, and what has no position listed
 * instead of forgotten. Draws on a GeoJSON outline without any network; tiles only where their address is given.
 *
 * @element dk-map
 * @fires {CustomEvent<{jobId: string}>} dk-job-opened - Details of a job were asked for.
 * @fires {CustomEvent<{jobIds: string[]}>} dk-selection-changed - Other jobs are chosen.
 * @csspart host - What is said of host systems that are not current.
 * @cssproperty [--dk-color-water] - Ground of the map.
 * @cssproperty [--dk-color-land] - Land of the base map.
 */
export class DispatchMap extends DispatchElement {
  static override styles = [...widgetStyles, leafletStyles, styles];
  protected override readonly messageSets = [messages, jobMenuMessages];
  protected override readonly showsHosts = true;

  /** Calendar day, `YYYY-MM-DD` in the tenant's zone. Empty means today there. */
  @property({ reflect: true }) day = '';
  /** What the colour of a point stands for. */
  @property({ attribute: 'color-by', reflect: true }) colorBy: ColorBy = 'status';
  /** Address of a GeoJSON file drawn under the points. Features may say their `kind`: land, park, water, road, highway. */
  @property({ attribute: 'base-map' }) baseMap = '';
  /** The same as an object; wins over `baseMap`. */
  @property({ attribute: false }) baseMapData?: GeoJsonObject;
  /** Tile address, `https://…/{z}/{x}/{y}.png`. Empty: nothing is fetched from outside. */
  @property({ attribute: 'tile-url' }) tileUrl = '';
  /** Attribution the tile server or map data asks for. */
  @property({ attribute: 'tile-attribution' }) tileAttribution = '';
  /** Draws the way of every technician, not only of the chosen one. */
  @property({ type: Boolean, reflect: true }) routes = false;

  @state() private jobs: MapJobs = nothingYet;
  @state() private card: { readonly place: Place; readonly jobIds: readonly string[] } | undefined;
  @state() private failed = false;
  @query('.map') private canvas!: HTMLElement;
  @query('.card') private cardElement!: HTMLElement | null;

  #engine: MapEngine | undefined;
  #loading: Promise<void> | undefined;
  #spots: readonly TechnicianSpot[] = [];
  #stale = { jobs: true, technicians: true, routes: true };
  #fitted = false;
  #leave: (() => void)[] = [];
  #dropOn: string | undefined;
  #frame: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave.push(onDrag((drag) => this.#dragChanged(drag?.payload)));
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this.#leave.splice(0)) leave();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#engine?.destroy();
    this.#engine = undefined;
    this.#loading = undefined;
  }

  protected override sourceReplaced(): void {
    this.#stale = { jobs: true, technicians: true, routes: true };
    this.#fitted = false;
    this.#marks = undefined;
    this.card = undefined;
  }

  protected override sourceChanged({ all, meta, touched }: SourceChange): void {
    const work = touched.jobs || touched.assignments || touched.sites;
    this.#stale.jobs ||= all || work !== undefined;
    this.#stale.technicians ||= all || work !== undefined || touched.technicians !== undefined;
    this.#stale.routes ||= this.#stale.jobs;
    if (this.#stale.jobs || meta) this.requestUpdate();
    else if (this.#stale.technicians) this.#soon();
  }

  protected override hostsChanged(): void {
    const marks = this.hosts?.marks;
    this.#stale.jobs ||= marks !== this.#marks;
    this.#marks = marks;
    this.requestUpdate();
  }

  #marks: HostMarks | undefined;

  protected override selectionChanged(aspect: SelectionAspect): void {
    if (aspect === 'hover') {
      this.#light();
      return;
    }
    this.#stale.routes = true;
    this.#stale.technicians ||= aspect === 'technician';
    if (aspect === 'jobs') this.#revealActive();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('day') || changed.has('colorBy')) this.#stale.jobs = this.#stale.routes = true;
    if (changed.has('routes')) this.#stale.routes = true;
    const source = this.data;
    if (!source) this.jobs = nothingYet;
    else if (this.#stale.jobs) {
      this.jobs = mapJobs(source, this.#range, this.colorBy, this.#marks);
      this.#spots = technicianSpots(source, source.now());
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#showsMap) {
      this.#drop();
      return;
    }
    this.#loading ??= this.#load();
    if (!this.#engine) return;
    if (changed.has('baseMap') || changed.has('baseMapData')) void this.#loadBase();
    if (changed.has('tileUrl')) this.#engine.setTiles(this.tileUrl);
    this.#draw();
  }

  protected override render() {
    const source = this.data;
    const { localizer } = this;
    if (this.#isFailed) return errorState(localizer, source?.status.error, () => source?.retry());
    return html`<div class="frame">
      <div class="bar">
        <h2>${this.#text('title')}</h2>
        <span class="count ellipsis">${this.#showsMap ? this.#text('jobs', { count: this.jobs.points.length }) : nothing}</span>
        <span class="spacer"></span>
        ${this.hosts?.notice()}
        <button class="chip" type="button" aria-haspopup="menu" @click=${this.#chooseColoring}>${this.#text('colorBy', { what: this.#text(`by.${this.colorBy}`) })}</button>
        <button class="chip" type="button" aria-pressed=${this.routes} @click=${this.#toggleRoutes}>${this.#text('routes')}</button>
        <button class="chip" type="button" @click=${() => this.#fitAll()}>${this.#text('fit')}</button>
      </div>
      ${this.phase === 'stale' && source ? staleNotice(localizer, source.status.since, () => source.retry()) : nothing}
      <div class="view">${this.#view()}</div>
      ${probes(() => this.#paint())}
    </div>`;
  }

  #view() {
    if (this.failed) {
      const again = html`<button class="button" type="button" @click=${this.#loadAgain}>${this.word('retry')}</button>`;
      return emptyState(this.#text('failed'), this.#text('failedHint'), again);
    }
    if (this.phase === 'loading' || !this.data) {
      return html`<div class="loading-map" aria-busy="true" role="status" aria-label=${this.word('loading')}><div class="skeleton"></div></div>`;
    }
    if (!this.#showsMap) return emptyState(this.#text('empty'), this.#text('emptyHint'));
    const engine = this.#engine;
    return html`<div class="map" tabindex="0" role="application" aria-label=${this.#text('mapLabel', { count: this.jobs.points.length })}
        @keydown=${this.#onKey} @contextmenu=${this.#onContextMenu}></div>
      <div class="zoom">
        <button type="button" aria-label=${this.#text('zoomIn')} ?disabled=${engine !== undefined && engine.zoom >= engine.maxZoom} @click=${() => this.#engine?.zoomBy(1)}>${icons.plus}</button>
        <button type="button" aria-label=${this.#text('zoomOut')} @click=${() => this.#engine?.zoomBy(-1)}>${icons.minus}</button>
      </div>
      ${this.#legend()} ${this.tileAttribution ? html`<div class="attribution">${this.tileAttribution}</div>` : nothing} ${this.#card()}`;
  }

  #legend() {
    const { counts, missing } = this.jobs;
    const keys = legendOrder(this.colorBy, counts).slice(0, 6);
    if (keys.length === 0 && missing.length === 0) return nothing;
    return html`<ul class="legend" aria-label=${this.#text('legend')}>
      ${missing.length > 0 ? html`<li><button type="button" aria-haspopup="menu" @click=${this.#listMissing}>${this.#text('missing', { count: missing.length })}</button></li>` : nothing}
      ${keys.map((key) => html`<li><span class="dot" ${setProperty({ '--_color': this.#colorOf(key) })}></span>${this.#labelOf(key)}</li>`)}
    </ul>`;
  }

  #card() {
    const source = this.data;
    if (!this.card || !source) return nothing;
    return mapCard(this.card.jobIds, {
      source,
      localizer: this.localizer,
      marks: this.hosts?.marks,
      open: (jobId) => this.#open(jobId),
      menu: (job, anchor) => this.#openMenu([job], anchor.getBoundingClientRect()),
      close: () => this.#closeCard(),
    });
  }

  /** Draws what has changed since the last time; nothing is built anew for a position alone. */
  #draw(): void {
    const engine = this.#engine;
    const source = this.data;
    if (!engine || !source) return;
    if (this.#stale.jobs) {
      this.#stale.jobs = false;
      engine.setPoints(this.jobs.points);
      this.#paint();
    }
    if (this.#stale.technicians) {
      this.#stale.technicians = false;
      this.#spots = technicianSpots(source, source.now());
      this.#placeTechnicians();
    }
    if (this.#stale.routes) {
      this.#stale.routes = false;
      engine.setRoutes(this.#shownRoutes());
    }
    this.#light();
    // In a pane that is not shown there is nothing to fit into yet.
    if (!this.#fitted && this.canvas.clientWidth * this.canvas.clientHeight > 0) this.#fitFirst();
    this.#placeCard();
  }

  /** Positions come every second; they are drawn once a frame and render nothing. */
  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  async #load(): Promise<void> {
    try {
      const { createEngine } = await import('./leaflet-engine.ts');
      if (!this.isConnected || !this.#showsMap || !this.canvas) {
        this.#loading = undefined;
        return;
      }
      this.#engine = createEngine(this.canvas, {
        moved: () => this.#placeCard(),
        resized: () => this.#draw(),
        picked: (mark) => this.#pick(mark),
        hovered: (mark) => this.selection?.hover(mark?.count === 1 ? (mark.jobIds()[0] ?? null) : null),
        technicianPicked: (id) => this.#pickTechnician(id),
      });
      this.#listen(this.canvas);
      this.#stale = { jobs: true, technicians: true, routes: true };
      this.#fitted = false;
      this.#engine.setTiles(this.tileUrl);
      void this.#loadBase();
      this.requestUpdate();
    } catch (error) {
      this.failed = true;
      this.reportError(error);
    }
  }

  readonly #loadAgain = (): void => {
    this.failed = false;
    this.#loading = undefined;
  };

  /** The view is gone (empty, error): let go of the engine that was drawn into it. */
  #drop(): void {
    this.#engine?.destroy();
    this.#engine = undefined;
    this.#loading = undefined;
  }

  async #loadBase(): Promise<void> {
    const engine = this.#engine;
    if (!engine) return;
    const wanted = this.baseMap;
    if (this.baseMapData || !wanted) {
      engine.setBase(this.baseMapData);
      return;
    }
    try {
      const response = await fetch(wanted);
      if (!response.ok) throw new Error(`The base map answered ${response.status}`);
      const geojson = (await response.json()) as GeoJsonObject;
      if (this.#engine === engine && this.baseMap === wanted) engine.setBase(geojson);
    } catch (error) {
      this.reportError(error);
      toast(this, this.#text('baseFailed'), undefined, 'alert');
    }
  }

  #paint(): void {
    const source = this.data;
    if (source) this.#engine?.setPalette(readPalette(this.renderRoot, source.tables.technicians.values()));
  }

  #light(): void {
    const { selection } = this;
    if (selection) this.#engine?.setHighlights({ chosen: selection.jobIds, hovered: selection.hoveredJobId });
  }

  #placeTechnicians(drag?: DragPayload): void {
    const chosen = this.selection?.technicianId;
    const job = drag && this.data?.tables.jobs.get(drag.jobIds[0] ?? '');
    this.#engine?.setTechnicians(this.#spots, ({ technician, known }) => {
      const face = document.createElement('div');
      const isUnfit = job !== undefined && !qualification(job, technician, this.#day).qualified;
      face.className = `avatar ${known} ${chosen === technician.id ? 'chosen' : ''} ${this.#dropOn === technician.id ? 'target' : ''} ${isUnfit ? 'unfit' : ''}`;
      face.textContent = initialsOf(technician);
      face.title = this.#spotText(technician.name, known, technician.position?.at);
      face.style.setProperty('--_color', technician.color);
      const dot = document.createElement('span');
      dot.className = 'dot';
      dot.dataset['technician'] = technician.status;
      face.append(dot);
      return face;
    });
  }

  #spotText(name: string, known: TechnicianSpot['known'], at: string | undefined): string {
    if (known === 'live' && at) return `${name}, ${this.#text('live', { time: this.localizer.time(Date.parse(at)) })}`;
    return known === 'home' ? `${name}, ${this.#text('home')}` : name;
  }

  #shownRoutes(): Route[] {
    const source = this.data;
    if (!source) return [];
    const ids = this.routes ? [...source.tables.technicians.keys()] : this.#routedTechnicians();
    const now = source.now();
    return ids.map((id) => routeOf(source, id, this.#range, now)).filter((route) => route !== undefined);
  }

  /** The chosen technician, or those who have the chosen job. */
  #routedTechnicians(): string[] {
    const { selection, data } = this;
    if (!selection || !data) return [];
    if (selection.technicianId) return [selection.technicianId];
    if (!selection.activeJobId) return [];
    const { startMs, endMs } = this.#range;
    const visits = indexesOf(data).assignmentsOfJob(selection.activeJobId);
    return [
      ...new Set(
        visits
          .filter((visit) => spanOf(visit).startMs < endMs && spanOf(visit).endMs > startMs)
          .map(({ technicianId }) => technicianId),
      ),
    ];
  }

  #fitFirst(): void {
    const settings = this.data?.settings;
    const bounds = boundsOf(this.jobs.points) ?? boundsOf(this.#spots);
    this.#fitted = true;
    if (bounds) this.#engine?.fit(bounds);
    else if (settings?.mapCenter) this.#engine?.show(settings.mapCenter, settings.mapZoom ?? 12);
  }

  #fitAll(): void {
    const bounds = boundsOf([...this.jobs.points, ...this.#spots]);
    if (bounds) this.#engine?.fit(bounds);
  }

  #pick(mark: Mark | undefined): void {
    if (!mark) {
      this.#closeCard();
      return;
    }
    if (mark.opensAt !== undefined) {
      this.#engine?.show(mark, mark.opensAt);
      return;
    }
    const jobIds = mark.jobIds();
    this.card = { place: mark, jobIds };
    this.#choose(jobIds.slice(0, 1));
  }

  #pickTechnician(id: string): void {
    this.selection?.chooseTechnician(this.selection.technicianId === id ? null : id);
  }

  #choose(jobIds: readonly string[]): void {
    this.selection?.choose(jobIds);
    this.dispatchEvent(
      new CustomEvent('dk-selection-changed', { bubbles: true, composed: true, detail: { jobIds: [...jobIds] } }),
    );
  }

  #revealActive(): void {
    const id = this.selection?.activeJobId;
    const job = id ? this.data?.tables.jobs.get(id) : undefined;
    const position = job && this.data ? siteOf(this.data, job)?.position : undefined;
    if (position) this.#engine?.reveal(position);
  }

  #closeCard(): void {
    if (this.card && this.cardElement?.matches(':focus-within')) this.canvas?.focus();
    this.card = undefined;
  }

  /** Above the mark where there is room, else below; always inside the map. */
  #placeCard(): void {
    const element = this.cardElement;
    if (!this.card || !element || !this.#engine) return;
    const { x, y } = this.#engine.toPixels(this.card.place);
    const { offsetWidth: width, offsetHeight: height } = element;
    const view = this.canvas.getBoundingClientRect();
    const left = Math.min(Math.max(8, x - width / 2), Math.max(8, view.width - width - 8));
    const above = y - height - 14;
    const top = above >= 8 ? above : Math.min(y + 14, Math.max(8, view.height - height - 8));
    element.style.setProperty('transform', `translate(${Math.round(left)}px, ${Math.round(top)}px)`);
  }

  #listen(canvas: HTMLElement): void {
    canvas.addEventListener('pointerdown', this.#onPointerDown, { capture: true });
    for (const type of ['mousedown', 'touchstart'] as const) {
      // The map would begin to move under the job that is being picked up.
      canvas.addEventListener(type, (event) => this.#grabbed && event.stopPropagation(), { capture: true });
    }
    this.#leave.push(
      registerDropTarget({
        element: canvas,
        over: (payload, point) => this.#over(payload, point),
        leave: () => this.#setDrop(undefined),
        drop: (payload, point) => void this.#dropAt(payload, point),
      }),
    );
  }

  #grabbed = false;

  readonly #onPointerDown = (event: PointerEvent): void => {
    this.#grabbed = false;
    const mark = this.#engine?.markAt(event.clientX, event.clientY);
    if (!mark || mark.count > 1 || event.button !== 0) return;
    const [jobId] = mark.jobIds();
    const job = jobId ? this.data?.tables.jobs.get(jobId) : undefined;
    if (!job || !this.#mayAssign([job])) return;
    this.#grabbed = event.pointerType !== 'touch';
    startPointerDrag(event, () => this.#payloadOf(job), {
      preview: () => previewOf(job),
      onStart: () => this.#closeCard(),
      onEnd: () => this.#setDrop(undefined),
    });
    // Without a travel it is a click, which the map can no longer see.
    if (this.#grabbed) window.addEventListener('pointerup', (up) => this.#clicked(event, up, mark), { once: true });
  };

  #clicked(down: PointerEvent, up: PointerEvent, mark: Mark): void {
    if (Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY) < 5) this.#pick(mark);
  }

  #payloadOf(job: Job): DragPayload {
    const assignment = this.data ? movableAssignment(this.data, job) : undefined;
    return {
      jobIds: [job.id],
      assignmentIds: assignment ? [assignment.id] : [],
      durationMinutes: job.durationMinutes,
      grabOffsetMinutes: 0,
      origin: this,
    };
  }

  #dragChanged(payload: DragPayload | undefined): void {
    if (this.#engine) this.#placeTechnicians(payload);
  }

  /** Jobs are dropped on technicians; anywhere else on the map says nothing. */
  #over(payload: DragPayload, { clientX, clientY }: DragPoint): boolean {
    const jobs = this.#jobsOf(payload.jobIds);
    const technicianId = this.#mayAssign(jobs) ? this.#engine?.technicianAt(clientX, clientY) : undefined;
    this.#setDrop(technicianId, payload);
    return technicianId !== undefined;
  }

  #setDrop(technicianId: string | undefined, payload?: DragPayload): void {
    if (technicianId === this.#dropOn) return;
    this.#dropOn = technicianId;
    this.canvas?.classList.toggle('dropping', technicianId !== undefined);
    this.#placeTechnicians(payload);
  }

  async #dropAt(payload: DragPayload, { clientX, clientY }: DragPoint): Promise<void> {
    const by = this.#performer();
    const technicianId = this.#engine?.technicianAt(clientX, clientY);
    if (!by || !technicianId) return;
    const { tables } = by.source;
    const jobs = payload.jobIds.map((id) => tables.jobs.get(id)).filter((job) => job !== undefined);
    const technician = tables.technicians.get(technicianId)?.name ?? '';
    const commands = assignCommands(by.source, jobs, technicianId, this.#day);
    const [first] = commands;
    if (!first) {
      toast(this, this.#text('noTime', { technician }), undefined, 'alert');
      return;
    }
    const at = first.type !== 'unassign' && first.startsAt ? this.localizer.time(Date.parse(first.startsAt)) : '';
    const done =
      commands.length === 1
        ? this.word('assignedTo', { job: jobs[0]?.title ?? '', technician, time: at })
        : this.word('assignedMany', { count: commands.length, technician });
    await perform(by, asOne(commands), 'drag', done);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.card) this.#closeCard();
    else if (event.key === 'Enter') this.#listInView();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#menuOfActive();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onContextMenu = (event: MouseEvent): void => {
    const mark = this.#engine?.markAt(event.clientX, event.clientY);
    if (!mark) return;
    event.preventDefault();
    const jobs = this.#jobsOf(mark.jobIds().slice(0, listedAtMost));
    if (jobs.length > 0) this.#openMenu(jobs, pointBox(event.clientX, event.clientY));
  };

  #menuOfActive(): void {
    const jobs = this.#jobsOf([...(this.selection?.jobIds ?? [])]);
    if (jobs.length > 0) this.#openMenu(jobs, this.canvas.getBoundingClientRect());
  }

  /** The map's jobs as a list: the way to them without a pointer. */
  #listInView(): void {
    const jobs = this.#jobsOf(this.#engine?.jobsInView(listedAtMost) ?? []);
    this.#listJobs(jobs, this.#text('inView'), this.canvas.getBoundingClientRect());
  }

  readonly #listMissing = (event: Event): void => {
    const { missing } = this.jobs;
    const rest = missing.length - listedAtMost;
    const anchor = (event.currentTarget as Element).getBoundingClientRect();
    this.#listJobs(
      missing.slice(0, listedAtMost),
      this.#text('missingTitle'),
      anchor,
      rest > 0 ? this.#text('more', { count: rest }) : undefined,
    );
  };

  #listJobs(jobs: readonly Job[], label: string, anchor: Box, more?: string): void {
    const source = this.data;
    if (!source || jobs.length === 0) return;
    const items: MenuEntry[] = jobs.map((job) => ({
      label: job.title,
      hint: placeOf(siteOf(source, job)) || job.number,
      status: job.status,
      run: () => this.#goTo(job),
    }));
    openMenu(this, [label, ...items, ...(more ? [more] : [])], anchor, label);
  }

  #goTo(job: Job): void {
    const position = this.data ? siteOf(this.data, job)?.position : undefined;
    this.#choose([job.id]);
    if (position) {
      this.#engine?.reveal(position);
      this.card = { place: position, jobIds: [job.id] };
      void this.updateComplete.then(() => this.cardElement?.querySelector<HTMLElement>('footer .button')?.focus());
    } else this.#open(job.id);
  }

  #openMenu(jobs: readonly Job[], anchor: Box): void {
    const by = this.#performer();
    if (!by) return;
    const entries = jobMenu({ by, jobs, day: this.#day, open: (jobId) => this.#open(jobId) });
    if (entries.length > 0) openMenu(this, entries, anchor, jobs[0]?.title ?? '');
  }

  #open(jobId: string): void {
    this.dispatchEvent(new CustomEvent('dk-job-opened', { bubbles: true, composed: true, detail: { jobId } }));
  }

  readonly #chooseColoring = (event: Event): void => {
    const entries = colorings.map((by) => ({
      label: this.#text(`by.${by}`),
      hint: by === this.colorBy ? '✓' : '',
      run: () => {
        this.colorBy = by;
      },
    }));
    const label = this.#text('colorBy', { what: this.#text(`by.${this.colorBy}`) });
    openMenu(this, entries, (event.currentTarget as Element).getBoundingClientRect(), label);
  };

  readonly #toggleRoutes = (): void => {
    this.routes = !this.routes;
  };

  #performer(): Performer | undefined {
    const source = this.data;
    return source && { host: this, source, localizer: this.localizer, report: (error) => this.reportError(error) };
  }

  #jobsOf(ids: readonly string[]): Job[] {
    return ids.map((id) => this.data?.tables.jobs.get(id)).filter((job) => job !== undefined);
  }

  #colorOf(key: string): string {
    return cssColorOf(key) ?? this.data?.tables.technicians.get(key)?.color ?? '';
  }

  #labelOf(key: string): string {
    if (this.colorBy === 'status') return this.word(`status.${key}` as 'status.scheduled');
    if (this.colorBy === 'priority') return this.word(`priority.${key}` as 'priority.high');
    return this.data?.tables.technicians.get(key)?.name ?? this.#text('nobody');
  }

  #mayAssign(jobs: readonly Job[]): boolean {
    const { data } = this;
    return data !== undefined && jobs.every((job) => canPlace(data, job));
  }

  get #isFailed(): boolean {
    return this.phase === 'error' || this.phase === 'signed-out';
  }

  get #showsMap(): boolean {
    const source = this.data;
    if (!source || this.failed || this.phase === 'loading' || this.#isFailed) return false;
    return this.jobs.points.length > 0 || this.jobs.missing.length > 0 || this.#spots.length > 0;
  }

  get #day(): string {
    const zone = this.data?.settings?.timeZone ?? this.localizer.timeZone;
    return this.day || dayOf(this.data?.now() ?? Date.now(), zone);
  }

  get #range() {
    return dayRange(this.#day, this.data?.settings?.timeZone ?? this.localizer.timeZone);
  }

  #text(key: keyof (typeof messages)['en'] & string, values?: Record<string, string | number>): string {
    return this.localizer.text(messages, key, values);
  }
}

function previewOf(job: Job): HTMLElement {
  const preview = document.createElement('div');
  preview.className = 'drag-preview';
  preview.textContent = job.title;
  return preview;
}
