import type { HostAuth } from '@dispatchkit/contract/manifest';
import { fixedAuth } from './fixed.ts';
import { loginAuth } from './login.ts';
import type { AuthMethod } from './method.ts';
import { oauth1Auth } from './oauth1.ts';
import { clientCredentialsAuth, refreshTokenAuth } from './oauth2.ts';

export function openAuth(auth: HostAuth): AuthMethod {
  switch (auth.kind) {
    case 'login':
      return loginAuth(auth);
    case 'oauth2-client-credentials':
      return clientCredentialsAuth(auth);
    case 'oauth2-refresh-token':
      return refreshTokenAuth(auth);
    case 'oauth1':
      return oauth1Auth(auth);
    default:
      return fixedAuth(auth);
  }
}
