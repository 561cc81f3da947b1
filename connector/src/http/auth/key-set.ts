import { base64url, createLocalJWKSet, errors, type JSONWebKeySet, type JWK, type LocalJWKSet } from 'jose';
import { isStrongRsa } from './rsa-strength.ts';

/** Keys a signature may be checked with. */
export interface KeySet {
  /** True when a token must say which key signed it. */
  readonly hasSeveral: boolean;
  readonly find: LocalJWKSet;
}

/** Characters; far more than any modulus that is taken. */
const longestModulus = 4_096;
const asymmetric = new Set(['EC', 'RSA', 'OKP']);

/**
 * Reads a JSON Web Key Set and keeps the public signature keys. Returns undefined when there is not one: an empty or garbled
 * answer must never take the place of keys that work.
 */
export function readKeySet(value: unknown): KeySet | undefined {
  if (typeof value !== 'object' || value === null || !Array.isArray((value as { keys?: unknown }).keys)) return undefined;
  const keys = (value as { keys: unknown[] }).keys.filter(isPublicKey).slice(0, 100);
  if (keys.length === 0) return undefined;
  try {
    return { hasSeveral: keys.length > 1, find: createLocalJWKSet({ keys } satisfies JSONWebKeySet) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function isPublicKey(key: unknown): key is JWK {
  if (typeof key !== 'object' || key === null) return false;
  const { kty, d, k, n, e, use } = key as Record<string, unknown>;
  if (typeof kty !== 'string' || !asymmetric.has(kty) || d !== undefined || k !== undefined) return false;
  if (use !== undefined && use !== 'sig') return false;
  return kty !== 'RSA' || isStrongRsaKey(n, e);
}

function isStrongRsaKey(n: unknown, e: unknown): boolean {
  if (typeof n !== 'string' || typeof e !== 'string' || n.length > longestModulus) return false;
  try {
    return isStrongRsa(base64url.decode(n), base64url.decode(e));
  } catch {
    return false;
  }
}
