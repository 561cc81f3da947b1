import { Id, line, roles } from '@dispatchkit/contract';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { HttpApp } from '../app-type.ts';
import type { DevIssuer } from '../auth/dev-issuer.ts';
import { parseBody } from '../input/parse-body.ts';
import { readJson, refuseLongBody } from '../input/read-body.ts';
import { refuse } from '../problem.ts';

const DevTokenBody = z.object({
  role: z.enum(roles),
  technicianId: Id.optional(),
  jobId: Id.optional(),
  name: line(120).optional(),
});
const ttlSeconds = 60 * 60;
const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Signs people in on the pages while trying things out: `POST /dev/token {role, technicianId?}`. Only for pages of this very
 * address on this very machine: a foreign page, or a foreign name that was pointed at this machine (DNS rebinding), is refused.
 */
export function devTokenRoute(
  app: HttpApp,
  { devIssuer, tenant, clock }: { devIssuer: DevIssuer; tenant: string; clock: Clock },
): void {
  app.post('/dev/token', async ({ req: { raw: request } }) => {
    refuseLongBody(request, { maxBodyBytes: 4096 });
    refuseStrangers(request);
    const body = parseBody(DevTokenBody, await readJson(request, { maxBodyBytes: 4096 }));
    const expiresAt = new Date(clock.now() + ttlSeconds * 1000).toISOString();
    const token = await devIssuer.issue({ ...body, tenant, ttlSeconds });
    return Response.json({ token, expiresAt }, { headers: { 'cache-control': 'no-store' } });
  });
}

function refuseStrangers(request: Request): void {
  const { hostname, origin } = new URL(request.url);
  const from = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const isSameOrigin = (from === null || from === origin) && (site === null || site === 'same-origin' || site === 'none');
  if (loopbackHosts.has(hostname) && isSameOrigin) return;
  throw refuse('not_allowed', {
    detail: 'Development tokens are only given to pages of this machine.',
    hint: 'Open the console at http://127.0.0.1, or use "dispatchkit token" on the machine itself.',
  });
}
