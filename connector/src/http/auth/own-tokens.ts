import { errors, importJWK, type JWK, type JWSHeaderParameters, SignJWT } from 'jose';
import { uuidv7 } from 'uuidv7';
import type { SecretBox } from '../../internal/secret-box.ts';
import { type Clock, instantOf } from '../../ports/clock.ts';
import type { PublicSigningKey, SigningKey, SigningKeys } from '../../ports/credentials.ts';
import type { Log } from '../../ports/log.ts';
import type { OwnTokenClaims, SignedToken, TokenSigner } from '../../ports/token-signer.ts';
import { refuse } from '../problem.ts';
import type { IssuerKeys } from './issuer.ts';
import { makeSigningKey, openPrivateKey } from './signing-keys.ts';

export const ownAudience = 'dispatchkit';
/** Another instance may have rotated or dropped a key: so long at most it goes unnoticed. */
const maxAgeMilliseconds = 10_000;
/** Shortest time between two looks because of an unknown key id, whatever tokens ask for. */
const cooldownMilliseconds = 1_000;

interface Ports {
  readonly keys: SigningKeys;
  /** Absent: tokens are checked, and none can be signed. */
  readonly box: SecretBox | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Tokens the connector signs itself, and the keys they are checked with. The keys lie in the database, so all instances share them;
 * the first one is made when the first token is asked for. While the store's primary is away tokens are still checked (the outage rule), and
 * none are signed.
 */
export class OwnTokens implements TokenSigner, IssuerKeys {
  readonly #issuer: string;
  readonly #ports: Ports;
  readonly #imported = new Map<string, Promise<CryptoKey>>();
  #keys: readonly PublicSigningKey[] = [];
  #readAtMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  /** Readings begun so far, and which of them `keys` is of. */
  #begun = 0;
  #keptFrom = 0;

  constructor(issuer: string, ports: Ports) {
    this.#issuer = issuer;
    this.#ports = ports;
  }

  async sign(claims: OwnTokenClaims, lifeSeconds: number): Promise<SignedToken> {
    const { key, privateKey } = await this.#signingKey();
    const { tenant, subject, role, name, technicianId, jobId, territories, origins } = claims;
    const nowSeconds = Math.floor(this.#ports.clock.now() / 1000);
    const tokenId = uuidv7();
    const token = await new SignJWT({ tenant, role, name, technicianId, jobId, territories, origins })
      .setProtectedHeader({ alg: key.algorithm, typ: 'at+jwt', kid: key.id })
      .setIssuer(this.#issuer)
      .setAudience(ownAudience)
      .setSubject(subject)
      .setJti(tokenId)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + lifeSeconds)
      .sign(privateKey);
    return { token, tokenId, expiresAt: instantOf((nowSeconds + lifeSeconds) * 1000) };
  }

  async keyFor({ kid }: JWSHeaderParameters): Promise<CryptoKey> {
    await this.#refresh(maxAgeMilliseconds);
    if (this.#find(kid) === undefined) await this.#refresh(cooldownMilliseconds);
    const key = this.#find(kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    const imported = this.#imported.get(key.id) ?? importPublicKey(key);
    this.#imported.set(key.id, imported);
    return imported;
  }

  /** Keys that tokens are checked with, without private parts: the key set to publish. */
  async publicKeys(): Promise<Readonly<Record<string, unknown>>[]> {
    await this.#refresh(maxAgeMilliseconds);
    return this.#verifying().map(({ publicKey }) => publicKey);
  }

  #find(kid: unknown): PublicSigningKey | undefined {
    return this.#verifying().find(({ id }) => id === kid);
  }

  #verifying(): PublicSigningKey[] {
    const now = instantOf(this.#ports.clock.now());
    return this.#keys.filter(({ verifiesUntil }) => verifiesUntil === null || verifiesUntil > now);
  }

  /** The newest key that may sign and that our secret opens. */
  async #signingKey(): Promise<{ key: SigningKey; privateKey: CryptoKey }> {
    const { box, keys, clock, log } = this.#ports;
    if (box === undefined) {
      throw refuse('not_configured', {
        detail: 'This installation has no secret to keep signing keys with, so it signs no tokens.',
        hint: 'The operator sets DISPATCHKIT_SECRET to at least 32 random characters, the same for all instances.',
      });
    }
    let signing = await this.#thoseThatSign();
    if (signing.length === 0) {
      await keys.addFirst(await makeSigningKey(box, clock));
      signing = await this.#thoseThatSign();
    }
    for (const key of signing) {
      try {
        return { key, privateKey: await openPrivateKey(key, box) };
      } catch (cause) {
        log.error('A signing key cannot be opened: it was sealed with another DISPATCHKIT_SECRET', { keyId: key.id }, cause);
      }
    }
    throw refuse('not_configured', {
      detail: 'The signing keys of this installation cannot be opened.',
      hint: 'The operator gives this instance the DISPATCHKIT_SECRET of the others, or runs "dispatchkit keys rotate".',
    });
  }

  /** Asked for with each token, so that a key which was taken back elsewhere signs no more. The answer is good for checking too. */
  async #thoseThatSign(): Promise<SigningKey[]> {
    const keys = await this.#keep(() => this.#ports.keys.list());
    return keys.filter(({ retiredAt }) => retiredAt === null);
  }

  async #refresh(maxAgeMs: number): Promise<void> {
    if (this.#ports.clock.now() - this.#readAtMs < maxAgeMs) return;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    await this.#keep(() => this.#ports.keys.verifying());
  }

  /** Of readings that overlap, the one begun last counts. */
  async #keep<Key extends PublicSigningKey>(read: () => Promise<Key[]>): Promise<Key[]> {
    const [begun, readAtMs] = [++this.#begun, this.#ports.clock.now()];
    const keys = await read();
    if (begun < this.#keptFrom) return keys;
    this.#keptFrom = begun;
    this.#keys = keys;
    this.#readAtMs = readAtMs;
    for (const id of this.#imported.keys()) if (!keys.some((key) => key.id === id)) this.#imported.delete(id);
    return keys;
  }
}

async function importPublicKey({ publicKey, algorithm }: PublicSigningKey): Promise<CryptoKey> {
  return (await importJWK(publicKey as JWK, algorithm)) as CryptoKey;
}
