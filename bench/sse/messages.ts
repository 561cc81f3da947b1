/** A connector in a process of its own. Its arguments are a folder and a port; it answers the port. */
export const serverFile = new URL('./server.ts', import.meta.url);

/** Thousands of readers of event streams, in a process of their own. */
export const listenersFile = new URL('./listeners.ts', import.meta.url);

/** What the server process is asked. Each ask is answered by one message. */
export type ServerAsk =
  | { readonly ask: 'token'; readonly tenant: string; readonly role: 'dispatcher' | 'admin' }
  /** Newest seq of the log. */
  | { readonly ask: 'seq'; readonly tenant: string }
  /** A job to change again and again. Answers the newest seq. */
  | { readonly ask: 'seed'; readonly tenant: string }
  /** Changes of 100 KB and more each, so many that they make so many bytes. Answers the newest seq. */
  | { readonly ask: 'flood'; readonly tenant: string; readonly bytes: number }
  | { readonly ask: 'figures' };

/** Memory of the server process right after a collection, and the streams it serves. */
export interface ServerFigures {
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly streams: number;
}

/** What the process of the listeners is asked. */
export type ListenerAsk =
  /** Opens so many streams in the group and waits until all are open. */
  | {
      readonly ask: 'open';
      readonly group: string;
      readonly count: number;
      readonly port: number;
      readonly token: string;
      readonly after: number;
    }
  /** Stops (or goes on) reading on every stream of the group. */
  | { readonly ask: 'pause' | 'resume'; readonly group: string }
  /** Breaks every connection of the group off; they come back by themselves, each after the last event it has seen. */
  | { readonly ask: 'cut'; readonly group: string }
  /** Waits until all of the group have heard of the seq, and tells how they fared since the last time. */
  | { readonly ask: 'settle'; readonly group: string; readonly seq: number }
  | { readonly ask: 'close' };

/** How the streams of a group fared. */
export interface ListenerFigures {
  readonly open: number;
  readonly received: number;
  /** Events that never came, came twice, or came out of order. */
  readonly lost: number;
  readonly doubled: number;
  readonly resets: number;
  /** Milliseconds from sending the change to the arrival of its event, over all streams. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** How a change says when it was sent: milliseconds of the clock all processes share. */
export const sentMark = 'sent at ';

/** Epoch milliseconds with a fraction. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
