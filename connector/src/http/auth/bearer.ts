import { refuse } from '../problem.ts';

const maxTokenLength = 8 * 1024;
/** Three base64url parts and nothing else: no padding, no white space, no JSON form, no encrypted token (RFC 7515 §7.1). */
const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const apiKeyForm = /^dk_[A-Za-z0-9_.-]*$/;

/**
 * The bearer token (or API key) of a request. It comes in the Authorization header and nowhere else: addresses and cookies end up in logs,
 * histories and other people's pages (RFC 9700 §4.3.2). Two such headers arrive joined by a comma and are refused.
 */
export function bearerToken(headers: Headers): string {
  const header = headers.get('authorization');
  if (header === null) {
    throw refuse('token_missing', {
      detail: 'The request carries no token.',
      hint: 'Send the header "Authorization: Bearer <token>".',
      headers: { 'www-authenticate': 'Bearer realm="dispatchkit"' },
    });
  }
  const [, token = ''] = /^bearer +(\S+)$/i.exec(header) ?? [];
  if (token.length > maxTokenLength) throw invalidToken('The token is longer than 8 KB.');
  if (!compactForm.test(token) && !apiKeyForm.test(token)) {
    throw invalidToken('The Authorization header does not hold one signed token (JWT) or one API key.');
  }
  return token;
}

/** 401 in the words of RFC 6750 §3. The detail never repeats a claim or a key. */
export function invalidToken(detail: string, options: { expired?: boolean; cause?: unknown; hint?: string } = {}) {
  return refuse(options.expired ? 'token_expired' : 'token_invalid', {
    detail,
    hint: options.hint ?? 'Get a new token and send the request again.',
    headers: { 'www-authenticate': `Bearer realm="dispatchkit", error="invalid_token", error_description="${detail}"` },
    cause: options.cause,
  });
}
