import type { PositionMessage } from '@dispatchkit/contract';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Timers } from '../../ports/timers.ts';
import type { Feed } from '../../services/index.ts';
import { encodeEvent, encodePosition } from './encode.ts';
import type { Subscriber } from './subscriber.ts';

/** Events read from the log at once. */
const readAtOnce = 500;
/** Positions of one technician are sent at most this often. */
const positionEveryMilliseconds = 1_000;

/**
 * Everybody who sees the same events: all dispatchers of a tenant, or one technician's devices. However many they are,
 * the log is read once and each event is encoded once.
 */
export class Audience {
  readonly #feed: Feed;
  readonly #ports: { readonly clock: Clock; readonly timers: Timers; readonly log: Log };
  readonly #live = new Set<Subscriber>();
  readonly #joining = new Set<Subscriber>();
  readonly #positionSentAtMs = new Map<string, number>();
  readonly #positionWaiting = new Map<string, PositionMessage>();
  readonly #stops: (() => void)[];
  #position: number;
  #reading = false;
  #readAgain = false;

  constructor(feed: Feed, ports: { clock: Clock; timers: Timers; log: Log }) {
    this.#feed = feed;
    this.#ports = ports;
    this.#position = feed.lastSeq;
    this.#stops = [
      feed.onCommitted(() => this.catchUp()),
      feed.onPosition((technicianId, position) => this.#sendPosition({ technicianId, position })),
    ];
  }

  get subscribers(): readonly Subscriber[] {
    return [...this.#live, ...this.#joining];
  }

  /** Everything up to this seq has been handed out. */
  get position(): number {
    return this.#position;
  }

  get isEmpty(): boolean {
    return this.#live.size + this.#joining.size === 0;
  }

  /** Brings the subscriber from its position to the present, then lets it take part. Settles when it does, or has gone. */
  async join(subscriber: Subscriber): Promise<void> {
    this.#joining.add(subscriber);
    while (subscriber.isOpen && subscriber.position < this.#position) {
      const { events, scannedTo } = await this.#feed.tail(subscriber.position, readAtOnce);
      for (const event of events) {
        await subscriber.hasRoom();
        subscriber.sendEvent(event.seq, encodeEvent(event));
      }
      subscriber.position = Math.max(subscriber.position, scannedTo);
    }
    // Nothing is awaited between the last look at the position and this line, so no event falls in between.
    this.#joining.delete(subscriber);
    if (subscriber.isOpen) this.#live.add(subscriber);
  }

  leave(subscriber: Subscriber): void {
    this.#live.delete(subscriber);
    this.#joining.delete(subscriber);
  }

  /** Hands out what is new in the log. Called by commits of this process, and from time to time for those of others. */
  catchUp(): void {
    if (this.#reading) {
      this.#readAgain = true;
      return;
    }
    this.#reading = true;
    this.#readOn().catch((cause: unknown) => {
      this.#ports.log.error('The log of events could not be read; trying again', {}, cause);
    });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const subscriber of this.subscribers) subscriber.close();
  }

  async #readOn(): Promise<void> {
    try {
      let hasMore = true;
      while (hasMore || this.#readAgain) {
        this.#readAgain = false;
        const { events, scannedTo } = await this.#feed.tail(this.#position, readAtOnce);
        for (const event of events) {
          const bytes = encodeEvent(event);
          for (const subscriber of this.#live) subscriber.sendEvent(event.seq, bytes);
        }
        hasMore = scannedTo > this.#position;
        this.#position = Math.max(this.#position, scannedTo);
      }
    } finally {
      // In the same breath as the last look at `#readAgain`, or a commit in between would wait for the next poll.
      this.#reading = false;
    }
  }

  #sendPosition(message: PositionMessage): void {
    const { technicianId } = message;
    const { clock, timers } = this.#ports;
    const sinceMs = clock.now() - (this.#positionSentAtMs.get(technicianId) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs >= positionEveryMilliseconds) {
      this.#positionSentAtMs.set(technicianId, clock.now());
      const bytes = encodePosition(message);
      for (const subscriber of this.#live) subscriber.sendIfQuick(bytes);
      return;
    }
    const isScheduled = this.#positionWaiting.has(technicianId);
    this.#positionWaiting.set(technicianId, message);
    if (isScheduled) return;
    timers.after(positionEveryMilliseconds - sinceMs, () => {
      const latest = this.#positionWaiting.get(technicianId);
      this.#positionWaiting.delete(technicianId);
      if (latest) this.#sendPosition(latest);
    });
  }
}
