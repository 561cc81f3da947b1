import type { Identity } from '../auth/identity.ts';

/** What tokens and API keys have to do with streams, which outlive the request that opened them. */
export interface CredentialWatch {
  /** The log says that some were taken back or changed: those of other processes are noticed by it. */
  changed(tenant: string): void;
  /** Whether it counts no more, or as something else, as far as is known now. */
  isTakenBack(identity: Identity): boolean;
}
