import type { HostError } from '../host.ts';

const firstDelayMs = 500;
const longestDelayMs = 15_000;

/**
 * Milliseconds until `Retry-After` (RFC 9110 §10.2.3), in seconds or as a date; undefined when there is none or nobody can read it.
 * @param value of the header
 */
export function retryAfterMs(value: string | null, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) {
    return Math.ceil(Number(text) * 1_000);
  }
  // `Date.parse` takes nearly everything for a date, negative numbers among it.
  const atMs = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

/** Doubles from half a second on, the later half of it by chance, so that many callers do not come back at once. */
export function backOffMs(attempt: number): number {
  const fullMs = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
  return Math.round(fullMs / 2 + (Math.random() * fullMs) / 2);
}

/** What may be done again: reads, writes the host has said it did not do, and signing in, which locks accounts when it is pressed. */
export type Repeatable = 'read' | 'write' | 'sign-in';

/** Milliseconds until the next try; undefined when there is none. */
export function nextTryMs(error: HostError, attempt: number, retries: number, what: Repeatable): number | undefined {
  if (attempt >= retries || !mayRepeat(error, what)) {
    return undefined;
  }
  return error.retryAfterMs ?? backOffMs(attempt);
}

function mayRepeat(error: HostError, what: Repeatable): boolean {
  const saidWhen = error.retryAfterMs !== undefined;
  if (what === 'write') {
    return saidWhen && (error.status === 429 || error.status === 503);
  }
  if (error.kind === 'rate-limited') {
    return saidWhen || what === 'read';
  }
  // A page of HTML with a status of success does not become data by asking again.
  return error.kind === 'unavailable' && !(error.status !== undefined && error.status < 400);
}
