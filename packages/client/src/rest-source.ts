import type { Capabilities, Settings } from '@dispatchkit/contract';
import { type BoardKind, boardKinds, capabilitiesOf } from '@dispatchkit/contract/words';
import { defaultSettings } from './defaults.ts';
import { isEqual } from './equal.ts';
import { asDispatchError, type DispatchError, isPassing, isStillLoading } from './errors.ts';
import type { HttpOptions } from './http.ts';
import { HttpSource, routes } from './http-source.ts';
import { recordKey } from './ledger.ts';
import type { Kept, KeptRow, Known } from './send-command.ts';
import type { Interval, ListPage, Me, SourcePhase, SourceStatus } from './source.ts';
import type { Task } from './source-base.ts';
import { emptyTables, type Row, rowsOf } from './tables.ts';
import { covers, defaultWindow, joined } from './window.ts';

export interface RestSourceOptions extends HttpOptions {
  readonly window?: Interval;
  /** Seconds between questions for what has changed, default 30. 0 asks only when `refresh` is called. */
  readonly pollSeconds?: number;
  /** Used where the host has no `/v1/settings`. */
  readonly settings?: Partial<Settings>;
  /** What widgets may offer; lists do not tell. Default: what a dispatcher may do. */
  readonly capabilities?: Capabilities;
  readonly me?: Me;
}

interface Page extends ListPage<Row> {
  readonly deleted?: readonly { readonly id: string; readonly version: number; readonly deletedAt: string }[];
}

const pageSize = 500;
/** As many jobs as a snapshot holds at most. */
const mostRows = 20_000;
const timedKinds: ReadonlySet<BoardKind> = new Set(['assignments', 'shifts', 'timeOff']);
const optionalKinds: ReadonlySet<BoardKind> = new Set(['crews', 'equipment', 'dependencies']);

/**
 * A source over plain lists, for hosts that speak the wire's list and command routes but have neither snapshot nor stream.
 * It asks for changes by `updatedSince` now and then; `refresh` reads everything again.
 */
export class RestSource extends HttpSource {
  readonly capabilities: Capabilities;
  readonly me: Me | undefined;
  readonly #options: RestSourceOptions;
  #status: SourceStatus;
  #settings: Settings | undefined;
  #window: Interval | undefined;
  #wanted: Interval;
  #jobsTotal = 0;
  /** Newest change seen of each kind: the next question starts there. */
  readonly #newest = new Map<BoardKind, string>();
  #working: Promise<DispatchError | undefined> = Promise.resolve(undefined);
  #goodAt: number;
  #isClosed = false;
  #cancelPoll = () => {};

  constructor(options: RestSourceOptions) {
    super(options);
    this.#options = options;
    this.capabilities = options.capabilities ?? capabilitiesOf('dispatcher');
    this.me = options.me;
    this.#goodAt = this.http.clock.now();
    this.#wanted = options.window ?? defaultWindow(this.#goodAt);
    this.#status = { phase: 'loading', since: this.#goodAt };
    void this.#work(() => this.#loadAll());
  }

  get status(): SourceStatus {
    return this.#status;
  }

  get settings(): Settings | undefined {
    return this.#settings;
  }

  get window(): Interval | undefined {
    return this.#window;
  }

  get jobsTotal(): number {
    return this.#jobsTotal;
  }

  now(): number {
    return this.http.clock.now();
  }

