import { isSameBytes, sha256 } from '../../internal/digest.ts';
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
  // Digests are of one length, so not even that of the token shows in the time it takes.
  if (!isSameBytes(await sha256(given), await sha256(expected))) throw invalidToken('This is not the token of the figures.');
}
