import type { DispatchError, DispatchSource } from '@dispatchkit/client';
import type { HostStanding, Job } from '@dispatchkit/contract';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../localize.ts';
import type { Selection } from '../selection.ts';
import { adoptHostStyles } from './hosts.styles.ts';
import { type Sign, sign } from './icons.ts';
import { HostMarks } from './marks.ts';
import { messages } from './messages.ts';
import { Overview } from './overview.ts';
import type { PendingChanges } from './pending-changes.ts';
import { doneOf, noticeText, pendingOf, undecidedOf, worstOf } from './standing.ts';

/** The widget around it. */
export interface HostOwner {
  readonly element: HTMLElement & { requestUpdate(): void };
  readonly source: DispatchSource;
  readonly selection: Selection | undefined;
  /** In the language of now. */
  readonly localizer: () => Localizer;
  readonly report: (error: unknown) => DispatchError;
}

/** Who reads news of a source out, and what was heard of it last. Several widgets show them; they are heard once. */
const speeches = new WeakMap<DispatchSource, { speaker: HostDisplay | undefined; heard: string }>();

/**
 * What a widget shows of host systems: a notice in its bar while one is not current, the overview behind it, and marks on records
 * whose changes have not arrived. Loaded only where there are host systems.
 */
export class HostDisplay {
  /** Texts it needs in the language of the page. */
  readonly messages = messages;
  readonly #owner: HostOwner;
  readonly #overview: Overview;
  /** Stays in the page, as only changes of what is there already are read out. */
  readonly #status = document.createElement('span');
  #hosts: readonly HostStanding[] = [];
  /** What marks were made from: progress of a load comes often and changes none. */
  #records = '';
  #marks: HostMarks | undefined;
  #markedIn: Localizer | undefined;
  #pending: PendingChanges | undefined;
  #isFetching = false;

  constructor(owner: HostOwner) {
    this.#owner = owner;
    this.#overview = new Overview(owner);
    this.#status.className = 'visually-hidden';
    this.#status.setAttribute('role', 'status');
    this.#status.setAttribute('part', 'host');
  }

  /** How they stand now. */
  follow(hosts: readonly HostStanding[]): void {
    const before = this.#hosts;
    this.#hosts = hosts;
    const records = JSON.stringify(hosts.map(({ label, records }) => [label, records]));
    if (records !== this.#records) this.#marks = undefined;
    this.#records = records;
    this.#overview.refresh(hosts);
    this.#tell(before);
  }

  /** Marks of records; the same object until something of them changes. */
  get marks(): HostMarks {
    const localizer = this.#owner.localizer();
    if (!this.#marks || this.#markedIn !== localizer) {
      this.#marks = new HostMarks(this.#hosts, localizer);
      this.#markedIn = localizer;
    }
    return this.#marks;
  }

  /** What of a job has not reached its host, and what may be done about it; nothing where all has. */
  pending(job: Job): HTMLElement | typeof nothing {
    const { source } = this.#owner;
    const ids = pendingOf(this.#hosts, job.id, source);
    const isShown = ids.length > 0 || this.#pending?.isOf(job.id) === true;
    if (!isShown || !source.pendingChanges) {
      this.#pending?.close();
      return nothing;
    }
    if (!this.#pending) {
      void this.#fetchPending();
      return nothing;
    }
    this.#pending.show(job, ids, this.#hosts);
    return this.#pending.element;
  }

  /** Whether the notice has something to say. */
  get isNotable(): boolean {
    return undecidedOf(this.#hosts) > 0 || this.#hosts.some(({ state }) => state !== 'current');
  }

  /** Goes into a bar: a button that takes room in its line alone. Says nothing while the connection itself is not live. */
  notice(): TemplateResult {
    adoptHostStyles(this.#owner.element);
    const isLive = this.#owner.source.status.phase === 'ready';
    return html`${this.#status}${isLive ? this.#button() : nothing}`;
  }

  close(): void {
    this.#overview.close();
    this.#pending?.close();
    const speech = speeches.get(this.#owner.source);
    if (speech?.speaker === this) speech.speaker = undefined;
  }

  /** Most jobs that are looked at have arrived. */
  async #fetchPending(): Promise<void> {
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      const { PendingChanges } = await import('./pending-changes.ts');
      this.#pending = new PendingChanges(this.#owner);
      this.#owner.element.requestUpdate();
    } catch (error) {
      this.#owner.report(error);
    } finally {
      this.#isFetching = false;
    }
  }

  #button() {
    const { source } = this.#owner;
    const localizer = this.#owner.localizer();
    const host = worstOf(this.#hosts);
    const said = host && noticeText(host, localizer, source.now());
    if (host && said) return this.#chip(host.state, said.sign, said.sentence, said.short, doneOf(host));
    const count = undecidedOf(this.#hosts);
    if (count === 0) return nothing;
    const text = localizer.text(messages, 'toDecide', { count });
    return this.#chip('undecided', 'warning', text, text);
  }

  #chip(state: string, name: Sign, sentence: string, short: string, done?: number) {
    const line =
      done === undefined ? nothing : html`<progress class="host-progress" aria-hidden="true" .value=${done}></progress>`;
    return html`<button class="host-chip" part="host" type="button" data-state=${state} aria-haspopup="dialog" aria-label=${sentence}
      title=${sentence} @click=${this.#open}>${sign(name)}<span class="long">${sentence}</span><span class="short">${short}</span>${line}</button>`;
  }

  readonly #open = (event: Event): void => {
    this.#overview.open(this.#hosts, event.currentTarget as HTMLElement);
  };

  /** Once for each change of state, never for the time that passes. */
  #tell(before: readonly HostStanding[]): void {
    const { source } = this.#owner;
    const localizer = this.#owner.localizer();
    const speech = speeches.get(source) ?? { speaker: this, heard: '' };
    speeches.set(source, speech);
    speech.speaker ??= this;
    const heard = this.#hosts.map(({ name, state }) => `${name} ${state}`).join();
    if (heard === speech.heard || speech.speaker !== this) return;
    speech.heard = heard;
    const worst = worstOf(this.#hosts);
    const news = worst && noticeText(worst, localizer, source.now())?.sentence;
    const back = before.find(({ state }) => state !== 'current');
    const text = news ?? (back ? localizer.text(messages, 'current', { host: back.label }) : '');
    // What is written while the element comes into the page is not read out.
    requestAnimationFrame(() => {
      this.#status.textContent = text;
    });
  }
}
