import type { Clock } from '../../ports/clock.ts';
import type { CredentialState, Credentials } from '../../ports/credentials.ts';
import type { Log } from '../../ports/log.ts';
import { isUnavailable } from './unavailable.ts';

/** So long after the primary last answered, credentials may be read at the replica, milliseconds. */
export const outageGraceMs = 15 * 60_000;

/** While the primary is away it is asked so often whether it is back, milliseconds. */
const looksEveryMs = 5_000;

type CredentialReads = Pick<Credentials, 'state' | 'revocations' | 'apiKey'>;

export interface OutageCredentialsOptions {
  readonly primary: Credentials;
  /** Refuses with `store_unavailable` what the replica cannot answer for a tenant. */
  readonly replica: CredentialReads;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Credentials by the **outage rule**:
 *
 * 1. Whether tokens and API keys still count is read at the primary. While that one answers `store_unavailable`, it is read at the
 *    replica: what takes a credential back is written at the primary, so nobody can add anything here meanwhile, and what was committed
 *    before has arrived at the replica or arrives there.
 * 2. For fifteen minutes at most after the primary last answered. The network may only be cut for us and for the replica, while
 *    others go on taking credentials back; that must not go unnoticed for longer.
 * 3. What counted once is never forgotten: a replica that is behind what was seen of a tenant at the primary, or behind what was
 *    written through here, does not answer for that tenant.
 *
 * Whatever this leaves out is refused with `store_unavailable`, and nobody is let in unchecked.
 */
export class OutageCredentials implements Credentials {
  readonly #options: OutageCredentialsOptions;
  /** The newest state seen at the primary, of tenants that have one. */
  readonly #seen = new Map<string, CredentialState>();
  #answeredAtMs: number;
  #phase: 'primary' | 'replica' | 'refusing' = 'primary';
  #looksAgainAtMs = 0;

  constructor(options: OutageCredentialsOptions) {
    this.#options = options;
    this.#answeredAtMs = options.clock.now();
  }

  /** To be called whenever the primary has answered anything at all. */
  primaryAnswered(): void {
    this.#answeredAtMs = this.#options.clock.now();
    if (this.#phase === 'primary') return;
    this.#phase = 'primary';
    this.#options.log.info('the primary answers again; whether credentials count is read there');
  }

  state(tenant: string): Promise<CredentialState> {
    return this.#read(tenant, async (credentials) => {
      const state = await credentials.state(tenant);
      if (credentials === this.#options.primary) this.#see(tenant, state);
      return state;
    });
  }

  revocations: Credentials['revocations'] = (tenant, at) => this.#read(tenant, (from) => from.revocations(tenant, at));

  apiKey: Credentials['apiKey'] = (tenant, id) => this.#read(tenant, (from) => from.apiKey(tenant, id));

  noteApiKeyUses: Credentials['noteApiKeyUses'] = (tenant, uses) => this.#options.primary.noteApiKeyUses(tenant, uses);

  async #read<T>(tenant: string, work: (from: CredentialReads) => Promise<T>): Promise<T> {
    const { primary } = this.#options;
    if (this.#mayReadAtReplica()) {
      this.#lookNowAndThen(tenant);
      const found = await this.#atReplica(tenant, work);
      if (found) return found.value;
    }
    try {
      return await work(primary);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.#notice();
      const found = this.#mayReadAtReplica() ? await this.#atReplica(tenant, work) : undefined;
      if (found) return found.value;
      throw error;
    }
  }

  /** Whether the primary is known to be away, and for no longer than it may be. */
  #mayReadAtReplica(): boolean {
    if (this.#phase !== 'replica') return false;
    if (!this.#isOver()) return true;
    this.#refuse();
    return false;
  }

  #isOver(): boolean {
    return this.#options.clock.now() - this.#answeredAtMs >= outageGraceMs;
  }

  #refuse(): void {
    this.#phase = 'refusing';
    this.#options.log.warn('the primary has not answered for too long; requests are refused until it does', {
      minutes: outageGraceMs / 60_000,
    });
  }

  #notice(): void {
    if (this.#phase !== 'primary') return;
    if (this.#isOver()) {
      this.#refuse();
      return;
    }
    this.#phase = 'replica';
    this.#looksAgainAtMs = this.#options.clock.now() + looksEveryMs;
    this.#options.log.warn('the primary does not answer; whether credentials count is read at the replica', {
      atMostMinutes: outageGraceMs / 60_000,
    });
  }

  /** Nobody waits for that: a primary that hangs takes long to be given up. */
  #lookNowAndThen(tenant: string): void {
    const { primary, clock } = this.#options;
    if (clock.now() < this.#looksAgainAtMs) return;
    this.#looksAgainAtMs = clock.now() + looksEveryMs;
    primary.state(tenant).then(
      (state) => this.#see(tenant, state),
      () => {},
    );
  }

  async #atReplica<T>(tenant: string, work: (from: CredentialReads) => Promise<T>): Promise<{ readonly value: T } | undefined> {
    const { replica } = this.#options;
    try {
      const seen = this.#seen.get(tenant);
      if (seen && isBehind(await replica.state(tenant), seen)) return undefined;
      return { value: await work(replica) };
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return undefined;
    }
  }

  #see(tenant: string, state: CredentialState): void {
    // Only of those there is anything to miss.
    if (state.revocations === 0 && state.apiKeys === 0) return;
    const before = this.#seen.get(tenant);
    if (before === undefined || isBehind(before, state)) this.#seen.set(tenant, state);
  }
}

/** Both counters only ever rise, each with a change. */
function isBehind(state: CredentialState, other: CredentialState): boolean {
  return state.revocations < other.revocations || state.apiKeys < other.apiKeys;
}
