import type { IssuerConfig } from '../../config/auth.ts';
import { EgressError, guardedFetch } from '../../egress/guard.ts';
import { bareHost, isOwnMachine } from '../../egress/public-address.ts';
import { cureOf, issuerRules } from '../../http/auth/issuer-egress.ts';
import { readKeySet } from '../../http/auth/key-set.ts';
import type { Check, Examined } from './examined.ts';
import { type Finding, fail, ok, reasonOf, warn } from './finding.ts';

const timeoutMilliseconds = 5_000;
const maxBytes = 256 * 1024;
/** Tokens are accepted so long after their end and before their beginning. */
const toleratedSkewSeconds = 60;
/** `Date` has whole seconds and travels a little; more than this is a clock that is off. */
const noticeableSkewSeconds = 10;

/** Whether tokens of each issuer can be checked here: keys, algorithms, clock, and what the issuer says of itself. */
export const checkIssuers: Check = async (examined) => {
  const { issuers } = examined.config.auth;
  return (await Promise.all(issuers.map((issuer) => checkIssuer(issuer, examined)))).flat();
};

async function checkIssuer(issuer: IssuerConfig, examined: Examined): Promise<Finding[]> {
  const check = `issuer ${issuer.issuer}`;
  const { jwksUri } = issuer;
  if (jwksUri === undefined) return [judgeKeys(check, issuer, issuer.jwks, 'in the configuration')];
  let answer: Answer;
  try {
    answer = await get(jwksUri, examined);
  } catch (error) {
    return [
      fail(
        check,
        `Its keys at ${jwksUri} cannot be read: ${reasonOf(error).replace(/\.$/, '')}.`,
        error instanceof EgressError
          ? cureOf(error)
          : 'Open the address with curl on this machine. Check name resolution, firewall, proxy and certificate; jwksUri must be the "jwks_uri" of the issuer.',
      ),
    ];
  }
  return [
    judgeKeys(check, issuer, answer.body, `at ${jwksUri}`),
    ...judgeTransport(check, jwksUri, examined.production),
    ...judgeClock(check, answer, examined.clock.now()),
    ...(await compareWithDiscovery(check, issuer, examined)),
  ];
}

interface Answer {
  readonly body: unknown;
  readonly date: string | null;
}

async function get(address: string, { config, egress, production }: Examined): Promise<Answer> {
  const response = await guardedFetch(egress, issuerRules(config.auth, production))(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answers ${response.status}`);
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBytes) throw new Error('the answer is larger than 256 KB');
  }
  try {
    return { body: JSON.parse(text), date: response.headers.get('date') };
  } catch {
    throw new Error('the answer is not JSON');
  }
}

const keyTypeOf = (algorithm: string): string => (algorithm.startsWith('ES') ? 'EC' : algorithm === 'EdDSA' ? 'OKP' : 'RSA');

function judgeKeys(check: string, { algorithms }: IssuerConfig, jwks: unknown, where: string): Finding {
  if (readKeySet(jwks) === undefined) {
    return fail(
      check,
      `There is no usable public signature key ${where}.`,
      'Publish at least one EC, RSA or Ed25519 key without its private part and with "use": "sig", or none.',
    );
  }
  const types = (jwks as { keys: { kty?: string }[] }).keys.map(({ kty }) => kty ?? '');
  const wanted = new Set(algorithms.map(keyTypeOf));
  const kinds = [...new Set(types)].join(', ');
  if (!types.some((type) => wanted.has(type))) {
    return fail(
      check,
      `Its keys are of the type ${kinds}, which none of the algorithms ${algorithms.join(', ')} uses.`,
      'Add the algorithm the issuer signs with to auth.issuers[].algorithms.',
    );
  }
  return ok(check, `${types.length === 1 ? '1 key' : `${types.length} keys`} (${kinds}) ${where}`);
}

function judgeTransport(check: string, address: string, production: boolean): Finding[] {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || isOwnMachine(bareHost(hostname))) return [];
  return [
    warn(
      check,
      'Its keys come over http, where anybody on the way can put others in and sign in as anybody.',
      production
        ? 'Use the https address of the issuer, and take auth.allowHttp away.'
        : 'Use the https address of the issuer: with NODE_ENV=production this one is refused.',
    ),
  ];
}

function judgeClock(check: string, { date }: Answer, nowMs: number): Finding[] {
  const theirsMs = Date.parse(date ?? '');
  if (Number.isNaN(theirsMs)) return [];
  const skewSeconds = Math.round((nowMs - theirsMs) / 1000);
  if (Math.abs(skewSeconds) <= noticeableSkewSeconds) return [];
  const judge = Math.abs(skewSeconds) > toleratedSkewSeconds ? fail : warn;
  return [
    judge(
      check,
      `The clock of this machine is ${Math.abs(skewSeconds)} seconds ${skewSeconds > 0 ? 'ahead of' : 'behind'} the issuer's; tokens are refused from ${toleratedSkewSeconds} on.`,
      'Let both machines take their time from NTP: timedatectl status.',
    ),
  ];
}

/** Most tokens that are refused for no good reason differ from the configuration by a slash; the issuer itself knows best. */
async function compareWithDiscovery(check: string, { issuer, jwksUri }: IssuerConfig, examined: Examined): Promise<Finding[]> {
  if (!/^https?:\/\//.test(issuer)) return [];
  let said: { issuer?: unknown; jwks_uri?: unknown };
  try {
    const { body } = await get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, examined);
    if (typeof body !== 'object' || body === null) return [];
    said = body;
  } catch {
    // Not every issuer says anything about itself.
    return [];
  }
  const differences = [
    ...(said.issuer === issuer ? [] : [`issuer: "${String(said.issuer)}"`]),
    ...(said.jwks_uri === undefined || said.jwks_uri === jwksUri ? [] : [`jwksUri: "${String(said.jwks_uri)}"`]),
  ];
  if (differences.length === 0) return [];
  return [
    warn(check, 'It says other things about itself than the configuration.', `It says ${differences.join(' and ')}; write that.`),
  ];
}
