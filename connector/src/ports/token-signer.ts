import type { Role } from '@dispatchkit/contract/words';

/** What a token of the connector's own says. */
export interface OwnTokenClaims {
  readonly tenant: string;
  readonly subject: string;
  readonly role: Role;
  readonly name?: string | undefined;
  readonly technicianId?: string | undefined;
  /** For the role `customer`: the one job. */
  readonly jobId?: string | undefined;
  /** Absent: all. */
  readonly territories?: readonly string[] | undefined;
  /** The only web origins it may be used from; absent: any. */
  readonly origins?: readonly string[] | undefined;
}

export interface SignedToken {
  readonly token: string;
  /** The `jti`, by which it can be revoked. */
  readonly tokenId: string;
  /** Instant. */
  readonly expiresAt: string;
}

/** Signs tokens of this installation with its own keys. */
export interface TokenSigner {
  /** @throws ProblemError `not_configured` when there is no secret to keep keys with, `store_unavailable` */
  sign(claims: OwnTokenClaims, lifeSeconds: number): Promise<SignedToken>;
}
