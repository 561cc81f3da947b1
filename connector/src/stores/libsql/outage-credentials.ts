import type { CredentialState, Credentials } from '../../ports/credentials.ts';
import type { Outage } from './outage.ts';

type CredentialReads = Pick<Credentials, 'state' | 'revocations' | 'apiKey'>;

/** Reads that agree with each other. Refuses with `store_unavailable` what the replica cannot answer for a tenant. */
export type CredentialsAtReplica = <T>(tenant: string, work: (replica: CredentialReads) => Promise<T>) => Promise<T>;

export interface OutageCredentialsOptions {
  readonly primary: Credentials;
  readonly atReplica: CredentialsAtReplica;
  readonly outage: Outage;
}

/** Credentials by the outage rule. What was seen at the primary is remembered tenant by tenant. */
export class OutageCredentials implements Credentials {
  readonly #options: OutageCredentialsOptions;
  /** The newest state seen at the primary, of tenants that have one. */
  readonly #seen = new Map<string, CredentialState>();

  constructor(options: OutageCredentialsOptions) {
    this.#options = options;
  }

  state: Credentials['state'] = (tenant) =>
    this.#read(
      tenant,
      () => this.#stateAtPrimary(tenant),
      (replica) => replica.state(tenant),
    );

  revocations: Credentials['revocations'] = (tenant, at) => this.#readAlike(tenant, (from) => from.revocations(tenant, at));

  apiKey: Credentials['apiKey'] = (tenant, id) => this.#readAlike(tenant, (from) => from.apiKey(tenant, id));

  noteApiKeyUses: Credentials['noteApiKeyUses'] = (tenant, uses) => this.#options.primary.noteApiKeyUses(tenant, uses);

  #readAlike<T>(tenant: string, work: (from: CredentialReads) => Promise<T>): Promise<T> {
    return this.#read(tenant, () => work(this.#options.primary), work);
  }

  #read<T>(tenant: string, atPrimary: () => Promise<T>, work: (replica: CredentialReads) => Promise<T>): Promise<T> {
    const { outage, atReplica } = this.#options;
    return outage.read({
      atPrimary,
      atReplica: () =>
        atReplica(tenant, async (replica) => {
          const seen = this.#seen.get(tenant);
          if (seen && isBehind(await replica.state(tenant), seen)) return undefined;
          return { value: await work(replica) };
        }),
      look: () => this.#stateAtPrimary(tenant),
    });
  }

  async #stateAtPrimary(tenant: string): Promise<CredentialState> {
    const state = await this.#options.primary.state(tenant);
    this.#see(tenant, state);
    return state;
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
