import type { Action } from '@dispatchkit/contract';
import { actions } from '@dispatchkit/contract';
import { isSameBytes } from '../../internal/digest.ts';
import type { Clock } from '../../ports/clock.ts';
import type { KeptApiKey } from '../../ports/credentials.ts';
import type { Store } from '../../ports/store.ts';
import { parseApiKey, secretHashOf } from '../../services/credentials/api-key-form.ts';
import { ProblemError } from '../../services/errors.ts';
import { invalidToken } from './bearer.ts';
import type { Identity } from './identity.ts';

/** No key has this hash: something is compared even when there is nothing to compare with. */
const noHash = '0'.repeat(43);
const encoder = new TextEncoder();

/**
 * Says which system an API key speaks for, or refuses it with 401 `token_invalid`. The tenant stands in the key, so only its own
 * database is asked; whether the tenant, the key or the secret is wrong is not told apart.
 */
export async function verifyApiKey(text: string, store: Store, clock: Clock): Promise<Identity> {
  const refusal = invalidToken('The API key is not accepted.', { hint: 'Ask the administrator of the tenant for another key.' });
  const parts = parseApiKey(text);
  if (parts === undefined) throw refusal;
  const { tenant, id, secret } = parts;
  const [kept, given] = await Promise.all([keptKey(store, tenant, id), secretHashOf(secret)]);
  if (!isSameBytes(encoder.encode(kept?.hash ?? noHash), encoder.encode(given))) throw refusal;
  const key = kept?.record;
  if (key === undefined || key.revokedAt !== null) throw refusal;
  const expiresAtMs = key.expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(key.expiresAt);
  if (expiresAtMs <= clock.now()) throw invalidToken('The API key has expired.', { expired: true });
  return {
    kind: 'apiKey',
    tenant,
    id: `api-key:${id}`,
    name: key.name,
    role: 'api_key',
    technicianId: null,
    jobId: null,
    territories: null,
    // A later version may know rights that this one does not.
    scopes: key.scopes.filter((scope): scope is Action => actions.includes(scope)),
    tokenId: id,
    signIn: { acr: null, amr: [], atMs: null },
    origins: null,
    issuedAtMs: Date.parse(key.createdAt),
    expiresAtMs,
  };
}

async function keptKey(store: Store, tenant: string, id: string): Promise<KeptApiKey | undefined> {
  try {
    await store.admit(tenant);
    return await store.credentials.apiKey(tenant, id);
  } catch (error) {
    // Without a good key nobody is told which tenants there are.
    const isTenantsAffair =
      error instanceof ProblemError && (error.code === 'unknown_tenant' || error.code === 'tenant_suspended');
    if (isTenantsAffair) return undefined;
    throw error;
  }
}
