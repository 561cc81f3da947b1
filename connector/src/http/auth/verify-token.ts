import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Clock } from '../../ports/clock.ts';
import { ProblemError } from '../../services/errors.ts';
import { invalidToken } from './bearer.ts';
import { identityOf } from './claims.ts';
import type { Identity } from './identity.ts';
import type { Issuer } from './issuer.ts';

const skewSeconds = 60;
/** Access tokens say so or say nothing; ID tokens are `JWT` too, and told apart by their audience. */
const acceptedTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Says who a token speaks for, or refuses it: 401 `token_invalid` or `token_expired`, 503 `issuer_unavailable`.
 * The key comes from the issuer that the token names and from nowhere else; keys and addresses in the token's header are not looked at.
 */
export async function verifyToken(token: string, issuers: readonly Issuer[], clock: Clock): Promise<Identity> {
  const issuer = issuerOf(token, issuers);
  const payload = await checkSignature(token, issuer, clock);
  checkTimes(payload, issuer, clock);
  return identityOf(payload, issuer);
}

function issuerOf(token: string, issuers: readonly Issuer[]): Issuer {
  let claims: JWTPayload;
  try {
    const header = decodeProtectedHeader(token);
    if (header.kid !== undefined && (typeof header.kid !== 'string' || header.kid.length > 256)) {
      throw invalidToken('The token names its key in a form we do not know.');
    }
    if (header.typ !== undefined && (typeof header.typ !== 'string' || !acceptedTypes.has(header.typ.toLowerCase()))) {
      throw invalidToken('This kind of token is not accepted here.');
    }
    // No extension is understood here, so none can be critical; and a token is never unencoded (RFC 7797 §7).
    if ('crit' in header || 'b64' in header) throw invalidToken('The token asks for an extension that is not known here.');
    claims = decodeJwt(token);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw invalidToken('The token cannot be read.', { cause });
  }
  const sameName = issuers.filter((candidate) => candidate.issuer === claims.iss);
  if (sameName.length === 0) throw invalidToken('The token comes from an issuer that is not accepted here.');
  const meant = sameName.filter(({ audience }) => [claims.aud].flat().includes(audience));
  const [issuer] = meant;
  if (issuer === undefined) throw invalidToken('The token is not for us.');
  // One login server may serve several of our tenants, each with an audience of its own. A token for two of them would be anybody's.
  if (meant.length > 1) throw invalidToken('The token is for more than one of our audiences.');
  return issuer;
}

async function checkSignature(token: string, issuer: Issuer, clock: Clock): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, (header) => issuer.keys.keyFor(header), {
      algorithms: [...issuer.algorithms],
      issuer: issuer.issuer,
      audience: issuer.audience,
      requiredClaims: ['exp', 'sub', 'iss', 'aud'],
      clockTolerance: skewSeconds,
      currentDate: new Date(clock.now()),
    });
    return payload;
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    if (cause instanceof errors.JWTExpired) throw invalidToken('The token has expired.', { expired: true, cause });
    // Whatever else jose, or the key it was given, objects to is a fault of the token: no key material or claim is told.
    throw invalidToken('The token is not valid.', { cause });
  }
}

/** What jose leaves open: times that are not finite numbers, tokens from the future, tokens that live too long. */
function checkTimes(payload: JWTPayload, issuer: Issuer, clock: Clock): void {
  const nowSeconds = clock.now() / 1000;
  const { exp, iat } = payload;
  if (typeof exp !== 'number' || !Number.isFinite(exp)) throw invalidToken('The token does not say when it expires.');
  if (iat !== undefined && (typeof iat !== 'number' || !Number.isFinite(iat) || iat > nowSeconds + skewSeconds)) {
    throw invalidToken('The token was issued in the future.');
  }
  const bornAt = Math.min(iat ?? nowSeconds, nowSeconds);
  if (exp - bornAt > issuer.maxLifetimeSeconds + skewSeconds) {
    throw invalidToken('The token lives longer than its issuer is allowed to give.');
  }
}
