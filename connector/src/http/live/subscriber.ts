import type { Identity } from '../auth/identity.ts';
import type { Bytes } from './encode.ts';
import type { Piece } from './pieces.ts';
import type { StreamFigures } from './stream-figures.ts';

/** Bytes that may wait for a reader. A reader who lets more pile up is cut off and resumes by the last id it has seen. */
export const maxWaitingBytes = 1024 * 1024;

/** One open stream: what has been sent on it, and how much is waiting. */
export class Subscriber {
  /** Whose token opened it. */
  readonly identity: Identity;
  readonly body: ReadableStream<Bytes>;
  /** Everything up to this seq has been sent, or was not for this reader. */
  position: number;
  /** The newest seq this reader has heard of. */
  toldSeq: number;
  readonly #figures: StreamFigures;
  readonly #onClosed: () => void;
  #controller: ReadableStreamDefaultController<Bytes> | undefined;
  #drained: (() => void) | undefined;

  constructor(identity: Identity, position: number, figures: StreamFigures, onClosed: () => void) {
    this.identity = identity;
    this.position = position;
    this.toldSeq = position;
    this.#figures = figures;
    this.#onClosed = onClosed;
    this.body = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#drained?.(),
        cancel: () => this.#release(),
      },
      { highWaterMark: maxWaitingBytes, size: byteLength },
    );
  }

  get isOpen(): boolean {
    return this.#controller !== undefined;
  }

  /** Bytes that have been sent and not been taken by the runtime yet. */
  get waitingBytes(): number {
    return this.#controller === undefined ? 0 : maxWaitingBytes - this.#room;
  }

  /** Sends what is to be seen of the events up to `piece.seq`. */
  sendPiece({ seq, toldSeq, bytes }: Piece): void {
    if (seq <= this.position) return;
    this.position = seq;
    if (!bytes) return;
    this.toldSeq = toldSeq;
    this.#figures.sent++;
    this.send(bytes);
  }

  /** Makes an event known that was not to be seen, unless the reader has heard of a later one. */
  sendMark(seq: number, bytes: Bytes): void {
    if (seq <= this.toldSeq) return;
    this.toldSeq = seq;
    this.send(bytes);
  }

  send(bytes: Bytes): void {
    // A message larger than all the room must still be deliverable, or its reader would be cut off at it for ever.
    if (this.#room >= bytes.byteLength || this.#room === maxWaitingBytes) this.#controller?.enqueue(bytes);
    else this.#drop();
  }

  /** For what is only of interest now: left out when the reader is behind. */
  sendIfQuick(bytes: Bytes): void {
    if (this.#room - bytes.byteLength > maxWaitingBytes / 2) this.#controller?.enqueue(bytes);
  }

  /** Settles when the reader has taken at least half of what can wait, or has gone. */
  async hasRoom(): Promise<void> {
    while (this.isOpen && this.#room < maxWaitingBytes / 2) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    this.#drained = undefined;
  }

  /** Ends the stream after what is waiting has been read. */
  close(): void {
    const controller = this.#controller;
    this.#release();
    controller?.close();
  }

  #drop(): void {
    if (!this.isOpen) return;
    this.#figures.dropped++;
    this.close();
  }

  get #room(): number {
    return this.#controller?.desiredSize ?? 0;
  }

  #release(): void {
    if (this.#controller === undefined) return;
    this.#controller = undefined;
    this.#drained?.();
    this.#onClosed();
  }
}

function byteLength(chunk: Bytes): number {
  return chunk.byteLength;
}
