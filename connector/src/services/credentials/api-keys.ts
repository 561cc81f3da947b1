import type { ApiKey, ApiKeyCreate, ApiKeyCreated, ApiKeyPatch } from '@dispatchkit/contract';
import type { Action } from '@dispatchkit/contract/words';
import type { z } from 'zod';
import type { Writer } from '../../ports/store.ts';
import { allow, grantFor } from '../access.ts';
import { type ActorContext, writeMetaOf } from '../actor.ts';
import { definitions } from '../definitions/index.ts';
import { invalid, notFound, ProblemError } from '../errors.ts';
import { mergePatch } from '../merge-patch.ts';
import type { ServiceOptions } from '../service-options.ts';
import { writeShownOnce } from '../shown-once.ts';
import { expectVersion } from '../versions.ts';
import { newSecret, prefixOf, secretHashOf } from './api-key-form.ts';

const { apiKeys: definition } = definitions;

/** Makes a key. Its secret is in this answer and nowhere else, so it is not told again for an idempotency key either. */
export async function createApiKey(
  { store, ids }: ServiceOptions,
  actor: ActorContext,
  command: z.input<typeof ApiKeyCreate>,
): Promise<ApiKeyCreated> {
  allow(actor, definition.actions.write);
  expectOwned(actor, command.scopes);
  const secret = newSecret();
  const hash = await secretHashOf(secret);
  const make = async (writer: Writer) => {
    const id = await freeId(writer, command.id ?? ids.next());
    const draft = definition.fresh({ ...command, scopes: [...new Set(command.scopes)] }, id, writer.at);
    expectEnd(actor, draft.expiresAt, writer.at);
    const prefix = prefixOf({ tenant: actor.tenant, id: draft.id });
    const apiKey = await writer.put('apiKeys', { ...draft, prefix });
    await writer.credentials.keepApiKeyHash(apiKey.id, hash);
    writer.describe({ type: definition.events.created });
    return apiKey;
  };
  const apiKey = await writeShownOnce(store, actor, make, ({ id }) => ({
    detail: `An earlier request with this Idempotency-Key has made the API key ${id}. Its secret was in that answer alone.`,
    hint: 'If that answer is lost, delete the key and make another one with a new Idempotency-Key.',
  }));
  return { ...apiKey, key: `${apiKey.prefix}_${secret}` };
}

/**
 * Renames a key, gives it other scopes or another end, or takes it back for good. Whoever changes what it may do must be able to do all
 * of that themselves; taking back needs nothing more than the right to.
 */
export async function changeApiKey(
  { store }: ServiceOptions,
  actor: ActorContext,
  id: string,
  { revoked, ...patch }: z.input<typeof ApiKeyPatch>,
  expectedVersion: number | null,
): Promise<ApiKey> {
  allow(actor, definition.actions.write);
  const { result } = await store.write(actor.tenant, writeMetaOf(actor), async (writer) => {
    const before = await writer.get('apiKeys', id);
    if (!before) throw notFound(definition.noun, id);
    expectVersion(before, expectedVersion);
    const draft = mergePatch(before, patch);
    if (patch.scopes !== undefined || patch.expiresAt !== undefined) {
      expectOwned(actor, draft.scopes);
      expectEnd(actor, draft.expiresAt, writer.at);
    }
    const revokedAt = before.revokedAt ?? (revoked ? writer.at : null);
    const apiKey = await writer.put('apiKeys', { ...draft, scopes: [...new Set(draft.scopes)], revokedAt });
    writer.describe({ type: definition.events.changed });
    return apiKey;
  });
  return result;
}

/** The id is a part of the key, between underscores. */
async function freeId(writer: Writer, id: string): Promise<string> {
  if (id.includes('_')) throw invalid('/id', 'The id of an API key holds no underscore.');
  if (!(await writer.get('apiKeys', id)) && !(await writer.getDeleted('apiKeys', id))) return id;
  throw new ProblemError('already_exists', `The id ${id} is taken.`, {
    errors: [{ pointer: '/id', detail: 'This id is taken.' }],
  });
}

/** A scope covers all rows of the tenant, so having it for one's own is not enough to give it away. */
function expectOwned(actor: ActorContext, scopes: readonly Action[]): void {
  const missing = scopes.flatMap((scope, i) => (grantFor(actor, scope) === 'all' ? [] : [{ scope, pointer: `/scopes/${i}` }]));
  if (missing.length === 0) return;
  throw new ProblemError('not_allowed', 'An API key cannot get rights that you do not have yourself.', {
    hint: 'Leave those scopes out, or ask somebody who has them.',
    errors: missing.map(({ scope, pointer }) => ({ pointer, detail: `You may not do ${scope} on all rows.` })),
  });
}

function expectEnd(actor: ActorContext, expiresAt: string | null, now: string): void {
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.parse(now)) throw invalid('/expiresAt', 'It must end in the future.');
  if (actor.kind !== 'apiKey') return;
  const ownEndMs = actor.expiresAtMs ?? Number.POSITIVE_INFINITY;
  if (expiresAt === null ? Number.isFinite(ownEndMs) : Date.parse(expiresAt) > ownEndMs) {
    throw new ProblemError('not_allowed', 'A key cannot outlive the key it was made with.', {
      errors: [{ pointer: '/expiresAt', detail: 'Later than the end of your own key.' }],
    });
  }
}
