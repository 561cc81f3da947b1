import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { uuidv7 } from 'uuidv7';
import type { SecretBox } from '../../internal/secret-box.ts';
import { type Clock, instantOf } from '../../ports/clock.ts';
import type { SigningKey } from '../../ports/credentials.ts';

const purpose = 'signing-key';

/** A new key pair, its private part sealed. */
export async function makeSigningKey(box: SecretBox, clock: Clock): Promise<SigningKey> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y } = await exportJWK(pair.publicKey);
  const id = uuidv7();
  return {
    id,
    algorithm: 'ES256',
    publicKey: { kty, crv, x, y, kid: id, alg: 'ES256', use: 'sig' },
    sealedPrivateKey: await box.seal(JSON.stringify(await exportJWK(pair.privateKey)), purpose, id),
    createdAt: instantOf(clock.now()),
    retiredAt: null,
    verifiesUntil: null,
  };
}

/** @throws Error when it was sealed with another secret */
export async function openPrivateKey(key: SigningKey, box: SecretBox): Promise<CryptoKey> {
  const jwk = JSON.parse(await box.open(key.sealedPrivateKey, purpose, key.id)) as JWK;
  return (await importJWK({ ...jwk, alg: key.algorithm }, key.algorithm)) as CryptoKey;
}
