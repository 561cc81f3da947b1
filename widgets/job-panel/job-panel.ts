import type { DispatchSource, SourceChange } from '@dispatchkit/client';
import { indexesOf, spanOf } from '@dispatchkit/client';
import type { Event, Job } from '@dispatchkit/contract';
import { dayOf } from '@dispatchkit/scheduling';
import { html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { icons } from '../shared/icons.ts';
import { jobMenu, jobMenuMessages } from '../shared/job-menu/index.ts';
import { dueDistance, placeOf, siteOf, urgencyOf } from '../shared/job-text.ts';
import { openMenu } from '../shared/popup.ts';
import { emptyState, errorState, staleNotice } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import { awaited, type DependencyActions, waitingFor } from './dependency-list.ts';
import { type Deed, type HistoryEntry, historyOf } from './history.ts';
import { styles } from './job-panel.styles.ts';
import { messages } from './messages.ts';

/**
 * One job: what, where, when and who, what may be done with it, and everything that has happened to it, by whom and how.
 *
 * @element dk-job-panel
 * @fires {CustomEvent<{jobId: string}>} dk-job-opened - Another job was asked for: one it depends on, or one with a change that waits.
 * @fires {CustomEvent<{jobId: string}>} dk-job-closed - The person is done with it.
 * @csspart host - What is said of host systems that are not current.
 */
export class JobPanel extends DispatchElement {
  static override styles = [...widgetStyles, styles];
  protected override readonly messageSets = [messages, jobMenuMessages];
  protected override readonly showsHosts = true;

  /** Which job. Empty shows the one chosen in the other widgets. */
  @property({ attribute: 'job-id', reflect: true }) jobId = '';
  /** Day technicians are looked for when it is assigned from here, `YYYY-MM-DD` in the tenant's zone. Empty means today there. */
  @property() day = '';
  /** Shows a button to close it. */
  @property({ type: Boolean }) closable = false;

  @state() private events: readonly Event[] | 'loading' | 'failed' = 'loading';
  #loadedFor = '';
  #request: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#request?.abort();
    this.#loadedFor = '';
  }

  protected override sourceReplaced(): void {
    this.#loadedFor = '';
  }

  protected override sourceChanged(change: SourceChange): void {
    const job = this.#job;
    if (!job) {
      if (change.all || change.meta) this.requestUpdate();
      return;
    }
    const own = new Set(
      indexesOf(this.data as NonNullable<typeof this.data>)
        .assignmentsOfJob(job.id)
        .map(({ id }) => id),
    );
    // Rare, and each may be of a job named here.
    if (change.touched.dependencies) this.requestUpdate();
    const isTouched = change.touched.jobs?.has(job.id) || [...(change.touched.assignments ?? [])].some((id) => own.has(id));
    if (isTouched || change.all || change.meta || change.touched.assignments) this.requestUpdate();
  }

  protected override updated(_changed: PropertyValues): void {
    const job = this.#job;
    // Own changes are in the history when the connector has kept them, which raises the version.
    const visits = job && this.data ? indexesOf(this.data).assignmentsOfJob(job.id) : [];
    const wanted = job ? `${job.id} ${job.version} ${visits.map(({ id, version }) => `${id}:${version}`).join()}` : '';
    if (wanted !== this.#loadedFor) void this.#load(job?.id, wanted);
  }

  protected override render() {
    const source = this.data;
    if (this.phase === 'error' || this.phase === 'signed-out') {
      return errorState(this.localizer, source?.status.error, () => source?.retry());
    }
    if (!source || this.phase === 'loading') return this.#skeleton();
    const job = this.#job;
    if (!job)
      return this.#wantedId
        ? emptyState(this.#text('gone'), this.#text('goneHint'))
        : emptyState(this.#text('none'), this.#text('noneHint'));
    return html`<article aria-label=${this.#text('label', { job: job.title })}>
      ${this.phase === 'stale' ? staleNotice(this.localizer, source.status.since, () => source.retry()) : nothing}
      ${this.#head(job)} ${this.hosts?.pending(job)} ${this.#facts(job)} ${job.description ? html`<p class="prose"><bdi>${job.description}</bdi></p>` : nothing}
      <h3>${this.#text('history')}</h3>
      ${this.#history(job)}
    </article>
    ${this.hosts ? html`<div class="standing">${this.hosts.notice()}</div>` : nothing}`;
  }

  #head(job: Job) {
    const priority =
      job.priority === 'normal' ? nothing : html`<span class=${job.priority}>${this.word(`priority.${job.priority}`)}</span>`;
    return html`<div class="head">
      <div>
        <h2><bdi>${job.title}</bdi></h2>
        <p>
          <bdi>${job.number}</bdi>
          <span class="state-word" data-status=${job.status}><span class="dot"></span>${this.word(`status.${job.status}`)}</span>
          ${priority}
        </p>
        ${job.statusReason ? html`<p><bdi>${job.statusReason}</bdi></p>` : nothing} ${this.#hostNote(job)}
      </div>
      <button class="button icon quiet" type="button" aria-haspopup="menu" aria-label=${this.#text('actions')} @click=${(event: MouseEvent) => this.#openMenu(job, event)}>${icons.more}</button>
      ${this.closable ? html`<button class="button icon quiet" type="button" aria-label=${this.#text('close')} @click=${this.#close}>${icons.close}</button>` : nothing}
    </div>`;
  }

  /** A change of it that has not reached its host system. */
  #hostNote(job: Job) {
    return this.data && this.hosts?.marks.of(job.id, indexesOf(this.data).assignmentsOfJob(job.id))?.note();
  }

  #facts(job: Job) {
    const { localizer } = this;
    const source = this.data as NonNullable<typeof this.data>;
    const site = siteOf(source, job);
    const customer = job.customerId ? source.tables.customers.get(job.customerId) : undefined;
    const row = (label: string, value: unknown) => (value ? html`<dt>${label}</dt><dd>${value}</dd>` : nothing);
    return html`<dl>
      ${row(this.#text('when'), this.#visits(job))}
      ${row(this.#text('due'), this.#due(job))}
      ${row(this.#text('window'), this.#window(job))}
      ${row(this.#text('requested'), job.requestedAt ? localizer.dateTime(Date.parse(job.requestedAt)) : '')}
      ${row(this.#text('duration'), localizer.duration(job.durationMinutes))}
      ${row(this.#text('where'), html`<p><bdi>${placeOf(site) || this.word('noAddress')}</bdi></p>${site?.district ? html`<p class="muted"><bdi>${site.district}</bdi></p>` : nothing}${site?.position ? nothing : html`<p class="muted">${this.word('noPosition')}</p>`}`)}
      ${row(this.#text('access'), site?.accessNotes)}
      ${row(this.#text('customer'), customer && html`<p><bdi>${customer.name}</bdi></p>${customer.phone ? html`<p class="muted"><bdi>${customer.phone}</bdi></p>` : nothing}`)}
      ${row(this.#text('skills'), job.skills.map(({ key, level }) => (level ? `${key}, ${this.#text('level', { level })}` : key)).join(' · '))}
      ${row(this.#text('dependsOn'), awaited(job, this.#dependencies(source)))}
      ${row(this.#text('neededBy'), waitingFor(job, this.#dependencies(source)))}
    </dl>`;
  }

  #dependencies(source: DispatchSource): DependencyActions {
    return { source, localizer: this.localizer, open: (jobId) => this.#openOther(jobId) };
  }

  /** The console shows it in place of this one; a panel that follows the choice does so by itself. */
  #openOther(jobId: string): void {
    this.selection?.choose([jobId]);
    this.dispatchEvent(new CustomEvent('dk-job-opened', { bubbles: true, composed: true, detail: { jobId } }));
  }

  #visits(job: Job) {
    const source = this.data as NonNullable<typeof this.data>;
    const visits = indexesOf(source).assignmentsOfJob(job.id);
    if (visits.length === 0) return html`<p class="muted">${this.#text('nobody')}</p>`;
    return visits.map((visit) => {
      const { startMs, endMs } = spanOf(visit);
      const name = source.tables.technicians.get(visit.technicianId)?.name ?? '';
      return html`<p><bdi>${name}</bdi></p><p class="muted">${this.localizer.shortDay(startMs)}, ${this.localizer.timeRange(startMs, endMs)}</p>`;
    });
  }

  #due(job: Job) {
    if (!job.dueAt) return '';
    const dueMs = Date.parse(job.dueAt);
    const now = this.data?.now() ?? 0;
    const isOver = job.status === 'completed' || job.status === 'cancelled';
    const distance = isOver ? '' : dueDistance(this.localizer, dueMs, now);
    const left = distance ? html` · <span class=${urgencyOf(dueMs, now)}>${distance}</span>` : nothing;
    return html`${this.localizer.dateTime(dueMs)}${left}`;
  }

  #window({ windowStartsAt, windowEndsAt }: Job): string {
    const text = (at: string | null) => (at ? this.localizer.time(Date.parse(at)) : '…');
    return windowStartsAt || windowEndsAt ? `${text(windowStartsAt)} – ${text(windowEndsAt)}` : '';
  }

  #history(job: Job) {
    if (this.events === 'failed') {
      const again = html`<button class="button" type="button" @click=${() => this.#load(job.id, this.#loadedFor)}>${this.word('retry')}</button>`;
      return html`<div class="pad"><p>${this.#text('historyFailed')}</p>${again}</div>`;
    }
    if (this.events === 'loading' || !this.data) return html`<div class="skeleton line"></div><div class="skeleton line"></div>`;
    const entries = historyOf(job.id, this.events, this.data);
    if (entries.length === 0) return html`<p class="pad muted">${this.#text('historyEmpty')}</p>`;
    return html`<ol class="history">${entries.map((entry) => this.#entry(entry))}</ol>`;
  }

  #entry({ atMs, who, method, deeds, reason, overridden }: HistoryEntry) {
    const status = deeds.find((deed) => deed.kind === 'status')?.status;
    const rules = overridden.map((code) => this.#text(`rule.${code}`)).join(', ');
    return html`<li data-status=${status ?? nothing}>
      ${deeds.map((deed) => html`<div>${this.#deed(deed)}</div>`)} ${reason ? html`<div><bdi>“${reason}”</bdi></div>` : nothing}
      ${rules ? html`<div class="broken">${this.#text('knowingly', { rules })}</div>` : nothing}
      <small><time datetime=${new Date(atMs).toISOString()}>${this.localizer.dateTime(atMs)}</time> · <bdi>${who}</bdi> · ${this.#text(`method.${method}`)}</small>
    </li>`;
  }

  #deed(deed: Deed): string {
    if (deed.kind === 'status') return this.word(`status.${deed.status}`);
    if (deed.kind === 'changed') return this.#text('deed.changed', { fields: deed.fields.join(', ') });
    if (deed.kind === 'unassigned') return this.#text('deed.unassigned', { technician: deed.technician });
    if (deed.kind === 'assigned' || deed.kind === 'moved') {
      const time = this.localizer.timeRange(deed.startMs, deed.endMs);
      const { technician } = deed;
      if (deed.kind === 'moved' && deed.from) return this.#text('deed.movedFrom', { from: deed.from, technician, time });
      return this.#text(`deed.${deed.kind}`, { technician, time });
    }
    return this.#text(`deed.${deed.kind}`);
  }

  #skeleton() {
    return html`<div aria-busy="true" role="status" aria-label=${this.word('loading')}>
      ${[70, 40, 90, 60, 80].map(() => html`<div class="skeleton line"></div>`)}
    </div>`;
  }

  /** A late answer never overwrites a newer one. */
  async #load(jobId: string | undefined, wanted: string): Promise<void> {
    const isOther = !this.#loadedFor.startsWith(`${jobId} `);
    this.#loadedFor = wanted;
    this.#request?.abort();
    const source = this.data;
    if (!jobId || !source) return;
    const request = new AbortController();
    this.#request = request;
    if (isOther) this.events = 'loading';
    try {
      const events = await source.history(jobId, request.signal);
      if (!request.signal.aborted) this.events = events;
    } catch (error) {
      if (request.signal.aborted) return;
      this.events = 'failed';
      this.reportError(error);
    }
  }

  #openMenu(job: Job, event: MouseEvent): void {
    const source = this.data;
    if (!source) return;
    const by = { host: this, source, localizer: this.localizer, report: (error: unknown) => this.reportError(error) };
    const zone = source.settings?.timeZone ?? this.localizer.timeZone;
    const entries = jobMenu({ by, jobs: [job], day: this.day || dayOf(source.now(), zone) });
    if (entries.length > 0) openMenu(this, entries, (event.currentTarget as Element).getBoundingClientRect(), job.title);
  }

  readonly #close = (): void => {
    this.dispatchEvent(new CustomEvent('dk-job-closed', { bubbles: true, composed: true, detail: { jobId: this.#wantedId } }));
  };

  get #wantedId(): string {
    return this.jobId || (this.selection?.activeJobId ?? '');
  }

  get #job(): Job | undefined {
    return this.data?.tables.jobs.get(this.#wantedId);
  }

  #text(key: keyof (typeof messages)['en'] & string, values?: Record<string, string | number>): string {
    return this.localizer.text(messages, key, values);
  }
}
