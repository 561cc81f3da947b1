import type { TokenRevocation, TokenRevoke } from '@dispatchkit/contract';
import { instantOf } from '../../ports/clock.ts';
import type { Revocation } from '../../ports/credentials.ts';
import { allow } from '../access.ts';
import { type ActorContext, writeMetaOf } from '../actor.ts';
import { invalid } from '../errors.ts';
import type { ServiceOptions } from '../service-options.ts';

/** Where nothing says how long tokens live: a year. */
const longestSeconds = 366 * 86_400;
/** Clocks differ: a token may be accepted for so long after its end. */
const skewMs = 5 * 60_000;

/** Has one token, or all of one person's or system's issued until now, refused from now on, and ends their streams. */
export async function revokeTokens(
  { store, credentials }: ServiceOptions,
  actor: ActorContext,
  { tokenId, subject = '', before }: TokenRevoke,
): Promise<TokenRevocation> {
  allow(actor, 'tokens:revoke');
  if (subject.startsWith('api-key:')) {
    throw invalid(
      '/subject',
      'An API key is not revoked here.',
      'PATCH /v1/api-keys/{apiKeyId} with {"revoked": true}, or delete it.',
    );
  }
  const lifeMs = (credentials?.maxTokenSeconds ?? longestSeconds) * 1000 + skewMs;
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const nowMs = Date.parse(writer.at);
    const beforeMs = before === undefined ? nowMs : Date.parse(before);
    if (beforeMs > nowMs)
      throw invalid('/before', 'It must not lie in the future: tokens that do not exist yet cannot be taken back.');
    const revocation: Revocation = {
      kind: tokenId === undefined ? 'subject' : 'token',
      value: tokenId ?? subject,
      before: tokenId === undefined ? instantOf(beforeMs) : null,
      revokedAt: writer.at,
      revokedBy: actor.id,
      keptUntil: instantOf((tokenId === undefined ? beforeMs : nowMs) + lifeMs),
    };
    await writer.credentials.revoke(revocation);
    writer.describe({ type: 'tokens.revoked' });
    return revocation;
  });
  return result;
}

export async function listRevocations(
  { store, clock }: ServiceOptions,
  actor: ActorContext,
): Promise<{ items: TokenRevocation[] }> {
  allow(actor, 'tokens:revoke');
  return { items: await store.credentials.revocations(actor.tenant, instantOf(clock.now())) };
}
