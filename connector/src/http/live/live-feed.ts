import { grantOf } from '@dispatchkit/contract';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import type { ActorContext, Services } from '../../services/index.ts';
import type { Identity } from '../auth/claims.ts';
import { Audience } from './audience.ts';
import { encodeReset, heartbeat, opening } from './encode.ts';
import { Subscriber } from './subscriber.ts';

/** Below the 15 seconds that clients and proxies may rely on. */
const heartbeatMilliseconds = 12_000;
/** How often the log is looked at for events of other processes on the same database. */
const pollMilliseconds = 1_000;

interface Ports {
  readonly services: Services;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Who is further behind reads the snapshot again, which is quicker than so many events. */
  readonly maxEventsBehind: number;
}

/** All open event streams of this instance. */
export class LiveFeed {
  readonly #ports: Ports;
  /** By tenant, then by what its people may see. */
  readonly #audiences = new Map<string, Map<string, Audience>>();
  #stops: (() => void)[] = [];
  #isClosed = false;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  get streamCount(): number {
    return this.#all().reduce((sum, audience) => sum + audience.subscribers.length, 0);
  }

  /**
   * Opens a stream for the actor, after `after` (undefined: from now; null: from a place that cannot be read, so a reset).
   * It ends when the token does, when the reader is too slow, or when the connector stops.
   * @throws ProblemError `not_allowed`
   */
  async open(
    actor: ActorContext,
    after: number | null | undefined,
    identity: Identity,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const feed = await this.#ports.services.feed(actor);
    const isBehind =
      after === null ||
      (after !== undefined &&
        (after > feed.lastSeq || after < feed.firstSeq - 1 || feed.lastSeq - after > this.#ports.maxEventsBehind));
    if (isBehind || this.#isClosed) return onlyReset(feed.lastSeq);

    const audience = this.#audienceOf(actor, () => new Audience(feed, this.#ports));
    const { clock, timers, log } = this.#ports;
    const subscriber = new Subscriber(identity, after ?? feed.lastSeq, () => {
      endWithToken();
      audience.leave(subscriber);
      this.#tidy();
    });
    const endWithToken = timers.after(Math.max(0, identity.expiresAtMs - clock.now()), () => subscriber.close());
    subscriber.send(opening);
    audience.join(subscriber).catch((cause: unknown) => {
      log.error('A stream could not be brought up to date', {}, cause);
      subscriber.close();
    });
    // Somebody else may have committed since the audience last looked.
    audience.catchUp();
    return subscriber.body;
  }

  /** Ends the streams of those it is true for, such as whose token was revoked. Returns how many. */
  closeWhere(isMeant: (identity: Identity) => boolean): number {
    const meant = this.#all()
      .flatMap((audience) => audience.subscribers)
      .filter((subscriber) => isMeant(subscriber.identity));
    for (const subscriber of meant) subscriber.close();
    return meant.length;
  }

  /** Ends every stream. Clients resume elsewhere, or when the connector is back. */
  close(): void {
    this.#isClosed = true;
    for (const audience of this.#all()) audience.close();
    this.#tidy();
  }

  #audienceOf(actor: ActorContext, make: () => Audience): Audience {
    const ofTenant = this.#audiences.get(actor.tenant) ?? new Map<string, Audience>();
    this.#audiences.set(actor.tenant, ofTenant);
    const name = audienceName(actor);
    const audience = ofTenant.get(name) ?? make();
    ofTenant.set(name, audience);
    if (this.#stops.length === 0) this.#start();
    return audience;
  }

  #start(): void {
    const { timers } = this.#ports;
    this.#stops = [timers.every(heartbeatMilliseconds, () => this.#beat()), timers.every(pollMilliseconds, () => this.#poll())];
  }

  #beat(): void {
    for (const audience of this.#all()) {
      for (const subscriber of audience.subscribers) subscriber.sendIfQuick(heartbeat);
    }
  }

  #poll(): void {
    for (const [tenant, audiences] of this.#audiences) {
      this.#ports.store
        .read(tenant)
        .lastSeq()
        .then((lastSeq) => {
          for (const audience of audiences.values()) if (audience.position < lastSeq) audience.catchUp();
        })
        .catch((cause: unknown) => this.#ports.log.error('The log of events could not be read; trying again', {}, cause));
    }
  }

  /** Drops audiences without anybody, and the timers when nobody is left. */
  #tidy(): void {
    for (const [tenant, audiences] of this.#audiences) {
      for (const [name, audience] of audiences) {
        if (!audience.isEmpty) continue;
        audience.close();
        audiences.delete(name);
      }
      if (audiences.size === 0) this.#audiences.delete(tenant);
    }
    if (this.#audiences.size > 0) return;
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  #all(): Audience[] {
    return [...this.#audiences.values()].flatMap((audiences) => [...audiences.values()]);
  }
}

/** People with the same name here see the same events. */
function audienceName(actor: ActorContext): string {
  if (actor.role === 'system' || grantOf(actor.role, 'events:read') === 'all') return 'all';
  return actor.role === 'customer' ? `job ${actor.jobId ?? ''}` : `technician ${actor.technicianId ?? ''}`;
}

function onlyReset(lastSeq: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encodeReset(lastSeq));
      controller.close();
    },
  });
}
