import type { ApiKey } from '@dispatchkit/contract';

/** Tokens that are refused although they have not expired. */
export interface Revocation {
  /** `token`: the one with that id (`jti`) · `subject`: all of that person or system, issued up to `before`. */
  readonly kind: 'token' | 'subject';
  /** The `jti` or the `sub`. */
  readonly value: string;
  /** Instant; for `subject` only. */
  readonly before: string | null;
  readonly revokedAt: string;
  /** Id of who did it. */
  readonly revokedBy: string;
  /** No token it is about lives longer. The entry is gone some time after. */
  readonly keptUntil: string;
}

/** Two counters that rise with every change, so that an instance sees with one small read whether it has to look again. */
export interface CredentialState {
  readonly revocations: number;
  readonly apiKeys: number;
}

/** An API key as it is now. */
export interface KeptApiKey {
  readonly record: ApiKey;
  /** SHA-256 of its secret, base64url. */
  readonly hash: string;
}

/**
 * What decides whether tokens and API keys still count. Secrets are never in here: of an API key only its hash.
 * Not read at a replica, for what was taken back counts at once; a store may do so while its primary is away (the outage rule).
 */
export interface Credentials {
  state(tenant: string): Promise<CredentialState>;
  /** Those that are still kept at this instant, newest first. */
  revocations(tenant: string, at: string): Promise<Revocation[]>;
  /** Undefined when there is none. */
  apiKey(tenant: string, id: string): Promise<KeptApiKey | undefined>;
  /** Notes when keys were last used, by id: no version, no event. Older instants than the one kept are ignored. */
  noteApiKeyUses(tenant: string, uses: ReadonlyMap<string, string>): Promise<void>;
}

/** The part of a unit of work that is about credentials. */
export interface CredentialWriter {
  /** Keeps the hash of the secret of a key whose record is put in the same unit of work. It goes when the record is removed. */
  keepApiKeyHash(id: string, hash: string): Promise<void>;
  /** Adds the entry, or makes the one there is reach as far. Entries that nobody needs any more are dropped. */
  revoke(revocation: Revocation): Promise<void>;
}

/** A key that signs the tokens of this installation. */
export interface SigningKey {
  /** The `kid`. */
  readonly id: string;
  readonly algorithm: 'ES256';
  /** JWK without private parts. */
  readonly publicKey: Readonly<Record<string, unknown>>;
  /** The private JWK, sealed with the installation's secret. */
  readonly sealedPrivateKey: string;
  readonly createdAt: string;
  /** It has signed nothing since then; `null`: it may sign. */
  readonly retiredAt: string | null;
  /** Tokens it signed are accepted until then; `null` while it may sign. */
  readonly verifiesUntil: string | null;
}

/** A signing key without its private part: enough to check tokens with. */
export type PublicSigningKey = Omit<SigningKey, 'sealedPrivateKey'>;

export function publicPartOf({ sealedPrivateKey: _, ...key }: SigningKey): PublicSigningKey {
  return key;
}

/** Keys of the whole installation, shared by all of its instances and tenants, so no method takes a tenant. */
export interface SigningKeys {
  /** Newest first, as they are now: for whoever signs with them, or looks after them. */
  list(): Promise<SigningKey[]>;
  /** The same for whoever checks tokens. A store may read it at a replica while its primary is away (the outage rule). */
  verifying(): Promise<PublicSigningKey[]>;
  /** Adds a key unless one that may sign is there: of two instances starting at once, the first one's key stays. */
  addFirst(key: SigningKey): Promise<void>;
  /** Adds a key; those before stop signing and verify until the given instant. Those past theirs are dropped. */
  rotate(key: SigningKey, othersVerifyUntil: string): Promise<void>;
  /** Drops a key at once: nothing it signed is accepted any more. False when there is no such key. */
  remove(id: string): Promise<boolean>;
}
