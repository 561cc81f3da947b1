import type { AuthConfig } from '../../config/auth.ts';
import { checkUrl, EgressError, type EgressRules } from '../../egress/guard.ts';
import { ownMachine } from '../../egress/public-address.ts';

/**
 * Where the keys of issuers may be read: in the open internet, and in the operator's own network where the configuration says so. Whoever
 * can put other keys in on the way signs in as anybody, so they come over https, from this machine apart. While trying things out,
 * http and an issuer on the same machine need no permission.
 */
export function issuerRules(
  { allowPrivate, allowHttp }: Pick<AuthConfig, 'allowPrivate' | 'allowHttp'>,
  production: boolean,
): EgressRules {
  return production
    ? { allowHttp: allowHttp || 'own machine', allowPrivate }
    : { allowHttp: true, allowPrivate: [...allowPrivate, ...ownMachine] };
}

/** Judges what is written there; where its name leads is found out with each question. @throws Error that says what to change */
export function checkKeyAddress(issuer: string, address: string, rules: EgressRules): void {
  try {
    checkUrl(address, rules);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw new Error(`auth.issuers: the keys of ${issuer} cannot be read from ${address}: ${error.message} ${cureOf(error)}`, {
      cause: error,
    });
  }
}

/** What an operator does about it. */
export function cureOf({ reason }: EgressError): string {
  if (reason === 'scheme') {
    return 'Give the https address of the keys. Where there is none, and nobody else is in that network, set auth.allowHttp: true.';
  }
  const isPrivate = reason === 'private' || reason === 'host';
  return isPrivate
    ? 'When the issuer is in your own network, name its host or its block in auth.allowPrivate.'
    : 'Give the address of the keys as the issuer publishes it ("jwks_uri").';
}
