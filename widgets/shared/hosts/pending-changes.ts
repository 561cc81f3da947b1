import type { DispatchError } from '@dispatchkit/client';
import type { HostStanding, Job, PendingChange } from '@dispatchkit/contract';
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ask } from '../ask.ts';
import { shared } from '../messages.ts';
import { fieldName, valueCell } from './field-text.ts';
import type { HostOwner } from './host-display.ts';
import { adoptHostStyles, adoptStyles } from './hosts.styles.ts';
import { sign } from './icons.ts';
import { signOf } from './marks.ts';
import { messages } from './messages.ts';
import { pendingStyles } from './pending-changes.styles.ts';
import { momentText } from './standing.ts';

type How = 'retry' | 'discard';

/** Goes without saying where the job itself is shown. */
const unsaid = 'jobId';

/**
 * What of one job has not reached its host: what was to be written, what the host has, why it refuses, and the two ways on for who may
 * decide. An element of its own in the widget, so that what is focused stays while the widget is drawn again.
 */
export class PendingChanges {
  readonly element = document.createElement('div');
  readonly #owner: HostOwner;
  #hosts: readonly HostStanding[] = [];
  #jobId = '';
  /** What the changes were asked for after; anything else may have become of them since. */
  #known = '';
  #changes: readonly PendingChange[] = [];
  #request: AbortController | undefined;
  #deciding = '';
  #hasFailed = false;
  #isSent = false;
  /** What has become of a decision, read out. */
  #said = '';
  readonly #faults = new Map<string, TemplateResult>();

  constructor(owner: HostOwner) {
    this.#owner = owner;
    this.element.className = 'pending';
  }

  isOf(jobId: string): boolean {
    return this.#jobId === jobId;
  }

