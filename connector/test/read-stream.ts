import assert from 'node:assert/strict';

/** A message of an event stream. */
export interface StreamMessage {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** Reads an event stream message by message. */
export interface EventReader {
  /** The next message, or the next of that kind, those in between left out; fails when the stream ends first. */
  next(event?: string): Promise<StreamMessage>;
  nextOrEnd(): Promise<StreamMessage | undefined>;
  /** The next comment. Messages in between are left out. */
  comment(): Promise<string>;
  /** Whether the stream is at its end, with nothing more to come. */
  ended(): Promise<boolean>;
  cancel(): Promise<void>;
}

export function readStream(response: Response): EventReader {
  assert(response.body);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';

  async function block(): Promise<string | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const found = text.slice(0, end);
        text = text.slice(end + 2);
        return found;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      text += decoder.decode(value, { stream: true });
    }
  }

  async function nextOrEnd(): Promise<StreamMessage | undefined> {
    for (;;) {
      const found = await block();
      if (found === undefined) return undefined;
      const fields = new Map(
        found
          .split('\n')
          .filter((line) => !line.startsWith(':'))
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
      );
      const data = fields.get('data');
      if (data !== undefined) return { event: fields.get('event') ?? 'message', data, id: fields.get('id') };
    }
  }

  return {
    nextOrEnd,
    async next(event) {
      for (;;) {
        const message = await nextOrEnd();
        assert(message, 'the stream has ended');
        if (event === undefined || message.event === event) return message;
      }
    },
    async comment() {
      for (;;) {
        const found = await block();
        assert(found !== undefined, 'the stream has ended');
        const [line] = found.split('\n').filter((candidate) => candidate.startsWith(':'));
        if (line !== undefined) return line.slice(2);
      }
    },
    ended: async () => (await nextOrEnd()) === undefined,
    cancel: () => reader.cancel(),
  };
}
