import type {
  Capabilities,
  Change,
  Event,
  HostsMessage,
  PositionMessage,
  Settings,
  Snapshot,
  Technician,
} from '@dispatchkit/contract';
import { type BoardKind, boardKinds, isBoardKind } from '@dispatchkit/contract/words';
import { backOffMs } from './clock.ts';
import { Confirmations } from './confirmations.ts';
import { isEqual } from './equal.ts';
import { asDispatchError, type DispatchError, isPassing, isStillLoading } from './errors.ts';
import type { StreamMessage } from './event-stream.ts';
import { Feed } from './feed.ts';
import type { HttpOptions } from './http.ts';
import { HttpSource, routes } from './http-source.ts';
import type { Kept, Known } from './send-command.ts';
import type { Interval, ListPage, Me, SourcePhase, SourceStatus } from './source.ts';
import type { Task } from './source-base.ts';
import { emptyTables, type MutableTables, type Row, rowsOf } from './tables.ts';
import { covers, defaultWindow, joined } from './window.ts';

export interface ReplicaOptions extends HttpOptions {
  /** What to load first. Default: from yesterday to eight days ahead, in UTC. */
  readonly window?: Interval;
  /** `all` loads every job, `window` those that are open or have something to do with the window. Default `window`. */
  readonly jobs?: 'window' | 'all';
}

/** Several reloads asked for in quick succession become one; an import asks all windows at once, so they spread out. */
const reloadDelayMs = 250;
const reloadSpreadMs = 500;
/** Farther behind than this, a snapshot is cheaper than the events. */
const farBehind = 2_000;
const pageSize = 500;
/** A reset this long after a snapshot has nothing to do with that snapshot. */
const resetPatienceMs = 60_000;
/** How long a command waits for the event of the one before it, when it needs a version only that event tells. */
const eventPatienceMs = 2_000;

/**
 * A live copy of what a connector holds: a snapshot, then every event in order, each exactly once. Own changes are laid over it at
 * once and taken back when they are refused. It recovers by itself from broken connections and restarts.
 */
export class Replica extends HttpSource {
  readonly #jobs: 'window' | 'all';
  readonly #feed: Feed;
  readonly #confirmations: Confirmations;
  #status: SourceStatus;
  #settings: Settings | undefined;
  #capabilities: Capabilities = {};
  #me: Me | undefined;
  #window: Interval | undefined;
  #wanted: Interval;
  #jobsTotal = 0;
  /** Messages about host systems so far: what a snapshot says of them is older than one that came while it was under way. */
  #hostsTold = 0;
  /** Milliseconds the connector's clock is ahead. */
  #aheadMs = 0;
  /** The base holds every event up to this one. */
  #seq = 0;
  #brokeAt: number | undefined;
  #isClosed = false;
  /** Events that came while a snapshot was under way: what it does not hold yet is applied after it. */
  #duringLoad: Event[] | undefined;
  #loading: Promise<DispatchError | undefined> | undefined;
  /** The load that begins when the one under way has ended. */
  #nextLoad: Promise<DispatchError | undefined> | undefined;
  #loadFailures = 0;
  #loadedAtMs = 0;
  /** Resets in a row, each right after a snapshot. */
  #resets = 0;
  #cancelTimer = () => {};
  #cancelReload: (() => void) | undefined;
  /** Events that came while older ones were being fetched. */
  #duringCatchUp: Event[] | undefined;
  readonly #missing = new Map<string, { kind: BoardKind; id: string }>();

