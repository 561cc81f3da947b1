import type { HostStanding } from '@dispatchkit/contract';
import { html, nothing, render, type TemplateResult } from 'lit';
import { placePopup } from '../popup.ts';
import type { HostOwner } from './host-display.ts';
import { adoptHostStyles } from './hosts.styles.ts';
import { type Sign, sign } from './icons.ts';
import { type MarkState, signOf } from './marks.ts';
import { messages } from './messages.ts';
import { ageText } from './standing.ts';

const minuteMs = 60_000;
/** More are counted. */
const listedAtMost = 6;

const signs = { loading: 'loading', current: 'current', stale: 'clock', away: 'away' } as const satisfies Record<
  HostStanding['state'],
  Sign
>;

/** Each host system with its state, its age and what has not arrived there. */
export class Overview {
  readonly #owner: HostOwner;
  #popup: HTMLElement | undefined;
  #minute: ReturnType<typeof setInterval> | undefined;
  #hosts: readonly HostStanding[] = [];
  /** Jobs of assignments that are gone from here, and not yet from their host. */
  #jobsOfGone: ReadonlyMap<string, string> | undefined;

  constructor(owner: HostOwner) {
    this.#owner = owner;
  }

  open(hosts: readonly HostStanding[], anchor: HTMLElement): void {
    this.close();
    const { element } = this.#owner;
    adoptHostStyles(element);
    const popup = document.createElement('div');
    popup.className = 'popup host-overview';
    popup.popover = 'auto';
    popup.tabIndex = -1;
    popup.setAttribute('role', 'dialog');
    popup.setAttribute('aria-label', this.#say('title'));
    (element.shadowRoot ?? element).append(popup);
    this.#popup = popup;
    this.#jobsOfGone = undefined;
    this.refresh(hosts);
    popup.addEventListener('toggle', (event) => {
      if (event.newState === 'closed') this.close();
    });
    popup.showPopover();
    placePopup(popup, anchor.getBoundingClientRect());
    popup.focus();
    this.#minute = setInterval(() => this.refresh(this.#hosts), minuteMs);
  }

  refresh(hosts: readonly HostStanding[]): void {
    this.#hosts = hosts;
    if (this.#popup)
      render(
        hosts.map((host) => this.#host(host)),
        this.#popup,
      );
  }

  close(): void {
    clearInterval(this.#minute);
    const popup = this.#popup;
    this.#popup = undefined;
    popup?.remove();
  }

  #host(host: HostStanding): TemplateResult {
    const { state, label } = host;
    return html`<section data-state=${state}>
      <h3><bdi>${label}</bdi><span class="host-state">${sign(signs[state])}${this.#say(`state.${state}`)}</span></h3>
      <p>${ageText(host, this.#owner.localizer(), this.#owner.source.now())}</p>
      ${state === 'away' ? html`<p>${this.#say(host.whenAway === 'queue' ? 'changesKept' : 'changesRefused')}</p>` : nothing}
      <p>${this.#counts(host)}</p>
      ${this.#records(host)}
    </section>`;
  }

  #counts({ writes }: HostStanding): string {
    const parts = (['waiting', 'conflict', 'dead'] as const)
      .filter((key) => writes[key] > 0)
      .map((key) => this.#say(key, { count: writes[key] }));
    return parts.length > 0 ? parts.join(' · ') : this.#say('nothingWaits');
  }

  /** Jobs whose changes have not arrived, the gravest first, with the way to each. */
  #records({ records }: HostStanding) {
    const { tables } = this.#owner.source;
    const states = new Map<string, MarkState>();
    for (const { kind, id, state } of records) {
      const jobId = kind === 'jobs' ? id : kind === 'assignments' ? this.#jobOfAssignment(id) : undefined;
      if (jobId && !states.has(jobId) && tables.jobs.has(jobId)) states.set(jobId, state);
      if (states.size === listedAtMost) break;
    }
    if (states.size === 0) return nothing;
    return html`<ul>${[...states].map(([jobId, state]) => this.#job(jobId, state))}</ul>`;
  }

  #jobOfAssignment(id: string): string | undefined {
    const known = this.#owner.source.tables.assignments.get(id)?.jobId;
    if (!known && !this.#jobsOfGone) void this.#findGone();
    return known ?? this.#jobsOfGone?.get(id);
  }

  /** Once, while it is open. */
  async #findGone(): Promise<void> {
    this.#jobsOfGone = new Map();
    try {
      // Sources of before do not tell more.
      const changes = (await this.#owner.source.pendingChanges?.()) ?? [];
      this.#jobsOfGone = new Map(changes.flatMap(({ recordId, jobId }) => (jobId ? [[recordId, jobId]] : [])));
      this.refresh(this.#hosts);
    } catch (error) {
      this.#owner.report(error);
    }
  }

  #job(jobId: string, state: MarkState) {
    const job = this.#owner.source.tables.jobs.get(jobId);
    return html`<li><button type="button" data-state=${state} @click=${() => this.#openJob(jobId)}>
      <span class="host-mark" data-state=${state}>${sign(signOf(state))}</span><bdi>${job?.number}</bdi><bdi class="ellipsis">${job?.title}</bdi>
    </button></li>`;
  }

  #openJob(jobId: string): void {
    const { element, selection } = this.#owner;
    this.close();
    selection?.choose([jobId]);
    element.dispatchEvent(new CustomEvent('dk-job-opened', { bubbles: true, composed: true, detail: { jobId } }));
  }

  #say(key: keyof (typeof messages)['en'] & string, values?: Record<string, number>): string {
    return this.#owner.localizer().text(messages, key, values);
  }
}
