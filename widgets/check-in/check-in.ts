import type { DispatchError, DispatchSource, SourceChange } from '@dispatchkit/client';
import type { CheckIn as CheckInRecord } from '@dispatchkit/contract';
import type { JobStatus } from '@dispatchkit/contract/words';
import { checkInOutcome, dayOf, dayRange } from '@dispatchkit/scheduling';
import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { DispatchElement } from '../shared/dispatch-element.ts';
import { initialsOf, placeOf } from '../shared/job-text.ts';
import { setProperty } from '../shared/set-property.ts';
import { emptyState, errorState } from '../shared/states.ts';
import { widgetStyles } from '../shared/styles.ts';
import {
  currentVisit,
  navigationUrl,
  nextStep,
  type StepName,
  stepsOf,
  stepTargets,
  transitionOf,
  type Visit,
  visitsOf,
} from './check-in.model.ts';
import { styles } from './check-in.styles.ts';
import { locate } from './locate.ts';
import { messages } from './messages.ts';
import { type Entry, Outbox } from './outbox.ts';

/**
 * A technician's day on a phone: the visit under way with one big next step, arrival with the position and its outcome, hold with
 * a reason, the rest of the day, and what has been sent or still waits.
 *
 * @element dk-check-in
 * @fires {CustomEvent<{jobId: string, assignmentId: string, status: string}>} dk-step-taken - A step was recorded here (it may still wait to be sent).
 * @fires {CustomEvent<{technicianId: string}>} dk-technician-chosen - Somebody was picked from the list of who it may be.
 * @fires {CustomEvent<{kind: string}>} dk-error - A step was refused.
 */
export class CheckIn extends DispatchElement {
  static override styles = [...widgetStyles, styles];
  protected override readonly messageSets = [messages];

  /** Whose day. Empty means the technician the token names. */
  @property() technician = '';
  /** Calendar day, `YYYY-MM-DD` in the technician's zone. Empty means today there. */
  @property() day = '';
  /** Asks the device for its position; hosts and tests may bring their own. */
  @property({ attribute: false }) geolocation: Geolocation | undefined = globalThis.navigator?.geolocation;

  @state() private locating = false;
  @query('dialog') private holdDialog!: HTMLDialogElement;
  @query('textarea') private holdReason!: HTMLTextAreaElement;

