import type { Event } from '@dispatchkit/contract';
import type { BoardKind } from '@dispatchkit/contract/words';
import { type Clock, wait } from './clock.ts';
import { type Ledger, recordKey } from './ledger.ts';
import type { Kept } from './send-command.ts';
import type { Task } from './source-base.ts';

/** A command the connector has accepted while the base does not hold it yet. */
interface Waiting {
  readonly task: Task;
  readonly requestId: string | null;
  readonly seq: number;
  /** Counts acceptances and snapshots together, to tell which came first. */
  readonly order: number;
}

const recentLimit = 500;

/**
 * Finds out when the base holds an own change, so that the overlay can go: by the request id in the event, by the event's seq, or by
 * a snapshot that was asked for after the change had been accepted. Event and answer may come in either order.
 */
export class Confirmations {
  readonly #ledger: Ledger;
  readonly #sent = new Map<string, { readonly task: Task; readonly order: number }>();
  readonly #own = new Set<string>();
  readonly #recent: Event[] = [];
  #waiting: Waiting[] = [];
  #order = 0;
  /** When the base last became a snapshot. */
  #loadedAt = 0;
  readonly #listeners = new Set<() => void>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  starting(task: Task): void {
    this.#sent.set(task.id, { task, order: ++this.#order });
    this.#noteOwn(task.id);
  }

  refused(task: Task): void {
    this.#sent.delete(task.id);
  }

  isOwn(requestId: string | null): boolean {
    return requestId !== null && this.#own.has(requestId);
  }

  hasSeen(requestId: string): boolean {
    return this.eventOf([requestId]) !== undefined;
  }

  /** The event of one of these requests, if it has come lately. */
  eventOf(requestIds: readonly (string | null)[]): Event | undefined {
    return this.#recent.find(({ requestId }) => requestId !== null && requestIds.includes(requestId));
  }

  /**
   * Only inside `ledger.update`. The base holds every event up to `seq`. Answers whether a snapshot is needed: one was taken over
   * while the command was under way, so its event may be among those that snapshot stood for, and will never come.
   */
  accepted(task: Task, kept: Kept, seq: number): boolean {
    const sentAt = this.#sent.get(task.id)?.order ?? 0;
    this.#sent.delete(task.id);
    if (kept.requestId) this.#noteOwn(kept.requestId);
    task.pending.accepted = new Map(kept.rows.map((row) => [recordKey(row.kind, row.id), row]));
    const waiting = { task, requestId: kept.requestId, seq: kept.seq ?? Number.POSITIVE_INFINITY, order: ++this.#order };
    if (waiting.seq <= seq || this.eventOf([task.id, kept.requestId]) || this.#isHeld(waiting)) {
      this.#ledger.remove(task.pending);
      return false;
    }
    this.#waiting.push(waiting);
    return sentAt < this.#loadedAt && kept.seq === undefined;
  }

  /** Only inside `ledger.update`. The base holds this event now. */
  seen(event: Event): void {
    this.#recent.push(event);
    if (this.#recent.length > recentLimit) this.#recent.shift();
    const sent = event.requestId === null ? undefined : this.#sent.get(event.requestId);
    if (sent) this.#ledger.remove(sent.task.pending);
    this.#release((waiting) => waiting.seq <= event.seq || this.#isNamed(waiting, event.requestId) || this.#isHeld(waiting));
  }

  /** To be called before a snapshot is asked for. */
  mark(): number {
    return ++this.#order;
  }

  /**
   * Only inside `ledger.update`. The base holds the snapshot asked for at `mark`. Answers whether another is needed: a change was
   * accepted while it was read, and it cannot be told whether it is in.
   */
  loaded(mark: number, seq: number): boolean {
    this.#loadedAt = ++this.#order;
    this.#release((waiting) => waiting.order < mark || waiting.seq <= seq || this.#isHeld(waiting));
    return this.#waiting.some((waiting) => waiting.seq === Number.POSITIVE_INFINITY);
  }

  /** Whether an accepted change will give this record a version that is not known yet. */
  isWaitingFor(kind: BoardKind, id: string): boolean {
    const key = recordKey(kind, id);
    return this.#waiting.some(
      ({ task }) => task.records.some((row) => recordKey(row.kind, row.id) === key) && !task.pending.accepted?.has(key),
    );
  }

  /** Resolves when the base holds all accepted changes of the record, or after `milliseconds`. */
  async settled(kind: BoardKind, id: string, clock: Clock, milliseconds: number): Promise<void> {
    const enough = new AbortController();
    const listener = () => {
      if (!this.isWaitingFor(kind, id)) enough.abort();
    };
    this.#listeners.add(listener);
    await wait(clock, milliseconds, enough.signal);
    this.#listeners.delete(listener);
  }

  #release(isDone: (waiting: Waiting) => boolean): void {
    const kept = this.#waiting.filter((waiting) => !isDone(waiting));
    if (kept.length === this.#waiting.length) return;
    for (const waiting of this.#waiting) if (!kept.includes(waiting)) this.#ledger.remove(waiting.task.pending);
    this.#waiting = kept;
    for (const listener of [...this.#listeners]) listener();
  }

  #isNamed({ task, requestId }: Waiting, eventRequestId: string | null): boolean {
    return eventRequestId !== null && (eventRequestId === requestId || eventRequestId === task.id);
  }

  /** Every record of the answer is in the base at that version or a later one. One that is absent tells nothing. */
  #isHeld({ task }: Waiting): boolean {
    const rows = [...(task.pending.accepted?.values() ?? [])];
    return (
      rows.length > 0 && rows.every(({ kind, id, version }) => (this.#ledger.base.tables[kind].get(id)?.version ?? 0) >= version)
    );
  }

  #noteOwn(requestId: string): void {
    this.#own.add(requestId);
    if (this.#own.size > recentLimit) for (const oldest of this.#own) return void this.#own.delete(oldest);
  }
}
