import type { HostStanding } from '@dispatchkit/contract';
import type { Timers } from '../../ports/timers.ts';
import { type HostWatch, type Standings, seenBy } from '../../services/hosts/index.ts';
import { type Bytes, encodeHosts } from './encode.ts';
import type { Subscriber } from './subscriber.ts';
import type { View } from './view.ts';

/** What hosts are doing changes without an event, and in other processes, so it is looked at this often. */
const everyMilliseconds = 2_000;
/** After events it is looked at sooner: changes may have been made that wait for a host. */
const afterEventsMilliseconds = 500;

interface News {
  /** Without what moves on by itself: the same when there is nothing to tell. */
  readonly key: string;
  readonly bytes: Bytes;
}

interface Ports {
  readonly timers: Timers;
  /** Those to be told. */
  readonly views: () => Iterable<View>;
  readonly onError: (cause: unknown) => void;
}

/** Tells the streams of a tenant how its host systems are doing: at their start, and whenever it is something else. */
export class HostNews {
  readonly #watch: HostWatch;
  readonly #ports: Ports;
  readonly #told = new WeakMap<View, string>();
  readonly #stopLooking: () => void;
  #stopTimer: (() => void) | undefined;
  #standings: Standings | undefined;
  /** Of what many see alike. */
  readonly #encoded = new WeakMap<readonly HostStanding[], News>();
  #isLooking = false;
  /** Records may belong to others since the last look. */
  #hasEvents = false;
  #isOver = false;

  constructor(watch: HostWatch, ports: Ports) {
    this.#watch = watch;
    this.#ports = ports;
    this.#stopLooking = ports.timers.every(everyMilliseconds, () => this.#look());
    this.#look();
  }

  /** To be called when there are events. */
  lookSoon(): void {
    this.#hasEvents = true;
    if (this.#isOver) return;
    this.#stopTimer ??= this.#ports.timers.after(afterEventsMilliseconds, () => {
      this.#stopTimer = undefined;
      this.#look();
    });
  }

  /** Tells a reader who has just come. */
  async welcome(subscriber: Subscriber, view: View): Promise<void> {
    // Whoever is here before the first look is told by it.
    const news = this.#standings && (await this.#newsFor(view, this.#standings));
    if (!news) return;
    if (!this.#told.has(view)) this.#told.set(view, news.key);
    subscriber.send(news.bytes);
  }

  stop(): void {
    this.#isOver = true;
    this.#stopLooking();
    this.#stopTimer?.();
    this.#watch.end();
  }

  #look(): void {
    // A slow database is not asked again before it has answered.
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#tellAll()
      .catch((cause: unknown) => {
        // Some may not have been told.
        this.#hasEvents = true;
        // Whoever stops may have closed the database already.
        if (!this.#isOver) this.#ports.onError(cause);
      })
      .finally(() => {
        this.#isLooking = false;
      });
  }

  async #tellAll(): Promise<void> {
    const hasEvents = this.#hasEvents;
    this.#hasEvents = false;
    const before = this.#standings;
    const standings = await this.#watch.standings();
    this.#standings = standings;
    if (before && !hasEvents && isSame(before, standings)) return;
    for (const view of this.#ports.views()) {
      const news = await this.#newsFor(view, standings);
      if (!news || news.key === this.#told.get(view)) continue;
      this.#told.set(view, news.key);
      for (const subscriber of view.live) subscriber.send(news.bytes);
    }
  }

  /** Nothing for customers. */
  async #newsFor({ sight }: View, standings: Standings): Promise<News | undefined> {
    if (sight.isCustomer) return undefined;
    const hosts = await seenBy(standings, sight);
    const news = this.#encoded.get(hosts) ?? { key: keyOf(hosts), bytes: encodeHosts(hosts) };
    this.#encoded.set(hosts, news);
    return news;
  }
}

function isSame(before: Standings, now: Standings): boolean {
  return keyOf(before.bare) === keyOf(now.bare) && JSON.stringify(before.backlogs) === JSON.stringify(now.backlogs);
}

function keyOf(hosts: readonly HostStanding[]): string {
  return JSON.stringify(hosts.map(({ asOf: _, ...host }) => host));
}
