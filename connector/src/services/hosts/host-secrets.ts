import type { HostSurroundings } from '@dispatchkit/adapters';
import { base64url } from 'jose';
import type { SecretBox } from '../../internal/secret-box.ts';
import type { HostConfig } from '../../ports/hosts.ts';
import type { Store } from '../../ports/store.ts';
import { inTurn, type TurnOptions } from '../work/in-turn.ts';

/*
 * Refresh tokens that are good for one time: the host replaces them, and the newest one is the only way in after a restart and for the other
 * instances. They lie sealed in the database of their tenant. A mark of what the operator has configured lies beside them: when it is of
 * another, the operator has signed in anew, and what was kept is of no use. Instances use them one after the other: many a host takes a token
 * that comes twice for a stolen one, and ends all that followed from it.
 */

const rememberedAs = 'host-secret';

interface Kept {
  readonly configured: string;
  readonly sealed: string;
}

export type HostSecrets = (config: HostConfig) => Required<Pick<HostSurroundings, 'keepSecret' | 'newestSecret' | 'inTurn'>>;

/** `newestSecret` rejects when what is kept was sealed with another DISPATCHKIT_SECRET. */
export function hostSecrets(options: TurnOptions, box: SecretBox): HostSecrets {
  const { work } = options.store;
  return ({ tenant, name, secrets }) => {
    const sealedFor = (setting: string) => JSON.stringify([tenant, name, setting]);
    const configuredMark = (setting: string) => markOf(secrets[setting] ?? '');
    return {
      async keepSecret(setting, newest) {
        const sealed = await box.seal(newest, rememberedAs, sealedFor(setting));
        const kept: Kept = { configured: await configuredMark(setting), sealed };
        await work.remember(tenant, rememberedAs, name, (before) => ({ ...before, [setting]: kept }));
      },
      async newestSecret(setting) {
        const kept = (await work.recall(tenant, rememberedAs, name))?.[setting] as Kept | undefined;
        if (kept === undefined || kept.configured !== (await configuredMark(setting))) return undefined;
        return box.open(kept.sealed, rememberedAs, sealedFor(setting));
      },
      inTurn: (setting, task) => inTurn(options, tenant, `${rememberedAs}:${JSON.stringify([name, setting])}`, task),
    };
  };
}

async function markOf(secret: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))));
}

export async function forgetHostSecrets({ work }: Pick<Store, 'work'>, tenant: string, name: string): Promise<void> {
  await work.remember(tenant, rememberedAs, name, () => undefined);
}

/** @throws Error naming the hosts whose sign-in cannot be kept, because nothing seals it */
export function expectHostSecrets(hosts: readonly HostConfig[], box: SecretBox | undefined): void {
  const without = box ? [] : hosts.filter(({ manifest }) => manifest.connection.auth.kind === 'oauth2-refresh-token');
  if (without.length === 0) return;
  const named = without.map(({ tenant, name }) => `hosts.${tenant}: ${name}`).join(', ');
  throw new Error(
    `${named}: the host replaces its refresh token, and the newest one is kept sealed in the database. Set DISPATCHKIT_SECRET to at least 32 random characters, the same for all instances.`,
  );
}
