import type { ApiKey } from '@dispatchkit/contract';
import { type Action, actions, capabilitiesOf, type Role } from '@dispatchkit/contract/words';
import { instantOf, systemClock } from '../../ports/clock.ts';
import { uuidIds } from '../../ports/ids.ts';
import { silentLog } from '../../ports/log.ts';
import { createServices, type Services, systemActor } from '../../services/index.ts';
import { configWith, withExistingStore, withStore } from '../database.ts';
import { CliError, needed } from '../fail.ts';
import { toOutput as say } from '../say.ts';
import { tenantId } from '../tenant-id.ts';

export interface CreateApiKeyOptions {
  readonly tenant?: string;
  readonly name?: string;
  readonly scope?: readonly string[];
  readonly forRole?: Role;
  /** Seconds. */
  readonly expires?: number;
}

export async function createApiKey({ tenant, name, scope = [], forRole, expires }: CreateApiKeyOptions): Promise<void> {
  const actor = systemActor(tenantId(tenant), 'api');
  const scopes = [...new Set([...scope.map(asAction), ...(forRole === undefined ? [] : scopesToTradeFor(forRole))])];
  if (scopes.length === 0)
    throw new CliError('A key that may do nothing is of no use.', 'Give --scope ACTION or --for-role ROLE.');
  const expiresAt = expires === undefined ? null : instantOf(systemClock.now() + expires * 1000);
  const created = await withServices(actor.tenant, (services) =>
    services.createApiKey(actor, { name: needed(name, '--name TEXT'), scopes, expiresAt }),
  );
  say(created.key);
}

export async function listApiKeys({ tenant, json }: { readonly tenant?: string; readonly json?: boolean }): Promise<void> {
  const actor = systemActor(tenantId(tenant), 'api');
  await withServices(
    actor.tenant,
    async (services) => {
      let cursor: string | null | undefined;
      let count = 0;
      do {
        const page = await services.listRecords(actor, 'apiKeys', { limit: 500, ...(cursor ? { cursor } : {}) });
        for (const key of page.items) say(json ? JSON.stringify(key) : lineOf(key));
        count += page.items.length;
        cursor = page.nextCursor;
      } while (cursor !== null);
      if (count === 0 && !json) say(`${actor.tenant} has no API key.`);
    },
    withExistingStore,
  );
}

export async function revokeApiKey(id: string, { tenant }: { readonly tenant?: string }): Promise<void> {
  const actor = systemActor(tenantId(tenant), 'api');
  await withServices(actor.tenant, (services) => services.changeApiKey(actor, id, { revoked: true }, null), withExistingStore);
  say(`${id} opens nothing any more.`);
}

function asAction(word: string): Action {
  const action = actions.find((known) => known === word);
  if (action === undefined) throw new CliError(`--scope ${word} is not a right.`, `Give some of ${actions.join(', ')}.`);
  return action;
}

/** A key gives no more than it has. */
function scopesToTradeFor(role: Role): Action[] {
  return [...(Object.keys(capabilitiesOf(role)) as Action[]), 'embed_tokens:write'];
}

async function withServices<T>(
  tenant: string,
  work: (services: Services) => Promise<T>,
  open: typeof withStore = withStore,
): Promise<T> {
  return open(await configWith({}), async (store) => {
    await store.admit(tenant);
    return work(createServices({ store, clock: systemClock, ids: uuidIds, log: silentLog }));
  });
}

function lineOf({ id, name, scopes, expiresAt, revokedAt, lastUsedAt }: ApiKey): string {
  const state = revokedAt ? `revoked ${revokedAt}` : expiresAt ? `until ${expiresAt}` : 'no end';
  return `${id}  ${name}  ${scopes.length} scopes  ${state}  ${lastUsedAt ? `last used ${lastUsedAt}` : 'never used'}`;
}
