/** Encrypts what must be readable again but never in the clear at rest: signing secrets, private keys. */
export interface Sealer {
  /** `context` says whose secret it is (`tenant/webhooks/id`); it is authenticated, so a value moved elsewhere does not open. */
  seal(text: string, context: string): Promise<string>;
  /** @throws SealError when it was sealed with a secret that is not known, for another context, or was changed */
  open(sealed: string, context: string): Promise<string>;
}

/** A sealed value that cannot be opened. Says nothing about its content. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const version = 's1';
const ivBytes = 12;

/**
 * AES-256-GCM with keys derived by HKDF-SHA256 from the secrets of the installation. The first secret seals; the others still open,
 * so that a new one can be put in front of the old. A sealed value is `s1.<key id>.<iv>.<ciphertext>`, base64url.
 * @param secrets at least one, each of at least 32 characters
 */
export function createSealer(secrets: readonly string[]): Sealer {
  const keys = secrets.map((secret) => deriveKey(secret));
  const [newest] = keys;
  if (newest === undefined) throw new Error('A sealer needs a secret.');
  return {
    async seal(text, context) {
      const { id, key } = await newest;
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const algorithm = { name: 'AES-GCM', iv, additionalData: encode(context) };
      const bytes = await crypto.subtle.encrypt(algorithm, key, encode(text));
      return [version, id, toBase64Url(iv), toBase64Url(new Uint8Array(bytes))].join('.');
    },
    async open(sealed, context) {
      const [format, keyId, iv, bytes, ...rest] = sealed.split('.');
      if (format !== version || !keyId || !iv || !bytes || rest.length > 0) throw new SealError('This is not a sealed value.');
      const known = (await Promise.all(keys)).find(({ id }) => id === keyId);
      if (!known) throw new SealError('It was sealed with a secret that is not known here. Add that one after the present one.');
      try {
        const algorithm = { name: 'AES-GCM', iv: fromBase64Url(iv), additionalData: encode(context) };
        return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, known.key, fromBase64Url(bytes)));
      } catch (cause) {
        throw new SealError('The sealed value was changed or belongs elsewhere.', { cause });
      }
    },
  };
}

async function deriveKey(secret: string): Promise<{ readonly id: string; readonly key: CryptoKey }> {
  const material = await crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey', 'deriveBits']);
  const derivation = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: encode(`dispatchkit ${info}`),
  });
  const [key, idBits] = await Promise.all([
    crypto.subtle.deriveKey(derivation('sealed values'), material, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    // Tells which secret it was, without saying anything about it.
    crypto.subtle.deriveBits(derivation('id of the key'), material, 48),
  ]);
  return { id: toBase64Url(new Uint8Array(idBits)), key };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
