import { ImportError } from './import-error.ts';

/**
 * Bytes → text, strictly. A byte order mark is dropped.
 * @throws ImportError `file_encoding`, naming line and byte, through the stream
 */
export function decodeStrictly(encoding: string): TransformStream<Uint8Array, string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytesBefore = 0;
  let linesBefore = 0;
  let tail: Uint8Array = new Uint8Array();
  return new TransformStream({
    transform(chunk, controller) {
      // Decoded with `stream`, a letter cut between two chunks is held back by the decoder; we hold the same bytes to find a fault in them.
      try {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      } catch (cause) {
        throw encodingError(encoding, joined(tail, chunk), bytesBefore - tail.length, linesBefore - countLineFeeds(tail), cause);
      }
      bytesBefore += chunk.length;
      linesBefore += countLineFeeds(chunk);
      tail = chunk.slice(-3);
    },
    flush(controller) {
      try {
        const text = decoder.decode();
        if (text !== '') controller.enqueue(text);
      } catch (cause) {
        throw encodingError(encoding, tail, bytesBefore - tail.length, linesBefore - countLineFeeds(tail), cause);
      }
    },
  });
}

function encodingError(
  encoding: string,
  bytes: Uint8Array,
  bytesBefore: number,
  linesBefore: number,
  cause: unknown,
): ImportError {
  const at = encoding === 'utf-8' ? firstInvalidUtf8(bytes) : 0;
  const line = linesBefore + countLineFeeds(bytes.subarray(0, at)) + 1;
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  const hint =
    encoding === 'utf-8'
      ? 'The file is not UTF-8. Files saved by Excel are often windows-1252: set format.encoding in the map.'
      : 'Set format.encoding in the map to the encoding of the file.';
  return new ImportError(
    'file_encoding',
    `Line ${line} is not ${encoding}`,
    [{ where: `line ${line}, byte ${bytesBefore + at + 1}`, found: `0x${byte}`, expected: encoding, hint }],
    { cause },
  );
}

/** Index of the first byte that no UTF-8 text has there (RFC 3629). */
function firstInvalidUtf8(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  // Bytes at the very start may continue a letter of the chunk before.
  while (low < bytes.length && low < 3 && ((bytes[low] ?? 0) & 0xc0) === 0x80) low++;
  const start = low;
  // The longest prefix that decodes; `stream` allows a cut letter at its end.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isUtf8Prefix(bytes.subarray(start, middle))) low = middle;
    else high = middle - 1;
  }
  // A letter that was begun and not finished is wrong from its first byte on.
  while (low > start && !isUtf8(bytes.subarray(start, low))) low--;
  return Math.min(low, Math.max(0, bytes.length - 1));
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  return decodes(bytes, true);
}

function isUtf8(bytes: Uint8Array): boolean {
  return decodes(bytes, false);
}

function decodes(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function countLineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
