import type { Operation } from '../operations/operation.ts';
import { refuse } from '../problem.ts';
import { findJsonFault } from './repeated-names.ts';

const standardMaxBytes = 1024 * 1024;

/** What PATCH takes; told in `Accept-Patch` (RFC 5789 §3.1). */
export const patchTypes: readonly string[] = ['application/merge-patch+json', 'application/json'];

/** Refuses early what says of itself that it is too large. What lies about its length is caught while reading. */
export function refuseLongBody(request: Request, operation: Pick<Operation, 'maxBodyBytes'>): void {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > maxBytesOf(operation)) throw tooLarge(maxBytesOf(operation));
}

/** The body's JSON value. */
export async function readJson(
  request: Request,
  operation: Pick<Operation, 'maxBodyBytes' | 'mergePatch' | 'mayBeEmpty'>,
): Promise<unknown> {
  const accepted = operation.mergePatch ? patchTypes : ['application/json'];
  const refuseType = () => refuseWrongType(request, accepted, operation.mergePatch === true);
  const isUntyped = operation.mayBeEmpty && request.headers.get('content-type') === null;
  if (!isUntyped) refuseType();
  const bytes = await readBytes(request, maxBytesOf(operation));
  if (operation.mayBeEmpty && bytes.byteLength === 0) return {};
  if (isUntyped) refuseType();
  return readJsonBytes(bytes);
}

/** @throws ProblemError `malformed_json` */
export function readJsonBytes(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) {
    throw refuse('malformed_json', { detail: 'The body is empty.', hint: 'Send a JSON object.' });
  }
  return parseJson(bytes);
}

/** Media type of the body, in small letters, without parameters. */
export function mediaTypeOf(request: Request): string {
  const [type = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  return type.trim();
}

function maxBytesOf(operation: Pick<Operation, 'maxBodyBytes'>): number {
  return operation.maxBodyBytes ?? standardMaxBytes;
}

/** @throws ProblemError `unsupported_media_type` unless it is one of these, in UTF-8 and not compressed */
export function refuseWrongType(request: Request, accepted: readonly string[], isPatch = false): void {
  refuseEncoded(request);
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (accepted.includes(type.trim()) && isUtf8) return;
  throw refuse('unsupported_media_type', {
    detail: type === '' ? 'The request does not say what its body is.' : 'This content type is not read here.',
    hint: `Send Content-Type: ${accepted.join(' or ')}, in UTF-8.`,
    headers: isPatch ? { 'accept-patch': accepted.join(', ') } : {},
  });
}

/** RFC 9110 §15.5.16: the header says what would have been taken. */
function refuseEncoded(request: Request): void {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return;
  throw refuse('unsupported_media_type', {
    detail: 'The body is compressed (Content-Encoding), and compressed bodies are not read here.',
    hint: 'Send it as it is, without Content-Encoding; large ones in several requests.',
    headers: { 'accept-encoding': 'identity' },
  });
}

/** What is read of a body that is too long, and thrown away, before it is refused. */
const maxDiscardedBytes = 8 * 1024 * 1024;

const arriving = new WeakSet<Request>();

/** Whether the body is still being read: as long as it is, nothing of the request has been done. */
export function isArriving(request: Request): boolean {
  return arriving.has(request);
}

/** Keeps at most `max` bytes; one more is refused, so that an endless chunked body costs no memory. */
export async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  arriving.add(request);
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length <= max) chunks.push(read.value);
    else if (length > max + maxDiscardedBytes) break;
  }
  arriving.delete(request);
  // Not before the client is done, within reason: one that is cut off in the middle of sending never learns why.
  if (length > max) throw tooLarge(max);
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(max: number) {
  return refuse('too_large', {
    detail: `The body is larger than ${Math.floor(max / 1024)} KB.`,
    hint: 'Send it in several requests.',
  });
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (cause) {
    throw refuse('malformed_json', { detail: 'The body is not valid UTF-8.', hint: 'Encode the JSON as UTF-8.', cause });
  }
  const value = parseText(text);
  const fault = findJsonFault(text);
  if (fault === undefined) return value;
  if (fault.kind === 'too_many_names') {
    throw refuse('malformed_json', { detail: 'The body holds too many properties.', hint: 'Send it in several requests.' });
  }
  throw refuse('malformed_json', {
    detail: 'A property stands twice in one object.',
    hint: 'Send each property once (RFC 7493).',
    errors: [{ pointer: fault.pointer, detail: 'Stands twice.' }],
  });
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuse('malformed_json', {
      detail: 'The body is not valid JSON.',
      hint: 'Check quotes, commas and that nothing is cut off at the end.',
      cause,
    });
  }
}
