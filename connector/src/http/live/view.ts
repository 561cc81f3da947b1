import type { Timers } from '../../ports/timers.ts';
import { isGapless, type Sight, seesWhole } from '../../services/sight.ts';
import { surroundingsFor } from '../../services/surroundings.ts';
import { isPersonalTo, isVisible, narrow, nothingAround, outlineOf } from '../../services/visible-events.ts';
import { type Bytes, encodeEvent } from './encode.ts';
import { type Message, type Piece, piecesOf } from './pieces.ts';
import type { Subscriber } from './subscriber.ts';
import type { LoggedEvent, TenantLog } from './tenant-log.ts';

/** Those who see only part of a tenant hear of what happened elsewhere at most this often. */
const markEveryMilliseconds = 1_000;

/** Everybody who sees the same of a tenant: all dispatchers, or one technician's devices. Each event is encoded once for them. */
export class View {
  readonly sight: Sight;
  readonly live = new Set<Subscriber>();
  readonly #joining = new Set<Subscriber>();
  readonly #log: TenantLog;
  readonly #timers: Timers;
  readonly #encoded = new WeakMap<LoggedEvent, Bytes | null>();
  #stopMark: (() => void) | undefined;
  #newest: LoggedEvent | undefined;

  constructor(sight: Sight, log: TenantLog, timers: Timers) {
    this.sight = sight;
    this.#log = log;
    this.#timers = timers;
  }

  get subscribers(): readonly Subscriber[] {
    return [...this.live, ...this.#joining];
  }

  get isEmpty(): boolean {
    return this.live.size + this.#joining.size === 0;
  }

  /** Brings the subscriber from its position to the present, then lets it take part. Settles when it does, or has gone. */
  async join(subscriber: Subscriber): Promise<void> {
    this.#joining.add(subscriber);
    let newest: LoggedEvent | undefined;
    while (subscriber.isOpen && subscriber.position < this.#log.position) {
      const events = await this.#log.after(subscriber.position);
      if (events.length === 0) break;
      for (const piece of await this.pieces(events, subscriber)) {
        await subscriber.hasRoom();
        subscriber.sendPiece(piece);
      }
      newest = events.at(-1);
    }
    if (newest) this.#mark(newest, [subscriber]);
    // Nothing is awaited between the last look at the position and this line, so no event falls in between.
    this.#joining.delete(subscriber);
    if (subscriber.isOpen) this.live.add(subscriber);
  }

  leave(subscriber: Subscriber): void {
    this.live.delete(subscriber);
    this.#joining.delete(subscriber);
  }

  close(): void {
    this.#stopMark?.();
    for (const subscriber of this.subscribers) subscriber.close();
  }

  /** The events as these people see them; for one of them, with what is personal. */
  async pieces(events: readonly LoggedEvent[], reader?: Subscriber): Promise<Piece[]> {
    const messages: Message[] = [];
    for (const logged of events) messages.push({ seq: logged.event.seq, bytes: await this.#encode(logged, reader) });
    return piecesOf(messages);
  }

  /** To be called when new events have been sent: readers hear of those they did not see later, many at a time. */
  markSoon(newest: LoggedEvent): void {
    this.#newest = newest;
    if (isGapless(this.sight)) return;
    this.#stopMark ??= this.#timers.after(markEveryMilliseconds, () => {
      this.#stopMark = undefined;
      if (this.#newest) this.#mark(this.#newest, this.live);
    });
  }

  /** So that a reader who comes back after a quiet time is not far behind. */
  #mark({ event }: LoggedEvent, readers: Iterable<Subscriber>): void {
    let bytes: Bytes | undefined;
    for (const reader of readers) {
      if (event.seq <= reader.toldSeq) continue;
      bytes ??= encodeEvent(outlineOf(event));
      reader.sendMark(event.seq, bytes);
    }
  }

  async #encode(logged: LoggedEvent, reader: Subscriber | undefined): Promise<Bytes | undefined> {
    if (reader && isPersonalTo(logged.event, reader.identity.id)) return this.#see(logged, reader.identity.id);
    const known = this.#encoded.get(logged);
    if (known !== undefined) return known ?? undefined;
    const bytes = await this.#see(logged, nobody);
    this.#encoded.set(logged, bytes ?? null);
    return bytes;
  }

  async #see(logged: LoggedEvent, actorId: string): Promise<Bytes | undefined> {
    const around = seesWhole(this.sight) ? nothingAround : await surroundingsFor(this.sight, await logged.surroundings());
    const event = narrow(logged.event, { ...this.sight, actorId }, around);
    return isGapless(this.sight) || isVisible(event) ? encodeEvent(event) : undefined;
  }
}

/** No `sub` of a token is empty. */
const nobody = '';