  constructor(options: ReplicaOptions) {
    super(options);
    this.#jobs = options.jobs ?? 'window';
    this.#wanted = options.window ?? defaultWindow(this.http.clock.now());
    this.#status = { phase: 'loading', since: this.http.clock.now() };
    this.#confirmations = new Confirmations(this.ledger);
    this.#feed = new Feed(this.http, {
      lastSeq: () => this.#seq,
      opened: () => this.#opened(),
      received: (message) => this.#received(message),
      broke: (_, failures) => this.#broke(failures),
      gaveUp: (error) => this.#gaveUp(error),
    });
    globalThis.addEventListener?.('online', this.#online);
    globalThis.addEventListener?.('offline', this.#offline);
    void this.#load();
  }

  get status(): SourceStatus {
    return this.#status;
  }

  get settings(): Settings | undefined {
    return this.#settings;
  }

  get capabilities(): Capabilities {
    return this.#capabilities;
  }

  get me(): Me | undefined {
    return this.#me;
  }

  get window(): Interval | undefined {
    return this.#window;
  }

  get jobsTotal(): number {
    return this.#jobsTotal;
  }

  now(): number {
    return this.http.clock.now() + this.#aheadMs;
  }

  async show(interval: Interval): Promise<void> {
    this.#wanted = joined(this.#wanted, interval);
    if (this.#window && covers(this.#window, interval)) return;
    const error = await this.#load();
    if (error) throw error;
  }

  retry(): void {
    if (this.#isClosed) return;
    this.#loadFailures = 0;
    if (!this.#window) {
      this.#setPhase('loading');
      void this.#load();
      return;
    }
    if (this.#status.phase !== 'ready') this.#setPhase('stale');
    if (this.#feed.isRunning) this.#feed.reopen();
    else this.#feed.start();
  }

  close(): void {
    this.#isClosed = true;
    this.#feed.stop();
    this.#cancelTimer();
    this.#cancelReload?.();
    globalThis.removeEventListener?.('online', this.#online);
    globalThis.removeEventListener?.('offline', this.#offline);
  }

  readonly #online = (): void => {
    if (this.#status.phase !== 'ready') this.retry();
  };

  /** A stream without a network is silent rather than broken, and would be believed for a while; opening it anew tells at once. */
  readonly #offline = (): void => this.#feed.reopen();

  // Loading

  /** Reads the snapshot. While one is under way, another is read after it, as that one may have begun too early. */
  #load(): Promise<DispatchError | undefined> {
    if (this.#loading) {
      this.#nextLoad ??= this.#loading.then(() => {
        this.#nextLoad = undefined;
        return this.#load();
      });
      return this.#nextLoad;
    }
    this.#cancelReload?.();
    this.#cancelReload = undefined;
    this.#cancelTimer();
    this.#loading = this.#loadOnce().finally(() => {
      this.#loading = undefined;
      this.#duringLoad = undefined;
    });
    return this.#loading;
  }

  async #loadOnce(): Promise<DispatchError | undefined> {
    if (this.#isClosed) return undefined;
    this.#duringLoad = [];
    const seqBefore = this.#seq;
    const hostsToldBefore = this.#hostsTold;
    const mark = this.#confirmations.mark();
    const { from, to } = this.#wanted;
    const sentMs = this.http.clock.now();
    try {
      const snapshot = await this.http.read<Snapshot>('snapshot', { from, to, jobs: this.#jobs });
      if (this.#isClosed) return undefined;
      this.#aheadMs = Date.parse(snapshot.serverAt) - (sentMs + this.http.clock.now()) / 2;
      this.#takeSnapshot(snapshot, mark, seqBefore);
      // A connector of before does not tell of any.
      if (this.#hostsTold === hostsToldBefore) this.standHosts(snapshot.hosts ?? []);
      this.#loadFailures = 0;
      this.#loadedAtMs = this.http.clock.now();
      this.#feed.start();
      return undefined;
    } catch (cause) {
      const error = asDispatchError(cause);
      if (!this.#isClosed) this.#loadFailed(error);
      return error;
    }
  }

  #takeSnapshot(snapshot: Snapshot, mark: number, seqBefore: number): void {
    const isFirst = this.#window === undefined;
    const tables = tablesOf(snapshot);
    for (const [id, technician] of tables.technicians) {
      tables.technicians.set(id, withNewerPosition(technician, this.ledger.base.tables.technicians.get(id)));
    }
    // A snapshot from before what was held already (a database gone back in time, a copy that lags): the history closes the gap.
    const isBehind = snapshot.seq < seqBefore;
    this.ledger.update(() => {
      this.ledger.replace(tables, false);
      this.#seq = snapshot.seq;
      if (!isBehind) for (const event of this.#duringLoad ?? []) if (event.seq > this.#seq) this.#applyChanges(event);
      if (this.#confirmations.loaded(mark, snapshot.seq)) void this.#load();
    });
    this.#settings = this.#settings && isEqual(this.#settings, snapshot.settings) ? this.#settings : snapshot.settings;
    this.#capabilities = snapshot.capabilities as Capabilities;
    this.#me = snapshot.actor;
    this.#window = { from: snapshot.from, to: snapshot.to };
    this.#jobsTotal = snapshot.jobsTotal;
    if (isFirst) this.notifier.all();
    if (this.#brokeAt === undefined) this.#setPhase('ready');
    this.notifier.meta();
    if (isBehind) this.#catchUp();
  }

  #loadFailed(error: DispatchError): void {
    if (error.kind === 'signed-out') return;
    if (!this.#window) this.#setPhase(isStillLoading(error) ? 'loading' : 'error', error);
    else if (!this.#feed.isRunning) this.#setPhase('stale', error, this.#brokeAt);
    if (!isPassing(error)) return;
    this.#cancelTimer = this.http.clock.after(backOffMs(this.#loadFailures++, this.http.random), () => void this.#load());
  }

  #reloadSoon(): void {
    this.#cancelReload ??= this.http.clock.after(reloadDelayMs + this.http.random() * reloadSpreadMs, () => {
      this.#cancelReload = undefined;
      void this.#load();
    });
  }

  // The stream

  #opened(): void {
    this.#brokeAt = undefined;
    this.#setPhase('ready');
  }

  /** The first break may be no more than a restart or an expired token: people are told when opening again fails too. */
  #broke(failures: number): void {
    this.#brokeAt ??= this.http.clock.now();
    if (failures > 1) this.#setPhase('stale', undefined, this.#brokeAt);
  }

  #gaveUp(error: DispatchError): void {
    this.#brokeAt ??= this.http.clock.now();
    if (error.kind === 'signed-out') this.signedOut(error);
    else this.#setPhase('stale', error, this.#brokeAt);
  }

  #received({ type, data }: StreamMessage): void {
    if (type === 'event') this.#receive(JSON.parse(data) as Event);
    else if (type === 'position') this.#move(JSON.parse(data) as PositionMessage);
    else if (type === 'hosts') this.#takeHosts(JSON.parse(data) as HostsMessage);
    else if (type === 'reset') this.#startOver();
  }

  /**
   * The connector cannot go on from where we are. The stream is opened again after the snapshot. One that says so right after a
   * snapshot (it is about to stop) is left in peace for a while.
   */
  #startOver(): void {
    const nowMs = this.http.clock.now();
    this.#brokeAt ??= nowMs;
    this.#feed.stop();
    if (nowMs - this.#loadedAtMs >= resetPatienceMs) this.#resets = 0;
    if (this.#resets++ === 0) {
      void this.#load();
      return;
    }
    this.#setPhase('stale', undefined, this.#brokeAt);
    this.#cancelTimer();
    this.#cancelTimer = this.http.clock.after(backOffMs(this.#resets, this.http.random), () => void this.#load());
  }

  #receive(event: Event): void {
    if (event.seq <= this.#seq) return;
    if (this.#duringCatchUp) {
      this.#duringCatchUp.push(event);
      return;
    }
    // Who sees own records only gets own events only: numbers are left out for everybody else's.
    const isGapless = this.#capabilities['events:read'] === 'all';
    if (isGapless && event.seq > this.#seq + 1) {
      this.#catchUp(event);
      return;
    }
    this.#apply(event);
  }

  /** Fetches what is missing before `event`, then goes on with what came meanwhile. */
  #catchUp(event?: Event): void {
    if (this.#duringCatchUp) return;
    if (event && event.seq - this.#seq > farBehind) {
      void this.#load();
      return;
    }
    this.#duringCatchUp = event ? [event] : [];
    void this.#fetchMissed();
  }

  async #fetchMissed(): Promise<void> {
    try {
      for (let isMore = true; isMore && !this.#isClosed; ) {
        const after = this.#seq;
        const page = await this.http.read<ListPage<Event>>('events', { after: String(after), limit: String(pageSize) });
        // A snapshot taken over meanwhile may be older than what was asked for.
        if (this.#seq < after) continue;
        for (const event of page.items) if (event.seq > this.#seq) this.#apply(event);
        isMore = page.items.length >= pageSize;
      }
      const waiting = this.#duringCatchUp ?? [];
      this.#duringCatchUp = undefined;
      for (const event of waiting) this.#receive(event);
    } catch {
      // Opening the stream anew, after the last event that was applied, brings all that is missing.
      this.#duringCatchUp = undefined;
      this.#feed.reopen();
    }
  }

  #apply(event: Event): void {
    this.#duringLoad?.push(event);
    this.ledger.update(() => this.#applyChanges(event));
    if (event.reload) this.#reloadSoon();
    this.#fetchMissing(event);
  }

  /** Only inside `ledger.update`. */
  #applyChanges(event: Event): void {
    const isOwn = this.#confirmations.isOwn(event.requestId);
    for (const change of event.changes) this.#applyChange(change, !isOwn);
    if (isOwn)
      for (const { kind, id, version, record } of event.changes) if (isBoardKind(kind)) this.own(kind, id, record ? version : 0);
    this.#seq = event.seq;
    this.#confirmations.seen(event);
  }

  #applyChange({ kind, id, version, record, previous }: Change, isRemote: boolean): void {
    if (kind === 'settings') {
      this.#settings = record as unknown as Settings;
      this.notifier.meta();
      return;
    }
    // Views, keys and the like are not drawn by any board.
    if (!isBoardKind(kind)) return;
    const before = rowsOf(this.ledger.base.tables, kind).get(id);
    if (before && before.version >= version) return;
    if (kind === 'jobs') this.#countJob(record !== null, previous !== undefined);
    let row = (record ?? undefined) as Row | undefined;
    if (row && kind === 'technicians') row = withNewerPosition(row as Technician, before as Technician | undefined);
    this.ledger.put(kind, id, row, isRemote);
  }

  #countJob(isThere: boolean, wasThere: boolean): void {
    if (isThere === wasThere) return;
    this.#jobsTotal += isThere ? 1 : -1;
    this.notifier.meta();
  }

  #move({ technicianId, position }: PositionMessage): void {
    const technician = this.ledger.base.tables.technicians.get(technicianId);
    if (!technician) return;
    const moved = withNewerPosition({ ...technician, position }, technician);
    this.ledger.update(() => this.ledger.put('technicians', technicianId, moved, true));
  }

  #takeHosts({ hosts }: HostsMessage): void {
    this.#hostsTold++;
    this.standHosts(hosts);
  }

  // Records that an event speaks of and the window did not hold

  #fetchMissing({ changes }: Event): void {
    const { tables } = this.ledger.base;
    const need = (kind: BoardKind, id: unknown) => {
      if (typeof id === 'string' && !tables[kind].has(id)) this.#missing.set(`${kind}/${id}`, { kind, id });
    };
    for (const { kind, record } of changes) {
      if (kind === 'assignments') need('jobs', record?.jobId);
      if (kind === 'jobs') need('sites', record?.siteId);
      if (kind === 'jobs' || kind === 'sites') need('customers', record?.customerId);
    }
    if (this.#missing.size > 0) queueMicrotask(() => void this.#readMissing());
  }

  async #readMissing(): Promise<void> {
    const wanted = [...this.#missing.values()];
    this.#missing.clear();
    for (const kind of boardKinds) {
      const ids = wanted.filter((row) => row.kind === kind).map(({ id }) => id);
      for (let start = 0; start < ids.length; start += 100) await this.#readRows(kind, ids.slice(start, start + 100));
    }
  }

  async #readRows(kind: BoardKind, ids: readonly string[]): Promise<void> {
    try {
      const page = await this.http.read<ListPage<Row>>(routes[kind], { ids: ids.join(','), limit: String(ids.length) });
      this.ledger.update(() => {
        for (const row of page.items) {
          const known = rowsOf(this.ledger.base.tables, kind).get(row.id);
          if (!known || known.version < row.version) this.ledger.put(kind, row.id, row, false);
          this.#needOf(kind, row);
        }
      });
      if (this.#missing.size > 0) await this.#readMissing();
    } catch {
      // It is only missing from the screen; the next event or snapshot that names it brings it.
    }
  }

  #needOf(kind: BoardKind, row: Row): void {
    const { siteId, customerId } = row as { siteId?: string | null; customerId?: string | null };
    if (kind === 'jobs' && siteId && !this.tables.sites.has(siteId))
      this.#missing.set(`sites/${siteId}`, { kind: 'sites', id: siteId });
    if (customerId && !this.tables.customers.has(customerId)) {
      this.#missing.set(`customers/${customerId}`, { kind: 'customers', id: customerId });
    }
  }

  // Own changes

  protected readonly known: Known = {
    versionOf: (kind, id) => this.ledger.versionOf(kind, id),
    hasSeen: (requestId) => this.#confirmations.hasSeen(requestId),
  };

  /** An assignment's answer does not tell the new version of its job: that comes with the event, or must be asked for. */
  protected async prepare(task: Task): Promise<void> {
    if (task.command.type === 'transition' || task.command.type === 'edit-job') {
      const { jobId } = task.command;
      if (!this.#confirmations.isWaitingFor('jobs', jobId)) return;
      if (this.#status.phase === 'ready') await this.#confirmations.settled('jobs', jobId, this.http.clock, eventPatienceMs);
      if (this.#confirmations.isWaitingFor('jobs', jobId)) await this.#readOwn(jobId);
    }
  }

  async #readOwn(jobId: string): Promise<void> {
    const job = await this.get('jobs', jobId);
    if (!job) return;
    const known = this.ledger.base.tables.jobs.get(jobId);
    if (known && known.version >= job.version) return;
    // One step on from what was known is the step our own change made.
    if (known && known.version + 1 === job.version) this.own('jobs', jobId, job.version);
    this.ledger.update(() => this.ledger.put('jobs', jobId, job, false));
  }

  protected kept(task: Task, kept: Kept): void {
    for (const { kind, id, version, row } of kept.rows) this.own(kind, id, row ? version : 0);
    const event = this.#confirmations.eventOf([task.id, kept.requestId]);
    if (event)
      for (const { kind, id, version, record } of event.changes) if (isBoardKind(kind)) this.own(kind, id, record ? version : 0);
    this.ledger.update(() => {
      if (this.#confirmations.accepted(task, kept, this.#seq)) void this.#load();
    });
  }

  protected override async keep(task: Task): Promise<void> {
    this.#confirmations.starting(task);
    try {
      await super.keep(task);
    } catch (error) {
      this.#confirmations.refused(task);
      throw error;
    }
  }

  protected signedOut(error: DispatchError): void {
    this.#feed.stop();
    this.#setPhase('signed-out', error);
  }

  #setPhase(phase: SourcePhase, error?: DispatchError, since: number = this.http.clock.now()): void {
    if (this.#isClosed || (this.#status.phase === phase && this.#status.error === error)) return;
    this.#status = { phase, since: this.#status.phase === phase ? this.#status.since : since, error };
    this.notifier.meta();
  }
}

/** A position does not raise the version, so the newer fix counts, whichever way it came. */
function withNewerPosition(technician: Technician, known: Technician | undefined): Technician {
  if (!known?.position) return technician;
  if (technician.position && Date.parse(technician.position.at) >= Date.parse(known.position.at)) return technician;
  return { ...technician, position: known.position };
}

function tablesOf(snapshot: Snapshot): MutableTables {
  const tables = emptyTables();
  for (const kind of boardKinds) {
    // A connector of before does not tell of kinds that came later.
    const rows: readonly Row[] = snapshot[kind] ?? [];
    for (const row of rows) rowsOf(tables, kind).set(row.id, row);
  }
  return tables;
}
