import type { Identity } from '../auth/claims.ts';

/** Bytes that may wait for a reader. A reader who lets more pile up is cut off and resumes by the last id it has seen. */
export const maxWaitingBytes = 1024 * 1024;

/** One open stream: what has been sent on it, and how much is waiting. */
export class Subscriber {
  /** Whose token opened it. */
  readonly identity: Identity;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Everything up to this seq has been sent, or was not for this reader. */
  position: number;
  readonly #onClosed: () => void;
  #controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  #drained: (() => void) | undefined;

  constructor(identity: Identity, position: number, onClosed: () => void) {
    this.identity = identity;
    this.position = position;
    this.#onClosed = onClosed;
    this.body = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#drained?.(),
        cancel: () => this.#release(),
      },
      { highWaterMark: maxWaitingBytes, size: (chunk) => chunk.byteLength },
    );
  }

  get isOpen(): boolean {
    return this.#controller !== undefined;
  }

  /** Sends an event unless the reader already has it. */
  sendEvent(seq: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (seq <= this.position) return;
    this.position = seq;
    this.send(bytes);
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    // A message larger than all the room must still be deliverable, or its reader would be cut off at it for ever.
    const fits = this.#room >= bytes.byteLength || this.#room === maxWaitingBytes;
    if (fits) this.#controller?.enqueue(bytes);
    else this.close();
  }

  /** For what is only of interest now: left out when the reader is behind. */
  sendIfQuick(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#room > maxWaitingBytes / 2) this.send(bytes);
  }

  /** Settles when the reader has taken at least half of what can wait, or has gone. */
  async hasRoom(): Promise<void> {
    while (this.isOpen && this.#room < maxWaitingBytes / 2) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
  }

  /** Ends the stream after what is waiting has been read. */
  close(): void {
    const controller = this.#controller;
    this.#release();
    controller?.close();
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