  readonly #outbox = new Outbox(() => this.requestUpdate());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#outbox.rest();
  }

  protected override sourceChanged(change: SourceChange): void {
    super.sourceChanged(change);
    const source = this.data;
    if (!change.meta || source?.status.phase !== 'ready') return;
    const isOther = source.hosts() !== this.#hostsBefore;
    this.#hostsBefore = source.hosts();
    if (this.#outbox.waiting > 0) void (isOther ? this.#outbox.wake(source) : this.#outbox.flush(source));
  }

  /** A host system that is back takes what has waited for it. */
  #hostsBefore: readonly unknown[] = [];

  protected override render() {
    const source = this.data;
    if (this.phase === 'error' || this.#isSignedOutWithNothing) {
      return errorState(this.localizer, source?.status.error, () => source?.retry());
    }
    if (this.phase === 'loading' || !source) return this.#skeleton();
    const technicianId = this.technician || source.me?.technicianId;
    if (!technicianId) return this.#choice(source);
    const visits = visitsOf(source, technicianId, this.#range(technicianId)).map((visit) => this.#withPending(visit));
    return html`${this.#notice()}
      <div class="page">
        ${this.#current(visits)} ${visits.length > 0 ? this.#dayList(visits) : nothing} ${this.#sendList()}
      </div>
      ${this.#holdForm(currentVisit(visits))}`;
  }

  /** A day that was loaded stays on the page, as what waits there is sent after the next sign-in. */
  get #isSignedOutWithNothing(): boolean {
    return this.phase === 'signed-out' && this.data?.tables.assignments.size === 0 && this.#outbox.entries.length === 0;
  }

  /** Whoever may see everybody's day says whose it is to be. */
  #choice(source: DispatchSource) {
    const technicians = [...source.tables.technicians.values()].filter(({ active }) => active);
    if (technicians.length === 0) return emptyState(this.#text('nobody'), this.#text('nobodyHint'));
    return html`<div class="page">
      <h1>${this.#text('nobody')}</h1>
      <div class="card people">
        ${technicians.map(
          (technician) => html`<button type="button" @click=${() => this.#choose(technician.id)}>
            <span class="avatar" aria-hidden="true" ${setProperty({ '--_color': technician.color })}>${initialsOf(technician)}</span>
            <bdi>${technician.name}</bdi>
          </button>`,
        )}
      </div>
    </div>`;
  }

  #choose(technicianId: string): void {
    this.technician = technicianId;
    this.dispatchEvent(new CustomEvent('dk-technician-chosen', { bubbles: true, composed: true, detail: { technicianId } }));
  }

  #notice() {
    const source = this.data;
    if (!source) return nothing;
    const time = this.localizer.time(source.status.since);
    const count = this.#outbox.waiting;
    if (this.phase === 'stale') {
      return html`<div class="notice" role="status" part="stale">${count > 0 ? this.#text('offline', { time, count }) : this.#text('offlineNothing', { time })}</div>`;
    }
    return this.phase === 'signed-out' ? html`<div class="notice danger" role="alert">${this.#text('signedOut')}</div>` : nothing;
  }

  #current(visits: readonly Visit[]) {
    const visit = currentVisit(visits);
    if (!visit) {
      const done = visits.filter(({ assignment }) => assignment.status === 'completed').length;
      return visits.length === 0
        ? emptyState(this.#text('empty'), this.#text('emptyHint'))
        : emptyState(this.#text('allDone'), this.#text('allDoneHint', { count: done }));
    }
    const { assignment, job, site } = visit;
    const next = nextStep(assignment.status);
    const step = next && this.data?.can(transitionOf(visit, stepTargets[next])) ? next : undefined;
    return html`<div class="row">
        <div>
          <h1><bdi>${job.title}</bdi></h1>
          <div class="muted"><bdi>${[placeOf(site), site?.district].filter(Boolean).join(', ') || this.word('noAddress')}</bdi></div>
        </div>
        <span class="status" data-status=${assignment.status}>${this.word(`status.${assignment.status}`)}</span>
      </div>
      <div class="card">
        <div class="row">
          <strong>${this.localizer.timeRange(visit.startMs, visit.endMs)}</strong>
          ${site?.accessNotes ? html`<bdi class="muted access">${site.accessNotes}</bdi>` : nothing}
        </div>
        <ol class="steps" aria-label=${this.#text('steps')}>
          ${stepsOf(assignment).map(
            ({ name, isDone, isLatest, atMs }) =>
              html`<li class="${isDone ? 'done' : ''} ${isLatest ? 'latest' : ''}" aria-current=${isLatest ? 'step' : nothing}>${this.#text(name)}${isLatest && atMs !== null ? ` ${this.localizer.time(atMs)}` : ''}</li>`,
          )}
        </ol>
        ${
          step
            ? html`<button class="go" type="button" ?disabled=${this.locating} @click=${() => this.#take(visit, step)}>
              ${this.locating ? this.#text('locating') : this.#text(stepLabels[step])}
            </button>`
            : nothing
        }
        ${this.#actions(visit)}
      </div>`;
  }

  #actions(visit: Visit) {
    const { job, site } = visit;
    const where = navigationUrl(site);
    const phone = job.customerId ? this.data?.tables.customers.get(job.customerId)?.phone : null;
    return html`<div class="actions">
      ${where ? html`<a href=${where}>${this.#text('navigate')}</a>` : nothing}
      ${phone ? html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${this.#text('call')}</a>` : nothing}
      ${
        this.data?.can(transitionOf(visit, 'on_hold'))
          ? html`<button type="button" @click=${() => this.holdDialog.showModal()}>${this.#text('hold')}</button>`
          : nothing
      }
    </div>`;
  }

  #dayList(visits: readonly Visit[]) {
    const done = visits.filter(({ assignment }) => assignment.status === 'completed').length;
    return html`<section class="card">
      <div class="row"><h2>${this.#text('today')}</h2><span class="muted">${this.#text('doneOf', { done, count: visits.length })}</span></div>
      <ul class="list day">
        ${visits.map(({ assignment, job, site, startMs }) => {
          const status: JobStatus = job.status === 'on_hold' ? 'on_hold' : assignment.status;
          return html`<li class=${status === 'completed' ? 'done' : ''} data-status=${status}>
            <span class="dot"></span>
            <span class="time">${this.localizer.time(startMs)}</span>
            <span class="what">
              <span><bdi>${job.title}</bdi></span>
              <span class="muted where"><bdi>${placeOf(site) || this.word('noAddress')}</bdi> · ${this.word(`status.${status}`)}</span>
            </span>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #sendList() {
    const { entries } = this.#outbox;
    if (entries.length === 0) return nothing;
    const { waiting } = this.#outbox;
    return html`<section class="card" aria-live="polite">
      <div class="row"><h2>${this.#text(waiting > 0 ? 'waitingTitle' : 'sentTitle')}</h2>${waiting > 0 ? html`<span class="muted">${this.localizer.number(waiting)}</span>` : nothing}</div>
      <ul class="list">${entries.toReversed().map((entry) => this.#sendItem(entry))}</ul>
    </section>`;
  }

  #sendItem(entry: Entry) {
    const { state: sendState, error } = entry;
    const badge = html`<span class="badge ${sendState}">${this.#text(sendState, { time: this.localizer.time(entry.atMs) })}</span>`;
    if (sendState !== 'rejected') return html`<li><span class="what">${entry.label}</span>${badge}</li>`;
    return html`<li>
      <span class="what"><span>${entry.label}</span><span class="muted"><bdi>${error ? this.#reason(error) : ''}</bdi></span></span>
      ${badge}
      <button class="button" type="button" @click=${() => this.data && this.#outbox.retry(this.data, entry.id)}>${this.word('retry')}</button>
      <button class="button quiet" type="button" @click=${() => this.#outbox.dismiss(entry.id)}>${this.#text('dismiss')}</button>
    </li>`;
  }

  /** A host system that refuses says why in its own words. */
  #reason({ kind, problem }: DispatchError): string {
    return problem?.code === 'host_refused' || problem?.code === 'host_asks' ? problem.detail : this.word(`error.${kind}`);
  }

  #holdForm(visit: Visit | undefined) {
    return html`<dialog class="popup" aria-labelledby="hold-title">
      <form method="dialog" @submit=${(event: Event) => this.#hold(event, visit)}>
        <h2 id="hold-title">${this.#text('holdTitle')}</h2>
        <textarea required maxlength="500" aria-label=${this.#text('holdReason')} placeholder=${this.#text('holdPlaceholder')}></textarea>
        <footer>
          <button class="button" type="button" @click=${() => this.holdDialog.close()}>${this.word('cancel')}</button>
          <button class="button primary" type="submit">${this.#text('doHold')}</button>
        </footer>
      </form>
    </dialog>`;
  }

  #skeleton() {
    return html`<div class="page" role="status" aria-busy="true" aria-label=${this.word('loading')}>
      <div><div class="skeleton title"></div><div class="skeleton line"></div></div>
      <div class="skeleton block"></div>
      <div class="skeleton block"></div>
    </div>`;
  }

  async #take(visit: Visit, step: StepName): Promise<void> {
    const source = this.data;
    if (!source) return;
    // The time is that of the press; finding the position may take seconds.
    const atMs = source.now();
    const checkIn = step === 'arrive' ? await this.#whereAmI(visit, atMs) : undefined;
    const to = stepTargets[step];
    void this.#outbox.add(source, {
      command: {
        ...transitionOf(visit, to),
        deviceAt: new Date(atMs).toISOString(),
        ...(checkIn ? { checkIn } : {}),
      },
      label: this.#label(step, atMs, checkIn),
      atMs,
    });
    this.#tell(visit, to);
  }

  /** Never stops the worker: whatever the device answers becomes the outcome. */
  async #whereAmI({ site }: Visit, atMs: number): Promise<CheckInRecord> {
    this.locating = true;
    const { permission, fix } = await locate(this.geolocation);
    this.locating = false;
    const judgement = checkInOutcome({
      site: site?.position ?? null,
      fix,
      permission,
      online: this.phase === 'ready',
      geofenceMeters: this.data?.settings?.geofenceMeters ?? 200,
    });
    const isNowhere = fix?.latitude === 0 && fix.longitude === 0;
    return {
      ...judgement,
      position: fix && !isNowhere ? { latitude: fix.latitude, longitude: fix.longitude } : null,
      accuracyMeters: fix?.accuracyMeters ?? null,
      deviceAt: new Date(atMs).toISOString(),
    };
  }

  #hold(event: Event, visit: Visit | undefined): void {
    event.preventDefault();
    const source = this.data;
    const reason = this.holdReason.value.trim();
    if (!source || !visit || reason === '') return;
    const atMs = source.now();
    void this.#outbox.add(source, {
      command: { ...transitionOf(visit, 'on_hold'), reason, deviceAt: new Date(atMs).toISOString() },
      label: this.#text('didHold', { time: this.localizer.time(atMs) }),
      atMs,
    });
    this.#tell(visit, 'on_hold');
    this.holdReason.value = '';
    this.holdDialog.close();
  }

  #label(step: StepName, atMs: number, checkIn: CheckInRecord | undefined): string {
    const time = this.localizer.time(atMs);
    if (step !== 'arrive' || !checkIn) return this.#text(doneLabels[step], { time });
    const said =
      checkIn.distanceMeters === null
        ? this.#text('didArrive', { time })
        : this.#text('didArriveAway', { time, distance: this.localizer.distance(checkIn.distanceMeters) });
    const remark = outcomeKeys[checkIn.outcome];
    return remark ? `${said} · ${this.#text(remark)}` : said;
  }

  #tell(visit: Visit, status: JobStatus): void {
    const detail = { jobId: visit.job.id, assignmentId: visit.assignment.id, status };
    this.dispatchEvent(new CustomEvent('dk-step-taken', { bubbles: true, composed: true, detail }));
  }

  /** Steps that still wait to be sent count as taken, with the time they were taken. */
  #withPending(visit: Visit): Visit {
    const pending = this.#outbox.pendingFor(visit.assignment.id);
    if (!pending) return visit;
    const at = pending.command.deviceAt ?? null;
    const { to } = pending.command;
    const { assignment } = visit;
    if (to === 'en_route') return { ...visit, assignment: { ...assignment, status: to, enRouteAt: at } };
    if (to === 'on_site') return { ...visit, assignment: { ...assignment, status: to, arrivedAt: at } };
    if (to === 'in_progress') return { ...visit, assignment: { ...assignment, status: to, startedAt: at } };
    return to === 'completed' ? { ...visit, assignment: { ...assignment, status: to, completedAt: at } } : visit;
  }

  #range(technicianId: string) {
    const zone =
      this.data?.tables.technicians.get(technicianId)?.timeZone ?? this.data?.settings?.timeZone ?? this.localizer.timeZone;
    return dayRange(this.day || dayOf(this.data?.now() ?? Date.now(), zone), zone);
  }

  #text(key: keyof (typeof messages)['en'], values?: Record<string, string | number>): string {
    return this.localizer.text(messages, key, values);
  }
}

const stepLabels = { travel: 'doTravel', arrive: 'doArrive', start: 'doStart', complete: 'doComplete' } as const satisfies Record<
  StepName,
  string
>;
const doneLabels = {
  travel: 'didTravel',
  arrive: 'didArrive',
  start: 'didStart',
  complete: 'didComplete',
} as const satisfies Record<StepName, string>;
const outcomeKeys: Partial<Record<CheckInRecord['outcome'], keyof (typeof messages)['en']>> = {
  outside_geofence: 'outcome.outside_geofence',
  offline_outside: 'outcome.offline_outside',
  skipped: 'outcome.skipped',
  no_permission: 'outcome.no_permission',
  low_accuracy: 'outcome.low_accuracy',
};
