import { HostError } from '../host.ts';

/** One call of a change set. */
export interface BatchCall {
  readonly method: 'POST' | 'DELETE' | 'PATCH';
  /** Relative to the service, percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface BatchAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A batch of one change set: all of its calls are done, or none. Multipart, which v2 and v4 both know. */
export function writeBatch(calls: readonly BatchCall[]): { readonly contentType: string; readonly body: string } {
  const parts = calls.map((call, at) => written(call, at + 1));
  const mark = freeMark(parts);
  const changes = parts.map((part) => `--changeset_${mark}\r\n${part}\r\n`).join('');
  const body = [
    `--batch_${mark}`,
    `Content-Type: multipart/mixed; boundary=changeset_${mark}`,
    '',
    `${changes}--changeset_${mark}--`,
    `--batch_${mark}--`,
    '',
  ].join('\r\n');
  return { contentType: `multipart/mixed; boundary=batch_${mark}`, body };
}

/** Boundaries may not be part of what they bound. */
function freeMark(parts: readonly string[]): string {
  let at = 1;
  while (parts.some((part) => part.includes(`_dispatch${at}`))) {
    at += 1;
  }
  return `dispatch${at}`;
}

function written(call: BatchCall, contentId: number): string {
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const headers = {
    Accept: 'application/json',
    ...(body === ''
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(new TextEncoder().encode(body).length) }),
    ...call.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if ([call.path, ...lines].some((line) => /[\r\n\0]/.test(line)) || call.path.includes(' ')) {
    throw new HostError('invalid', 'A call of a batch would hold a line break.');
  }
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    `Content-ID: ${contentId}`,
    '',
    `${call.method} ${call.path} HTTP/1.1`,
    ...lines,
    '',
    body,
  ].join('\r\n');
}

/** The answers within an answer, in order. A change set that fails has one. @throws HostError `invalid` when there is none */
export function readBatch(text: string): BatchAnswer[] {
  const starts = [...text.matchAll(/^HTTP\/1\.[01] (\d{3})[^\r\n]*\r?\n/gm)];
  if (starts.length === 0) {
    throw new HostError('invalid', 'The host has answered a batch with something else.');
  }
  return starts.map((start, at) => {
    const content = text.slice(start.index + start[0].length, starts[at + 1]?.index);
    const [head = '', ...rest] = content.split(/\r?\n\r?\n/);
    return { status: Number(start[1]), headers: readHeaders(head), body: readJson(rest.join('\n\n')) };
  });
}

function readHeaders(head: string): Headers {
  const headers = new Headers();
  for (const line of head.split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      headers.append(name, value);
    }
  }
  return headers;
}

/** The JSON before the next boundary. */
function readJson(content: string): unknown {
  const json = (content.split(/\r?\n--/, 1)[0] ?? '').trim();
  if (json === '' || json.startsWith('--')) {
    return undefined;
  }
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
