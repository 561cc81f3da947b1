import type { DispatchSource, SourceChange, SourcePhase } from '@dispatchkit/client';
import { DispatchError } from '@dispatchkit/client';
import { ContextConsumer } from '@lit/context';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { onTextsAdded } from './added-texts.ts';
import { type Connection, connectionContext, onConnectionsChanged, onlyConnection, selectionOf } from './connection.ts';
import type { HostDisplay } from './hosts/index.ts';
import { ensureMessages, type Localizer, localizerFor, type MessageSet, type Messages, type Values } from './localize.ts';
import { shared } from './messages.ts';
import type { Selection, SelectionAspect } from './selection.ts';

/**
 * What every widget is made of: finds its connection (own `source` property, then the `<dk-connection>` around it, then the
 * document's only one), follows the source and the shared selection, speaks the page's language, and survives being moved,
 * detached and given its properties late.
 *
 * Subclasses read `this.data`, override `sourceChanged`, and render one of the five states by `this.phase`.
 */
export abstract class DispatchElement extends LitElement {
  /** Where data comes from. May be set before or after attach; a new source reloads and keeps what the person has set. */
  @property({ attribute: false }) source?: DispatchSource;
  /** `light`, `dark` or `auto`; left out, the page's `color-scheme` decides. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | 'auto';

  /** Texts of the subclass, loaded for the page's language before they are shown in it. */
  protected readonly messageSets: readonly MessageSet<Messages>[] = [];

  /** Whether the widget shows how host systems stand. */
  protected readonly showsHosts: boolean = false;
  /** Shows how host systems stand; undefined without any, and until that part has been fetched. */
  protected hosts: HostDisplay | undefined;

