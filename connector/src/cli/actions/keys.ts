import { env } from 'node:process';
import type { Config } from '../../config/schema.ts';
import { secretBoxOf } from '../../http/auth/installation-secret.ts';
import { makeSigningKey } from '../../http/auth/signing-keys.ts';
import { instantOf, systemClock } from '../../ports/clock.ts';
import type { SigningKey } from '../../ports/credentials.ts';
import { devKeyOf } from '../../runtimes/shared/dev-key.ts';
import { isProduction } from '../../runtimes/shared/read-config.ts';
import { configWith, withStore } from '../database.ts';
import { CliError } from '../fail.ts';
import { toOutput as say } from '../say.ts';

/** Other instances sign with the key before until they notice. */
const noticedMilliseconds = 3_600_000;

export async function listKeys({ json }: { readonly json?: boolean }): Promise<void> {
  const keys = await withStore(await configWith({}), (store) => store.signingKeys.list());
  if (keys.length === 0 && !json) say('There is no key yet. The first one is made when the first token is asked for.');
  for (const key of keys) say(json ? JSON.stringify(withoutPrivateKey(key)) : lineOf(key));
}

export async function rotateKeys(): Promise<void> {
  const config = await configWith({});
  const box = await secretBoxOf({ config, keyFile: devKeyOf(config), production: isProduction(env) });
  if (box === undefined) {
    throw new CliError('There is no secret to seal the key with.', 'Set DISPATCHKIT_SECRET to that of the running connectors.');
  }
  const key = await makeSigningKey(box, systemClock);
  await withStore(config, (store) => store.signingKeys.rotate(key, lastTokenEnds(config)));
  say(`New tokens are signed with ${key.id}.`);
}

export async function retireKey(id: string): Promise<void> {
  const config = await configWith({});
  const wasThere = await withStore(config, (store) => store.signingKeys.remove(id));
  if (!wasThere) throw new CliError(`There is no key ${id}.`, 'See "dispatchkit keys list".');
  say(`${id} is gone: nothing it signed is accepted any more.`);
}

function lastTokenEnds({ auth }: Config): string {
  const lifeMs = auth.ownTokens.maxCustomerLinkDays * 86_400_000;
  return instantOf(systemClock.now() + lifeMs + noticedMilliseconds);
}

function withoutPrivateKey({ sealedPrivateKey: _, ...key }: SigningKey) {
  return key;
}

function lineOf({ id, createdAt, verifiesUntil }: SigningKey): string {
  const state = verifiesUntil === null ? 'signs' : `accepted until ${verifiesUntil}`;
  return `${id}  made ${createdAt}  ${state}`;
}
