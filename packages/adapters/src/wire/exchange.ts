import { HostError, type HostSurroundings } from '../host.ts';
import { readAnswer } from './answer.ts';
import type { RawAnswer } from './errors.ts';

/** A call as it goes out. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly ignoresBody: boolean;
  /** After it, nobody knows whether a call that failed was done. */
  readonly isWrite: boolean;
  readonly signal: AbortSignal | undefined;
}

export interface ExchangeLimits {
  readonly timeoutSeconds: number;
  readonly maxMegabytes: number;
}

/**
 * One question and its answer, of whatever status.
 * @throws HostError `unavailable` when there is none in time; the reason of `signal` when the caller has given up
 */
export async function exchange(outgoing: Outgoing, fetch: HostSurroundings['fetch'], limits: ExchangeLimits): Promise<RawAnswer> {
  // A signal that ends with the call: those of the platform live until their time is up, and a busy host is asked often in that time.
  const ended = new AbortController();
  const { signal } = ended;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    ended.abort();
  }, limits.timeoutSeconds * 1_000);
  const giveUp = () => ended.abort(outgoing.signal?.reason);
  outgoing.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    outgoing.signal?.throwIfAborted();
    const request = new Request(outgoing.url, {
      method: outgoing.method,
      headers: outgoing.headers,
      redirect: 'manual',
      signal,
      ...(outgoing.body === undefined ? {} : { body: outgoing.body }),
    });
    const response = await unlessAborted(fetch(request), signal);
    return await readAnswer(response, limits.maxMegabytes * 1_000_000, outgoing.ignoresBody, signal);
  } catch (error) {
    outgoing.signal?.throwIfAborted();
    if (error instanceof HostError) {
      throw outgoing.isWrite ? error.perhapsDone() : error;
    }
    const unsure = outgoing.isWrite ? ' It is not known whether it has done what it was asked.' : '';
    if (isLate) {
      throw new HostError('unavailable', `The host has not answered within ${limits.timeoutSeconds} seconds.${unsure}`, {
        mayBeDone: outgoing.isWrite,
      });
    }
    const code = codeOf(error);
    const wasRefused = code === 'ECONNREFUSED' || code === 'ENOTFOUND';
    throw new HostError(
      'unavailable',
      `The host cannot be reached${code === undefined ? '' : ` (${code})`}.${wasRefused ? '' : unsure}`,
      { mayBeDone: outgoing.isWrite && !wasRefused },
    );
  } finally {
    clearTimeout(timer);
    outgoing.signal?.removeEventListener('abort', giveUp);
  }
}

/** Does not rely on the fetch that was handed in to heed the signal. */
async function unlessAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return await new Promise<Response>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    answer
      .then((response) => {
        if (signal.aborted) {
          response.body?.cancel().catch(() => undefined);
        }
        resolve(response);
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Such as `ECONNREFUSED`; the text of the error may hold the address, and with it a secret. */
function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code: unknown = (at as { code?: unknown }).code;
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) {
      return code;
    }
  }
  return undefined;
}
