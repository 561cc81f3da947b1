import type { HttpApp } from '../app-type.ts';
import type { OwnTokens } from '../auth/own-tokens.ts';

export const keySetPath = '/.well-known/jwks.json';

/** The public keys that embed tokens and customer links are signed with (RFC 7517), for whoever wants to check them too. */
export function keySetRoute(app: HttpApp, ownTokens: OwnTokens): void {
  app.get(keySetPath, async () =>
    Response.json(
      { keys: await ownTokens.publicKeys() },
      {
        headers: {
          'content-type': 'application/jwk-set+json',
          // Short enough that a new key is soon known; nobody signs in with what is in here.
          'cache-control': 'public, max-age=300',
          'access-control-allow-origin': '*',
          'cross-origin-resource-policy': 'cross-origin',
        },
      },
    ),
  );
}
