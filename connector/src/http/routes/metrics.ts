import type { ReadableMetrics } from '../../ports/metrics.ts';
import type { HttpApp } from '../app-type.ts';
import { invalidToken } from '../auth/bearer.ts';
import { refuse } from '../problem.ts';

export interface MetricsPage {
  readonly metrics: ReadableMetrics;
  /** Whoever sends it may read. Undefined: everybody who gets here, which only an address of this machine may say. */
  readonly token: string | undefined;
}

/** `GET /metrics`: the figures of this instance, in the text format of Prometheus. */
export function metricsRoute(app: HttpApp, { metrics, token }: MetricsPage): void {
  app.get('/metrics', async ({ req }) => {
    if (token !== undefined) await checkToken(req.raw.headers, token);
    return new Response(await metrics.text(), {
      headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
    });
  });
}

async function checkToken(headers: Headers, expected: string): Promise<void> {
  const [, given] = /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  if (given === undefined) {
    throw refuse('token_missing', {
      detail: 'The figures are read with a token.',
      hint: 'Send the header "Authorization: Bearer <metrics.token>".',
      headers: { 'www-authenticate': 'Bearer realm="dispatchkit metrics"' },
    });
  }
  if (!(await isSame(given, expected))) throw invalidToken('This is not the token of the figures.');
}

/** Compares digests, so the time it takes tells nothing of how much was right. */
async function isSame(given: string, expected: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [given, expected].map((text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  );
  if (!a || !b) return false;
  const [left, right] = [new Uint8Array(a), new Uint8Array(b)];
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
}