  /** @param states records of the job with changes that have not arrived, with their state: when these change, so may the changes */
  show(job: Job, states: readonly string[], hosts: readonly HostStanding[]): void {
    adoptHostStyles(this.#owner.element);
    adoptStyles(this.#owner.element, pendingStyles);
    this.#hosts = hosts;
    if (job.id !== this.#jobId) this.#forget(job.id);
    const known = JSON.stringify([job.id, job.version, states]);
    if (known !== this.#known) {
      this.#known = known;
      void this.#load();
    }
    this.#draw();
  }

  /** Another job is shown, or none. */
  close(): void {
    this.#request?.abort();
    this.#forget('');
  }

  #forget(jobId: string): void {
    this.#jobId = jobId;
    this.#known = '';
    this.#deciding = '';
    this.#hasFailed = false;
    this.#changes = [];
    this.#said = '';
    this.#isSent = false;
    this.#faults.clear();
  }

  /** A late answer never overwrites a newer one. */
  async #load(): Promise<void> {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    try {
      const changes = await this.#owner.source.pendingChanges(this.#jobId, request.signal);
      if (request.signal.aborted) return;
      this.#changes = changes;
      this.#hasFailed = false;
      if (changes.length === 0 && this.#isSent) this.#said = this.#say('nothingWaits');
    } catch (error) {
      if (request.signal.aborted) return;
      this.#hasFailed = true;
      this.#owner.report(error);
    }
    this.#draw();
  }

  async #decide(change: PendingChange, how: How): Promise<void> {
    if (this.#deciding) return;
    if (how === 'discard' && change.operation === 'create' && !(await this.#isSure(change))) return;
    const jobId = this.#jobId;
    this.#deciding = change.id;
    this.#faults.delete(change.id);
    this.#draw();
    let refusal: DispatchError | undefined;
    try {
      await this.#owner.source.settlePending(change.id, how);
    } catch (error) {
      refusal = this.#owner.report(error);
    }
    // Whoever looks at another job by now sees in the marks what has become of it.
    if (jobId !== this.#jobId) return;
    if (refusal) this.#refused(change, refusal);
    else {
      this.#isSent = how === 'retry';
      this.#said = this.#say(how === 'retry' ? 'sentAgain' : 'discarded', { host: this.#labelOf(change) });
    }
    this.#deciding = '';
    await this.#load();
  }

  /** What the host has never had goes for good. */
  #isSure(change: PendingChange): Promise<boolean> {
    return ask(this.#owner.element, {
      title: this.#say('discardNew'),
      content: html`<p>${this.#say('discardNewHint', { host: this.#labelOf(change) })}</p>`,
      leave: this.#owner.localizer().text(shared, 'cancel'),
      go: this.#say('discard'),
    });
  }

  #draw(): void {
    const { element } = this;
    const root = element.getRootNode() as Document | ShadowRoot;
    const focused = element.contains(root.activeElement) ? root.activeElement : null;
    render(
      html`${repeat(
        this.#changes,
        ({ id }) => id,
        (change) => this.#change(change),
      )}${this.#hasFailed ? this.#failure() : nothing}<p class="said" role="status" tabindex="-1">${this.#said}</p>`,
      element,
    );
    // Who has decided goes on here, not at the top of the page.
    if (focused && !focused.isConnected) element.querySelector<HTMLElement>('.said')?.focus({ preventScroll: true });
  }

  #change(change: PendingChange): TemplateResult {
    const { id, kind, operation, state, asks, createdAt, reason } = change;
    const { source } = this.#owner;
    const localizer = this.#owner.localizer();
    const title = `pending-${id}`;
    const time = momentText(Date.parse(createdAt), localizer, source.now());
    const what = kind === 'assignments' ? kind : 'jobs';
    return html`<div class="change" role="group" aria-labelledby=${title} aria-busy=${this.#deciding === id} data-state=${state}>
      <h3 id=${title}>${this.#say(`change.${what}.${operation}`)}</h3>
      <span class="how">${sign(signOf(state))}${this.#say(`change.${asks ? 'asks' : state}`)}</span>
      <p class="since">${this.#say('since', { time })}</p>
      ${this.#fields(change)}
      ${reason ? html`<p class="reason">${this.#say(asks ? 'asks' : 'refused', { host: this.#labelOf(change) })}<q dir="auto">${reason}</q></p>` : nothing}
      ${this.#faults.get(id)}${change.decidable ? this.#ways(change, title) : nothing}
    </div>`;
  }

  #fields(change: PendingChange) {
    const { operation, fields } = change;
    const { source } = this.#owner;
    const localizer = this.#owner.localizer();
    const isNew = operation === 'create';
    const told = fields.filter(({ field, ours }) => field !== unsaid && !(isNew && isBlank(ours)));
    if (told.length === 0) return nothing;
    const theirs = this.#say('theirs', { host: this.#labelOf(change) });
    return html`<table>
      <thead><tr><th scope="col">${this.#say('field')}</th><th scope="col">${this.#say('here')}</th>${isNew ? nothing : html`<th scope="col">${theirs}</th>`}</tr></thead>
      <tbody>${told.map(
        ({ field, ours, theirs, conflict }) =>
          html`<tr ?data-conflict=${conflict}><th scope="row">${fieldName(field, source, localizer)}${conflict ? html`<span class="visually-hidden">, ${this.#say('changedThere')}</span>` : nothing}</th>${valueCell(field, ours, source, localizer)}${isNew ? nothing : valueCell(field, theirs, source, localizer)}</tr>`,
      )}</tbody>
    </table>`;
  }

  #ways(change: PendingChange, title: string) {
    const isConflict = change.state === 'conflict';
    const [leave, go] = waysOf(change);
    const host = this.#labelOf(change);
    const way = (how: How, text: string, isMain: boolean) =>
      html`<button class="button ${isMain ? 'primary' : ''}" type="button" aria-describedby=${title} aria-disabled=${this.#deciding !== ''} @click=${() => this.#decide(change, how)}>${text}</button>`;
    return html`<footer>
      ${way('discard', this.#say(leave, { host }), false)}
      ${way('retry', this.#say(go), isConflict)}
    </footer>`;
  }

  #failure() {
    const again = () => void this.#load();
    return html`<p class="failed">${this.#say('pendingFailed')} <button class="button" type="button" @click=${again}>${this.#owner.localizer().text(shared, 'retry')}</button></p>`;
  }

  #refused(change: PendingChange, refusal: DispatchError): void {
    if (refusal.problem?.code === 'not_found') this.#said = this.#say('settled');
    else this.#faults.set(change.id, this.#faultText(change, refusal));
  }

  #faultText(change: PendingChange, { kind, problem }: DispatchError): TemplateResult {
    const host = this.#labelOf(change);
    if (problem?.code === 'host_refused' || problem?.code === 'host_asks') {
      const says = problem.code === 'host_asks' ? 'asks' : 'refused';
      return html`<p class="reason" role="alert">${this.#say(says, { host })}<q dir="auto">${problem.detail}</q></p>`;
    }
    const text =
      problem?.code === 'host_unavailable'
        ? this.#say('unavailable', { host })
        : this.#owner.localizer().text(shared, `error.${kind}`);
    return html`<p class="reason" role="alert">${text}</p>`;
  }

  #labelOf({ host }: PendingChange): string {
    return this.#hosts.find(({ name }) => name === host)?.label ?? host;
  }

  #say(key: keyof (typeof messages)['en'] & string, values?: Record<string, string>): string {
    return this.#owner.localizer().text(messages, key, values);
  }
}

/** Whoever deletes or leaves something does not think of values. */
function waysOf({ operation, state }: PendingChange) {
  if (operation === 'delete') return ['keepIt', 'deleteAgain'] as const;
  return state === 'conflict' ? (['keepTheirs', 'useOurs'] as const) : (['discard', 'sendAgain'] as const);
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
