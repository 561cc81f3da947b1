import type { CryptoKey, JWSHeaderParameters } from 'jose';
import type { ClaimRules } from './claims.ts';

/** Signature algorithms that may be allowed. All are asymmetric: `none` and HS* can never be. */
export const algorithms = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
] as const;
export type Algorithm = (typeof algorithms)[number];

/** Finds the public key a token header asks for. */
export interface IssuerKeys {
  /** @throws jose's `JWKSNoMatchingKey` and kin; ProblemError `issuer_unavailable` when no key was ever read. */
  keyFor(header: JWSHeaderParameters): Promise<CryptoKey>;
}

/** Somebody whose tokens are accepted. */
export interface Issuer extends ClaimRules {
  /** Exact value of `iss`. */
  readonly issuer: string;
  /** `aud` must hold it. */
  readonly audience: string;
  readonly algorithms: readonly Algorithm[];
  /** Longest life of a token, from `iat` (or now) to `exp`. */
  readonly maxLifetimeSeconds: number;
  readonly keys: IssuerKeys;
}
