import type { HostAuth } from '@dispatchkit/contract/manifest';
import { HostError } from '../../host.ts';
import { interpolateText, interpolateTexts, interpolateUrl, percentEncode, placeholders } from '../../templates/interpolate.ts';
import { toBase64 } from '../bytes.ts';
import { setHeaders } from '../headers.ts';
import { type AuthMethod, renewAt, type Session, type SignInTools } from './method.ts';

type ClientCredentials = Extract<HostAuth, { kind: 'oauth2-client-credentials' }>;
type RefreshToken = Extract<HostAuth, { kind: 'oauth2-refresh-token' }>;

/** RFC 6749 §4.4. */
export function clientCredentialsAuth(auth: ClientCredentials): AuthMethod {
  return bearer(async (tools) => {
    const clientId = interpolateText(auth.clientId, tools.values);
    const clientSecret = interpolateText(auth.clientSecret, tools.values);
    const inBody = auth.clientIn === 'body';
    const form = {
      grant_type: 'client_credentials',
      ...(inBody ? { client_id: clientId, client_secret: clientSecret } : {}),
      ...(auth.scope === undefined ? {} : interpolateTexts({ scope: auth.scope }, tools.values)),
      ...interpolateTexts(auth.parameters, tools.values),
    };
    // Both parts are encoded before they are joined (§2.3.1): they may hold a colon.
    const credentials = toBase64(`${percentEncode(clientId)}:${percentEncode(clientSecret)}`);
    tools.hide(credentials);
    const answer = await askForToken(tools, auth.tokenUrl, form, inBody ? {} : { authorization: `Basic ${credentials}` });
    return sessionOf(tools, answer);
  });
}

/**
 * RFC 6749 §6. A host that answers a new refresh token has ended the old one: it is kept, here and by the program around. Others sign in with
 * it, too, so whoever has its turn reads the newest before, and once more when the host refuses it: a turn may have come to an end unnoticed.
 */
export function refreshTokenAuth(auth: RefreshToken): AuthMethod {
  const setting = /^secrets\.(.+)$/.exec(placeholders(auth.refreshToken)[0] ?? '')?.[1];
  // What the host has given, until the program around has kept it.
  let unkept: string | undefined;
  const signIn = async (tools: SignInTools) => {
    const newest = async () => {
      const kept = setting === undefined ? undefined : await tools.newestSecret?.(setting);
      if (kept !== undefined) tools.hide(kept);
      return unkept ?? kept ?? interpolateText(auth.refreshToken, tools.values);
    };
    const keep = async (token: string) => {
      if (setting === undefined || tools.keepSecret === undefined) return;
      await tools.keepSecret(setting, token);
      if (tools.newestSecret !== undefined) unkept = undefined;
    };
    const askWith = (refreshToken: string) => {
      const form = {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: interpolateText(auth.clientId, tools.values),
        ...(auth.clientSecret === undefined ? {} : { client_secret: interpolateText(auth.clientSecret, tools.values) }),
      };
      return askForToken(tools, auth.tokenUrl, form, {});
    };
    if (unkept !== undefined) await keep(unkept);
    const token = await newest();
    const answer = await askWith(token).catch(async (error: unknown) => {
      const other = error instanceof HostError && error.kind === 'auth' ? await newest() : token;
      if (other === token) throw error;
      return askWith(other);
    });
    const next = answer['refresh_token'];
    if (typeof next === 'string' && next !== '' && next !== token) {
      tools.hide(next);
      unkept = next;
      await keep(next);
    }
    return sessionOf(tools, answer);
  };
  return bearer((tools) => {
    if (setting === undefined || tools.inTurn === undefined) return signIn(tools);
    return tools.inTurn(setting, () => signIn(tools));
  });
}

function bearer(signIn: (tools: SignInTools) => Promise<Session>): AuthMethod {
  return {
    signIn,
    sendsCookies: false,
    dress: async ({ headers }, values) => {
      setHeaders(headers, { authorization: `Bearer ${String(values.session['token'])}` });
    },
  };
}

async function askForToken(
  tools: SignInTools,
  tokenUrl: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await tools.ask({
    method: 'POST',
    url: new URL(interpolateUrl(tokenUrl, tools.values)),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
    isElsewhere: true,
  });
  return typeof answer.body === 'object' && answer.body !== null ? (answer.body as Record<string, unknown>) : {};
}

function sessionOf(tools: SignInTools, answer: Readonly<Record<string, unknown>>): Session {
  const token = answer['access_token'];
  if (typeof token !== 'string' || token === '') {
    throw new HostError('auth', 'The token service has answered without a token.');
  }
  tools.hide(token);
  const lifeSeconds = Number(answer['expires_in']);
  return {
    values: { token },
    renewAtMs: lifeSeconds > 0 ? renewAt(tools.nowMs(), lifeSeconds) : undefined,
  };
}