  readonly #consumer = new ContextConsumer(this, {
    context: connectionContext,
    subscribe: true,
    callback: () => this.#reconnect(),
  });
  #connection: Connection | undefined;
  #localizer: Localizer | undefined;
  #leave: (() => void)[] = [];

  /** The source in use, or undefined while there is none. */
  protected get data(): DispatchSource | undefined {
    return this.#connection?.source;
  }

  protected get selection(): Selection | undefined {
    return this.#connection?.selection;
  }

  protected get connection(): Connection | undefined {
    return this.#connection;
  }

  /** Phase of the source; `loading` while there is none. */
  protected get phase(): SourcePhase {
    return this.data?.status.phase ?? 'loading';
  }

  /** Texts, numbers and times in the page's language and the tenant's zone. */
  protected get localizer(): Localizer {
    if (!this.#localizer) {
      const zone = this.data?.settings?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
      const tag = this.#connection?.locale || this.closestLang();
      this.#localizer = localizerFor(tag, zone, this.#connection?.hourCycle ?? 'auto');
    }
    return this.#localizer;
  }

  /** A text that several widgets use, with the tenant's own word when it has one. */
  protected word(key: keyof (typeof shared)['en'], values?: Values): string {
    return this.data?.settings?.labels[key] ?? this.localizer.text(shared, key, values);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave.push(onConnectionsChanged(() => this.#reconnect()));
    this.#leave.push(onTextsAdded(() => this.requestUpdate()));
    this.#reconnect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this.#leave.splice(0)) leave();
    this.#disconnect();
  }

  /** Goes to what a person works with: the rows, cards, bars or points, else the first control. */
  override focus(options?: FocusOptions): void {
    const target =
      this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]') ?? this.renderRoot.querySelector<HTMLElement>('button, input');
    if (target) target.focus(options);
    else super.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('source')) this.#reconnect();
    this.#localizer = undefined;
    const direction = this.localizer.direction;
    if (this.dir !== direction && !this.#hasOwnDirection) this.dir = direction;
  }

  /** Rows or state changed. The default asks for a render; subclasses patch their model first. */
  protected sourceChanged(_change: SourceChange): void {
    this.requestUpdate();
  }

  /** Notice or marks of host systems have changed. */
  protected hostsChanged(): void {
    this.requestUpdate();
  }

  /** A different source (or none) is in use now: forget what was derived from the old one. */
  protected sourceReplaced(): void {}

  protected selectionChanged(_aspect: SelectionAspect): void {
    this.requestUpdate();
  }

  /** Tells hosts and assistive technology; `dk-error` bubbles and is composed. */
  protected reportError(error: unknown): DispatchError {
    const known = error instanceof DispatchError ? error : new DispatchError('failed', 'Unexpected failure', { cause: error });
    this.dispatchEvent(
      new CustomEvent('dk-error', { bubbles: true, composed: true, detail: { kind: known.kind, problem: known.problem } }),
    );
    return known;
  }

  /** The `lang` in force where the widget stands, through shadow roots. */
  private closestLang(): string {
    for (let node: Node | null = this; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
      if (node instanceof Element && node.hasAttribute('lang')) return node.getAttribute('lang') || 'en';
    }
    return globalThis.navigator?.language ?? 'en';
  }

  #hasOwnDirection = this.hasAttribute('dir');

  #reconnect(): void {
    const next = this.#wanted();
    if (next === this.#connection || (next && this.#connection && sameConnection(next, this.#connection))) return;
    const replaced = next?.source !== this.#connection?.source;
    this.#disconnect();
    this.#connection = next;
    if (next && this.isConnected) {
      const offSource = next.source.subscribe((change) => {
        // Settings may have come, and with them the zone everything is counted in.
        if (change.meta || change.all) this.#localizer = undefined;
        this.sourceChanged(change);
        if (change.meta) this.#followHosts();
      });
      const offSelection = next.selection.subscribe((aspect) => this.selectionChanged(aspect));
      this.#unsubscribe = () => {
        offSource();
        offSelection();
      };
    }
    if (replaced) this.sourceReplaced();
    this.#localizer = undefined;
    this.#loadMessages();
    this.#followHosts();
    this.requestUpdate();
  }

  #hostsSeen: readonly unknown[] | undefined;

  /** Nothing of it is fetched for a page whose records are all our own. */
  #followHosts(): void {
    const { data } = this;
    // Sources of before do not tell of any.
    const hosts = data?.hosts?.();
    if (!data || !hosts || !this.showsHosts || hosts === this.#hostsSeen) return;
    this.#hostsSeen = hosts;
    if (!this.hosts && hosts.length === 0) return;
    this.#showHosts(data).catch((error: unknown) => {
      this.#hostsSeen = undefined;
      this.reportError(error);
    });
  }

  async #showHosts(source: DispatchSource): Promise<void> {
    const part = await import('./hosts/index.ts');
    await ensureMessages(part.messages, this.localizer.language);
    if (this.data !== source) return;
    this.hosts ??= new part.HostDisplay({
      element: this,
      source,
      selection: this.selection,
      localizer: () => this.localizer,
      report: (error) => this.reportError(error),
    });
    this.hosts.follow(source.hosts());
    this.hostsChanged();
  }

  #unsubscribe: (() => void) | undefined;

  #disconnect(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#connection = undefined;
    this.hosts?.close();
    this.hosts = undefined;
    this.#hostsSeen = undefined;
  }

  #wanted(): Connection | undefined {
    if (this.source) {
      const around = this.#consumer.value;
      return {
        source: this.source,
        selection: selectionOf(this.source),
        locale: around?.locale ?? '',
        hourCycle: around?.hourCycle ?? 'auto',
      };
    }
    return this.#consumer.value ?? onlyConnection();
  }

  #loadMessages(): void {
    const language = this.localizer.language;
    const waits = [shared as MessageSet<Messages>, ...this.messageSets, ...(this.hosts ? [this.hosts.messages] : [])]
      .map((set) => ensureMessages(set, language))
      .filter((wait) => wait !== undefined);
    if (waits.length > 0) void Promise.all(waits).then(() => this.requestUpdate());
  }
}

function sameConnection(a: Connection, b: Connection): boolean {
  return a.source === b.source && a.locale === b.locale && a.hourCycle === b.hourCycle;
}
