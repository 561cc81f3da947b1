import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { EventStreamParser, readEventStream, type StreamMessage } from './event-stream.ts';

async function read(chunks: readonly Uint8Array[]): Promise<{ messages: StreamMessage[]; retry: number | undefined }> {
  const messages: StreamMessage[] = [];
  let retry: number | undefined;
  const parser = new EventStreamParser(
    (message) => messages.push(message),
    (milliseconds) => {
      retry = milliseconds;
    },
  );
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  await readEventStream(body, parser);
  return { messages, retry };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const message = (data: string, lastEventId = '', type = 'message'): StreamMessage => ({ type, data, lastEventId });

const cases: readonly [name: string, stream: string, messages: readonly StreamMessage[]][] = [
  ['messages end with a blank line', 'data: a\n\ndata: b\n\n', [message('a'), message('b')]],
  ['data lines are joined with line feeds', 'data: a\ndata:\ndata: b\n\n', [message('a\n\nb')]],
  ['a field without a colon is empty', 'data\n\ndata\ndata\n\ndata:', [message(''), message('\n')]],
  [
    'one space after the colon goes, no more',
    'data:a\n\ndata: a\n\ndata:  a\n\ndata:\ta\n\n',
    [message('a'), message('a'), message(' a'), message('\ta')],
  ],
  ['what has no blank line is not dispatched', 'data: a\n\ndata: b\n', [message('a')]],
  ['a name holds for one message', 'event: job\ndata: a\n\ndata: b\n\n', [message('a', '', 'job'), message('b')]],
  ['an empty name is no name', 'event: \ndata: a\n\n', [message('a')]],
  ['a name without data is forgotten', 'event: ghost\n\ndata: a\n\n', [message('a')]],
  [
    'an id stays until it changes',
    'id: 7\ndata: a\n\ndata: b\n\nid: 8\ndata: c\n\n',
    [message('a', '7'), message('b', '7'), message('c', '8')],
  ],
  ['an empty id clears it', 'id: 7\ndata: a\n\nid\ndata: b\n\n', [message('a', '7'), message('b')]],
  [
    'an id alone counts, with NUL it does not',
    'id: 5\n\ndata: a\n\nid: 6\0\ndata: b\n\n',
    [message('a', '5'), message('b', '5')],
  ],
  ['comments and unknown fields are passed over', ': hello\n\n:\ndata: a\nother: x\n data: y\nDATA: z\n\n', [message('a')]],
  ['only the first colon parts name and value', 'data: a:b: c\n\n', [message('a:b: c')]],
  ['carriage returns end lines', 'data: a\rdata: b\r\rdata: c\r\r', [message('a\nb'), message('c')]],
  ['so do carriage return and line feed together', 'data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n', [message('a\nb'), message('c')]],
  ['kinds of line end may be mixed', 'data: a\r\n\ndata: b\n\r\ndata: c\r\n\r\r\n', [message('a'), message('b'), message('c')]],
  ['a byte order mark is removed once', '\uFEFFdata: a\n\n\uFEFFdata: b\n\n', [message('a')]],
  ['other separators of Unicode are text', 'data: a\u2028b\u2029c\u0085d\u000be\n\n', [message('a\u2028b\u2029c\u0085d\u000be')]],
  [
    'line breaks inside JSON stay inside',
    'data: {"note":"x\\n\\nevent: admin"}\n\n',
    [message('{"note":"x\\n\\nevent: admin"}')],
  ],
  ['text outside ASCII', 'data: 🔧 Größe\n\n', [message('🔧 Größe')]],
];

for (const [name, stream, expected] of cases) {
  test(`${name}, whole and byte by byte`, async () => {
    const whole = bytes(stream);
    assert.deepEqual((await read([whole])).messages, expected);
    assert.deepEqual((await read(Array.from(whole, (byte) => Uint8Array.of(byte)))).messages, expected);
  });
}

test('the reconnection time is digits only', async () => {
  assert.equal((await read([bytes('retry: 1500\n\nretry: 3000ms\nretry: -1\nretry: 1.5\nretry:\n\n')])).retry, 1500);
});

test('a message comes out with its blank line, not with what follows', () => {
  const messages: StreamMessage[] = [];
  const parser = new EventStreamParser((received) => messages.push(received));
  parser.push('data: a\r\n\r');
  assert.deepEqual(messages, [message('a')]);
  parser.push('\ndata: b\n\n');
  assert.deepEqual(messages, [message('a'), message('b')]);
});

test('where the stream is cut makes no difference', async () => {
  const piece = fc.constantFrom(
    'data',
    'id',
    'event',
    'retry',
    ':',
    ' ',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    'ü',
    '🔧',
    '\uFEFF',
    '7',
    '\0',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.array(fc.nat(80), { maxLength: 8 }), async (pieces, cuts) => {
      const whole = bytes(pieces.join(''));
      const at = [...new Set([0, ...cuts.filter((cut) => cut < whole.length), whole.length])].sort((a, b) => a - b);
      const chunks = at.slice(1).map((end, index) => whole.slice(at[index], end));
      assert.deepEqual(await read(chunks), await read([whole]));
    }),
  );
});

const shared = process.env.DISPATCHKIT_SHARED;
const vectorFile = shared ? join(shared, 'data/vectors/sse-format.json') : undefined;
if (vectorFile && existsSync(vectorFile)) {
  const { vectors } = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
    vectors: { name: string; chunksBase64: string[]; expected: StreamMessage[]; retry?: number }[];
  };
  for (const vector of vectors) {
    test(`vector: ${vector.name}`, async () => {
      const { messages, retry } = await read(vector.chunksBase64.map((chunk) => new Uint8Array(Buffer.from(chunk, 'base64'))));
      assert.deepEqual(messages, vector.expected);
      assert.equal(retry, vector.retry);
    });
  }
}
