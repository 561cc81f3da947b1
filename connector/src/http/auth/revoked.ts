import { type Clock, instantOf } from '../../ports/clock.ts';
import type { CredentialState } from '../../ports/credentials.ts';
import type { Store } from '../../ports/store.ts';
import { invalidToken } from './bearer.ts';
import type { Identity } from './identity.ts';

/** Changes of other instances are seen within this time; those of this one at once. */
export const noticedMilliseconds = 2_000;
/** Tenants kept in mind. Those asked for longest ago are looked up anew. */
const maxTenants = 10_000;

interface Known extends CredentialState {
  readonly tokens: ReadonlySet<string>;
  /** Epoch milliseconds by subject: what was issued up to then is refused. */
  readonly subjects: ReadonlyMap<string, number>;
}

/** What was taken back, per tenant, as of at most two seconds ago; by the store's outage rule while its primary is away. */
export class Revoked {
  readonly #store: Pick<Store, 'credentials'>;
  readonly #clock: Clock;
  readonly #onChange: (tenant: string, change: { apiKeys: boolean; isRevoked: (identity: Identity) => boolean }) => void;
  readonly #known = new Map<string, Known>();
  readonly #lookedAtMs = new Map<string, number>();
  readonly #looking = new Map<string, Promise<void>>();

  /** `onChange` is told when something was taken back, or an API key was changed, here or elsewhere. */
  constructor(
    { store, clock }: { store: Pick<Store, 'credentials'>; clock: Clock },
    onChange: (tenant: string, change: { apiKeys: boolean; isRevoked: (identity: Identity) => boolean }) => void,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** @throws ProblemError `token_invalid` when it was taken back */
  async check(identity: Identity): Promise<void> {
    const { tenant } = identity;
    if (this.#clock.now() - (this.#lookedAtMs.get(tenant) ?? Number.NEGATIVE_INFINITY) >= noticedMilliseconds) {
      // What is taken back while a look is under way makes it void.
      do await this.look(tenant);
      while (!this.#lookedAtMs.has(tenant));
    }
    if (this.has(identity)) throw invalidToken('The token has been revoked.');
  }

  /** Whether it was taken back, as of the last look. */
  has(identity: Identity): boolean {
    return isRevoked(identity, this.#known.get(identity.tenant));
  }

  /** Reads what has changed. One reading at a time for each tenant. */
  async look(tenant: string): Promise<void> {
    const running = this.#looking.get(tenant);
    if (running) return running;
    const looking: Promise<void> = this.#look(tenant, () => this.#looking.get(tenant) === looking).finally(() => {
      if (this.#looking.get(tenant) === looking) this.#looking.delete(tenant);
    });
    this.#looking.set(tenant, looking);
    return looking;
  }

  /** Looks again before the next answer. A look that is under way does not count. */
  forget(tenant: string): void {
    this.#lookedAtMs.delete(tenant);
    this.#looking.delete(tenant);
  }

  async #look(tenant: string, isCurrent: () => boolean): Promise<void> {
    const lookedAtMs = this.#clock.now();
    const { credentials } = this.#store;
    const before = this.#known.get(tenant);
    const state = await credentials.state(tenant);
    if (!isCurrent()) return;
    if (before === undefined || before.revocations !== state.revocations || before.apiKeys !== state.apiKeys) {
      const isFirst = state.revocations === 0;
      const entries = isFirst ? [] : await credentials.revocations(tenant, instantOf(lookedAtMs));
      const known: Known = {
        ...state,
        tokens: new Set(entries.flatMap(({ kind, value }) => (kind === 'token' ? value : []))),
        subjects: new Map(
          entries.flatMap(({ kind, value, before }) => (kind === 'subject' && before ? [[value, Date.parse(before)]] : [])),
        ),
      };
      this.#known.set(tenant, known);
      const apiKeys = before === undefined || before.apiKeys !== state.apiKeys;
      this.#onChange(tenant, { apiKeys, isRevoked: (identity) => identity.tenant === tenant && isRevoked(identity, known) });
    }
    if (!isCurrent()) return;
    this.#lookedAtMs.delete(tenant);
    this.#lookedAtMs.set(tenant, lookedAtMs);
    const [oldest] = this.#lookedAtMs.keys();
    if (this.#lookedAtMs.size <= maxTenants || oldest === undefined) return;
    this.#lookedAtMs.delete(oldest);
    this.#known.delete(oldest);
  }
}

function isRevoked({ tokenId, id, issuedAtMs }: Identity, known: Known | undefined): boolean {
  if (known === undefined) return false;
  if (tokenId !== null && known.tokens.has(tokenId)) return true;
  const beforeMs = known.subjects.get(id);
  // A token that does not say when it was issued cannot show that it is a newer one.
  return beforeMs !== undefined && (issuedAtMs === null || issuedAtMs <= beforeMs);
}
