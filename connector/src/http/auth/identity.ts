import type { Action, ActorRole } from '@dispatchkit/contract';
import type { ActorKind } from '../../services/index.ts';

/** How a person proved who they are, as far as the token says. */
export interface SignIn {
  /** Class of the sign-in (OIDC `acr`). */
  readonly acr: string | null;
  /** Methods used (RFC 8176): `pwd`, `otp`, `hwk`, `mfa` … */
  readonly amr: readonly string[];
  /** Epoch milliseconds. */
  readonly atMs: number | null;
}

/** Who a verified token or API key speaks for. */
export interface Identity {
  readonly kind: ActorKind;
  readonly tenant: string;
  readonly id: string;
  readonly name: string | null;
  readonly role: Exclude<ActorRole, 'system'>;
  readonly technicianId: string | null;
  readonly jobId: string | null;
  /** `null`: all. */
  readonly territories: readonly string[] | null;
  /** Of an API key. */
  readonly scopes?: readonly Action[];
  /** `jti` of a token, id of an API key. */
  readonly tokenId: string | null;
  readonly signIn: SignIn;
  /** The only web origins it may be used from; `null`: any. */
  readonly origins: readonly string[] | null;
  /** Epoch milliseconds; `null` when the token does not say. */
  readonly issuedAtMs: number | null;
  /** Epoch milliseconds; infinite for an API key without an end. */
  readonly expiresAtMs: number;
}
