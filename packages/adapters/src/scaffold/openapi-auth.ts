import type { HostAuth, HostManifestInput } from '@dispatchkit/contract/manifest';
import type { Decision } from './described.ts';
import { type Json, json, list, text } from './document.ts';

type Settings = HostManifestInput['settings'];
export interface DescribedAuth {
  readonly auth: HostAuth;
  readonly settings: Settings;
  readonly decisions: readonly Decision[];
}

const secret = (title: string): Settings[string] => ({ title, type: 'secret' });

/** The first way of signing in that needs no person at a browser. */
export function authOf(document: Json, resolve: (node: unknown) => Json): DescribedAuth {
  const schemes = Object.entries(json(json(document.components).securitySchemes)).map(
    ([name, scheme]) => [name, resolve(scheme)] as const,
  );
  const wanted = list(document.security).flatMap((one) => Object.keys(json(one)));
  const sorted = schemes.toSorted(([a], [b]) => Number(wanted.includes(b)) - Number(wanted.includes(a)));
  for (const [, scheme] of sorted) {
    const found = authOfScheme(scheme);
    if (found) return { ...found, decisions: [] };
  }
  const question =
    schemes.length === 0
      ? 'The document does not say how the host knows who asks. Is there a key, a user, a token?'
      : `Of ${schemes.map(([name]) => name).join(', ')} none works without a person. Is there another way in?`;
  return { auth: { kind: 'none' }, settings: {}, decisions: [{ about: 'connection.auth', question }] };
}

function authOfScheme(scheme: Json): Omit<DescribedAuth, 'decisions'> | undefined {
  if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'basic') {
    return {
      auth: { kind: 'basic', user: '${settings.user}', password: '${secrets.password}' },
      settings: { user: { title: 'User', type: 'text' }, password: secret('Password') },
    };
  }
  if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'bearer') {
    return {
      auth: { kind: 'headers', headers: { Authorization: 'Bearer ${secrets.token}' } },
      settings: { token: secret('Access token') },
    };
  }
  if (scheme.type === 'apiKey') return keyOf(text(scheme.name) ?? 'X-API-Key', scheme.in);
  if (scheme.type === 'oauth2') return oauth2Of(json(json(scheme.flows).clientCredentials));
  return undefined;
}

function keyOf(name: string, place: unknown): Omit<DescribedAuth, 'decisions'> {
  const settings = { apiKey: secret('API key') };
  if (place === 'query') return { auth: { kind: 'query', query: { [name]: '${secrets.apiKey}' } }, settings };
  const headers: Record<string, string> =
    place === 'cookie' ? { Cookie: `${name}=\${secrets.apiKey}` } : { [name]: '${secrets.apiKey}' };
  return { auth: { kind: 'headers', headers }, settings };
}

function oauth2Of(flow: Json): Omit<DescribedAuth, 'decisions'> | undefined {
  const tokenUrl = text(flow.tokenUrl);
  if (tokenUrl === undefined) return undefined;
  const scopes = Object.keys(json(flow.scopes));
  return {
    auth: {
      kind: 'oauth2-client-credentials',
      tokenUrl: '${settings.tokenUrl}',
      clientId: '${settings.clientId}',
      clientSecret: '${secrets.clientSecret}',
      ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
      parameters: {},
      clientIn: 'body',
    },
    settings: {
      tokenUrl: { title: 'Token endpoint', type: 'url', ...(URL.canParse(tokenUrl) ? { default: tokenUrl } : {}) },
      clientId: { title: 'Client id', type: 'text' },
      clientSecret: secret('Client secret'),
    },
  };
}
