import type { HostAuth } from '@dispatchkit/contract/manifest';
import { interpolateText, interpolateTexts, percentEncode } from '../../templates/interpolate.ts';
import { bytesToBase64, hmacSha256 } from '../bytes.ts';
import type { AuthMethod, Dressed } from './method.ts';

/** Each call signed with HMAC-SHA256 (RFC 5849 §3.4). */
export function oauth1Auth(auth: Extract<HostAuth, { kind: 'oauth1' }>): AuthMethod {
  return {
    sendsCookies: false,
    dress: async (call, values, { nowMs, hide }) => {
      const parameters = {
        oauth_consumer_key: interpolateText(auth.consumerKey, values),
        oauth_nonce: crypto.randomUUID().replaceAll('-', ''),
        oauth_signature_method: 'HMAC-SHA256',
        oauth_timestamp: String(Math.floor(nowMs() / 1_000)),
        oauth_token: interpolateText(auth.token, values),
        oauth_version: '1.0',
      };
      const key = signingKey(interpolateText(auth.consumerSecret, values), interpolateText(auth.tokenSecret, values));
      hide(key);
      const realm = auth.realm === undefined ? undefined : interpolateTexts({ realm: auth.realm }, values)['realm'];
      call.headers.set('authorization', await authorization(call, parameters, key, realm));
    },
  };
}

/** The value of the `Authorization` header (§3.5.1). The realm is not signed. */
export async function authorization(
  call: Dressed,
  parameters: Readonly<Record<string, string>>,
  key: string,
  realm: string | undefined,
): Promise<string> {
  const base = new TextEncoder().encode(signatureBase(call, parameters));
  const signed = { ...parameters, oauth_signature: bytesToBase64(await hmacSha256(key, base)) };
  const parts = Object.entries(signed).map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`);
  return `OAuth ${[...(realm === undefined ? [] : [`realm="${percentEncode(realm)}"`]), ...parts].join(', ')}`;
}

/** What is signed (§3.4.1): the method, the address without its query, and all parameters in order. */
export function signatureBase(call: Dressed, parameters: Readonly<Record<string, string>>): string {
  const isForm = (call.headers.get('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded');
  const pairs = [
    ...new URLSearchParams(call.url.search),
    ...(isForm ? new URLSearchParams(call.body ?? '') : []),
    ...Object.entries(parameters),
  ]
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`);
  return [call.method.toUpperCase(), `${call.url.origin}${call.url.pathname}`, pairs.join('&')].map(percentEncode).join('&');
}

/** §3.4.2. */
export function signingKey(consumerSecret: string, tokenSecret: string): string {
  return `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
}

/** By bytes: the texts are ASCII. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
