import type { HostAuth } from '@dispatchkit/contract/manifest';
import { interpolateText, interpolateTexts } from '../../templates/interpolate.ts';
import { toBase64 } from '../bytes.ts';
import { setHeaders } from '../headers.ts';
import type { AuthMethod } from './method.ts';

type FixedAuth = Extract<HostAuth, { kind: 'none' | 'headers' | 'basic' | 'query' }>;

/** Credentials that are the same with every call. */
export function fixedAuth(auth: FixedAuth): AuthMethod {
  return {
    sendsCookies: false,
    dress: async ({ headers, url }, values, { hide }) => {
      if (auth.kind === 'headers') {
        setHeaders(headers, interpolateTexts(auth.headers, values));
      } else if (auth.kind === 'basic') {
        // No colon in the name: what stands after the first one is the password (RFC 7617).
        const user = interpolateText(auth.user, values).replaceAll(':', '');
        const credentials = toBase64(`${user}:${interpolateText(auth.password, values)}`);
        hide(credentials);
        headers.set('authorization', `Basic ${credentials}`);
      } else if (auth.kind === 'query') {
        for (const [name, value] of Object.entries(interpolateTexts(auth.query, values))) {
          url.searchParams.set(name, value);
        }
      }
    },
  };
}