  async show(interval: Interval): Promise<void> {
    this.#wanted = joined(this.#wanted, interval);
    if (this.#window && covers(this.#window, interval)) return;
    await this.refresh();
  }

  /** Reads everything again; what is the same keeps its identity. @throws DispatchError */
  async refresh(): Promise<void> {
    const error = await this.#work(() => this.#loadAll());
    if (error) throw error;
  }

  /** Asks for what has changed. @throws DispatchError */
  async poll(): Promise<void> {
    const error = await this.#work(() => this.#loadChanges());
    if (error) throw error;
  }

  retry(): void {
    if (!this.#window) this.#setPhase('loading');
    void this.#work(() => (this.#window ? this.#loadChanges() : this.#loadAll()));
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelPoll();
  }

  protected readonly known: Known = {
    versionOf: (kind, id) => this.ledger.versionOf(kind, id),
    hasSeen: () => false,
  };

  protected async prepare(): Promise<void> {}

  /** Without events, what an answer does not tell (a job's new status) is read. */
  protected async kept(task: Task, kept: Kept): Promise<void> {
    const told = new Set(kept.rows.map(({ kind, id }) => recordKey(kind, id)));
    const untold = task.records.filter(({ kind, id }) => !told.has(recordKey(kind, id)));
    const rows = [...kept.rows];
    try {
      for (const { kind, id } of untold) {
        const row = await this.get(kind, id);
        rows.push({ kind, id, row, version: row?.version ?? 0 });
      }
    } catch {
      // It is kept all the same; the next poll brings the rest.
    }
    this.ledger.update(() => {
      this.ledger.remove(task.pending);
      for (const row of rows) this.#takeOwn(row);
    });
  }

  protected signedOut(error: DispatchError): void {
    this.#cancelPoll();
    this.#setPhase('signed-out', error);
  }

  #takeOwn({ kind, id, version, row }: KeptRow): void {
    this.own(kind, id, row ? version : 0);
    const before = rowsOf(this.ledger.base.tables, kind).get(id);
    if (!row || !before || before.version < row.version) this.ledger.put(kind, id, row, false);
  }

  /** One after the other, so that an older answer never overwrites a newer one. */
  #work(load: () => Promise<void>): Promise<DispatchError | undefined> {
    this.#working = this.#working.then(async () => {
      if (this.#isClosed) return undefined;
      this.#cancelPoll();
      try {
        await load();
        this.#goodAt = this.http.clock.now();
        this.#setPhase('ready');
        this.#pollLater();
        return undefined;
      } catch (cause) {
        const error = asDispatchError(cause);
        const phase = this.#window ? 'stale' : isStillLoading(error) ? 'loading' : 'error';
        if (error.kind !== 'signed-out') this.#setPhase(phase, error, this.#goodAt);
        if (isPassing(error)) this.#pollLater();
        return error;
      }
    });
    return this.#working;
  }

  #pollLater(): void {
    const seconds = this.#options.pollSeconds ?? 30;
    if (seconds > 0 && !this.#isClosed) this.#cancelPoll = this.http.clock.after(seconds * 1000, () => this.retry());
  }

  async #loadAll(): Promise<void> {
    const window = this.#wanted;
    const settings = await this.#readSettings();
    const tables = emptyTables();
    for (const kind of boardKinds) {
      const query = timedKinds.has(kind) ? { from: window.from, to: window.to } : {};
      await this.#readPages(kind, query, (page) => {
        for (const row of page.items) rowsOf(tables, kind).set(row.id, row);
        // Not counted when there are very many; then as many as have been read.
        if (kind === 'jobs') this.#jobsTotal = page.total ?? rowsOf(tables, kind).size;
      });
    }
    const isFirst = this.#window === undefined;
    // A change kept while the lists were read may be newer than what they hold.
    const { base } = this.ledger;
    for (const kind of boardKinds) {
      for (const [id, row] of rowsOf(tables, kind)) {
        const held = rowsOf(base.tables, kind).get(id);
        if (held && held.version > row.version) rowsOf(tables, kind).set(id, held);
      }
    }
    this.ledger.update(() => this.ledger.replace(tables, false));
    this.#settings = this.#settings && isEqual(this.#settings, settings) ? this.#settings : settings;
    this.#window = window;
    this.#jobsTotal = Math.max(this.#jobsTotal, tables.jobs.size);
    if (isFirst) this.notifier.all();
    this.notifier.meta();
  }

  async #loadChanges(): Promise<void> {
    for (const kind of boardKinds) {
      const updatedSince = this.#newest.get(kind);
      await this.#readPages(kind, { updatedSince }, (page) => {
        this.ledger.update(() => {
          for (const row of page.items) this.#takeRemote(kind, row.id, row.version, row);
          for (const { id, version } of page.deleted ?? []) this.#takeRemote(kind, id, version, undefined);
        });
      });
    }
  }

  #takeRemote(kind: BoardKind, id: string, version: number, row: Row | undefined): void {
    const before = rowsOf(this.ledger.base.tables, kind).get(id);
    if (row ? before && before.version >= version : !before || before.version >= version) return;
    this.ledger.put(kind, id, row, true);
  }

  async #readPages(
    kind: BoardKind,
    query: Readonly<Record<string, string | undefined>>,
    take: (page: Page) => void,
  ): Promise<void> {
    let cursor: string | undefined;
    for (let count = 0; count < mostRows; ) {
      const page = await this.#readPage(kind, { ...query, cursor, limit: String(pageSize) });
      take(page);
      for (const { updatedAt } of page.items) this.#noteNewest(kind, updatedAt);
      for (const { deletedAt } of page.deleted ?? []) this.#noteNewest(kind, deletedAt);
      count += page.items.length;
      if (!page.nextCursor || page.items.length === 0) return;
      cursor = page.nextCursor;
    }
  }

  /** Many hosts know no crews, equipment or dependencies: then there are none. */
  async #readPage(kind: BoardKind, query: Readonly<Record<string, string | undefined>>): Promise<Page> {
    try {
      return await this.http.read<Page>(routes[kind], query);
    } catch (error) {
      if (!optionalKinds.has(kind) || asDispatchError(error).problem?.status !== 404) throw error;
      return { items: [], nextCursor: null };
    }
  }

  #noteNewest(kind: BoardKind, at: string): void {
    const newest = this.#newest.get(kind);
    if (newest === undefined || Date.parse(at) > Date.parse(newest)) this.#newest.set(kind, at);
  }

  async #readSettings(): Promise<Settings> {
    try {
      return await this.http.read<Settings>('settings');
    } catch (error) {
      if (asDispatchError(error).problem?.status !== 404) throw error;
      return { ...defaultSettings, ...this.#options.settings };
    }
  }

  #setPhase(phase: SourcePhase, error?: DispatchError, since: number = this.http.clock.now()): void {
    if (this.#isClosed || (this.#status.phase === phase && this.#status.error === error)) return;
    this.#status = { phase, since: this.#status.phase === phase ? this.#status.since : since, error };
    this.notifier.meta();
  }
}
