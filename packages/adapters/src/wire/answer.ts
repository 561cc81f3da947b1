import { HostError } from '../host.ts';
import type { RawAnswer } from './errors.ts';
import { openDepthGauge } from './json-depth.ts';
import { isPage } from './message.ts';

const deepest = 100;
/** Of errors nobody needs more. */
const longestErrorBytes = 1_000_000;

/**
 * Reads an answer, no further than allowed. Errors of the host are read as far as they go, and without their body when it is hostile.
 * @param ignoresBody for answers that are empty, or say they are JSON and are not
 * @throws HostError `invalid` when the answer is too large, too deep, or no JSON although it says so
 */
export async function readAnswer(
  response: Response,
  maxBytes: number,
  ignoresBody: boolean,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const { status, headers } = response;
  const isError = status >= 400;
  const empty: RawAnswer = { status, headers, body: undefined, text: undefined, isPage: false };
  // A body with these is against the protocol, and hosts send one nevertheless.
  const hasNone = status === 204 || status === 205 || status === 304 || response.body === null;
  if (hasNone || (ignoresBody && !isError) || (status >= 300 && !isError)) {
    await response.body?.cancel().catch(() => undefined);
    return empty;
  }
  try {
    return parseAnswer(empty, await readText(response, isError ? Math.min(longestErrorBytes, maxBytes) : maxBytes, signal));
  } catch (error) {
    if (isError && error instanceof HostError) {
      return empty;
    }
    throw error;
  }
}

interface ReadText {
  readonly text: string;
  readonly depth: number;
}

async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<ReadText> {
  const tooLarge = () =>
    new HostError('invalid', `The host has answered with more than ${maxBytes / 1_000_000} MB.`, { status: response.status });
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel().catch(() => undefined);
    throw tooLarge();
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const stop = () => {
    reader.cancel(signal.reason).catch(() => undefined);
  };
  signal.addEventListener('abort', stop, { once: true });
  const gauge = openDepthGauge();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  let depth = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes += piece.value.byteLength;
      if (bytes > maxBytes) {
        throw tooLarge();
      }
      depth = gauge.feed(piece.value);
      pieces.push(decoder.decode(piece.value, { stream: true }));
    }
    signal.throwIfAborted();
    pieces.push(decoder.decode());
    return { text: pieces.join(''), depth };
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function parseAnswer(answer: RawAnswer, { text, depth }: ReadText): RawAnswer {
  const type = (answer.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (text.trim() === '') {
    return answer;
  }
  const saysJson = type === 'application/json' || type.endsWith('+json') || type === 'text/json';
  if (isPage(text) || (type.includes('html') && /^\s*</.test(text))) {
    return { ...answer, isPage: true };
  }
  // Some hosts give JSON away as text or HTML; it is known by its first sign.
  const looksJson = /^\s*[[{]/.test(text) && !type.includes('xml') && !type.startsWith('multipart/');
  if (!saysJson && !looksJson) {
    return { ...answer, text };
  }
  if (depth > deepest) {
    throw new HostError('invalid', `The host has answered with more than ${deepest} levels.`, { status: answer.status });
  }
  try {
    return { ...answer, body: JSON.parse(text) };
  } catch {
    if (saysJson) {
      throw new HostError('invalid', 'The host has answered with something that is no JSON although it says so.', {
        status: answer.status,
      });
    }
    return { ...answer, text };
  }
}
