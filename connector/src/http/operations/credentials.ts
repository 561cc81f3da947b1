import {
  CustomerLinkCreate,
  EmbedTokenCreate,
  IssuedToken,
  TokenRevocation,
  TokenRevocations,
  TokenRevoke,
} from '@dispatchkit/contract';
import { operation } from './operation.ts';

export const createEmbedToken = operation({
  id: 'createEmbedToken',
  method: 'post',
  path: '/embed-tokens',
  tag: 'tokens',
  summary: 'Trade an API key for a token for one person',
  description:
    'For the server of a host without an identity provider: it knows who is signed in there, and gets a short-lived token for that person, to hand to the page. The token may never do more than the key. It cannot be traded on.',
  action: 'embed_tokens:write',
  body: EmbedTokenCreate,
  answer: IssuedToken,
  status: 201,
  eventless: true,
  problems: ['unknown_reference', 'not_configured'],
});

export const createCustomerLink = operation({
  id: 'createCustomerLink',
  method: 'post',
  path: '/jobs/{jobId}/customer-links',
  tag: 'tokens',
  summary: 'Make a token by which the customer follows the job',
  description:
    'It reads this one job and its released assignments, reduced to what a customer may see, and their live feed. Nothing else.',
  action: 'customer_links:write',
  body: CustomerLinkCreate,
  answer: IssuedToken,
  status: 201,
  eventless: true,
  problems: ['not_configured'],
});

export const revokeTokens = operation({
  id: 'revokeTokens',
  method: 'post',
  path: '/tokens/revoke',
  tag: 'tokens',
  summary: 'Take back a token, or all tokens of somebody',
  description:
    'Refused at once on this instance and within two seconds on others; their open event streams end. Tokens issued later are accepted.',
  action: 'tokens:revoke',
  idempotency: 'kept',
  stepUp: true,
  body: TokenRevoke,
  answer: TokenRevocation,
});

export const listRevocations = operation({
  id: 'listRevocations',
  method: 'get',
  path: '/tokens/revocations',
  tag: 'tokens',
  summary: 'List what is revoked',
  description: 'Entries go when no token they are about can be alive any more.',
  action: 'tokens:revoke',
  answer: TokenRevocations,
});
