import { type DispatchError, type DispatchSource, Replica } from '@dispatchkit/client';
import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { addLanguagesFrom } from '../shared/added-texts.ts';
import {
  type Connection as ConnectionValue,
  connectionContext,
  type HourCycle,
  registerConnection,
  selectionOf,
} from '../shared/connection.ts';
import { tokenFrom } from './token-from.ts';

/** Gives a bearer token, first and whenever the last one was refused or is about to run out. */
export type GetToken = () => Promise<string> | string;

/**
 * The way to the connector. Widgets inside it, or anywhere on a page with only one, share its live data, selection and undo.
 * Shows nothing itself.
 *
 * ```html
 * <dk-connection url="https://dispatch.example.com" token-url="/dispatch-token">
 *   <dk-console></dk-console>
 * </dk-connection>
 * ```
 *
 * @element dk-connection
 * @fires {CustomEvent<{phase: SourcePhase, kind?: DispatchErrorKind}>} dk-connection-changed - The phase is another one now.
 * @fires {CustomEvent<{kind: DispatchErrorKind}>} dk-error - It cannot connect, or not read `messages-url`; `kind` says why.
 */
export class Connection extends LitElement {
  static override styles = css`
    :host { display: contents; }
    :host([theme='light']) { color-scheme: light; }
    :host([theme='dark']) { color-scheme: dark; }
    :host([theme='auto']) { color-scheme: light dark; }
  `;

  /** Address of the connector without `/v1`. Empty means the page's own origin. */
  @property() url = '';
  /** Where to fetch tokens: POST with the page's cookies, answers `{ "token": "…" }`. `getToken` wins over it. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /** Gives a token. May be set before or after attach; a new function is asked at the next need and resets nothing. */
  @property({ attribute: false }) getToken?: GetToken;
  /** Which jobs to load: those of the `window` shown and all open ones, or `all`. */
  @property() jobs: 'window' | 'all' = 'window';
  /** BCP 47 tag; empty follows the page's `lang`. */
  @property() locale = '';
  /** A JSON file of more languages, or of your own words: `{ "it": { "job-grid": { "title": "Interventi" } } }`. */
  @property({ attribute: 'messages-url' }) messagesUrl = '';
  /** `h12`, `h23`, or `auto` for the manner of the language. */
  @property({ attribute: 'hour-cycle' }) hourCycle: HourCycle = 'auto';
  /** `light`, `dark` or `auto`; left out, the page's `color-scheme` decides. */
  @property({ reflect: true }) theme?: 'light' | 'dark' | 'auto';

  readonly #provider = new ContextProvider(this, { context: connectionContext, initialValue: undefined });
  #source: DispatchSource | undefined;
  #end: (() => void) | undefined;

  /** The live source, for host code: commands, tables, history. Undefined until the element is on the page. */
  get source(): DispatchSource | undefined {
    return this.#source;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#source || changed.has('url') || changed.has('jobs')) this.#open();
    else if (changed.has('locale') || changed.has('hourCycle')) this.#publish();
    if (changed.has('getToken') || changed.has('tokenUrl')) this.#signInAgain();
    if (changed.has('messagesUrl') && this.messagesUrl) void this.#addTexts(this.messagesUrl);
  }

  protected override render() {
    return html`<slot></slot>`;
  }

  #open(): void {
    this.#close();
    const source = new Replica({ url: this.url || location.origin, jobs: this.jobs, getToken: () => this.#token() });
    this.#source = source;
    let phase = source.status.phase;
    const unsubscribe = source.subscribe(() => {
      const { status } = source;
      if (status.phase === phase) return;
      phase = status.phase;
      this.#tell(phase, status.error);
    });
    this.#publish();
    const unpublish = () => this.#unregister?.();
    this.#end = () => {
      unsubscribe();
      unpublish();
      source.close();
    };
  }

  #close(): void {
    this.#end?.();
    this.#end = undefined;
    this.#source = undefined;
    this.#provider.setValue(undefined);
  }

  #unregister: (() => void) | undefined;

  #publish(): void {
    const source = this.#source;
    if (!source) return;
    const value: ConnectionValue = { source, selection: selectionOf(source), locale: this.locale, hourCycle: this.hourCycle };
    this.#unregister?.();
    this.#unregister = registerConnection(value);
    this.#provider.setValue(value);
  }

  async #token(): Promise<string> {
    if (this.getToken) return this.getToken();
    if (this.tokenUrl) return tokenFrom(this.tokenUrl);
    throw new Error('dk-connection has neither a getToken function nor a token-url');
  }

  /** Widgets go on in the languages they have when the file cannot be read. */
  async #addTexts(url: string): Promise<void> {
    try {
      await addLanguagesFrom(url);
    } catch (cause) {
      this.dispatchEvent(new CustomEvent('dk-error', { bubbles: true, composed: true, detail: { kind: 'invalid', cause } }));
    }
  }

  /** A way to sign in that came late, or anew, is tried at once when it is waited for. */
  #signInAgain(): void {
    const phase = this.#source?.status.phase;
    if (phase === 'signed-out' || phase === 'error') this.#source?.retry();
  }

  #tell(phase: string, error: DispatchError | undefined): void {
    const detail = error ? { phase, kind: error.kind } : { phase };
    this.dispatchEvent(new CustomEvent('dk-connection-changed', { bubbles: true, composed: true, detail }));
    if (error && (phase === 'error' || phase === 'signed-out')) {
      this.dispatchEvent(
        new CustomEvent('dk-error', { bubbles: true, composed: true, detail: { kind: error.kind, problem: error.problem } }),
      );
    }
  }
}
