import { signWebhook } from '@dispatchkit/contract/webhooks';
import { EgressError } from '../../egress/guard.ts';
import type { WebhookOptions } from './options.ts';

export interface Message {
  /** The same on every attempt. */
  readonly id: string;
  readonly url: string;
  readonly body: string;
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

export interface Answer {
  /** `null` when there was none. */
  readonly status: number | null;
  /** `null` when it was accepted. */
  readonly error: string | null;
  /** Beginning of the answer. */
  readonly body: string | null;
  readonly retryAfterMs: number | null;
}

const shownBytes = 1024;
const longestRetryAfterMs = 24 * 3_600_000;

/** One attempt. Never throws, except when `signal` calls it off. Redirects are not followed, and of the answer only its beginning is read. */
export async function sendMessage(message: Message, options: WebhookOptions, signal: AbortSignal): Promise<Answer> {
  const timeout = new AbortController();
  const calledOff = options.timers.after(options.timeoutMs, () => timeout.abort(new Error('time-out')));
  try {
    const timestamp = Math.floor(message.nowMs / 1000);
    const response = await options.fetch(message.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Dispatchkit-Webhooks/1',
        accept: '*/*',
        'webhook-id': message.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': await signWebhook({ id: message.id, timestamp, body: message.body }, message.secrets),
      },
      body: message.body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout.signal]),
    });
    const body = await beginningOf(response).catch(() => null);
    const { status, ok } = response;
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), message.nowMs);
    return { status, error: ok ? null : errorOf(status), body, retryAfterMs };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { status: null, error: faultOf(error, timeout.signal, options), body: null, retryAfterMs: null };
  } finally {
    calledOff();
  }
}

async function beginningOf(response: Response): Promise<string | null> {
  if (!response.body) return null;
  const bytes = new Uint8Array(shownBytes);
  let length = 0;
  const reader = response.body.getReader();
  try {
    while (length < shownBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, shownBytes - length);
      bytes.set(part, length);
      length += part.byteLength;
    }
  } finally {
    // Whatever more there is stays where it is.
    await reader.cancel().catch(() => {});
  }
  // A character that was cut, and whatever is no text, shows as U+FFFD; that takes up to three bytes for one.
  const text = new TextDecoder().decode(bytes.subarray(0, length)).replaceAll('\0', '\uFFFD');
  return text === '' ? null : text.slice(0, shownBytes);
}

function errorOf(status: number): string {
  if (status === 410) return 'The endpoint answered 410: it is gone.';
  if (status >= 300 && status < 400) return `The endpoint answered ${status}: redirects are not followed.`;
  return `The endpoint answered ${status}.`;
}

/** Why there was no answer, for whoever looks after the endpoint; nothing about the network here. */
function faultOf(error: unknown, timeout: AbortSignal, { timeoutMs }: WebhookOptions): string {
  if (timeout.aborted) return `The endpoint did not answer within ${timeoutMs / 1000} seconds.`;
  if (error instanceof EgressError) return error.message;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === 'ECONNREFUSED') return 'The endpoint refused the connection.';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'The endpoint broke the connection.';
  if (code?.includes('CERT') || code?.startsWith('ERR_TLS') || code?.startsWith('ERR_SSL') || code?.includes('SELF_SIGNED')) {
    return 'The certificate of the endpoint is not valid.';
  }
  return 'The endpoint could not be reached.';
}

/** Seconds, or a date (RFC 9110 §10.2.3). At most a day. */
function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const waitMs = /^\d{1,10}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(waitMs) && waitMs > 0 ? Math.min(waitMs, longestRetryAfterMs) : null;
}
