import { base64url } from 'jose';
import { hexOf, isSameBytes, sha256 } from '../../internal/digest.ts';
import { refuse } from '../problem.ts';

const form = /^bearer +(dko_[A-Za-z0-9_-]{43})$/i;

/** A new key: 256 random bits, recognisable as ours by secret scanners. */
export function newOperatorKey(): string {
  return `dko_${base64url.encode(crypto.getRandomValues(new Uint8Array(32)))}`;
}

/** What the configuration holds of a key: its SHA-256, hexadecimal. The key is random, so no salt and no stretching is needed. */
export async function hashOfOperatorKey(key: string): Promise<string> {
  return hexOf(await sha256(key));
}

/** The keys of operators, known by their hashes alone. */
export class OperatorKeys {
  readonly #hashes: readonly Uint8Array[];

  /** @param hashes SHA-256 of each, hexadecimal */
  constructor(hashes: readonly string[]) {
    this.#hashes = hashes.map(bytesOf);
  }

  /**
   * Which key a request carries, by the first digits of its hash: a name for the log that gives nothing away.
   * @throws ProblemError `token_missing`, `token_invalid`
   */
  async check(headers: Headers): Promise<string> {
    const header = headers.get('authorization');
    if (header === null) {
      throw refuse('token_missing', {
        detail: 'The request carries no operator key.',
        hint: 'Send the header "Authorization: Bearer <operator key>".',
        headers: { 'www-authenticate': 'Bearer realm="dispatchkit operators"' },
      });
    }
    // Something is hashed and compared whatever came, so the time taken tells nothing.
    const [, key = ''] = form.exec(header) ?? [];
    const given = await sha256(key);
    const matches = this.#hashes.map((hash) => isSameBytes(hash, given));
    if (matches.includes(true)) return hexOf(given).slice(0, 8);
    throw refuse('token_invalid', {
      detail: 'The operator key is not accepted.',
      hint: 'Operators have keys of their own: tokens of tenants are not accepted here. Make one with "dispatchkit tenants operator-key".',
      headers: { 'www-authenticate': 'Bearer realm="dispatchkit operators", error="invalid_token"' },
    });
  }
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
