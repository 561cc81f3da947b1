import type { AuthConfig } from '../../config/auth.ts';
import { checkUrl, EgressError, type EgressRules } from '../../egress/guard.ts';

/** Ways to write this machine. */
const ownMachine = ['localhost', '127.0.0.0/8', '::1'];

/**
 * Where the keys of issuers may be read: in the open internet, and in the operator's own network where the configuration says so. While
 * trying things out, an issuer on the same machine needs no permission.
 */
export function issuerRules({ allowPrivate }: Pick<AuthConfig, 'allowPrivate'>, production: boolean): EgressRules {
  return { allowHttp: true, allowPrivate: production ? allowPrivate : [...allowPrivate, ...ownMachine] };
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
  const isPrivate = reason === 'private' || reason === 'host';
  return isPrivate
    ? 'When the issuer is in your own network, name its host or its block in auth.allowPrivate.'
    : 'Give the address of the keys as the issuer publishes it ("jwks_uri").';
}
