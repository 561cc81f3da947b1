import type {
  ApiKey,
  ApiKeyCreate,
  ApiKeyCreated,
  ApiKeyPatch,
  CustomerLinkCreate,
  EmbedTokenCreate,
  IssuedToken,
  TokenRevocation,
  TokenRevoke,
} from '@dispatchkit/contract';
import type { z } from 'zod';
import type { TokenSigner } from '../../ports/token-signer.ts';
import type { ActorContext } from '../actor.ts';
import type { ServiceOptions } from '../service-options.ts';
import { changeApiKey, createApiKey } from './api-keys.ts';
import { createCustomerLink, createEmbedToken } from './issue-tokens.ts';
import { listRevocations, revokeTokens } from './revocations.ts';

/** What giving out tokens needs. */
export interface CredentialOptions {
  readonly ownTokens: TokenSigner;
  /** No token that is accepted lives longer, whoever signed it. */
  readonly maxTokenSeconds: number;
  readonly maxCustomerLinkMinutes: number;
}

/** Giving access to others, and taking it back. Nobody gives more than they have. */
export interface CredentialServices {
  /** @throws ProblemError `not_allowed` for a scope the actor does not have, `invalid` */
  createApiKey(actor: ActorContext, command: z.input<typeof ApiKeyCreate>): Promise<ApiKeyCreated>;
  changeApiKey(
    actor: ActorContext,
    id: string,
    patch: z.input<typeof ApiKeyPatch>,
    expectedVersion: number | null,
  ): Promise<ApiKey>;
  /** @throws ProblemError `not_allowed` for a role above the actor's own, `unknown_reference`, `not_configured` */
  createEmbedToken(actor: ActorContext, command: EmbedTokenCreate): Promise<IssuedToken>;
  /** @throws ProblemError `not_found`, `not_configured` */
  createCustomerLink(actor: ActorContext, jobId: string, command: CustomerLinkCreate): Promise<IssuedToken>;
  revokeTokens(actor: ActorContext, command: TokenRevoke): Promise<TokenRevocation>;
  /** Those that still matter, newest first. */
  listRevocations(actor: ActorContext): Promise<{ items: TokenRevocation[] }>;
}

export function credentialServices(options: ServiceOptions): CredentialServices {
  return {
    createApiKey: (actor, command) => createApiKey(options, actor, command),
    changeApiKey: (actor, id, patch, version) => changeApiKey(options, actor, id, patch, version),
    createEmbedToken: (actor, command) => createEmbedToken(options, actor, command),
    createCustomerLink: (actor, jobId, command) => createCustomerLink(options, actor, jobId, command),
    revokeTokens: (actor, command) => revokeTokens(options, actor, command),
    listRevocations: (actor) => listRevocations(options, actor),
  };
}
