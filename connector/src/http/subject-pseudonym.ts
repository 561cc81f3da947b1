import type { Identity } from './auth/identity.ts';

const pseudonyms = new WeakMap<Identity, string>();

/**
 * Stands for a person in the log: the same for all requests of a subject, and of no use without knowing whom to look for. The first
 * 16 hexadecimal digits of SHA-256 over tenant, line break and subject.
 */
export async function subjectPseudonym(identity: Identity): Promise<string> {
  const known = pseudonyms.get(identity);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(`${identity.tenant}\n${identity.id}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const pseudonym = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  pseudonyms.set(identity, pseudonym);
  return pseudonym;
}
