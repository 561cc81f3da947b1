/** One dispatched message of an event stream. */
export interface StreamMessage {
  /** `message` unless the stream named another. */
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

/**
 * Parser of `text/event-stream` (WHATWG HTML §9.2.6). Give it decoded text in pieces of any size; messages come out as soon as
 * their blank line does. What follows the last blank line is never dispatched.
 */
export class EventStreamParser {
  readonly #onMessage: (message: StreamMessage) => void;
  readonly #onRetry: (milliseconds: number) => void;
  #rest = '';
  /** Up to here `#rest` holds no line end, so a long line in many pieces is not read again and again. */
  #scanned = 0;
  #endedWithReturn = false;
  #type = '';
  #data: string[] = [];
  #lastEventId = '';

  /** `onRetry` hears the reconnection time the stream asks for. */
  constructor(onMessage: (message: StreamMessage) => void, onRetry: (milliseconds: number) => void = () => {}) {
    this.#onMessage = onMessage;
    this.#onRetry = onRetry;
  }

  push(text: string): void {
    if (text === '') return;
    // CR LF may be torn apart: the line ended with the CR, which must not wait for what may never come.
    this.#rest += this.#endedWithReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#endedWithReturn = false;
    let start = 0;
    for (let at = this.#nextEnd(this.#scanned); at >= 0; at = this.#nextEnd(start)) {
      this.#line(this.#rest.slice(start, at));
      start = at + 1;
      if (this.#rest[at] === '\r') {
        if (start === this.#rest.length) this.#endedWithReturn = true;
        else if (this.#rest[start] === '\n') start++;
      }
    }
    this.#rest = this.#rest.slice(start);
    this.#scanned = this.#rest.length;
  }

  #nextEnd(from: number): number {
    const lineFeed = this.#rest.indexOf('\n', from);
    const text = lineFeed < 0 ? this.#rest : this.#rest.slice(0, lineFeed);
    const carriageReturn = text.indexOf('\r', from);
    return carriageReturn < 0 ? lineFeed : carriageReturn;
  }

  #line(line: string): void {
    if (line === '') this.#dispatch();
    else {
      const colon = line.indexOf(':');
      if (colon < 0) this.#field(line, '');
      else if (colon > 0) this.#field(line.slice(0, colon), line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1));
    }
  }

  #field(name: string, value: string): void {
    if (name === 'event') this.#type = value;
    else if (name === 'data') this.#data.push(value);
    else if (name === 'id' && !value.includes('\0')) this.#lastEventId = value;
    else if (name === 'retry' && /^\d+$/.test(value)) this.#onRetry(Number(value));
  }

  #dispatch(): void {
    const data = this.#data;
    const type = this.#type || 'message';
    this.#data = [];
    this.#type = '';
    if (data.length > 0) this.#onMessage({ type, data: data.join('\n'), lastEventId: this.#lastEventId });
  }
}

/** Reads a response body to its end. `onActivity` is called with every piece, also one of comments only. */
export async function readEventStream(
  body: ReadableStream<Uint8Array>,
  parser: EventStreamParser,
  onActivity: () => void = () => {},
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      onActivity();
      parser.push(decoder.decode(piece.value, { stream: true }));
    }
  } finally {
    // After an error or a throwing listener the connection must not stay open.
    reader.cancel().catch(() => {});
  }
}
