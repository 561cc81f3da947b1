import { errors, type JWSHeaderParameters } from 'jose';
import type { IssuerKeys } from './issuer.ts';
import { readKeySet } from './key-set.ts';

/** Public keys given in the configuration, or our own. */
export class LocalKeys implements IssuerKeys {
  readonly #keys;

  /** @throws TypeError when the set holds no usable public key. */
  constructor(jwks: unknown) {
    const keys = readKeySet(jwks);
    if (keys === undefined) throw new TypeError('The key set holds no usable public signature key');
    this.#keys = keys;
  }

  async keyFor(header: JWSHeaderParameters) {
    if (this.#keys.hasSeveral && header.kid === undefined) throw new errors.JWKSMultipleMatchingKeys();
    return this.#keys.find(header);
  }
}
