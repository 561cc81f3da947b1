import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import type { ActorContext, Feed, Services, Topic } from '../../services/index.ts';
import type { Identity } from '../auth/identity.ts';
import type { CredentialWatch } from './credential-watch.ts';
import { type Bytes, encodeReset, heartbeat, opening } from './encode.ts';
import { StreamFigures } from './stream-figures.ts';
import { Subscriber } from './subscriber.ts';
import { TenantTail } from './tenant-tail.ts';

/** Below the 15 seconds that clients and proxies may rely on. */
const heartbeatMilliseconds = 12_000;
/** How often the log is looked at for events of other processes on the same database: often while there are some. */
const pollMilliseconds = { shortest: 100, longest: 500 };

interface Ports {
  readonly services: Services;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Whether who listens may still do so. */
  readonly credentials?: CredentialWatch;
  /** Who is further behind reads the snapshot again, which is quicker than so many events. */
  readonly maxEventsBehind: number;
}

/** Where a stream starts, and what it is narrowed to. */
export interface StreamRequest {
  /** Go on after this seq. Undefined: from now; null: from a place that cannot be read, so a reset. */
  readonly after: number | null | undefined;
  readonly topic: Topic;
}

/** All open event streams of this instance. */
export class LiveFeed {
  readonly #ports: Ports;
  readonly #tails = new Map<string, TenantTail>();
  /** Of all streams since the start. */
  readonly figures = new StreamFigures();
  #stopBeat: (() => void) | undefined;
  #stopPoll: (() => void) | undefined;
  #pollInMs = pollMilliseconds.longest;
  #isClosed = false;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  get streamCount(): number {
    return this.#subscribers().length;
  }

  /** Bytes that wait for slow readers, in all streams together. What several of them wait for is counted for each. */
  get waitingBytes(): number {
    return this.#subscribers().reduce((sum, subscriber) => sum + subscriber.waitingBytes, 0);
  }

  /**
   * Opens a stream for the actor. It ends when the token does, when the reader is too slow, or when the connector stops.
   * @throws ProblemError `not_allowed`, `not_found`, `malformed_request`
   */
  async open(actor: ActorContext, identity: Identity, { after, topic }: StreamRequest): Promise<ReadableStream<Bytes>> {
    const feed = await this.#ports.services.feed(actor, topic);
    const { tenant } = actor;
    // Most come back to where this instance is, and need not look at the log at all.
    const isKnown = typeof after === 'number' && this.#tails.get(tenant)?.covers(after);
    const { from, lastSeq } = isKnown ? { from: after, lastSeq: after } : await this.#startOf(feed, after);
    if (from === undefined) return onlyReset(lastSeq);

    const tail = this.#tails.get(tenant) ?? new TenantTail(tenant, lastSeq, this.#ports);
    this.#tails.set(tenant, tail);
    this.#start();
    const { clock, timers } = this.#ports;
    const subscriber = new Subscriber(identity, from, this.figures, () => {
      endWithToken();
      tail.leave(subscriber, feed);
      this.#tidy(tenant, tail);
    });
    const endWithToken = timers.after(Math.max(0, identity.expiresAtMs - clock.now()), () => subscriber.close());
    subscriber.send(opening);
    tail.join(subscriber, feed);
    // It may have been taken back after the request was let in, when there was no stream to end yet.
    if (this.#ports.credentials?.isTakenBack(identity)) subscriber.close();
    return subscriber.body;
  }

  /** The seq to go on after, none when there is no going on, and the newest. */
  async #startOf(feed: Feed, after: number | null | undefined): Promise<{ from: number | undefined; lastSeq: number }> {
    const { firstSeq, lastSeq } = await feed.bounds();
    if (this.#isClosed || after === null) return { from: undefined, lastSeq };
    if (after === undefined) return { from: lastSeq, lastSeq };
    const isFar = after > lastSeq || after < firstSeq - 1 || lastSeq - after > this.#ports.maxEventsBehind;
    return { from: isFar ? undefined : after, lastSeq };
  }

  /** Ends the streams of those it is true for, such as whose token was revoked. Returns how many. */
  closeWhere(isMeant: (identity: Identity) => boolean): number {
    const meant = this.#subscribers().filter((subscriber) => isMeant(subscriber.identity));
    for (const subscriber of meant) subscriber.close();
    return meant.length;
  }

  /** Ends every stream. Clients resume elsewhere, or when the connector is back. */
  close(): void {
    this.#isClosed = true;
    for (const tail of [...this.#tails.values()]) tail.close();
  }

  #start(): void {
    if (this.#stopBeat) return;
    this.#stopBeat = this.#ports.timers.every(heartbeatMilliseconds, () => this.#beat());
    this.#pollInMs = pollMilliseconds.longest;
    this.#pollSoon();
  }

  #beat(): void {
    for (const subscriber of this.#subscribers()) subscriber.sendIfQuick(heartbeat);
  }

  #pollSoon(): void {
    this.#stopPoll = this.#ports.timers.after(this.#pollInMs, () => {
      this.#pollInMs = Math.min(this.#pollInMs * 2, pollMilliseconds.longest);
      this.#pollSoon();
      for (const tail of this.#tails.values()) void this.#poll(tail);
    });
  }

  async #poll(tail: TenantTail): Promise<void> {
    if (await tail.poll()) this.#pollInMs = pollMilliseconds.shortest;
  }

  /** Drops a tenant without streams, and the timers when nobody is left. */
  #tidy(tenant: string, tail: TenantTail): void {
    if (!tail.isEmpty) return;
    tail.close();
    this.#tails.delete(tenant);
    if (this.#tails.size > 0) return;
    this.#stopBeat?.();
    this.#stopPoll?.();
    this.#stopBeat = undefined;
  }

  #subscribers(): Subscriber[] {
    return [...this.#tails.values()].flatMap((tail) => tail.subscribers);
  }
}

function onlyReset(lastSeq: number): ReadableStream<Bytes> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encodeReset(lastSeq));
      controller.close();
    },
  });
}
