import { base64url } from 'jose';
import { hexOf, sha256 } from '../../internal/digest.ts';

/**
 * An API key as text: `dk_<tenant>_<id>_<secret>`. The tenant comes first, so that it is known before anything is looked up; the id
 * holds no underscore; the secret is 256 random bits, hexadecimal, so that a double click takes the whole key.
 */
export interface ApiKeyParts {
  readonly tenant: string;
  readonly id: string;
  readonly secret: string;
}

const form = /^dk_([A-Za-z0-9][A-Za-z0-9_.-]{0,63})_([A-Za-z0-9][A-Za-z0-9.-]{0,63})_([0-9a-f]{64})$/;

/** Whether it looks like one, good or not. */
export function isApiKeyLike(text: string): boolean {
  return text.startsWith('dk_');
}

export function parseApiKey(text: string): ApiKeyParts | undefined {
  const [, tenant, id, secret] = form.exec(text) ?? [];
  return tenant === undefined || id === undefined || secret === undefined ? undefined : { tenant, id, secret };
}

export function newSecret(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(32)));
}

/** Beginning of a key, to tell keys apart. It opens nothing. */
export function prefixOf({ tenant, id }: Pick<ApiKeyParts, 'tenant' | 'id'>): string {
  return `dk_${tenant}_${id}`;
}

/** SHA-256, base64url. The secret is random, so it needs neither salt nor stretching. */
export async function secretHashOf(secret: string): Promise<string> {
  return base64url.encode(await sha256(secret));
}
