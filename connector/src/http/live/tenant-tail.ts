import type { PositionMessage } from '@dispatchkit/contract';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import { changesCredentials } from '../../services/credentials/credential-events.ts';
import { ProblemError } from '../../services/errors.ts';
import type { Feed, Services } from '../../services/index.ts';
import { isPersonalTo } from '../../services/visible-events.ts';
import type { CredentialWatch } from './credential-watch.ts';
import { type Bytes, encodePositions } from './encode.ts';
import { HostNews } from './host-news.ts';
import { Positions, type PositionsByTechnician } from './positions.ts';
import { SeenPositions } from './seen-positions.ts';
import type { Subscriber } from './subscriber.ts';
import { type LoggedEvent, TenantLog } from './tenant-log.ts';
import { View } from './view.ts';

/** So many writes, then others have their turn: requests do not wait until thousands of readers have been served. */
const writesAtOnce = 250;
/** Positions sent as one piece. */
const positionsAtOnce = 200;

interface TailPorts {
  readonly services: Pick<Services, 'watchHosts'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly credentials?: CredentialWatch;
}

/**
 * All streams of one tenant on this instance. However many they are, and however different what they see, new events are read from
 * the log once.
 */
export class TenantTail {
  readonly #tenant: string;
  readonly #ports: TailPorts;
  readonly #log: TenantLog;
  readonly #views = new Map<string, View>();
  readonly #positions: Positions;
  readonly #seenPositions: SeenPositions;
  /** Where records are of host systems. */
  readonly #hostNews: HostNews | undefined;
  readonly #stops: (() => void)[];
  #isPolling = false;
  #reading = false;
  #readAgain = false;
  #writes = 0;

