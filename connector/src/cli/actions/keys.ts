import { env } from 'node:process';
import { secretBoxOf } from '../../http/auth/installation-secret.ts';
import { SigningKeyAdmin } from '../../http/auth/signing-key-admin.ts';
import { systemClock } from '../../ports/clock.ts';
import type { PublicSigningKey } from '../../ports/credentials.ts';
import { devKeyOf } from '../../runtimes/shared/dev-key.ts';
import { isProduction } from '../../runtimes/shared/read-config.ts';
import { configWith, requireDatabase, withStore } from '../database.ts';
import { toOutput as say } from '../say.ts';

export async function listKeys({ json }: { readonly json?: boolean }): Promise<void> {
  const keys = await withExistingKeys((admin) => admin.list());
  if (keys.length === 0 && !json) say('There is no key yet. The first one is made when the first token is asked for.');
  for (const key of keys) say(json ? JSON.stringify(key) : lineOf(key));
}

export async function rotateKeys(): Promise<void> {
  const { id } = await withKeys((admin) => admin.rotate());
  say(`New tokens are signed with ${id}.`);
}

export async function retireKey(id: string): Promise<void> {
  await withExistingKeys((admin) => admin.retire(id));
  say(`${id} is gone: nothing it signed is accepted any more.`);
}

/** Looks, and makes neither a database nor a development key where nothing is. */
async function withExistingKeys<T>(work: (admin: SigningKeyAdmin) => Promise<T>): Promise<T> {
  await requireDatabase(await configWith({}));
  return withKeys(work);
}

async function withKeys<T>(work: (admin: SigningKeyAdmin) => Promise<T>): Promise<T> {
  const config = await configWith({});
  const box = await secretBoxOf({ config, keyFile: devKeyOf(config), production: isProduction(env) });
  const maxTokenSeconds = config.auth.ownTokens.maxCustomerLinkDays * 86_400;
  return withStore(config, ({ signingKeys }) =>
    work(new SigningKeyAdmin({ keys: signingKeys, box, clock: systemClock, maxTokenSeconds })),
  );
}

function lineOf({ id, createdAt, verifiesUntil }: PublicSigningKey): string {
  const state = verifiesUntil === null ? 'signs' : `accepted until ${verifiesUntil}`;
  return `${id}  made ${createdAt}  ${state}`;
}
