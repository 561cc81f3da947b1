import type { Event } from '@dispatchkit/contract';
import { onceDone } from '../../internal/once-done.ts';
import type { Reader } from '../../ports/store.ts';
import { readSurroundings, type Surroundings } from '../../services/surroundings.ts';

/** An event of the log, with what tells who may see it. The same object for everybody, so that work on it is done once. */
export interface LoggedEvent {
  readonly event: Event;
  /** Looked up when first asked for, for all events read together. */
  surroundings(): Promise<Surroundings>;
}

/** Events read from the database at once. */
const readAtOnce = 500;
/** Changes in the events that are kept for those who come back after a short absence. */
const maxKeptChanges = 4_000;

/** One tenant's log, read once for all streams of this instance. What is new, and what was lately, stays in memory. */
export class TenantLog {
  readonly #reader: Reader;
  /** Newest last, without a gap. */
  #kept: LoggedEvent[] = [];
  #keptChanges = 0;
  #position: number;
  readonly #reading = new Map<number, Promise<readonly LoggedEvent[]>>();

  constructor(reader: Reader, position: number) {
    this.#reader = reader;
    this.#position = position;
  }

  /** Everything up to this seq has been read. */
  get position(): number {
    return this.#position;
  }

  /** Newest seq in the database, which another process may have written. */
  lastSeq(): Promise<number> {
    return this.#reader.lastSeq();
  }

  /** Whether everything after this seq, up to `position`, is in memory. */
  covers(seq: number): boolean {
    return seq <= this.#position && seq >= this.#firstKept - 1;
  }

  /** What is new since the last call, oldest first, and whether there is more. `position` has moved when this resolves. */
  async readNew(): Promise<{ readonly events: readonly LoggedEvent[]; readonly hasMore: boolean }> {
    const events = await this.#read(this.#position);
    const last = events.at(-1);
    if (!last) return { events, hasMore: false };
    this.#position = last.event.seq;
    this.#kept.push(...events);
    this.#keptChanges += changesOf(events);
    while (this.#keptChanges > maxKeptChanges) this.#keptChanges -= changesOf(this.#kept.splice(0, 1));
    return { events, hasMore: events.length === readAtOnce };
  }

  /** Events after a seq, oldest first, not beyond `position`; none when there are no more. */
  async after(seq: number): Promise<readonly LoggedEvent[]> {
    const first = this.#firstKept;
    if (seq >= first - 1) return this.#kept.slice(seq - first + 1, seq - first + 1 + readAtOnce);
    // Thousands come back at once after a restart, most of them from the same few places.
    const running = this.#reading.get(seq) ?? this.#readOlder(seq);
    this.#reading.set(seq, running);
    try {
      return await running;
    } finally {
      this.#reading.delete(seq);
    }
  }

  get #firstKept(): number {
    return this.#kept[0]?.event.seq ?? this.#position + 1;
  }

  async #readOlder(seq: number): Promise<readonly LoggedEvent[]> {
    const read = await this.#read(seq);
    const events = read.filter(({ event }) => event.seq <= this.#position);
    const first = this.#firstKept;
    const older = events.filter(({ event }) => event.seq < first);
    const changes = changesOf(older);
    if (older.at(-1)?.event.seq === first - 1 && this.#keptChanges + changes <= maxKeptChanges) {
      this.#kept.unshift(...older);
      this.#keptChanges += changes;
    }
    return events;
  }

  async #read(after: number): Promise<LoggedEvent[]> {
    const events = await this.#reader.tail(after, readAtOnce);
    const surroundings = onceDone(() => readSurroundings(this.#reader, events));
    return events.map((event) => ({ event, surroundings }));
  }
}

function changesOf(events: readonly LoggedEvent[]): number {
  return events.reduce((sum, { event }) => sum + 1 + event.changes.length, 0);
}
