import { base64url } from 'jose';

/**
 * Seals small secrets before they go into the database: AES-256-GCM under a key derived from the installation's secret. What is sealed
 * for one purpose and name does not open for another, so rows cannot be exchanged.
 */
export interface SecretBox {
  /** `purpose` names the kind of secret, `name` the row it belongs to. */
  seal(text: string, purpose: string, name: string): Promise<string>;
  /** @throws Error when it was sealed with another secret, for something else, or was changed */
  open(sealed: string, purpose: string, name: string): Promise<string>;
}

const version = 'v1';
const ivBytes = 12;
const encoder = new TextEncoder();

/** The installation's secret is any text of at least 32 characters; it is stretched per purpose (HKDF, RFC 5869). */
export function createSecretBox(secret: string): SecretBox {
  const keys = new Map<string, Promise<CryptoKey>>();
  const keyFor = (purpose: string) => {
    const key = keys.get(purpose) ?? deriveKey(secret, purpose);
    keys.set(purpose, key);
    return key;
  };
  const parameters = (iv: Uint8Array<ArrayBuffer>, purpose: string, name: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: encoder.encode(`${version} ${purpose} ${name}`),
  });
  return {
    async seal(text, purpose, name) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const key = await keyFor(purpose);
      const sealed = await crypto.subtle.encrypt(parameters(iv, purpose, name), key, encoder.encode(text));
      return [version, base64url.encode(iv), base64url.encode(new Uint8Array(sealed))].join('.');
    },
    async open(sealed, purpose, name) {
      const [format, iv = '', body = ''] = sealed.split('.');
      if (format !== version) throw new Error('The secret was sealed in a form this program does not know');
      const key = await keyFor(purpose);
      const bytes = (part: string) => new Uint8Array(base64url.decode(part));
      const opened = await crypto.subtle
        .decrypt(parameters(bytes(iv), purpose, name), key, bytes(body))
        .catch((cause: unknown) => {
          throw new Error('The secret was sealed with another DISPATCHKIT_SECRET, or has been changed', { cause });
        });
      return new TextDecoder().decode(opened);
    },
  };
}

async function deriveKey(secret: string, purpose: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode(`dispatchkit ${purpose}`) };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
