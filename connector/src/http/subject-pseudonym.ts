import { hexOf, sha256 } from '../internal/digest.ts';
import type { Identity } from './auth/identity.ts';

const pseudonyms = new WeakMap<Identity, string>();

/**
 * Stands for a person in the log: the same for all requests of a subject, and of no use without knowing whom to look for. The first
 * 16 hexadecimal digits of SHA-256 over tenant, line break and subject.
 */
export async function subjectPseudonym(identity: Identity): Promise<string> {
  const known = pseudonyms.get(identity);
  if (known !== undefined) return known;
  const digest = await sha256(`${identity.tenant}\n${identity.id}`);
  const pseudonym = hexOf(digest.subarray(0, 8));
  pseudonyms.set(identity, pseudonym);
  return pseudonym;
}
