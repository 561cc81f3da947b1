import { type Clock, instantOf } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/store.ts';
import type { Timers } from '../../ports/timers.ts';
import { isApiKeyLike } from '../../services/credentials/api-key-form.ts';
import { changesCredentials } from '../../services/credentials/credential-events.ts';
import { refuse } from '../problem.ts';
import { verifyApiKey } from './api-keys.ts';
import { bearerToken } from './bearer.ts';
import type { Identity } from './identity.ts';
import type { Issuer } from './issuer.ts';
import { Revoked } from './revoked.ts';
import { VerifiedTokens } from './verified-tokens.ts';
import { verifyToken } from './verify-token.ts';

/** Uses of API keys are written down together, this long after the first of them. */
const usesEveryMilliseconds = 30_000;

interface Ports {
  readonly issuers: readonly Issuer[];
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** Whose sign-in ends at once: told to whoever keeps something open for them. */
export type SignOut = (isMeant: (identity: Identity) => boolean) => void;

/** Says who a request comes from: a person, an embedding page, a customer or another system. */
export class Authenticator {
  readonly #ports: Ports;
  readonly #tokens: VerifiedTokens;
  readonly #revoked: Revoked;
  /** Instant of the last use by key id, by tenant; not yet written down. */
  readonly #uses = new Map<string, Map<string, string>>();
  readonly #stop: () => void;
  #signOut: SignOut = () => {};
  #writesSoon: (() => void) | undefined;

  constructor(ports: Ports) {
    const { issuers, store, clock } = ports;
    this.#ports = ports;
    this.#tokens = new VerifiedTokens(
      (token) => (isApiKeyLike(token) ? verifyApiKey(token, store, clock) : verifyToken(token, issuers, clock)),
      clock,
    );
    this.#revoked = new Revoked(ports, (tenant, { apiKeys, isRevoked }) => {
      if (apiKeys) this.#tokens.forgetWhere((identity) => identity.kind === 'apiKey' && identity.tenant === tenant);
      // Streams of a key that may have been changed start again, and then are what the key now allows.
      this.#signOut((identity) => isRevoked(identity) || (apiKeys && identity.kind === 'apiKey' && identity.tenant === tenant));
    });
    this.#stop = store.onCommittedAnywhere((tenant, event) => {
      if (changesCredentials(event)) this.changed(tenant);
    });
  }

  /** Who is to be told when tokens are taken back. */
  onSignOut(signOut: SignOut): void {
    this.#signOut = signOut;
  }

  /**
   * @throws ProblemError `token_missing`, `token_invalid`, `token_expired`, `not_allowed` for a page of another origin,
   *   `issuer_unavailable`, `store_unavailable`, `unknown_tenant`, `tenant_suspended`
   */
  async identityOf(headers: Headers): Promise<Identity> {
    const token = bearerToken(headers);
    let identity = await this.#tokens.identityOf(token);
    await this.#ports.store.admit(identity.tenant);
    await this.#revoked.check(identity);
    // The check may just have learned that the key was changed or taken back.
    if (identity.kind === 'apiKey') identity = await this.#tokens.identityOf(token);
    checkOrigin(identity, headers.get('origin'));
    if (identity.kind === 'apiKey') this.#noteUse(identity);
    return identity;
  }

  /** Notices at once what was taken back in a tenant, rather than within two seconds. */
  changed(tenant: string): void {
    this.#revoked.forget(tenant);
    this.#revoked.look(tenant).catch((cause: unknown) => {
      this.#ports.log.error('Revoked tokens could not be read; trying again with the next request', {}, cause);
    });
  }

  /** Whether it counts no more, or as something else, as far as is known now. */
  isTakenBack(identity: Identity): boolean {
    return this.#revoked.has(identity) || (identity.kind === 'apiKey' && !this.#tokens.holds(identity));
  }

  /** Writes down what is left to be. */
  async close(): Promise<void> {
    this.#stop();
    this.#writesSoon?.();
    await this.#writeUses();
  }

  #noteUse({ tenant, tokenId }: Identity): void {
    if (tokenId === null) return;
    const uses = this.#uses.get(tenant) ?? new Map<string, string>();
    this.#uses.set(tenant, uses.set(tokenId, instantOf(this.#ports.clock.now())));
    this.#writesSoon ??= this.#ports.timers.after(usesEveryMilliseconds, () => {
      void this.#writeUses();
    });
  }

  async #writeUses(): Promise<void> {
    this.#writesSoon = undefined;
    const uses = [...this.#uses];
    this.#uses.clear();
    for (const [tenant, byKey] of uses) {
      try {
        await this.#ports.store.credentials.noteApiKeyUses(tenant, byKey);
      } catch (cause) {
        this.#ports.log.warn('When an API key was last used could not be noted', { count: byKey.size });
        this.#ports.log.debug('The cause of the line before', { cause: cause instanceof Error ? cause.name : 'unknown' });
      }
    }
  }
}

/** A page on another site has no business with the token, however it came by it. Other programs send no origin. */
function checkOrigin({ origins }: Identity, origin: string | null): void {
  if (origins === null || origin === null || origins.includes(origin)) return;
  throw refuse('not_allowed', {
    detail: 'This token may not be used by pages of this origin.',
    hint: 'Ask for an embed token that names the origin of the page.',
  });
}