  constructor(tenant: string, position: number, ports: TailPorts) {
    this.#tenant = tenant;
    const { store, services, timers } = ports;
    this.#ports = ports;
    // An event judged by older records would be kept from those whom it is for, and never be told them again.
    this.#log = new TenantLog(store.readNewest(tenant), position);
    this.#seenPositions = new SeenPositions(store.read(tenant));
    this.#positions = new Positions(ports, (positions) => {
      this.#sendPositions(positions).catch((cause: unknown) => this.#failed(cause));
    });
    const hosts = services.watchHosts(tenant);
    this.#hostNews =
      hosts &&
      new HostNews(hosts, {
        timers,
        views: () => this.#views.values(),
        onError: (cause) => this.#failed(cause, 'Host systems could not be looked at; trying again'),
      });
    this.#stops = [
      store.onCommitted(tenant, () => this.catchUp()),
      store.onPosition(tenant, (technicianId, position) => this.#positions.take(technicianId, position)),
      () => this.#positions.stop(),
      () => this.#hostNews?.stop(),
    ];
  }

  get subscribers(): readonly Subscriber[] {
    return [...this.#views.values()].flatMap((view) => view.subscribers);
  }

  /** Whether a stream can go on after this seq with what is in memory. */
  covers(seq: number): boolean {
    return this.#log.covers(seq);
  }

  get isEmpty(): boolean {
    return this.#views.size === 0;
  }

  /** Lets a subscriber take part, after it has been brought to the present. */
  join(subscriber: Subscriber, { sight, techniciansSeeAll }: Feed): void {
    if (techniciansSeeAll !== undefined) this.#seenPositions.techniciansSeeAll = techniciansSeeAll;
    const view = this.#views.get(sight.key) ?? new View(sight, this.#log, this.#ports.timers);
    this.#views.set(sight.key, view);
    view
      .join(subscriber)
      .then(() => this.#hostNews?.welcome(subscriber, view))
      .catch((cause: unknown) => {
        this.#ports.log.error('A stream could not be brought up to date', {}, cause);
        subscriber.close();
      });
    // Somebody else may have committed since the log was last looked at.
    this.catchUp();
  }

  leave(subscriber: Subscriber, { sight }: Feed): void {
    const view = this.#views.get(sight.key);
    view?.leave(subscriber);
    if (!view?.isEmpty) return;
    view.close();
    this.#views.delete(sight.key);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const view of this.#views.values()) view.close();
  }

  /** Hands out what is new in the log. Called by commits of this process, and by polls for those of others. */
  catchUp(): void {
    this.#readAgain = true;
    if (this.#reading) return;
    this.#reading = true;
    this.#readOn().catch((cause: unknown) => this.#failed(cause));
  }

  /** Looks for events of other processes. Tells whether there were any. */
  async poll(): Promise<boolean> {
    // A slow database is not asked again before it has answered.
    if (this.#isPolling) return false;
    this.#isPolling = true;
    try {
      const hasMore = (await this.#log.lastSeq()) > this.#log.position;
      if (hasMore) this.catchUp();
      return hasMore;
    } catch (cause) {
      this.#failed(cause);
      return false;
    } finally {
      this.#isPolling = false;
    }
  }

  async #readOn(): Promise<void> {
    try {
      while (this.#readAgain) {
        this.#readAgain = false;
        const { events, hasMore } = await this.#log.readNew();
        this.#readAgain ||= hasMore;
        if (events.length > 0) await this.#sendEvents(events);
      }
    } finally {
      // In the same breath as the last look at `#readAgain`, or a commit in between would wait for the next poll.
      this.#reading = false;
    }
  }

  async #sendEvents(events: readonly LoggedEvent[]): Promise<void> {
    this.#seenPositions.note(events.map(({ event }) => event));
    this.#hostNews?.lookSoon();
    if (events.some(({ event }) => changesCredentials(event))) this.#ports.credentials?.changed(this.#tenant);
    const isPersonal = events.some(({ event }) => event.changes.some(({ kind }) => kind === 'views'));
    // Whoever made the change is answered before the others hear of it. They are past it in the log already, so nobody who comes now
    // hears of it twice.
    await othersTurn();
    for (const view of this.#views.values()) {
      try {
        await this.#sendTo(view, events, isPersonal);
      } catch (cause) {
        this.#failed(cause);
        // They have missed something and must not go on as if they had not: they come again and resume where they were.
        for (const subscriber of view.live) subscriber.close();
      }
    }
  }

  async #sendTo(view: View, events: readonly LoggedEvent[], isPersonal: boolean): Promise<void> {
    const common = await view.pieces(events);
    for (const subscriber of view.live) {
      const hasOwn = isPersonal && events.some(({ event }) => isPersonalTo(event, subscriber.identity.id));
      for (const piece of hasOwn ? await view.pieces(events, subscriber) : common) {
        subscriber.sendPiece(piece);
        if (++this.#writes % writesAtOnce === 0) await othersTurn();
      }
    }
    const newest = events.at(-1);
    if (newest) view.markSoon(newest);
  }

  async #sendPositions(positions: PositionsByTechnician): Promise<void> {
    let forAll: Bytes[] | undefined;
    for (const view of this.#views.values()) {
      const seen = await this.#seenPositions.of(view.sight, positions);
      if (seen.length === 0) continue;
      const isAll = seen.length === positions.size;
      const pieces = (isAll && forAll) || encoded(seen);
      if (isAll) forAll = pieces;
      for (const subscriber of view.live) for (const piece of pieces) subscriber.sendIfQuick(piece);
    }
  }

  #failed(cause: unknown, what = 'The log of events could not be read; trying again'): void {
    if (cause instanceof ProblemError && (cause.code === 'tenant_suspended' || cause.code === 'unknown_tenant')) {
      // Whoever comes again is told why.
      for (const subscriber of this.subscribers) subscriber.close();
      return;
    }
    this.#ports.log.error(what, {}, cause);
  }
}

function encoded(messages: readonly PositionMessage[]): Bytes[] {
  const pieces: Bytes[] = [];
  for (let i = 0; i < messages.length; i += positionsAtOnce) pieces.push(encodePositions(messages.slice(i, i + positionsAtOnce)));
  return pieces;
}

/** Lets whatever else is waiting in this process run. Not a port: nothing depends on how long it takes. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
