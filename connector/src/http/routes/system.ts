import type { Store } from '../../ports/store.ts';
import type { HttpApp } from '../app-type.ts';
import { openApiDocument } from '../document.ts';

/** Methods of the routes below, by path. */
export const systemPaths = { '/openapi.json': 'GET', '/healthz': 'GET', '/readyz': 'GET' } as const;

/** What operators and tools ask: is it alive, can it work, what does it offer. */
export function systemRoutes(app: HttpApp, store: Store): void {
  let document: string | undefined;
  app.get('/openapi.json', () => {
    document ??= JSON.stringify(openApiDocument());
    return new Response(document, { headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } });
  });
  /** The process answers. */
  app.get('/healthz', () => Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } }));
  /** It can do its work: the database answers. Otherwise 503 `store_unavailable`. */
  app.get('/readyz', async () => {
    await store.ping();
    return Response.json({ status: 'ready' }, { headers: { 'cache-control': 'no-store' } });
  });
}
