import type { HttpApp } from '../app-type.ts';
import { refuse } from '../problem.ts';
import type { Readiness, ReadinessCheck } from '../readiness.ts';

const fresh = { headers: { 'cache-control': 'no-store' } };

const reasons: Readonly<Record<ReadinessCheck, string>> = {
  database: 'The database does not answer.',
  migrations: 'The schema of the database is older than this program needs.',
  stopping: 'This instance is stopping.',
};

/** What load balancers and supervisors ask. Without a token: they say nothing about anybody. */
export function healthRoutes(app: HttpApp, readiness: Readiness): void {
  /** The process answers. Nothing else is looked at: a restart mends no database. */
  app.get('/healthz', () => Response.json({ status: 'ok' }, fresh));
  /** It can do its work, and should be sent some. Otherwise 503 `not_ready` with the names of what stands in the way. */
  app.get('/readyz', async () => {
    const failing = await readiness.failing();
    if (failing.length === 0) return Response.json({ status: 'ready' }, fresh);
    throw refuse('not_ready', {
      detail: failing.map((check) => `${check}: ${reasons[check]}`).join(' '),
      hint: 'Ask again in a few seconds, or another instance.',
      headers: { 'retry-after': '5' },
    });
  });
}
