import type { Services } from '../../services/index.ts';
import * as operations from '../operations/credentials.ts';
import type { Register } from './register.ts';

export function credentialRoutes(on: Register, services: Services): void {
  on(operations.createEmbedToken, ({ actor, body }) => services.createEmbedToken(actor, body));
  on(operations.createCustomerLink, ({ actor, params, body }) => services.createCustomerLink(actor, params.jobId, body));
  on(operations.revokeTokens, ({ actor, body }) => services.revokeTokens(actor, body));
  on(operations.listRevocations, ({ actor }) => services.listRevocations(actor));
}
