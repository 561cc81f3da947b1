import { type Command, DispatchError, type DispatchSource } from '@dispatchkit/client';

export type EntryState = 'waiting' | 'sending' | 'sent' | 'rejected';

/** One thing the technician has done on this page. */
export interface Entry {
  readonly id: number;
  readonly command: Extract<Command, { type: 'transition' }>;
  /** What was done, in words. */
  readonly label: string;
  /** Device time, epoch milliseconds. */
  readonly atMs: number;
  readonly state: EntryState;
  readonly error?: DispatchError;
}

/** How long nothing is sent after the connector could not pass a step on, milliseconds: a host system that is away stays so for a while. */
const restMs = 10_000;

/**
 * Sends steps one after the other in the order they were taken. Without a connection they wait on this page, with the time they
 * were taken, and go out when the source is live again; what is refused stays visible with its reason.
 */
export class Outbox {
  #entries: readonly Entry[] = [];
  #nextId = 1;
  #sending = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get waiting(): number {
    return this.#entries.filter(({ state }) => state === 'waiting' || state === 'sending').length;
  }

  /** The last step not yet sent of an assignment: what the page shows until the connector knows. */
  pendingFor(assignmentId: string): Entry | undefined {
    return this.#entries.findLast(
      (entry) => entry.command.assignmentId === assignmentId && (entry.state === 'waiting' || entry.state === 'sending'),
    );
  }

  add(source: DispatchSource, entry: Pick<Entry, 'command' | 'label' | 'atMs'>): Promise<void> {
    this.#entries = [...this.#entries, { ...entry, id: this.#nextId++, state: 'waiting' }];
    this.#changed();
    return this.flush(source);
  }

  dismiss(id: number): void {
    this.#entries = this.#entries.filter((entry) => entry.id !== id || entry.state === 'sending');
    this.#changed();
  }

  retry(source: DispatchSource, id: number): Promise<void> {
    this.#set(id, { state: 'waiting', error: undefined });
    return this.wake(source);
  }

  /** Sends what waits now, as there is reason to believe that it can be sent. */
  wake(source: DispatchSource): Promise<void> {
    this.rest();
    return this.flush(source);
  }

  /** Sends nothing by itself any more, until something is added or it is woken. */
  rest(): void {
    clearTimeout(this.#resting);
    this.#resting = undefined;
  }

  /** Sends what waits, oldest first, and stops at the first that finds no connection. */
  async flush(source: DispatchSource): Promise<void> {
    if (this.#sending || this.#resting !== undefined) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next && source.status.phase === 'ready'; next = this.#next()) {
        if (await this.#send(source, next)) continue;
        // Any news of the source sends what waits; on a busy day that would be many times a second.
        this.#resting = setTimeout(() => void this.wake(source), restMs);
        break;
      }
    } finally {
      this.#sending = false;
    }
  }

  /** False when there was no connection and it has to wait again. */
  async #send(source: DispatchSource, entry: Entry): Promise<boolean> {
    this.#set(entry.id, { state: 'sending' });
    try {
      await source.change(entry.command, { method: 'form' });
      this.#set(entry.id, { state: 'sent' });
      return true;
    } catch (error) {
      const known =
        error instanceof DispatchError ? error : new DispatchError('failed', 'The step was not taken', { cause: error });
      const isOffline = known.kind === 'connection' || known.kind === 'rate-limited';
      this.#set(entry.id, isOffline ? { state: 'waiting' } : { state: 'rejected', error: known });
      return !isOffline;
    }
  }

  #next(): Entry | undefined {
    return this.#entries.find(({ state }) => state === 'waiting');
  }

  #set(id: number, change: Partial<Entry>): void {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    this.#changed();
  }
}
