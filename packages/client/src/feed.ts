import { backOffMs, wait } from './clock.ts';
import { DispatchError, isPassing } from './errors.ts';
import { EventStreamParser, readEventStream, type StreamMessage } from './event-stream.ts';
import { type Http, isAbort } from './http.ts';

export interface FeedListener {
  /** Where to go on from. */
  lastSeq(): number;
  opened(): void;
  received(message: StreamMessage): void;
  /** The stream broke or could not be opened; tries go on. `failures` counts those in a row, the break itself is the first. */
  broke(error: DispatchError, failures: number): void;
  /** The stream will not come back by itself: signed out, not allowed, or not one of ours. */
  gaveUp(error: DispatchError): void;
}

/** Heartbeats come every 15 s at least; after this long without any, the connection is dead although nobody has said so. */
const silenceMs = 40_000;
/** A stream that lasted this long was sound: the next break starts with short waits again. */
const soundMs = 5_000;

/** Keeps one event stream open, going on after the last event each time it breaks. */
export class Feed {
  readonly #http: Http;
  readonly #listener: FeedListener;
  #run: AbortController | undefined;
  /** Ends the wait before the next try, or the stream that is open. */
  #attempt: AbortController | undefined;
  #retryMs = 400;

  constructor(http: Http, listener: FeedListener) {
    this.#http = http;
    this.#listener = listener;
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  start(): void {
    if (this.#run) return;
    this.#run = new AbortController();
    void this.#loop(this.#run.signal);
  }

  stop(): void {
    this.#run?.abort();
    this.#attempt?.abort();
    this.#run = undefined;
  }

  /** Breaks off what is going on, wait or stream, and opens the stream anew. */
  reopen(): void {
    this.#attempt?.abort();
  }

  async #loop(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      this.#attempt = new AbortController();
      const openedAt = this.#http.clock.now();
      const error = await this.#readOnce(this.#attempt);
      if (signal.aborted) return;
      if (this.#http.clock.now() - openedAt >= soundMs) failures = 0;
      failures++;
      if (!isPassing(error)) {
        this.#run = undefined;
        this.#listener.gaveUp(error);
        return;
      }
      this.#listener.broke(error, failures);
      const pause = new AbortController();
      this.#attempt = pause;
      await wait(this.#http.clock, backOffMs(failures - 1, this.#http.random, this.#retryMs), pause.signal);
    }
  }

  /** Reads until the stream ends, which it always does with some error. */
  async #readOnce(attempt: AbortController): Promise<DispatchError> {
    const { clock } = this.#http;
    let cancelWatch = () => {};
    const watch = () => {
      cancelWatch();
      cancelWatch = clock.after(silenceMs, () => attempt.abort());
    };
    try {
      watch();
      const body = await this.#http.openStream(this.#listener.lastSeq(), attempt.signal);
      this.#listener.opened();
      const parser = new EventStreamParser(
        (message) => this.#listener.received(message),
        (milliseconds) => {
          this.#retryMs = Math.max(100, milliseconds);
        },
      );
      await readEventStream(body, parser, watch);
      return new DispatchError('connection', 'The stream of events has ended.');
    } catch (error) {
      if (error instanceof DispatchError) return error;
      const message = isAbort(error) ? 'The stream of events was silent.' : 'The stream of events has broken off.';
      return new DispatchError('connection', message, { cause: error });
    } finally {
      cancelWatch();
    }
  }
}
