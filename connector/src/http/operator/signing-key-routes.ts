import type { HttpApp } from '../app-type.ts';
import type { SigningKeyAdmin } from '../auth/signing-key-admin.ts';
import { refuseQuery } from '../input/read-query.ts';

/** Keys that sign embed tokens and customer links: they are the whole installation's, so no tenant's administrator may touch them. */
export const signingKeyOperations = {
  listSigningKeys: { method: 'GET', path: '/operator/signing-keys' },
  rotateSigningKeys: { method: 'POST', path: '/operator/signing-keys/rotate' },
  retireSigningKey: { method: 'POST', path: '/operator/signing-keys/:id/retire' },
} as const;

/** To be registered behind the check of operator keys. */
export function signingKeyRoutes(app: HttpApp, admin: SigningKeyAdmin): void {
  const { listSigningKeys, rotateSigningKeys, retireSigningKey } = signingKeyOperations;
  app.get(listSigningKeys.path, async ({ req }) => {
    refuseQuery(new URL(req.url));
    return Response.json({ items: await admin.list() }, noStore);
  });
  app.post(rotateSigningKeys.path, async ({ req }) => {
    refuseQuery(new URL(req.url));
    return Response.json(await admin.rotate(), { ...noStore, status: 201 });
  });
  app.post(retireSigningKey.path, async ({ req }) => {
    refuseQuery(new URL(req.url));
    await admin.retire(req.param('id'));
    return new Response(null, { status: 204 });
  });
}

const noStore = { headers: { 'cache-control': 'no-store' } };
