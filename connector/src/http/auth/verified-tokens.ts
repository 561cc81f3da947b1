import type { Clock } from '../../ports/clock.ts';
import type { Identity } from './identity.ts';

/** How long a verified token is believed without looking again. A key taken back by its issuer must soon count for nothing. */
const believedMs = 60_000;
const maxTokens = 2_000;

interface Verified {
  readonly identity: Identity;
  readonly untilMs: number;
}

/**
 * Remembers who recent tokens speak for: a page sends the same one with every request, and a signature takes longer to check than
 * most requests take to answer. Never past a token's expiry, never longer than a minute, and only tokens that were good.
 */
export class VerifiedTokens {
  readonly #verify: (token: string) => Promise<Identity>;
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #verified = new Map<string, Verified>();
  /** Rises with each forgetting: what was looked at before may have changed since. */
  #generation = 0;

  constructor(verify: (token: string) => Promise<Identity>, clock: Clock) {
    this.#verify = verify;
    this.#clock = clock;
  }

  /** @throws what verifying throws */
  async identityOf(token: string): Promise<Identity> {
    const known = this.#verified.get(token);
    if (known && this.#clock.now() < known.untilMs) return known.identity;
    this.#verified.delete(token);
    const generation = this.#generation;
    const identity = await this.#verify(token);
    if (generation === this.#generation) this.#keep(token, identity);
    return identity;
  }

  /** Whether this is what is believed of some token. */
  holds(identity: Identity): boolean {
    for (const known of this.#verified.values()) if (known.identity === identity) return true;
    return false;
  }

  /** Has those it is true for looked at anew. */
  forgetWhere(isMeant: (identity: Identity) => boolean): void {
    this.#generation += 1;
    for (const [token, { identity }] of this.#verified) if (isMeant(identity)) this.#verified.delete(token);
  }

  #keep(token: string, identity: Identity): void {
    const untilMs = Math.min(identity.expiresAtMs, this.#clock.now() + believedMs);
    this.#verified.set(token, { identity, untilMs });
    const [oldest] = this.#verified.keys();
    if (this.#verified.size > maxTokens && oldest !== undefined) this.#verified.delete(oldest);
  }
}
